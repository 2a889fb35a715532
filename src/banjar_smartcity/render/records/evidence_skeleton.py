"""The skeleton of a record of evidence: known values, guesses that are marked as such, and null for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from ...i18n import N_, Language
from ...model.evidence import EVIDENCE_KINDS
from ...named import NamedTuple
from ...source.yaml_write import quoted, scalar, schema_comment

GUESS = N_("GUESS from the name of the file, to be checked:")


class EvidenceDraft(NamedTuple):
    """The values of a new record, some of them guessed from the name of the file."""

    id: str
    title: str
    kind: str
    kind_given: bool
    dates: tuple[str, ...]
    internal: bool
    file: str | None
    kept_at: str | None
    sha256: str
    document: Sequence[str]
    """The lines that say what was found in the file; empty if it could not be read."""
    agency: str | None
    number: str | None = None
    issued_on: str | None = None


def evidence_skeleton(draft: EvidenceDraft, lang: Language, schema: str) -> str:
    """The record as YAML with comments in the reader's language. `schema` is the path of the schema for editors."""
    _ = lang.translate
    guess = _(GUESS)
    kinds = _(N_("It counts if an item requires this kind. Kinds: {kinds}.")).format(kinds=", ".join(EVIDENCE_KINDS))
    days = [_(N_("Dates as YYYY-MM-DD: issued on, in force from (may be left out), last day in force."))]
    if draft.dates:
        text = _(N_("The file name contains: {dates}. Read the document before you write a date."))
        days.append(text.format(dates=", ".join(draft.dates)))
    access = (
        N_("Internal: the file stays out of the repository; kept_at says where it is.")
        if draft.internal
        else N_("Public: anyone may open it. Has somebody checked it for personal data?")
    )
    lines = [
        schema_comment(schema),
        "# "
        + _(N_("Correct what is guessed, fill in what is known, leave the rest null, then run: smartcity validate")),
        "",
        f"id: {scalar(draft.id)}",
        f"# {guess}",
        f"title: {quoted(draft.title)}",
        *([] if draft.kind_given else [f"# {guess}"]),
        *(f"# {line}" for line in wrap(kinds, 100)),
        f"kind: {draft.kind}",
        "",
        "# " + _(N_("Who issued it, for example a regent or the head of an agency, and its number as printed on it.")),
        "issuer: null",
        f"number: {quoted(draft.number) if draft.number else 'null'}",
        *(f"# {line}" for line in days),
        f"issued_on: {draft.issued_on or 'null'}",
        "in_force_on: null",
        "expires_on: null",
        "",
        "# " + _(access),
        f"access: {'internal' if draft.internal else 'public'}",
        f"file: {scalar(draft.file)}",
        "# " + _(N_("Its address on the web, if it has one.")),
        "address: null",
        *([f"kept_at: {quoted(draft.kept_at)}"] if draft.kept_at else []),
        "# " + _(N_("The hash (SHA-256) of the file as it was recorded.")),
        f"sha256: {scalar(draft.sha256)}",
        *draft.document,
        "",
        "# " + _(N_("The agency that keeps the document, from data/agencies.yaml.")),
        f"agency: {scalar(draft.agency)}",
    ]
    return "\n".join(lines) + "\n"
