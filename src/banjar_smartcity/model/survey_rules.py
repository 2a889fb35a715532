"""Survey rules: what an instrument requires of a citizen survey."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from ..named import NamedTuple
from ..schema.shipped import shipped_text


class SurveyRules(NamedTuple):
    """The requirements of an instrument for a citizen survey."""

    respondents: int
    """The fewest respondents of a dimension, or of each sub-dimension if these have separate forms."""


@cache
def default_rules() -> SurveyRules:
    """The rules of instruments that were written before they could say their own, by the schema of instruments."""
    properties = shipped_text("instrument")["properties"]["survey"]["properties"]
    return SurveyRules(properties["respondents"]["default"])


def build_survey_rules(data: Mapping[str, Any] | None) -> SurveyRules:
    """The rules that an instrument names, or else the default."""
    return default_rules() if data is None else SurveyRules(**data)
