"""How well words are seen on pages: `.venv/bin/python benchmarks/seen_words.py FOLDER [COUNT] [SEED]`.

FOLDER has real PDFs of other offices. Figures with a unit in their sentences and rows are taken as true claims; each
is then made false in several ways. Aims: of 500 false ones at most 2 are seen, of 100 true ones at most 1 is called
not found. A figure that is also somewhere else in a document can be seen rightly: look at what is printed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from banjar_smartcity.reading.document import READ, read_document
from banjar_smartcity.seeing.lines.units import unit_after
from banjar_smartcity.seeing.lines.years import years
from banjar_smartcity.seeing.parsed import parsed
from banjar_smartcity.seeing.sight import ABSENT, SEEN, look
from banjar_smartcity.seeing.sought import sought_figure, words_of

Texts = tuple[str, ...]


class TrueClaim(NamedTuple):
    """A figure as a document has it, and words around it."""

    value: float
    unit: str
    year: int
    about: str
    page: int
    texts: Texts


def claims(documents: list[Texts], random: Random) -> Iterator[TrueClaim]:
    """The figures of all documents that have a unit after them and a year in their sentence or on their page."""
    for texts in documents:
        for page, text in enumerate(texts, 1):
            for stretch, figures, *_ in parsed(text):
                stated = [year.year for year in years(stretch.text)] or [year.year for year in years(text)]
                about = sorted(words_of(stretch.text))
                random.shuffle(about)
                for figure in figures:
                    if stated and figure.value >= 10 and figure.joined is None and unit_after(stretch.text, figure.end):
                        unit = stretch.text[figure.end :].split()[0].strip("(),.;")
                        yield TrueClaim(float(figure.value), unit, stated[0], " ".join(about[:6]), page, texts)


def swapped(claim: TrueClaim) -> TrueClaim:
    """Two digits that follow each other changed places."""
    digits = f"{claim.value:g}"
    for n in range(len(digits) - 1):
        if digits[n : n + 2].isdecimal() and digits[n] != digits[n + 1] and (n or digits[1] != "0"):
            return claim._replace(value=float(digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]))
    return claim._replace(value=claim.value + 1)


def main() -> None:
    """Read the documents, and print the verdicts of each kind of claim."""
    count, random = int((*sys.argv[2:], "100")[0]), Random(int((*sys.argv[3:], "1")[0]))
    read = [read_document(path, "pdf") for path in sorted(Path(sys.argv[1]).glob("*.pdf"))]
    documents = [found.texts for found in read if found.state == READ]
    found = list(claims(documents, random))
    random.shuffle(found)
    print(f"{len(documents)} of {len(read)} documents read, {len(found)} figures")

    def elsewhere(claim: TrueClaim) -> TrueClaim:
        return claim._replace(texts=random.choice([texts for texts in documents if texts is not claim.texts]))

    kinds: dict[str, Callable[[TrueClaim], TrueClaim]] = {
        "true": lambda claim: claim,
        "swapped digits": swapped,
        "other number": lambda claim: claim._replace(value=round(claim.value * random.uniform(0.3, 3), 1) + 0.3),
        "other year": lambda claim: claim._replace(year=claim.year + random.choice((-3, -2, -1, 1, 2, 3))),
        "other document": elsewhere,
        "behind the end": lambda claim: claim._replace(page=len(claim.texts) + random.randint(1, 50)),
        "a scan": lambda claim: claim._replace(texts=("",) * len(claim.texts)),
    }
    for kind, change in kinds.items():
        verdicts: Counter[str | None] = Counter()
        for claim in map(change, found[:count]):
            sought = sought_figure(claim.value, claim.unit, claim.year, [claim.about], "Kabupaten Contoh")
            sight = look(sought, str(claim.page), claim.texts)
            verdicts[sight.verdict.id] += 1
            if sight.verdict == (ABSENT if kind == "true" else SEEN):
                print(f"  {kind}: {claim[:5]} -> {sight.verdict.id}, page {sight.sheet}: {sight.words}")
        print(f"{kind}: {dict(verdicts)}")


if __name__ == "__main__":
    main()
