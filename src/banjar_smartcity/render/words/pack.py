"""The pack in words: whether a document is in it, and why not."""

from __future__ import annotations

from ...i18n import N_
from ...publish.pack import (
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
