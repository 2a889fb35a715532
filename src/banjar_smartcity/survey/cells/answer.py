"""Answer cells: what a cell of a statement says, before it is known which marks the words of the table stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite

from ...named import NamedTuple
from ...spelling.dates import MONTHS
from ...spelling.patterns import late
from ..table.rows import Cell, tidy
from .no_answer import is_no_answer
from .plain import plain, words

BLANK, WRONG = 255, 254
"""The marks of an empty cell, and of a cell without a mark of the scale."""
UNKNOWN = 204
"""The first of the codes of texts that are not answers known here, each with one of its own."""
_LOOSE = late(r"[(\[\"']?[^\W_][\w\s.,;:()\[\]/'’\"&!?–—-]*")
"""A label of letters and digits, which means the same in any spelling; `-1`, `A+` and `★★` do not."""

_LABEL = late(r"[(\[]?([0-9])[)\]]?(?:[.,]0*)?(?:\s*[-–—:.)=(/|;_→]\s*\D.*|\s+[^\W\d].*)?", re.DOTALL)
_LABEL_LAST = late(r"[^\W\d]\D*[(\[:=–—/|;-]\s*([0-9])\s*[)\]]?", re.DOTALL)
_CHOICE = late(
    r"(?:(?:mark|level|skor|score|nilai|choice|pilihan|opt|option|item|angka|jawaban|answer|value|rating|[a-z])[ _-]*)?"
    r"([0-9])",
    re.IGNORECASE,
)
_POINTS = late(
    r"([^\W\d].*?)\s*[(\[]\s*(?:skor|score|nilai|poin|points?|bobot)\s*[:=]?\s*([0-9])\s*[)\]]", re.IGNORECASE
)
"""A label with its points in brackets after it."""
_ITEM = late(r"(?:[a-z][.)]|[(\[][a-z][)\]]|[(\[][xv✓✔ ]?[)\]])\s*(?=[^\W\d]{2})", re.IGNORECASE)
"""The letter of a choice, or a ticked box, before its label."""
_TWO_LABELS = late(r"([^/|()\n]+?)\s*(?:[/|\n]\s*([^/|()]+)|\(([^()]+)\))")
"""A label in two languages."""
_DIGIT_SIGNS = str.maketrans(
    {
        **{sign: str(i) for signs in ("⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾") for i, sign in enumerate(signs)},
        **dict.fromkeys((chr(code) for code in (*range(0x1F600, 0x1F650), 0x1F44D, 0x1F44E)), " "),
        "\ufe0f": "",
        "\u20e3": " ",
    }
)
"""Digits in circles and on keys; faces and thumbs next to an answer are left out."""
_PARTS = late(r"(\d)\s*(?:/|dari|of|out of)\s*(\d{1,3})", re.IGNORECASE)
"""A mark and the highest one after it, with a stroke or a word between."""
_DIGITS, _FRACTION = late(r"\d+"), late(r"\d{1,3}[.,]\d{1,9}")
_MARK, _ASIDE = late(r"(?<![\d.,])\d(?!\d)"), late(r"\([^)]*\)|\[[^]]*\]")
"""A single digit that is not the fraction of a number, and what is in brackets."""
_NOTHING = late(r"[-–—_.…/\\()\[\]\s]*|\\N|\.[a-z]")
"""Signs alone, and what databases and statistics programs write for nothing: \\N and .a."""
_MARKUP = late(r"<[^<>]{0,200}>")
"""A tag of HTML."""
_UNSAID = words("tt tj ttj dk tak")
"""Abbreviations that may say that nothing was answered."""
_SEPARATE = late(r"[,;/|\n]|\b(?:dan|atau|and|or)\b", re.IGNORECASE)
"""What stands between two answers in one cell."""

STS, TS, KS, N, CS, S, SS = range(7)
"""The degrees of an answer, from the least to the most. N is in the middle, KS below it, CS above it."""
_WORDS: Mapping[int, str] = {
    STS: "sangat_tidak_setuju strongly_disagree tidak_setuju_sama_sekali tidak_setuju_sekali sts",
    TS: "tidak_setuju disagree ts",
    KS: "kurang_setuju rather_disagree somewhat_disagree slightly_disagree agak_tidak_setuju ks",
    N: "netral neutral ragu_ragu ragu biasa_saja undecided neither_agree_nor_disagree not_sure sedang rr r n",
    CS: "cukup_setuju agak_setuju somewhat_agree slightly_agree rather_agree cs",
    S: "setuju agree s",
    SS: "sangat_setuju strongly_agree setuju_sekali ss",
}
_SPELLED = (
    ("tidak", "tdk", "tak", "kada"),
    ("kurang", "krg", "krng"),
    ("sangat", "sgt", "sngt", "amat"),
    ("setuju", "satuju"),
)
"""Words with their abbreviations, and what they are called in Banjar."""


def _spellings(word: str) -> set[str]:
    forms = {word}
    for known, *others in _SPELLED:
        forms.update(form.replace(known, other) for form in tuple(forms) for other in others)
    return forms | {form.replace("_", "") for form in forms}


WORDS: Mapping[str, int] = {
    form: degree for degree, listed in _WORDS.items() for word in listed.split() for form in _spellings(word)
}
"""By word, also by those that are abbreviated, or written without anything between."""
NAMES = ("sangat tidak setuju", "tidak setuju", "kurang setuju", "netral", "cukup setuju", "setuju", "sangat setuju")
"""What each degree is called, as messages show it."""
SHORT = frozenset(word for word in WORDS if len(word) <= 3 and word != "n_a")
"""Abbreviations, which mean something only among others."""
_ZERO = (
    "bukan_pengguna",
    "tidak_pernah_menggunakan",
    "tidak_menggunakan",
    "not_a_user",
    "never_used",
    "belum_menggunakan",
)
_NUMBER_NAMES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_NUMBER_WORDS = {word: number for number, word in enumerate(_NUMBER_NAMES)} | dict.fromkeys(_ZERO, 0)
_GOOD = words(
    "setuju puas baik mudah sesuai cepat bagus jelas penting membantu bermanfaat memuaskan aman nyaman ramah "
    "agree satisfied good easy useful helpful important clear fast memadai lengkap tepat bersih sering"
)
_BAD = words(
    "buruk jelek sulit lambat mahal disagree dissatisfied unsatisfied bad poor difficult hard slow useless kecewa"
)
_VERY = words("sangat amat sekali strongly very extremely paling")
_NOT = words("tidak tdk tak bukan not never belum")
_LESS = words("kurang rather slightly less")
_MIDDLE = words("cukup agak lumayan somewhat fairly")


_OF_LABELS = _GOOD | _BAD | _VERY | _NOT | _LESS | _MIDDLE
_ROUNDING = 1e-9
"""How far from a whole number the result of a formula may be by rounding alone."""
_NUMBERS = range(101)
"""Numbers that are answers, though of wider scales than the instrument's."""


