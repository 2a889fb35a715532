"""Coverage: which lines and branches of the source the tests run; a plugin of pytest that `dev.py test` loads.

Slipcover writes its marks into the compiled code and takes each out once it was met. Python's own tracing, which other
tools use before Python 3.12, takes as long again as the tests themselves.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest

try:
    import slipcover
except ImportError:  # there is no build of it for this machine
    slipcover = None

SOURCE = str(Path(__file__).resolve().parent.parent / "src" / "banjar_smartcity")
LEAST = 95
"""Percent of lines and branches that the whole suite runs at least."""
OFTEN = 5000
"""How often a mark is met before all marks that were met are taken out: that searches the functions of all modules."""
WORKER = os.environ.get("PYTEST_XDIST_WORKER")
HELD = "covered"

measured: Any = None
found: dict[str, Any] = {}
"""What all processes ran, joined, in the process that started them."""

# Before a test file imports what is measured. The process that starts the others runs no test.
if WORKER is not None and slipcover is not None:
    measured = slipcover.Slipcover(
        branch=True, source=[SOURCE], exclude_also=["raise AssertionError"], d_miss_threshold=OFTEN
    )
    slipcover.ImportManager(measured, slipcover.FileMatcher(sources=[SOURCE])).__enter__()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what this process ran to the one that started it; there, fail where too little was run."""
    if slipcover is None:
        return
    if WORKER is None:
        if session.exitstatus == pytest.ExitCode.OK and share() < LEAST:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        return
    if WORKER == "gw0":  # what runs when modules are imported counts also where no test imports them
        for module in walk_packages([SOURCE], "banjar_smartcity."):
            import_module(module.name)
    output: dict[str, Any] = session.config.workeroutput  # type: ignore[attr-defined]  # pytest-xdist adds it
    output[HELD] = json.dumps(measured.get_coverage())


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Join what a process ran with what the others did."""
    sent = json.loads(getattr(node, "workeroutput", {}).get(HELD, "{}"))
    if found and sent:
        slipcover.merge_coverage(found, sent)
    else:
        found.update(sent)


def pytest_terminal_summary() -> None:
    """Show what no test runs."""
    if slipcover is None:
        print("\nWhat the tests run was not measured: slipcover is not built for this machine.")
    elif WORKER is None:
        slipcover.print_coverage(found, outfile=sys.stdout, skip_covered=True)
        print(f"\n{share():.2f} percent of lines and branches are run; at least {LEAST} must be.")


def share() -> float:
    """How many percent of all lines and branches were run."""
    return float(found["summary"]["percent_covered"]) if found else 0.0
