"""Trials: names, codes and addresses that people write when they try out a form."""

from __future__ import annotations

import re
from string import ascii_lowercase

from ...spelling.patterns import late
from ..table.rows import Cell, tidy
from .plain import plain, words

_TEST_NAME = late(
    r"(?:(?:bapak|ibu|pak|bu|sdr|saudara|warga|responden|petugas|enumerator|user|nama|admin|operator)_)?"
    r"(?:(?:tes|test|testing|tester|uji|uji_?coba|coba(?:_?coba)?|percobaan|dummy|trial|latihan|training|simulasi|contoh|fulan|"
    r"pretest|pilot|ngetes|ngetest|nyoba|mencoba|([a-z])\1{2,}|(asd|sdf|dfg|qwe|zxc)\2+|asdf\w*|qwert\w*|lorem_ipsum)\d*)"
    r"(?:_(?:form|formulir|kuesioner|survei|survey|data|input|isian|isi|aplikasi|saja|dulu|ya|lagi|ke|tes|test|coba|admin|"
    r"responden|petugas|sistem|system|kobo|odk|google|nama|name|user|entri|entry|submission|\d+))*"
)
_TEST_MAIL = late(r"(?:tes|test|testing|coba|dummy|asdf|admin_test|test_user)[._+-]?\d*@.*", re.IGNORECASE)
_TEST_PLACE = late(
    r"(?:tes|test|testing|uji_?coba|percobaan|dummy|asdf\w*|lorem_ipsum|([aqxz])\1{2,}|(asd|sdf|dfg|qwe|zxc)\2+)(?:_(?:tes|test|coba|\d+))*"
)
TEST_WORDS = words(
    "tes uji coba percobaan dummy trial training latihan simulasi asd sdf dfg qwe zxc qwert lorem admin contoh fulan "
    "pretest pilot ngetes nyoba mencoba"
) | {letter * 3 for letter in ascii_lowercase}
"""With one of these begins all that `is_test` takes for a test, if not with a title before it."""
TEST_TITLES = words("bapak ibu pak bu sdr saudara warga responden petugas enumerator user nama admin operator")
"""Words that may stand before a test, each as a whole: many names begin like some of them."""


def is_test(role: str, cell: Cell) -> bool:
    """Whether a name, code or address is one that people write to try out a form; a "place" may be any short fact."""
    if type(cell) is not str:
        return False
    if role == "email":
        return _TEST_MAIL.fullmatch(tidy(cell)) is not None
    return (_TEST_PLACE if role == "place" else _TEST_NAME).fullmatch(plain(cell)) is not None
