"""Related: which versions of records are about the same people as a record, those of another stage too.

A table may be imported for one stage and, with a row more, for another one.
"""

from __future__ import annotations

from .published import Figures, groups_of
from .rest import rest_of


def may_share_people(record: Figures, version: Figures) -> bool:
    """Whether people may be in both: if their stage is the same, or if their days are not known to be others."""
    return record.get("stage") == version.get("stage") or _overlap(record, version) is not False


def of_one_survey(record: Figures, version: Figures, marks: range) -> bool:
    """Whether a version is of the same survey: of the same stage, or by its days and figures of nearly the same people.

    Some statements may be answered by one to four people more or fewer, while others are answered by many more.
    """
    if record.get("stage") == version.get("stage"):
        return True
    overlap = _overlap(record, version)
    new, old = groups_of(record), groups_of(version)
    rests = [rest_of(new[key], [(1, old[key])]) for key in new if key in old and key[0] == "statements"]
    if overlap is False or not rests or not all(rest.could_be_given(marks) for rest in rests):
        return False
    return overlap is True or (any(rest.is_of_few for rest in rests) and not all(rest.is_nothing for rest in rests))


def _overlap(record: Figures, version: Figures) -> bool | None:
    """Whether two surveys have days in common; None if that is not known."""
    first, last, earlier_first, earlier_last = (
        str(one.get(key) or "") for one in (record, version) for key in ("starts_on", "ends_on")
    )
    if not all((first, last, earlier_first, earlier_last)):
        return None
    return first <= earlier_last and earlier_first <= last
