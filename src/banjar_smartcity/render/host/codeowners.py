"""CODEOWNERS: who reviews which data, in the form that GitHub and GitLab both read.

If several lines match a file, the last one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...i18n import N_, Language
from ...source.letters import visible
from ...versions.reviewers import Share
from ...workspace.layout import PROGRAM

MARK = "# smartcity codeowners"
"""The first line. A file that begins with it was generated and may be overwritten."""
REVIEW = (
    *("/.github/", "/.gitlab/", "/.gitea/", "/.forgejo/", "/.woodpecker/", "/.gitlab-ci.yml", "/.woodpecker.*", "/ci/"),
    *("/action.yml", "/.pre-commit-config.yaml", "/.gitmodules", "/.lfsconfig", ".gitattributes", "CODEOWNERS"),
)
"""The files that decide about reviews; the last is the CODEOWNERS file itself, in any folder."""
SECRETARIAT = N_("Secretariat: the rules, the registers, the results and what is cross-cutting")
NOBODY = N_("No reviewer is named for {group}; nobody is asked to review.")
NOBODY_BUT_SECRETARIAT = N_("No reviewer is named for {group}; the secretariat reviews.")
_UNWRITABLE = frozenset("#*?[]\\")


def codeowners(shares: Iterable[Share], folder: str, lang: Language) -> str:
    """The text of the file. `folder` is the path from the top of the repository to the data: empty, or `a/b/`."""
    return "\n".join(_lines(tuple(shares), folder, lang)) + "\n"


def _lines(shares: tuple[Share, ...], folder: str, lang: Language) -> Iterator[str]:
    _ = lang.translate
    yield MARK
    yield "# " + _(N_("From `reviewers` in {path}: change it there, then run `smartcity codeowners` again.")).format(
        path=visible(folder + PROGRAM)
    )
    yield "# " + _(N_("If several lines match a file, the last one counts."))
    secretariat = shares[0].accounts
    for share in (share for share in shares if len(share.groups) == 1):
        [group] = share.groups
        yield ""
        yield "# " + (visible(lang.text(group.name)) if group else _(SECRETARIAT))
        if not share.accounts:
            text = NOBODY_BUT_SECRETARIAT if group and secretariat else NOBODY
            yield "# " + _(text).format(group=group.id if group else "null")
            continue
        yield from _owned(share, folder)
        if group is None and not folder:
            yield from (" ".join((place, *share.accounts)) for place in REVIEW)
    # Groups without reviewers are listed above.
    common = [share for share in shares if len(share.groups) > 1 and share.accounts]
    if common:
        yield ""
        yield "# " + _(N_("What several of them use"))
    for share in common:
        yield from _owned(share, folder)
    own = [share for share in shares if share.agencies]
    if own:
        yield ""
        yield "# " + _(N_("Evidence and innovations of agencies that have accounts"))
    for share in own:
        yield from _owned(share, folder)


def _owned(share: Share, folder: str) -> Iterator[str]:
    return (" ".join((pattern(folder + path), *share.accounts)) for path in share.paths)


def pattern(path: str) -> str:
    """A path as a pattern from the top of the repository.

    `#`, `[` and similar characters cannot be escaped on GitHub. They become `?`, which matches any one character.
    """
    return "/" + "".join("?" if _is_unwritable(letter) else letter for letter in path).replace(" ", "\\ ")


def _is_unwritable(letter: str) -> bool:
    if letter in _UNWRITABLE or "\ud800" <= letter <= "\udfff":
        return True
    return letter != " " and (letter.isspace() or visible(letter) != letter)
