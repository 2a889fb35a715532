"""The texts of the questionnaire, on paper and in the workbook, plain and short; and some about what is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ....i18n import N_, Language
from ....model.instrument import Level
from ....survey.form.questionnaire import Questionnaire

if TYPE_CHECKING:
    from ....survey.summary.drafts import SurveyDraft

LEFT_OUT = N_("figures of those who answered every statement, so that nobody is given away; left out: {n}")
ON_DISK = N_("no git history here: compared only with the file on disk, not with what was handed out before")
NOT_RANDOM = N_(
    "The respondents were chosen on purpose, not at random: the figures describe only those who were asked."
)
TITLE = N_("Citizen survey on the programmes of {region}")
ABOUT = N_(
    "We ask users of programmes of {region} how they have benefited from them ({stage}). Please "
    "answer for yourself; no answer is right or wrong. You are asked about a programme only if you "
    "use it."
)
PRIVACY = N_(
    "You are not asked for a name, NIK, telephone number or address; please do not write them "
    "anywhere. The records of the region keep only totals of all answers, never yours alone."
)
CONSENT = N_("Do you agree to take part? It is voluntary, and you may stop at any time.")
AGREE = N_("I agree")
DISAGREE = N_("I do not agree")
ENDS = N_("Thank you. The form ends here.")
CODE = N_("Respondent code")
CODE_HINT = N_(
    "From the office's list, for example A-017. A person has the same code in the forms of all "
    "dimensions, so that it is clear who was asked twice. It is not a name, a NIK or a telephone "
    "number."
)
CODE_WRONG = N_("A code is one to four letters, a hyphen if you like, and one to five digits, for example A-017.")
OCCUPATION = N_("Occupation")
PROGRAMME = N_("Name of the programme asked about")
PROGRAMME_HINT = N_("One programme for these statements; another one for every other part.")
ABOUT_PROGRAMME = N_("These statements are about the programme: {programme}")
USER = N_("Are you a user of this programme?")
YES = N_("Yes")
NO = N_("No")
NOT_USER = N_("Only users answer the statements of this part. If you are not a user, go on to the next part.")
OWN_SENTENCE = N_("Our own wording, not the official sentence.")

OURS = N_(
    "OUR OWN WORDING, not the official sentences of the ministry. Do not use this form for the "
    "evaluation until the official sentences have replaced it."
)
PARTLY = N_(
    "OFFICIAL WORDING IN PART ONLY: {official} of {all} statements, from {source}. The others are "
    "marked: their wording is ours. Do not use this form for the evaluation until they have the "
    "official wording too."
)
OFFICIAL = N_("Wording of the statements: {source}")
SCALE_OURS = N_(
    "The texts of the answers {lowest} to {highest} are our own wording too (unofficial): the ministry has not "
    "published its own."
)

OCCUPATIONS = (
    ("government", N_("Civil servant, army or police")),
    ("private", N_("Private employee")),
    ("business", N_("Entrepreneur or trader")),
    ("farming", N_("Farmer, fisher or labourer")),
    ("student", N_("Pupil or student")),
    ("home", N_("Homemaker")),
    ("none", N_("Not working or retired")),
    ("other", N_("Another occupation")),
    ("unsaid", N_("I would rather not say")),
)
"""Broad groups on purpose: a finer one could identify a respondent."""


def warnings(questionnaire: Questionnaire) -> Iterator[tuple[str, Mapping[str, str | int]]]:
    """The warnings about the wording at the top of the form: message ids with their facts."""
    official, count, source = questionnaire.official, len(questionnaire.questions), questionnaire.source or ""
    if not official:
        yield OURS, {}
    elif official < count:
        yield PARTLY, {"official": official, "all": count, "source": source}
    else:
        yield OFFICIAL, {"source": source}
    if not questionnaire.scale_is_official:
        yield SCALE_OURS, {"lowest": questionnaire.scale[0].level, "highest": questionnaire.scale[-1].level}


def marks_line(counts: Sequence[int | None] | None, first: Level, lang: Language) -> str:
    """How many respondents gave each mark, from the first one on; those that are not known are last, together."""
    if not counts:
        return ""
    known = [f"{mark}: {count}" for mark, count in enumerate(counts, int(first)) if count is not None]
    hidden = [str(mark) for mark, count in enumerate(counts, int(first)) if count is None]
    parts = [", ".join(known)] if known else []
    if hidden:
        parts.append(", ".join(hidden) + ": " + lang.translate(N_("unknown")))
    return lang.translate(N_("marks of respondents")) + " " + "; ".join(parts)


def why_unsupported(draft: SurveyDraft, lang: Language) -> str:
    """Why a record is not supported: the number of errors, or else what the instrument requires and is missing."""
    if errors := draft.summary["lint"]["errors"]:
        return lang.ngettext("{n} error", "{n} errors", errors).format(n=errors)
    sentences = (
        lang.translate(objection.reason.msgid).format(thing=objection.thing, needed=objection.needed)
        for objection in draft.support.objections
    )
    return "; ".join(dict.fromkeys(sentences))
