"""How long `compare` takes over many regions, against parsing the same files with PyYAML's C loader in two processes.

    .venv/bin/python benchmarks/regions.py [regions] [files] [rounds]

The regions are made of the example: every answer, document and innovation has a text of its own, levels differ, and the
instruments are the same, as they are in reality. Goal: at most 1.5 times the parse for 514 regions of 100 files each.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
SHARED = ("instruments", "dimension.yaml", "agencies.yaml")
"""Files that regions have in common; all others get a text of their own."""


def make_regions(target: Path, regions: int, files: int, seed: int = 1) -> list[Path]:
    """Write workspaces without errors, each with this many data files, and return their folders."""
    chance = random.Random(seed)
    texts = {path.relative_to(EXAMPLE): path.read_text("utf-8") for path in (EXAMPLE / "data").rglob("*.yaml")}
    others = [path for path in (EXAMPLE / "data").rglob("*") if path.is_file() and path.suffix != ".yaml"]
    models = [path for path in texts if path.parent.name == "innovations"]
    for number in range(regions):
        _make_region(target / f"{number + 1:04d}", texts, models, files, chance)
        for path in others:
            copy = target / f"{number + 1:04d}" / path.relative_to(EXAMPLE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    return sorted(target.iterdir())


def _make_region(folder: Path, texts: dict[Path, str], models: list[Path], files: int, chance: random.Random) -> None:
    code = folder.name
    for path, text in texts.items():
        own = re.sub("Kabupaten Contoh|Contoh Regency", f"Rekaan {int(code)}", text).replace(
            "KAB. CONTOH", f"{'KOTA' if int(code) % 5 == 0 else 'KAB.'} REKAAN {int(code)}"
        )
        if path.name == "program.yaml":
            own = own.replace("id: kabupaten-contoh", f'id: "{code}"').replace(
                "Nusa Rekaan", f"Nusa Rekaan {int(code) % 34}"
            )
            own = own.replace("subdistricts: 12", f"subdistricts: {chance.randint(3, 40)}")
        if "answers" in path.parts:
            own = re.sub(r"(?m)^    level: \d", lambda _: f"    level: {chance.randint(1, 4)}", own)
        _write(folder / path, own if any(part in SHARED for part in path.parts) else f"{own}# {code}\n")
    for number in range(files - len(texts)):
        model = models[number % len(models)]
        name = f"{model.stem}-{number}"
        text = texts[model].replace(f"id: {model.stem}\n", f"id: {name}\n", 1)
        _write(
            folder / model.parent / f"{name}.yaml", re.sub(r"(?m)^name: (.*)$", rf"name: \1 {number}", text, count=1)
        )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _parse(paths: list[str]) -> int:
    for path in paths:
        with open(path, "rb") as file:
            yaml.load(file, yaml.CSafeLoader)
    return len(paths)


def parse_all(folders: list[Path]) -> float:
    """Seconds in which two processes parse all files."""
    paths = [str(path) for folder in folders for path in sorted((folder / "data").rglob("*.yaml"))]
    start = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        sum(pool.map(_parse, [paths[i : i + 250] for i in range(0, len(paths), 250)]))
    return time.perf_counter() - start


def compare_all(folders: list[Path]) -> float:
    """Seconds of `compare` with two processes."""
    command = [sys.executable, "-m", "banjar_smartcity", "compare", "--jobs", "2", "--format", "json"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run([*command, *map(str, folders)], stdout=subprocess.DEVNULL, env=environment, check=False)
    assert done.returncode == 0, done.returncode
    return time.perf_counter() - start


def main(regions: int, files: int, rounds: int) -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as place:
        folders = make_regions(Path(place), regions, files)
        ratios = []
        for _ in range(rounds):
            parsed, compared = parse_all(folders), compare_all(folders)
            ratios.append(compared / parsed)
            print(f"{regions} regions of {files} files: parse {parsed:.1f} s, compare {compared:.1f} s")
    print(f"median {statistics.median(ratios):.2f} times the parse (goal 1.5)")


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:]]
    main(*(given + [514, 100, 3][len(given) :]))
