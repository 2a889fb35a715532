"""How much of an invented set of personal data is found, and how much is reported in vain, by kind.

    .venv/bin/python benchmarks/personal_data.py [--missed]

Printed are recall by sort and by disguise, and of each sort of look-alike how many are reported. `--missed` lists them.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from invented_people import Sample, found, look_alikes, positives


def main(*, missed: bool) -> None:
    """Print the table."""
    data, others = list(positives()), list(look_alikes())
    hits = [sample.what in found(sample.text) for sample in data]
    false = [bool(found(sample.text)) for sample in others]
    _table("sort", data, hits, lambda s: s.what)
    _table("disguise", data, hits, lambda s: s.disguise or "none")
    _table("look-alike", others, false, lambda s: s.what)
    plain = [hit for sample, hit in zip(data, hits, strict=True) if sample.disguise is None]
    hidden = [hit for sample, hit in zip(data, hits, strict=True) if sample.disguise is not None]
    print(f"recall {sum(plain) / len(plain):.1%} plain, {sum(hidden) / len(hidden):.1%} disguised")
    print(f"precision {sum(hits) / (sum(hits) + sum(false)):.1%}")
    if missed:
        for sample, hit in zip(data, hits, strict=True):
            if not hit:
                print("missed ", sample.what, sample.disguise, ascii(sample.text), found(sample.text))
        for sample, hit in zip(others, false, strict=True):
            if hit:
                print("in vain", sample.what, repr(sample.text), found(sample.text))


def _table(title: str, samples: list[Sample], hits: list[bool], by: object) -> None:
    assert callable(by)
    all_, some = Counter(by(s) for s in samples), Counter(by(s) for s, hit in zip(samples, hits, strict=True) if hit)
    print(f"{title:<50} found  of")
    for name, count in all_.items():
        print(f"{name:<50} {some[name]:>5} {count:>3}")


if __name__ == "__main__":
    main(missed="--missed" in sys.argv)
