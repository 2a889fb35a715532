"""No answer: words with which somebody or a program says that a question was not answered."""

from __future__ import annotations

from ...spelling.patterns import late
from .plain import words

_NOT = "(?:tidak|tdk|tak|ga|gak|nggak|enggak|belum|kurang)"
_ONE = (
    rf"(?:(?:saya_)?{_NOT}_(?:tahu|tau|isi|diisi|mengisi|terisi|jawab|dijawab|menjawab|terjawab|berlaku|relevan|"
    "ada_jawaban|ingin_menjawab|mau_menjawab|memberi_jawaban|menilai|(?:bisa|dapat)_(?:menilai|menjawab|dinilai|dijawab)|"
    "ada_pendapat|punya_pendapat|berpendapat)(?:_(?:bagi|untuk)_saya|_apa_apa)?"
    "|(?:memilih_(?:untuk_)?tidak|menolak_(?:untuk_)?)_?menjawab|n_a|na|not_applicable|no_opinion"
    "|(?:i_)?(?:don_t|dont|do_not)_know|refused?_to_answer|(?:prefer|i_would_rather)_not_(?:to_)?(?:say|answer)|can_?(?:not|_t)_(?:say|rate|judge))"
)
_SENTENCE = late(rf"{_ONE}(?:_(?:atau_|or_)?(?:{_ONE}|{_NOT}_yakin|not_sure|unsure))*")
"""Words with which somebody says that there is no answer, alone or several of them together."""
_WORDS = words(
    "nan null none nil kosong blank undefined missing no_data skip lewati dilewati no_answer no_response not_answered "
    "skipped tanpa_jawaban tidak_ada_jawaban abstain 999999999"
)
"""The last is what Survey Solutions writes, with a minus, where a number is missing."""
_FIRST = words(
    "saya tidak tdk tak ga gak nggak enggak belum kurang memilih menolak n na not no i don dont do refuse refused "
    "prefer can cannot"
)
"""With one of these begins every such sentence; most texts do not."""


def is_no_answer(name: str) -> bool:
    """Whether a text, as `plain` writes it, says that there is no answer."""
    return name in _WORDS or (name.partition("_")[0] in _FIRST and bool(_SENTENCE.fullmatch(name)))
