"""Registry: the commands, in the groups and the order in which help lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..i18n import N_
from ..named import NamedTuple


class Family(NamedTuple):
    """Commands that share a noun. `commands` maps the name of each to the `module:function` that it calls.

    `default` is called if no command of the family is named.
    """

    help: str
    commands: Mapping[str, str]
    default: str | None = None


GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Begin"), ("init", "instruments")),
    (N_("Check"), ("validate", "explain")),
    (N_("Score"), ("status", "todo", "item", "plan", "score", "compare")),
    (N_("Review"), ("diff", "review", "history")),
    (N_("Publish"), ("report", "site", "portal", "export")),
    (N_("Innovations, evidence and surveys"), ("new", "innovations", "evidence", "survey")),
    (N_("Agencies"), ("assign", "workbook", "form", "remind", "assessments")),
    (N_("A new year"), ("confirm", "migrate")),
    (N_("Plumbing"), ("codeowners", "merge-driver", "textconv")),
)
"""The headings of help with their commands.

A name is that of a family, or else that of a module and its function, with `-` for `_`."""
FAMILIES: Mapping[str, Family] = {
    "new": Family(
        N_("Start a new record, or a new stage."),
        {"innovation": "new_innovation:innovation", "stage": "new_stage:stage"},
    ),
    "instruments": Family(
        N_("List the instruments that come with smartcity. Show them, and take newer versions."),
        {"show": "instruments_show:show", "update": "instruments_update:update"},
        default="instruments:instruments",
    ),
    "migrate": Family(
        N_("Take data from an earlier form to a later one."),
        {"instrument": "migrate_instrument:instrument", "workspace": "migrate_workspace:workspace"},
    ),
    "evidence": Family(
        N_("Record evidence, confirm it, see its state, read it, pack it for the assessors."),
        {
            "add": "evidence_add:add",
            "confirm": "evidence_confirm:confirm",
            "check": "evidence_check:check",
            "verify": "evidence_verify:verify",
            "pack": "evidence_pack:pack",
            "verify-pack": "evidence_verify_pack:verify_pack",
        },
    ),
    "workbook": Family(
        N_("Send agencies a workbook to fill in, and take in what comes back."),
        {"out": "workbook_out:out", "in": "workbook_in:in_"},
    ),
    "form": Family(
        N_("Send agencies a form to fill in on a phone."),
        {"out": "form_out:out"},
    ),
    "assessments": Family(
        N_("Take in what the assessors gave and remarked."),
        {"in": "assessments_in:in_"},
    ),
    "survey": Family(
        N_("Prepare, check, import and compare citizen surveys."),
        {
            "form": "survey_form:form",
            "import": "survey_import:import_",
            "lint": "survey_lint:lint",
            "compare": "survey_compare:compare",
        },
    ),
    "innovations": Family(
        N_("Show innovations and their maturity. What is proved, what is not known, and which ones lead."),
        {
            "show": "innovations_show:show",
            "shortlist": "innovations_shortlist:shortlist",
            "matrix": "innovations_matrix:matrix",
            "contest": "innovations_contest:contest",
        },
        default="innovations:innovations",
    ),
}
_WITH_VALUE = ("--root", "--today", "--lang")
"""The shared options, which may come before a command and have a value."""
NAMES = tuple(name for _, names in GROUPS for name in names)
"""All commands and families."""


def entry_point(name: str) -> str:
    """The `module:function` of a command that belongs to no family."""
    module = name.replace("-", "_")
    return f"{module}:{module}"


def full_names() -> tuple[str, ...]:
    """Every command as it is typed, those of a family with its name before them."""
    within = (f"{family} {name}" for family, group in FAMILIES.items() for name in group.commands)
    return (*NAMES, *within)


def named_command(arguments: Sequence[str]) -> tuple[str, ...]:
    """The words of a command line that name the command; none if it names none that there is."""
    words = list(arguments)
    while words and words[0].startswith("-"):  # options before the command: `--lang en` and `--lang=en`
        del words[: 1 if "=" in words[0] or words[0] not in _WITH_VALUE else 2]
    if not words or words[0] not in NAMES:
        return ()
    family = FAMILIES.get(words[0])
    return tuple(words[:2]) if family and words[1:2] and words[1] in family.commands else (words[0],)
