"""Words for the values of the schemas, as a report shows them."""

from __future__ import annotations

from collections.abc import Mapping

from ...i18n import N_
from ...publish.pack.contents import (
    ADDRESS,
    DIFFERS,
    INTERNAL,
    LINKED,
    MISSING,
    NOWHERE,
    PACKED,
    UNRECORDED,
    WITHHELD,
)

WORDS: Mapping[str, str] = {
    # status of an innovation
    "provisional": N_("provisional"),
    "confirmed": N_("confirmed"),
    "withdrawn": N_("withdrawn"),
    # phase, initiator and kind of an innovation
    "initiative": N_("initiative"),
    "trial": N_("trial"),
    "in-use": N_("in use"),
    "head-of-region": N_("head of region"),
    "council": N_("council"),
    "civil-servant": N_("civil servant"),
    "administration": N_("administration"),
    "public-service": N_("public service"),
    # kinds of owner
    "agency": N_("agency"),
    "government-unit": N_("government unit"),
    "health-centre": N_("health centre"),
    "village": N_("village"),
    "community": N_("community"),
    "kim": N_("community information group (KIM)"),
    "school": N_("school"),
    "company": N_("company"),
    "broadcaster": N_("broadcaster"),
    "other": N_("other"),
    # access to evidence
    "public": N_("public"),
    "internal": N_("internal"),
    # how a stage takes place
    "in-person": N_("in person"),
    "online": N_("online"),
    "hybrid": N_("in person and online"),
    # where figures come from
    "published": N_("published"),
    "reconstructed": N_("reconstructed"),
    # how items of two instruments are related, and how sure that is
    "same": N_("both ask for the same"),
    "broader": N_("this item asks for more"),
    "narrower": N_("this item asks for a part of it"),
    "related": N_("related"),
    "high": N_("high"),
    "medium": N_("medium"),
    "low": N_("low"),
    # kinds of source
    "letter": N_("letter"),
    "government": N_("government site"),
    "news": N_("news"),
    "law": N_("law"),
    "minutes": N_("minutes"),
    "blog": N_("blog"),
    "encyclopedia": N_("encyclopedia"),
    "compilation": N_("compilation"),
}

STATUSES = {
    PACKED: N_("in this pack"),
    INTERNAL: N_("internal: left out of this pack"),
    ADDRESS: N_("on the web, not in this pack"),
    NOWHERE: N_("LEFT OUT: its place is not recorded"),
    MISSING: N_("LEFT OUT: its file is missing"),
    DIFFERS: N_("LEFT OUT: its file is not the one that was recorded"),
    LINKED: N_("LEFT OUT: its file is a link"),
    WITHHELD: N_("LEFT OUT: its file contains personal data, or is not a document"),
    UNRECORDED: N_("LEFT OUT: it is not recorded"),
}
"""Whether a document is in a pack, and why not."""
