"""Languages: the texts, figures and dates are those of gettext and Babel, which take longer to load."""

from __future__ import annotations

import datetime
import gettext
from fractions import Fraction
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity import i18n

CATALOGUE = gettext.translation("smartcity", str(Path(i18n.__file__).parent / "locale"), languages=["id"])
LANGUAGES = st.sampled_from(i18n.LANGUAGES)


def test_every_text_is_that_of_gettext() -> None:
    indonesian = i18n.language("id")
    known = [key for key in CATALOGUE._catalog if key]  # type: ignore[attr-defined]  # all texts, only to test
    assert len(known) > 1000
    for key in known:
        if isinstance(key, tuple):
            for number in (0, 1, 2, 11):
                assert indonesian.ngettext(key[0], "{n} x", number) == CATALOGUE.ngettext(key[0], "{n} x", number)
            assert indonesian.translate(key[0]) == CATALOGUE.gettext(key[0])
        else:
            assert indonesian.translate(key) == CATALOGUE.gettext(key)


@given(st.text())
def test_a_text_without_translation_stays(text: str) -> None:
    assert i18n.language("id").translate(text) == CATALOGUE.gettext(text)


@given(LANGUAGES, st.one_of(st.fractions(), st.floats(-1e15, 1e15)), st.integers(0, 8))
def test_a_number_is_that_of_babel(code: str, value: Fraction | float, digits: int) -> None:
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    expected = format_decimal(i18n.round_half_up(value, digits), format=pattern, locale=code)
    assert i18n.language(code).number(value, digits) == expected


@given(LANGUAGES, st.dates())
def test_a_date_is_that_of_babel(code: str, day: datetime.date) -> None:
    lang = i18n.language(code)
    assert lang.date(day) == format_date(day, format="d MMMM y", locale=code)
    assert lang.month(day) == format_date(day, format="MMMM y", locale=code)
