"""Pages: which pages of a document a reference names, as people write them ("hal. 12", "3-5", "Lampiran II")."""

from __future__ import annotations

import re
from functools import lru_cache

from ..named import NamedTuple

_PAGE_WORD = r"(?:halaman|hlmn|hlm|hal|pages?|pgs?|pp?|slide|salindia|lembar|lbr)\b\.?:?"
_TO = r"(?:[-\u2010-\u2015]|s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|to|until|through)"
_NUMBER = r"(?<![0-9])[0-9]{1,9}(?![0-9])"
_ROMAN = r"(?=[ivxlc])(?:xc|xl|l?x{0,3}|c)(?:ix|iv|v?i{0,3})\b(?<!\bl)(?<!\bc)"
"""Roman numbers up to 100, as front matter has them; nobody writes more, and "di" and "mil" are words."""
_PART = (
    r"\b(?:lampiran|annex|appendix|bab|chapter|bagian|section|sub\s?bab|pasal|article|ayat|huruf|butir|angka|poin|tabel"
    r"|table|gambar|figure|grafik|diagram|peta|foto|kolom|baris|alinea|paragraf|paragraph|buku|jilid|nomor|no|tab|sheet"
    r"|lembar kerja|menit|detik|minute)\b\.?\s*"
)
_WHICH = rf"(?:[0-9]+(?:[.,:][0-9]+)*[a-z]?\b|{_ROMAN}|[a-z]\b)?"
_KNOWN = (
    r"\b(?:semua|seluruh(?:nya)?|all|whole|entire|sampul|cover|judul|title page|daftar isi|contents|kata pengantar"
    r"|foreword|ringkasan|summary|penutup|terakhir|last|pertama|first|tanda tangan|pengesahan)\b"
)
_LABEL = rf"\b(?:{_ROMAN}|[a-z])\s*-\s*[0-9]+\b"
"""A page that is counted within its chapter or annex: "II-4", "L-3"."""
_BETWEEN = r"(?:[\s,;&.()\[\]'\"\u2018-\u201f]|\b(?:dan|and|serta|juga|dari|of|di|pada|dalam|in|on|atau|or)\b)*"
_MARK = "\N{PILCROW SIGN}"
"""Takes the place of a word for page that comes before a number."""
_SPAN = rf"({_NUMBER})(?:\s*{_TO}\s*{_MARK}?\s*({_NUMBER}))?"
_ROMANS = rf"\b{_ROMAN}(?:\s*{_TO}\s*{_MARK}?\s*{_ROMAN})?"
_LIST = rf"(?:\A|{_MARK})\s*(?:(?:{_SPAN}|{_ROMANS})(?:\s*(?:[,;&]|\bdan\b|\band\b)\s*)?)+"
"""Pages amid other words: at the start, or after a word for page."""
_LONGEST_RANGE, _LONGEST = 1000, 500


class PageReference(NamedTuple):
    """What a text names: pages by their numbers, and parts that have a name instead of a number."""

    ranges: tuple[tuple[int, int], ...]
    """Pages in Arabic numbers, from and to."""
    parts: tuple[str, ...]
    """Pages in Roman numbers, annexes, tables and the like, as they were written."""

    @property
    def names_a_page(self) -> bool:
        """Whether a reader would know where to look."""
        return bool(self.ranges or self.parts)

    @property
    def last(self) -> int | None:
        """The highest number; None if no page is named by a number."""
        return max((last for _, last in self.ranges), default=None)

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of the pages, of very long ranges only the first ones and the last."""
        spread = (n for first, last in self.ranges for n in range(first, min(last, first + _LONGEST_RANGE) + 1))
        return frozenset((*spread, *(last for _, last in self.ranges)))


@lru_cache(1 << 12)
def read_pages(text: str) -> PageReference:
    """The pages that a text names. Amid other words, a number is a page only after a word for page."""
    parts: list[str] = []
    left = " ".join(text[:_LONGEST].casefold().replace(_MARK, " ").split())
    left = re.sub(rf"\b{_PAGE_WORD}\s*(?=[0-9]|{_ROMAN})", f" {_MARK}", left)
    for pattern in (_PART + _WHICH, _KNOWN, _LABEL):
        parts.extend(found[0].strip() for found in re.finditer(pattern, left))
        left = re.sub(pattern, " ", left)
    if re.fullmatch(_BETWEEN, re.sub(rf"{_SPAN}|{_ROMANS}|{_MARK}", " ", left)):
        named = [left]
    else:
        named = [found[0] for found in re.finditer(_LIST, left)]
    for listed in named:
        parts.extend(found[0] for found in re.finditer(_ROMANS, listed) if found[0].strip())
    ranges = (_span(first, last) for listed in named for first, last in re.findall(_SPAN, listed))
    return PageReference(tuple(span for span in ranges if span[1]), tuple(parts))


def _span(first: str, last: str) -> tuple[int, int]:
    """From and to. "113-17" is 113 to 117; a range that runs backwards is turned round."""
    if last and int(last) < int(first) and len(last) < len(first):
        last = first[: -len(last)] + last
    ends = (int(first), int(last or first))
    return max(1, min(ends)) if max(ends) else 0, max(ends)
