"""Policy: waivers that have ended, and the findings of gates, which concern changes of the data."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity
from ..i18n import N_
from .context import Context

WAIVER_ENDED = Kind(
    id="waiver-ended",
    severity=Severity.WARNING,
    message=N_("this waiver ended on {until}"),
    hint=N_("Delete it, or agree on a new last day."),
    why=N_("It no longer allows anything, but a reader believes that it does."),
    example="until: 2023-05-01",
)
SUPPORTED_FALLS = Kind(
    id="supported-falls",
    severity=Severity.ERROR,
    message=N_("{id} supports {points} less of the final index"),
    hint=N_(
        "Restore the evidence, or add better evidence; if the lower index is right, add a waiver to "
        "data/program.yaml first."
    ),
    why=N_("The supported score is what the region can defend; another change should not lower it silently."),
    example="level: 2        # sebelumnya 3",
)
SUPPORT_ENDS = SUPPORTED_FALLS._replace(
    message=N_("{id} now ends before the last day of the stage; from {day} on {points} less of the index is supported")
)
"""The fall of a document that is still valid today."""
ANSWER_ENDS = SUPPORTED_FALLS._replace(
    message=N_(
        "{id} now rests on documents that end before the last day of the stage; from {day} on {points} less of the "
        "index is supported"
    )
)
"""The fall of an answer that is still supported today."""
RULES_CHANGED = Kind(
    id="rules-changed",
    severity=Severity.ERROR,
    message=N_("rules for counting or review have changed: {id}"),
    hint=N_("Change rules separately from answers. The label that allows such a change: {label}."),
    why=N_(
        "If weights, items, levels or gates change together with answers, nobody sees which of them changed the score."
    ),
    example="weights: {baseline: 30}        # sebelumnya 20",
)
EVIDENCE_REMOVED = Kind(
    id="evidence-removed",
    severity=Severity.ERROR,
    message=N_("evidence was removed: {id}"),
    hint=N_(
        "Restore it, or add a better document in its place; if it was wrong, add a waiver to data/program.yaml first."
    ),
    why=N_(
        "Assessors may ask again for a document that they have seen. Without it, what it proved is no longer proved."
    ),
    example="evidence: []        # sebelumnya [{evidence: sk-forum}]",
)
ITEM_LEFT_OUT = Kind(
    id="item-left-out",
    severity=Severity.ERROR,
    message=N_("{id} is now called not applicable, which raises the index"),
    hint=N_("Let the secretariat check the reason. The label that allows such a change: {label}."),
    why=N_(
        "An item that does not apply is taken out of the mean. If it would score low, leaving it out raises the index."
    ),
    example="not_applicable: Tidak ada di daerah ini",
)
MERGE_CONFLICT = Kind(
    id="merge-conflict",
    severity=Severity.ERROR,
    message=N_("the change and the version that it goes into both changed this file, and git cannot merge it"),
    hint=N_("Merge the main branch into your branch, decide between the two versions, and push again."),
    why=N_("What counts after the merge is not known until somebody decides."),
    example="# kedua cabang mengubah jawaban yang sama",
)
LINK = Kind(
    id="link-in-repository",
    severity=Severity.WARNING,
    message=N_("this is a link to {target}, not a file"),
    hint=N_("Put the file itself here, or remove the link."),
    why=N_("A link may lead out of the repository. Programs that write to it change a file elsewhere."),
    example="build/laporan.html -> /home/ani/.bashrc",
)
NAMES_COLLIDE = Kind(
    id="names-collide",
    severity=Severity.ERROR,
    message=N_('on Windows and macOS "{name}" and "{other}" are the same name'),
    hint=N_("Rename one of them, or move its files into the other."),
    why=N_("There, one of the two replaces the other, so people would see other data than reviewers."),
    example="DATA/program.yaml        # di samping data/program.yaml",
)
NAME_NOT_PORTABLE = Kind(
    id="name-not-portable",
    severity=Severity.ERROR,
    message=N_('on Windows no file or folder can be named "{name}"'),
    hint=N_(
        'Rename it: not con, aux, nul or another name of a device; without < > : " | ? * and backslash; '
        "without a space or full stop at its end."
    ),
    why=N_("There, git cannot write the file, or it is written under another name, so people see other data."),
    example="data/evidence/con.yaml",
)
CHANGE_TOO_LARGE = Kind(
    id="change-too-large",
    severity=Severity.ERROR,
    message=N_("the data files that differ have {size} bytes together; at most {limit} are compared"),
    hint=N_("Split the change, or remove what is not data."),
    why=N_("Nobody can review so much at once. It may be a mistake, or an attack on those who review."),
    example="# 60 berkas baru, masing-masing 8 MB",
)
DOCUMENT_MISREAD = Kind(
    id="document-misread",
    severity=Severity.ERROR,
    message=N_("`document` is not what was read in {file}: recorded {recorded}, found {found}"),
    hint=N_("Do not write `document` by hand. Run `smartcity evidence verify {evidence}` and commit what it writes."),
    why=N_("The supported score rests on the recorded pages. With a higher number, pages count that do not exist."),
    example="document:\n  sha256: 2b1f…\n  kind: pdf\n  pages: 500        # berkasnya hanya 3 halaman",
)
DOCUMENT_NOT_READ = Kind(
    id="document-not-read",
    severity=Severity.WARNING,
    message=N_("{file} was not read in this review, so what the record says of it was not checked"),
    hint=N_("Run `smartcity evidence verify {evidence}` on your computer."),
    why=N_("A review reads documents for 60 seconds of computing at most, so that no change can stop it."),
    example="file: data/evidence/files/himpunan-renstra.pdf",
)
WORDS_NOT_FOUND = Kind(
    id="words-not-found",
    severity=Severity.WARNING,
    message=N_('what {id} claims was found on no page of "{evidence}"'),
    hint=N_("Name the document that has it, or correct the answer: `smartcity evidence verify {evidence}` shows more."),
    why=N_("Assessors look for the figure on the page. If it is not there, they doubt the whole answer."),
    example="statistic: {value: 410, unit: berkas, year: 2025}        # dokumennya menyebut 401",
)
DOCUMENT_SAYS_ANOTHER = Kind(
    id="document-says-another",
    severity=Severity.WARNING,
    message=N_('the {what} of "{evidence}" is {recorded} here; page {page} of the document says: {words}'),
    hint=N_("Correct the record, or name the right file: `smartcity evidence verify {evidence}` shows more."),
    why=N_("Assessors open the document. If it has another number or date than the list says, they doubt it."),
    example="number: 100.3.3.2/075/2025        # dokumennya menyebut 100.3.3.2/057/2025",
)
DOCUMENT_LOST_PAGE = Kind(
    id="document-lost-page",
    severity=Severity.ERROR,
    message=N_('the file of "{evidence}" was replaced: the new one has no page {pages}, which {id} names'),
    hint=N_("Name the right page, or put the former file back. Then run `smartcity evidence verify {evidence}`."),
    why=N_("A page that does not exist proves nothing, and assessors will look for it."),
    example='pages: "12"        # berkas barunya hanya 3 halaman',
)
SURVEY_TOO_CLOSE = Kind(
    id="survey-too-close",
    severity=Severity.ERROR,
    message=N_(
        "earlier versions give {group} of {before} respondents, this one of {after}; the difference tells what a few "
        "of them answered"
    ),
    hint=N_("Restore the figures, or import the table again with more respondents; still missing: {missing}."),
    why=N_(
        "Every version that was committed can be read by anybody. If two differ by one to four people, these people's "
        "answers can be computed."
    ),
    example="respondents: 61        # versi sebelumnya 60",
)
SURVEY_MARKS_TOLD = SURVEY_TOO_CLOSE._replace(
    message=N_("next to an earlier version, the distribution or deviation of {group} tells what a few people answered"),
    hint=N_("Write null for both, as smartcity survey import does."),
)
"""The same of distributions."""
SURVEY_MEANS_TOLD = SURVEY_TOO_CLOSE._replace(
    message=N_("next to an earlier version with statements left blank, the mean of {group} tells what a few answered"),
    hint=N_("Write null for mean, deviation and distribution, as smartcity survey import does."),
)
"""The same of the means of people."""
SURVEY_NOT_COMPARED = Kind(
    id="survey-not-compared",
    severity=Severity.WARNING,
    message=N_(
        "the figures of this survey have changed, but git cannot read all earlier versions, so not all were compared"
    ),
    hint=N_("Fetch the whole history, `git fetch --unshallow`, and review again."),
    why=N_("Whether figures give anybody away is seen only next to all that were published before."),
    example="respondents: 66        # commit lama tidak ada di salinan ini",
)
OF_CHANGES = (
    SUPPORTED_FALLS,
    RULES_CHANGED,
    EVIDENCE_REMOVED,
    ITEM_LEFT_OUT,
    MERGE_CONFLICT,
    LINK,
    NAMES_COLLIDE,
    NAME_NOT_PORTABLE,
    CHANGE_TOO_LARGE,
    DOCUMENT_MISREAD,
    DOCUMENT_NOT_READ,
    WORDS_NOT_FOUND,
    DOCUMENT_SAYS_ANOTHER,
    DOCUMENT_LOST_PAGE,
    SURVEY_TOO_CLOSE,
    SURVEY_NOT_COMPARED,
)
"""Kinds that concern a change of the data, not its state: `smartcity review` reports them."""
KINDS = (WAIVER_ENDED, *OF_CHANGES)


def check_policy(context: Context) -> Iterator[Diagnostic]:
    """Waivers whose last day has passed."""
    program = context.model.program
    for waiver in program.policy.waivers if program else ():
        if waiver.until is not None and waiver.until < context.today:
            yield Diagnostic(WAIVER_ENDED, waiver.at / "until", {"until": waiver.until})
