"""Surveys in the terminal: the result of an import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ....i18n import N_, Language
from ....source.letters import visible
from ...words.compared.surveys import asked_names, part_names
from ...words.records.people import people, respondents
from ...words.records.survey_words import LEFT_OUT, ON_DISK, why_unsupported

if TYPE_CHECKING:
    from ....model.model import Model
    from ....survey.summary.drafts import Conflict, SurveyDraft


_NAMED = 2
"""The most groups of respondents that a refusal names."""


def conflict_text(conflict: Conflict, model: Model, lang: Language) -> str:
    """Why a record is not written, with the names of what it asks about in place of their ids."""
    facts = {**conflict.facts}
    if conflict.groups:
        dimensions = {name: lang.text(dimension.name) for name, dimension in model.dimensions.items()}
        names = asked_names(model, lang) | dimensions
        shown = [names.get(group, group).rstrip(".") for group in conflict.groups[:_NAMED]]
        named = ", ".join(f'"{name}"' for name in shown)
        if (left := len(conflict.groups) - _NAMED) > 0:
            named = lang.ngettext("{names} and {n} more", "{names} and {n} more", left).format(names=named, n=left)
        facts["group"] = named
    return lang.translate(conflict.msgid).format(**facts)


def import_lines(drafts: Iterable[SurveyDraft], model: Model, lang: Language, *, written: bool) -> Iterable[str]:
    """The lines about the records that an import wrote or, unless `written`, would write."""
    names = part_names(model, lang)
    for draft in drafts:
        survey = draft.summary
        dimension = model.dimensions.get(survey["dimension"])
        named = lang.text(dimension.name) if dimension else survey["dimension"]
        yield visible(f"{named}: {respondents(survey['respondents'], lang)}")
        for part in survey["sub_dimensions"]:
            mean = "–" if part["mean"] is None else lang.number(part["mean"])
            text = lang.translate(N_("{part}: n {n}, mean {mean} (estimate)"))
            yield "  " + visible(
                text.format(
                    part=names.get(part["sub_dimension"], part["sub_dimension"]),
                    n=people(part["respondents"], lang),
                    mean=mean,
                )
            )
            if left_out := survey["left_out"].get(part["sub_dimension"]):
                yield "    " + lang.translate(LEFT_OUT).format(n=left_out)
        if survey["agencies_unknown"]:
            unknown = visible(", ".join(survey["agencies_unknown"]))
            yield "  " + lang.translate(N_("not in data/agencies.yaml, left open in the record: {names}")).format(
                names=unknown
            )
        if written and survey["kept"]:
            fields = ", ".join(survey["kept"])
            yield "  " + lang.translate(N_("kept from the earlier record: {fields}")).format(fields=visible(fields))
        if written:
            if survey["compared"] == "disk" and survey["replaced"]:
                yield "  " + lang.translate(ON_DISK)
            done = N_("{path}: replaced") if survey["replaced"] else N_("{path}: written")
            yield "  " + lang.translate(done).format(path=visible(survey["path"]))
            if not survey["supported"]:
                why = visible(why_unsupported(draft, lang))
                yield "  " + lang.translate(N_("does not count as supported: {why}")).format(why=why)