class Said(NamedTuple):
    """The number of an answer, and its degree in words; None where it has none."""

    number: int | None
    degree: int | None = None
    short: bool = False
    """The word is an abbreviation."""
    agreement: bool = False
    """The word is one of agreement, whose mark is known without a number."""
    own: bool = False
    """The office itself, or our own form, says which mark it is."""
    ours: bool = False
    """The word is one that only our own form has."""
    of: int | None = None
    """The highest mark, if it is written next to the answer."""
    word: str = ""
    """The words of a label that is not about agreement and has no number, such as `sangat puas`."""


def by_label(given: Mapping[str, int | None]) -> dict[str, int | None]:
    """The marks of the office's own labels, as `answer_of` looks them up: as they are, and in any spelling."""
    found: dict[str, int | None] = {}
    for label, mark in given.items():
        if _LOOSE.fullmatch(label):
            found[plain(label)] = mark
    found |= {_exact(label): mark for label, mark in given.items()}
    if any(label.isdecimal() and mark not in (None, int(label)) for label, mark in given.items()):
        found[_RENUMBERED] = None
    return found


_RENUMBERED = ""
"""A key, which no label is, that says that numbers stand for others: then a number that is not listed is not known."""


def _exact(label: str) -> str:
    return " ".join(tidy(label).casefold().split())


def answer_of(cell: Cell, scale: Mapping[str, int | None], labels: Mapping[str, int] = {}) -> Said | int:
    """What a cell says: an answer, `BLANK` or `WRONG`.

    `scale` has the marks of the office's own words and numbers, as `by_label` writes them, and None for those that
    mean no answer; `labels` has the marks of our form's.
    """
    if cell is None:
        return BLANK
    if scale and (key := _key(cell, scale)) is not None:
        mark, degree = scale[key], WORDS.get(plain(key))
        if mark is None:
            return BLANK
        return Said(number=mark, degree=degree, short=plain(key) in SHORT, agreement=degree is not None, own=True)
    if type(cell) is int or type(cell) is float:
        nearest = round(cell) if isfinite(cell) else -1
        exact = nearest in _NUMBERS and abs(cell - nearest) < _ROUNDING
        return Said(number=nearest) if exact and _RENUMBERED not in scale else WRONG
    text = _bare(tidy(cell)) if type(cell) is str else None
    said = WRONG if text is None else BLANK if _NOTHING.fullmatch(text) else _text_answer(text, scale, labels)
    if not scale or not isinstance(said, Said) or said.own or said.number is None:
        return said
    if (number := str(said.number)) not in scale:
        return WRONG if _RENUMBERED in scale else said
    mark = scale[number]  # of the number before a label, too, the office has said what it stands for
    return BLANK if mark is None else said._replace(number=mark, own=True)


def _key(cell: Cell, scale: Mapping[str, int | None]) -> str | None:
    """By which key the scale of the office has a cell; None if it has not."""
    text = f"{cell:g}" if type(cell) is int or type(cell) is float else _bare(tidy(str(cell)))
    if _FRACTION.fullmatch(text):
        text = f"{float(text.replace(',', '.')):g}" if _exact(text) not in scale else text
    if (exact := _exact(text)) in scale:
        return exact
    return name if _LOOSE.fullmatch(text) and (name := plain(text)) in scale else None


