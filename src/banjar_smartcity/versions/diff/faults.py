"""Faults: which findings a change adds, which it fixes, and which were there before.

A finding is the same before and after if its kind, its file and its place are, where a place is a path of names: its
line may move and its value may change. If no place is known, the text of the line is used instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from ...checking.gathering.documents import data_by_path
from ...checking.pipeline import Checked
from ...diagnostics import Finding, Pointer, Severity
from ...named import NamedTuple
from ...privacy.search import redact
from ...rules.policy import NAMES_COLLIDE
from ...source.decode import split_lines
from ...source.entries import names_of


class Faults(NamedTuple):
    """Findings of the new version that are new or inherited, and findings of the old one that are fixed."""

    new: tuple[Finding, ...]
    inherited: tuple[Finding, ...]
    fixed: tuple[Finding, ...]


class Findings(NamedTuple):
    """The findings of one version, and the texts and data in which they are."""

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    data: Mapping[str, object]


def findings_of(checked: Checked) -> Findings:
    """The findings of a check."""
    return Findings(checked.findings, checked.texts, data_by_path(checked.readable))


def fingerprints(found: Findings, renamed: Mapping[str, str]) -> tuple[str, ...]:
    """A name for each finding that stays the same when its line moves. `renamed` has new paths by old ones."""
    if not found.findings:
        return ()
    from hashlib import sha256  # slow to load (OpenSSL)

    lines: dict[str, list[str]] = {}
    seen: dict[tuple[str, ...], int] = {}
    known: dict[int, list[str | int]] = {}
    names = []
    for finding in found.findings:
        place = ""  # of personal data nothing: a short number can be found again by trying all there are
        if finding.kind.secret:
            pass
        elif finding.pointer and finding.path in found.data:
            place = redact(repr(names_of(found.data[finding.path], finding.pointer, known)))
        else:
            if finding.path not in lines:
                lines.clear()  # findings are in the order of the files; texts may be large
                lines[finding.path] = split_lines(redact(found.texts.get(finding.path, "")))
            own = lines[finding.path]
            place = own[finding.position.line - 1].strip() if finding.position.line <= len(own) else ""
        key = (finding.kind.id, renamed.get(finding.path, finding.path), place)
        seen[key] = seen.get(key, 0) + 1  # two equal findings get different names
        names.append(sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "replace")).hexdigest()[:32])
    return tuple(names)


def compare_findings(
    base: Findings, head: Findings, renamed: Mapping[str, str], same: Collection[str] = frozenset()
) -> Faults:
    """The findings that are new, inherited and fixed. `same` are paths of files that have not changed.

    A file that has not changed and has the same findings need not be read to compare them.
    """
    moved = {*renamed, *renamed.values()}
    before, after = _by_file(base, same, moved), _by_file(head, same, moved)
    equal = {path for path, found in after.items() if before.get(path) == found}
    old = _named(_without_files(base, equal), renamed)
    new = _named(_without_files(head, equal), {})
    kept = {id(finding) for name, finding in new.items() if name in old}
    return Faults(
        tuple(finding for name, finding in new.items() if name not in old),
        tuple(finding for finding in head.findings if finding.path in equal or id(finding) in kept),
        tuple(finding for name, finding in old.items() if name not in new),
    )


def _by_file(found: Findings, same: Collection[str], moved: Collection[str]) -> Mapping[str, list[object]]:
    """What decides how findings are named, by the path of each file that is the `same` and has not `moved`."""
    by_file: dict[str, list[object]] = {}
    for finding in found.findings:
        if finding.path in same and finding.path not in moved:
            by_file.setdefault(finding.path, []).append((finding.kind.id, finding.position.line, finding.pointer))
    return by_file


def _without_files(found: Findings, paths: Collection[str]) -> Findings:
    return found._replace(findings=tuple(finding for finding in found.findings if finding.path not in paths))


def _named(found: Findings, renamed: Mapping[str, str]) -> dict[str, Finding]:
    return dict(zip(fingerprints(found, renamed), found.findings, strict=True))


def with_files(faults: Faults, base: Sequence[Finding], head: Sequence[Finding]) -> Faults:
    """The findings with those of links and names, which come first, as they are about more than data.

    They name every collision, also that of a folder with data/, which a check finds as well.
    """
    old, new = ({repr(finding): finding for finding in found} for found in (base, head))
    ours = Faults(*(tuple(f for f in found if f.kind.id != NAMES_COLLIDE.id) for found in faults))
    return Faults(
        (*(new[name] for name in new if name not in old), *ours.new),
        (*(new[name] for name in new if name in old), *ours.inherited),
        (*(old[name] for name in old if name not in new), *ours.fixed),
    )


Places = frozenset[tuple[str, str]]
"""Paths, each with the item of an answer in it."""


def without_doubtful(faults: Faults, base: Findings, head: Findings, faulty: tuple[Places, Places]) -> Faults:
    """The findings, where warnings of an answer that has errors in the other version are neither new nor fixed.

    An answer with errors is not checked further, so it is not known whether it still has them, or had them before.
    """

    def split(found: Iterable[Finding], data: Mapping[str, object], other: Places) -> tuple[list[Finding], ...]:
        kept: list[Finding] = []
        doubtful: list[Finding] = []
        for finding in found:
            place = finding.path, item_of(data.get(finding.path), finding.pointer)
            is_doubtful = finding.kind.severity is Severity.WARNING and place in other
            (doubtful if is_doubtful else kept).append(finding)
        return kept, doubtful

    new, unsure = split(faults.new, head.data, faulty[0])
    fixed, _ = split(faults.fixed, base.data, faulty[1])
    return Faults(tuple(new), (*faults.inherited, *unsure), tuple(fixed))


def without_unjudged(faults: Faults, base: Findings, head: Findings, less: tuple[bool, bool]) -> Faults:
    """The findings, where warnings of unchanged files are neither new nor fixed if the other version tells `less`.

    A version with files that cannot be read may miss a warning only because rules do not judge what they cannot see.
    """

    def changed(finding: Finding) -> bool:
        is_warning = finding.kind.severity is Severity.WARNING
        return not is_warning or base.texts.get(finding.path) != head.texts.get(finding.path)

    new, fixed = faults.new, faults.fixed
    kept = tuple(filter(changed, new)) if less[0] else new
    return Faults(
        kept,
        (*faults.inherited, *(finding for finding in new if finding not in kept)),
        tuple(filter(changed, fixed)) if less[1] else fixed,
    )


def item_of(data: object, pointer: Pointer) -> str:
    """The item of the answer that a pointer leads into; empty if it leads into none."""
    answers = data.get("answers") if isinstance(data, dict) and pointer[:1] == ("answers",) else None
    number = pointer[1] if len(pointer) > 1 else None
    if not isinstance(answers, list) or not isinstance(number, int) or number >= len(answers):
        return ""
    return str(answers[number].get("item", "")) if isinstance(answers[number], dict) else ""
