"""The texts of the page from which answers are entered on the ministry's own site."""

from __future__ import annotations

from ....exchange.portal import PortalItem
from ....i18n import N_, Language
from ....model.evidence import EVIDENCE_KINDS

TITLE = N_("To enter on the ministry's site")
LINK = N_("Link: {title}")
NO_LINK = N_("No link: {title}; it is in {place}")
NO_PLACE = N_("No link: {title}")
SHEET = N_("To enter")
HEADS = (
    *(N_("No."), N_("Question"), N_("Level"), N_("Text"), N_("Links"), N_("Still missing")),
    N_("Entered on the site"),
)
ENTERED_ON = N_("Entered on {day}")
CHANGED_SINCE = N_("Entered on {day}; changed since: {parts}")
PLACES = {
    "ABOUT": N_(
        "The items are in the order of the form. Copy each part with one touch, enter it on the site, and tick it "
        "here. Ticks are kept in this browser; the button below saves them as a file of the office."
    ),
    "UNSCRIPTED": N_(
        "Scripts are off here, so that this page can neither copy nor remember anything. Open the file in a browser "
        "such as Chrome, Firefox or Safari, or mark each part and copy it yourself."
    ),
    "DENIED": N_("This browser keeps no ticks. Save them before you close the page."),
    "RESUME": N_("Read ticks that were saved before"),
    "OTHER": N_("This file does not belong to this stage."),
    "COPY": N_("Copy"),
    "MISSING": N_("Still missing"),
    "ENTERED": N_("Entered on the site"),
    "SAVE": N_("Save ticks"),
}
SAYINGS = {
    "progress": N_("{done} of {all} entered"),
    "progressChanged": N_("{done} of {all} entered; {changes} changed since"),
    "changed": N_("Changed since it was entered on {day}. Entered was:"),
    "level": N_("Level"),
    "text": N_("Text"),
    "links": N_("Links"),
    "copy": N_("Copy"),
    "copied": N_("Copied"),
    "copyYourself": N_("Marked; copy it yourself"),
    "saved": N_("Saved in your downloads."),
}
MISSING = {
    "answer": N_("It is not answered."),
    "level": N_("Its level is not set."),
    "carried": N_("It was taken over from an earlier stage; nobody has confirmed it."),
    "external": N_("The value of the other body's index is not recorded."),
    "conversion": N_("It is not known to which level the value converts."),
    "evidence": N_("Evidence that counts is missing: {kinds}."),
}


def missing(entry: PortalItem, lang: Language) -> list[str]:
    """What an item still needs, a sentence for each."""
    found = []
    for one in entry.missing:
        if one.what in MISSING:
            kinds = ", ".join(lang.translate(EVIDENCE_KINDS.get(kind, kind)) for kind in one.details)
            found.append(lang.translate(MISSING[one.what]).format(kinds=kinds))
    for link in entry.links:
        if not link.address:
            text = NO_LINK if link.place else NO_PLACE
            found.append(lang.translate(text).format(title=lang.text(link.title), place=link.place))
    return found
