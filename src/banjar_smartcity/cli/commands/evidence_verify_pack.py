"""`smartcity evidence verify-pack`: say whether a pack is complete and unchanged, and who signed it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from ...i18n import N_, language
from ..faults import UsageFaultError
from ..options import Format, Lang
from ..output import write, write_json
from ..parameters.declared import argument, option
from ..session import find_language

HELP = N_("Check a pack of evidence. Whether it is complete and unchanged, and who signed it; it needs no repository.")
REASONS = {
    "none": N_("{path}: there is no pack here; name its folder or its .zip file"),
    "unreadable": N_("{path} cannot be read as a folder or a .zip file"),
    "large": N_("{path} has more files or bytes than any pack; it was not read"),
}


def verify_pack(
    path: Annotated[
        Path, argument(metavar=N_("PATH"), help=N_("The folder or .zip file of the pack."), show_default=False)
    ],
    *,
    signers: Annotated[
        Path | None,
        option(
            "--signers",
            metavar=N_("FILE"),
            help=N_("Keys that you trust, each with its owner (allowed_signers of SSH)."),
        ),
    ] = None,
    format: Format = "text",
    lang: Lang = None,
) -> int:
    """Run `smartcity evidence verify-pack`. Return 1 if a file or the signature is not as it should be."""
    from ...publish.pack.checked import check_pack
    from ...publish.pack.files import NoPackError
    from ...publish.pack.signature import BAD, GOOD

    for named in filter(None, (path, signers)):
        if not named.exists():
            raise UsageFaultError(N_("there is no file or folder {path}"), path=named)
    try:
        found = check_pack(path, signers)
    except NoPackError as error:
        raise UsageFaultError(REASONS[error.reason], path=path) from error
    spoken = language(lang or find_language())
    if format == "json":
        from ...render.json.documents.verified import checked_pack_data

        write_json(checked_pack_data(found, spoken))
    else:
        from ...render.terminal.records.pack import checked_lines

        write("\n".join(checked_lines(found, spoken)))
    state = found.signature.state if found.signature else None
    return int(bool(found.faults) or state == BAD or (signers is not None and state != GOOD))