def _bare(text: str) -> str:
    """A text without the sign by which spreadsheets know a text, or the marks of quotation around all of it."""
    if not text.isascii():
        text = text.translate(_DIGIT_SIGNS).strip() or text
    if "<" in text or "&" in text:
        from html import unescape

        text = tidy(unescape(_MARKUP.sub(" ", text)))
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1].strip()
    return text[1:-1].strip() if len(text) > 2 and text[0] == text[-1] == '"' else text.removeprefix("'")


def _text_answer(text: str, scale: Mapping[str, int | None], labels: Mapping[str, int]) -> Said | int:
    name = plain(text)
    if scale and (mark := scale.get(name)) is not None and _LOOSE.fullmatch(text):
        return Said(number=mark, degree=WORDS.get(name), short=name in SHORT, agreement=name in WORDS, own=True)
    if len(text) <= 3 and text.isdecimal():
        return Said(number=int(text)) if int(text) in _NUMBERS else WRONG
    if text.startswith(("#", "Err:")):
        return WRONG  # the error of a formula, #N/A among them, is not an answer that somebody left out
    if name in labels and name not in WORDS:
        return Said(number=labels[name], own=True, ours=True)
    if is_no_answer(name) or is_no_answer(plain(_DIGITS.sub(" ", text))):  # "0 - Tidak tahu" has no mark
        return BLANK
    if parts := _PARTS.fullmatch(text):
        return Said(number=int(parts[1]), of=int(parts[2]))
    if name in _NUMBER_WORDS:
        return Said(number=_NUMBER_WORDS[name])
    if points := _POINTS.fullmatch(text):
        text = f"{points[2]} {points[1]}"
    found = _LABEL.fullmatch(text) or _CHOICE.fullmatch(text) or _LABEL_LAST.fullmatch(text)
    word = plain(_DIGITS.sub(" ", text)) if found else name
    degree = WORDS.get(word, _doubled(word))
    if found:
        any_degree = degree if degree is not None else _degree(word)
        if len(set(_MARK.findall(_ASIDE.sub("", text)))) > 1 or word in _UNSAID or word in MONTHS:
            return WRONG  # "3 atau 4" is not a 3, nor "TT (0)" a 0, nor "4-Mar", which a spreadsheet made of 3/4, a 4
        return Said(number=int(found[1]), degree=any_degree, short=word in SHORT, agreement=degree is not None)
    if degree is not None:
        return Said(number=None, degree=degree, short=word in SHORT, agreement=True)
    inner = _inner_label(text, scale, labels)
    return inner if inner is not None else _other_label(text, name)


def _other_label(text: str, name: str) -> Said | int:
    """What a label says that is none of agreement, such as `sangat puas`."""
    if len({degree for half in _SEPARATE.split(text) if (degree := _degree(plain(half))) is not None}) > 1:
        return WRONG  # "Setuju, Sangat setuju" are two answers
    # Only words from these lists are shown, as others may be somebody's remark.
    other = _degree(name) if _OF_LABELS.issuperset(name.split("_")) else None
    return WRONG if other is None else Said(number=None, degree=other, word=name.replace("_", " "))


def _inner_label(text: str, scale: Mapping[str, int | None], labels: Mapping[str, int]) -> Said | None:
    """What a label means that has the letter of its choice before it, or is written in two languages."""
    label = _ITEM.sub("", text, count=1)
    if label != text:
        said = _text_answer(label, scale, labels)
        return said if isinstance(said, Said) and (said.own or said.agreement) else None
    if two := _TWO_LABELS.fullmatch(text):
        first, second = (_text_answer(half.strip(), scale, labels) for half in (two[1], two[2] or two[3]))
        if isinstance(first, Said) and first == second and (first.own or first.agreement):
            return first
    return None


def _doubled(name: str) -> int | None:
    """The degree of a label that is written twice, in words and as an abbreviation: `sangat_setuju_ss`."""
    first, _, after = name.partition("_")
    before, _, last = name.rpartition("_")
    for short, label in ((first, after), (last, before)):
        if short in SHORT and WORDS.get(label) == WORDS[short]:
            return WORDS[short]
    return None


def _degree(name: str) -> int | None:
    """The degree of a label such as `sangat puas`; None if it has none that is known."""
    said = frozenset(name.split("_"))
    good, bad = not said.isdisjoint(_GOOD), not said.isdisjoint(_BAD)
    if good == bad:
        return None
    very = not said.isdisjoint(_VERY)
    if not said.isdisjoint(_NOT):
        return None if bad else STS if very else TS
    if bad:
        return STS if very else TS
    if not said.isdisjoint(_LESS):
        return STS if very else KS
    if not said.isdisjoint(_MIDDLE):
        return CS
    return SS if very else S
