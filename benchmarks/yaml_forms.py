"""How long files take in other forms of YAML, as a ratio to the same files as they are in the same run.

    .venv/bin/python benchmarks/yaml_forms.py FOLDER [rounds]

FOLDER has `data/`. Its innovations and evidence are examined in the forms in which people and programs write the same
data. Goal: none takes twice as long, but for what only programs write (all in quotes, in brackets).
"""

from __future__ import annotations

import gc
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from banjar_smartcity.checking.gathering.making import part_of
from banjar_smartcity.source.document import parse
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.layout import File, discover

_LONG = 40
"""Letters from which a text is put into a block."""


def _dumper(style: str, least: int) -> type[yaml.SafeDumper]:
    class Dumper(yaml.SafeDumper):
        """Writes longer texts in a style."""

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style if len(value) >= least else None)

    Dumper.add_representer(str, text)
    return Dumper


def _dumped(dumper: type[yaml.SafeDumper], **options: Any) -> Callable[[File, str], str]:
    def dump(file: File, text: str) -> str:
        document = parse(file.path, text.encode())[0]
        data = document.data if document else None
        return str(yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, **options))

    return dump


FORMS: dict[str, Callable[[File, str], str]] = {
    "as they are": lambda _, text: text,
    "line ends of Windows": lambda _, text: text.replace("\n", "\r\n"),
    "begun with ---": lambda _, text: f"---\n{text}",
    "comments behind values": lambda _, text: re.sub(r"(?m)^((?:dimension|kind|status): .*)", r"\1  # checked", text),
    "wrapped by a program": _dumped(yaml.SafeDumper),
    "not wrapped by it": _dumped(yaml.SafeDumper, width=10**6),
    "texts in blocks (|)": _dumped(_dumper("|", _LONG)),
    "texts in blocks (>)": _dumped(_dumper(">", _LONG)),
    "all in quotes": _dumped(_dumper('"', 0), width=10**6),
    "in brackets": _dumped(yaml.SafeDumper, default_flow_style=True),
}


def main() -> None:
    """Print the table."""
    tree = Disk(Path(sys.argv[1]))
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    files = [file for file in discover(tree).files if file.kind in ("innovation", "evidence")]
    texts = [(file, (tree.root / file.path).read_text("utf-8")) for file in files]
    forms = {name: [(file, form(file, text).encode()) for file, text in texts] for name, form in FORMS.items()}
    taken: dict[str, list[float]] = {name: [] for name in forms}
    gc.disable()
    for _ in range(rounds + 1):
        for name, contents in forms.items():
            start = time.process_time()
            for file, content in contents:
                part_of(file, content, None)
            taken[name].append(time.process_time() - start)
    medians = {name: statistics.median(found[1:]) for name, found in taken.items()}  # the first warms up
    for name, median in medians.items():
        print(f"{name:24}{median / len(files) * 1e6:7.0f} µs a file {median / medians['as they are']:6.2f}")


if __name__ == "__main__":
    main()
