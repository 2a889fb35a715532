"""Policy: what stops a change of the data, and what is allowed until a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .moment import parse_date
from .parts import text

GATES = ("new-error", "supported-falls", "rules-changed", "evidence-removed", "words-not-found")
FAIL, WARN, OFF = "fail", "warn", "off"


class Gate(NamedTuple):
    """What a gate does when a change is caught by it: `fail`, `warn` or `off`; and the label that opens the gate."""

    action: str
    label: str | None


STRICT: Mapping[str, Gate] = {
    **{gate: Gate(FAIL, None) for gate in GATES},
    "rules-changed": Gate(FAIL, "rules"),
    "words-not-found": Gate(WARN, None),
}
"""The gates of a region that has decided nothing. What a program did not find may be there all the same."""


class Waiver(NamedTuple):
    """A kind of finding that is allowed in a file or folder, until a day."""

    at: At
    finding: str
    path: str | None
    reason: Text
    until: date | None
    """The last day. It is None only if the date is not valid, which is an error; the waiver then has ended."""

    def covers(self, finding: str, path: str, today: date) -> bool:
        """Whether it allows this finding on this day."""
        place = self.path is None or path == self.path or path.startswith(self.path.rstrip("/") + "/")
        return self.finding == finding and place and self.until is not None and today <= self.until


class Policy(NamedTuple):
    """The gates of a region, and its waivers."""

    gates: Mapping[str, Gate] = STRICT
    waivers: tuple[Waiver, ...] = ()


def build_policy(at: At, data: dict[str, Any]) -> Policy:
    """The policy from a document that passed its schema; gates that it does not name are as in `STRICT`."""
    own = {
        name: Gate(gate["action"], gate["label"] if "label" in gate else STRICT[name].label)
        for name, gate in data.get("gates", {}).items()
    }
    waivers = (
        Waiver(at / "waivers" / i, w["finding"], w["path"], text(w["reason"]), parse_date(w["until"]))
        for i, w in enumerate(data.get("waivers", ()))
    )
    return Policy({**STRICT, **own}, tuple(waivers))
