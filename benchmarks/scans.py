"""What each scan costs a file, in microseconds and as a ratio to parsing the same files in the same run.

    .venv/bin/python benchmarks/scans.py FOLDER [rounds]

FOLDER has `data/`. Files are parsed by PyYAML with libyaml. Each round times every scan over all files; the medians are
printed. Goals in µs: personal data 50, reading inside the root no more than 6 above `open` and `read`, dates 3, letters
and conflict marks 6, nesting 9.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from banjar_smartcity.diagnostics import At
from banjar_smartcity.privacy.search import check_decoded, check_personal_data
from banjar_smartcity.rules.dates import check_calendar
from banjar_smartcity.source.broken.syntax import conflicts_left
from banjar_smartcity.source.compose import may_be_deep
from banjar_smartcity.source.decode import find_control
from banjar_smartcity.source.document import Document, parse
from banjar_smartcity.workspace.disk import Disk


def _scans(root: Path) -> dict[str, Callable[[], object]]:
    tree = Disk(root)
    paths = [path for path in tree.walk() if path.endswith(".yaml")]
    contents = {path: (root / path).read_bytes() for path in paths}
    documents = [document for path in paths if (document := parse(path, contents[path])[0]) is not None]
    texts = {document.path: document.text for document in documents}

    def parsed() -> Iterator[object]:
        for text in texts.values():
            yield yaml.load(text, Loader=yaml.CSafeLoader)

    def personal(document: Document) -> object:
        found = list(check_personal_data(document.path, document.text))
        return found or list(check_decoded(At(document.path), document.text, document.data))

    return {
        "parse": lambda: [*parsed()],
        "open and read": lambda: [(root / path).open("rb").read() for path in paths],
        "read inside root": lambda: [tree.read(path) for path in paths],
        "personal data": lambda: [personal(document) for document in documents],
        "dates": lambda: [list(check_calendar(document)) for document in documents],
        "letters": lambda: [find_control(text) for text in texts.values()],
        "conflict marks": lambda: [conflicts_left(path, text) for path, text in texts.items()],
        "nesting": lambda: [may_be_deep(text) for text in texts.values()],
    }


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    root = Path(sys.argv[1])
    files = sum(path.suffix == ".yaml" for path in (root / "data").rglob("*"))
    scans = _scans(root)
    gc.freeze()
    gc.disable()
    taken: dict[str, list[float]] = {name: [] for name in scans}
    for _ in range(rounds):
        for name, scan in scans.items():
            start = time.process_time()
            scan()
            taken[name].append(time.process_time() - start)
    parse = statistics.median(taken["parse"])
    print(f"{files} files")
    for name, times in taken.items():
        middle = statistics.median(times)
        print(f"{name:20} {middle / files * 1e6:8.1f} µs a file  {middle / parse:7.4f} of parsing")


if __name__ == "__main__":
    main()
