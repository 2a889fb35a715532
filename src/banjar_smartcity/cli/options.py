"""Options that several commands share. Help texts are msgids, translated when help is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from ..i18n import N_
from .parameters.declared import option

Root = Annotated[
    Path | None,
    option(
        "--root",
        metavar=N_("FOLDER"),
        help=N_("The repository with the folder data/; default: searched from here upwards."),
        show_default=False,
    ),
]
Today = Annotated[
    str | None,
    option(
        "--today",
        metavar=N_("DAY"),
        help=N_("The day that counts as today, YYYY-MM-DD; nothing later is shown."),
        show_default=False,
    ),
]
Lang = Annotated[
    Literal["id", "en"] | None,
    option(
        "--lang",
        metavar="id|en",
        help=N_("Language; default: SMARTCITY_LANG, then that of data/program.yaml."),
        show_default=False,
    ),
]
Format = Annotated[
    Literal["text", "json"],
    option("--format", metavar="text|json", help=N_("Output format."), show_default=False),
]
ReviewFormat = Annotated[
    Literal["text", "json", "github", "gitlab", "sarif", "junit", "markdown"],
    option(
        "--format",
        metavar="FORMAT",
        help=N_("text, json, github (annotations), gitlab (code quality), sarif, junit or markdown."),
        show_default=False,
    ),
]
DimensionOption = Annotated[
    str | None, option("--dimension", metavar="ID", help=N_("Only this dimension, for example living."))
]
AgencyOption = Annotated[
    str | None, option("--agency", metavar="ID", help=N_("Only what this agency is responsible for."))
]
WholeDimensionOption = Annotated[
    str | None, option("--dimension", metavar="ID", help=N_("All items of a dimension, or crosscutting."))
]
StageOption = Annotated[
    str | None, option("--stage", metavar="ID", help=N_("A stage other than the current one in program.yaml."))
]
InstrumentOption = Annotated[
    str | None,
    option("--instrument", metavar="ID", help=N_("Another instrument that program.yaml lists under `also`.")),
]
CarryOption = Annotated[
    Literal["facts", "all", "none"],
    option(
        "--carry",
        metavar="facts|all|none",
        help=N_("What to carry over: facts with their evidence, levels too (all), or nothing; default: all."),
        show_default=False,
    ),
]
Summary = Annotated[bool, option("--summary", help=N_("Only what matters most, in a few lines."))]
Partial = Annotated[
    bool,
    option("--partial", help=N_("Leave out answers and files with errors instead of refusing; the result says so.")),
]
Watch = Annotated[bool, option("--watch", help=N_("Show it in a browser and build it again whenever data are saved."))]
Port = Annotated[
    int,
    option(
        "--port",
        metavar="N",
        min=0,
        max=65535,
        help=N_("The port for --watch; default: a free one."),
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None,
    option(
        "--jobs",
        metavar="N",
        min=1,
        help=N_("How many processes read the files; default: one for each core, where that is faster."),
        show_default=False,
    ),
]
DryRun = Annotated[
    bool, option("--dry-run", "--preview", help=N_("Show what would be done; write nothing."), show_default=False)
]
NoCache = Annotated[
    bool,
    option("--no-cache", help=N_("Check everything again, also if nothing has changed since the last run.")),
]
