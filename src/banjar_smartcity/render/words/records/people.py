"""Numbers of people as words. Of one to four only that they are few, as a record has null for them."""

from __future__ import annotations

from ....i18n import N_, Language
from ....privacy.groups import FEWEST

FEW = N_("fewer than {n}")


def people(count: int | None, lang: Language) -> str:
    """A number of people or rows; of one to four, and of null, only that they are fewer than five."""
    if count is None or 0 < count < FEWEST:
        return lang.translate(FEW).format(n=FEWEST)
    return lang.number(count, 0)


def respondents(count: int | None, lang: Language) -> str:
    """As `people`, with the word for them."""
    if count is None or 0 < count < FEWEST:
        return lang.translate(N_("fewer than {n} respondents")).format(n=FEWEST)
    return lang.ngettext("{n} respondent", "{n} respondents", count).format(n=count)
