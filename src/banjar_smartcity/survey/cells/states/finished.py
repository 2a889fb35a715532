"""Finished: what survey programs write where a form was not finished, was a preview, or was decided on by code."""

from __future__ import annotations

from ....spelling.patterns import late
from ..plain import words

APPROVED, REJECTED, HELD, DELETED, TEST, UNFINISHED = "approved", "rejected", "held", "deleted", "test", "unfinished"
DOUBTED = "doubted"
"""Somebody doubts the row, but does not say whether it counts."""
POOR = "poor"
"""Somebody finds the row poor, which may be approved all the same."""

NOTES = words(
    "keterangan ket kualitas kualitas_data kualitas_jawaban kualitas_respon kualitas_isian tags quality data_quality "
    "response_quality quality_score status status_responden finished_status "
    "response_type responsetype "
    "distributionchannel distribution_channel catatan remarks remark catatan_petugas catatan_enumerator "
    "catatan_verifikator catatan_validasi catatan_pemeriksa status_partisipasi"
)
"""Columns in which people and programs write other things too: only a clear rejection counts."""
NO = frozenset(("", "no", "false", "0", "tidak", "null", "none", "n_a", "nan", "n", "t"))
"""What says no in a column of yes and no, or nothing."""
_UNFINISHED = late(
    "(?:incomplete|unsubmitted|partial|partially_completed?|partial_complete|unfinished|not_finished|not_completed?|in_progress|"
    "not_submitted|started|saved|saved_as_draft|draft|draf|konsep|disimpan|tersimpan|selesai_sebagian|(?:tidak|belum)_tuntas|abandoned|drop(?:ped)?_?out|belum_selesai|tidak_selesai|tidak_lengkap|belum_dikirim|"
    "sebagian|terputus)"
)
_COMPLETION = words(
    "status finished_status response_type responsetype status_responden status_respon status_jawaban response_status "
    "entry_status completion_status submission_status status_submission status_respons status_pengisian"
)
"""Columns in which programs write whether a form was finished."""
SUBMITTED = words("submitdate date_submitted submitdate_date_submitted submit_date_utc")
"""Columns of LimeSurvey and Typeform that are empty until a form has been sent."""
SENT_ON = SUBMITTED | words("tanggal_submit tanggal_pengiriman tanggal_dikirim tanggal_terkirim")
"""The same and what they may be called next to other columns of LimeSurvey."""
_PROGRESS = "progress"
INTERVIEW_STATUS = "interview_status"
"""The plain name of the column in which Survey Solutions writes the state of an interview as a number."""
PREVIEW = "preview_status"
"""The name for the column `Status` of Qualtrics, which may have numbers."""
_PREVIEWS = {**dict.fromkeys(("1", "2", "9", "17"), TEST), **dict.fromkeys(("8", "12"), REJECTED)}
"""What they mean: previews and tests, and spam; all others are answers."""
_REDCAP = {"0": UNFINISHED, "1": APPROVED, "2": APPROVED}
"""What REDCap writes for each of its forms: incomplete, unverified, complete."""
IS_FINISHED = words("finished completed selesai complete is_complete is_completed is_finished")
IS_SENT = words("submitted terkirim dikirim sent finalized finalised is_final is_submitted is_sent")
"""Columns that say with yes or no whether a form was finished or sent; others of these names have times."""
_SURVEY_SOLUTIONS = {
    **dict.fromkeys(("65", "125", "rejectedbysupervisor", "rejectedbyheadquarters"), REJECTED),
    **dict.fromkeys(("100", "120", "130", "approvedbysupervisor", "approvedbyheadquarters"), APPROVED),
    **dict.fromkeys(("interviewerassigned", "supervisorassigned", "restarted"), UNFINISHED),
}
"""What Survey Solutions writes as `interview__status`; with any other number an interview was not completed."""
_PARTIAL_SAVE = "partial_save_mode"
"""The column that CSPro fills in only for cases that were not completed."""


def completion(name: str, text: str) -> str | None:
    """Whether a program says that a form was not finished, or was a preview; None if it does not say so."""
    if name == PREVIEW and text.isdecimal():
        return _PREVIEWS.get(text, APPROVED)
    if name == _PROGRESS:
        return (UNFINISHED if int(text) < 100 else APPROVED) if text.isdecimal() and len(text) < 4 else None
    if name == INTERVIEW_STATUS and (text.isdecimal() or text in _SURVEY_SOLUTIONS):
        return _SURVEY_SOLUTIONS.get(text, UNFINISHED)
    if name == _PARTIAL_SAVE:
        return UNFINISHED if text else None
    if name.endswith("_complete") and text in _REDCAP:
        return _REDCAP[text]
    if name in IS_FINISHED | IS_SENT and text and text in NO | {"belum"}:
        return UNFINISHED
    unfinished = _UNFINISHED.fullmatch(text) and (name in _COMPLETION or name not in NOTES)
    return UNFINISHED if unfinished else None


def is_unfinished(word: str) -> bool:
    """Whether a plain word says that a form was not finished."""
    return _UNFINISHED.fullmatch(word) is not None
