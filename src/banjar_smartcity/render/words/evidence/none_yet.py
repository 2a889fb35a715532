"""None yet: what to do where no document is recorded."""

from __future__ import annotations

from ....i18n import N_

NONE_YET = N_(
    "No document is recorded here. `smartcity evidence add FILE --agency AGENCY` records one; `smartcity item ITEM` "
    "shows which documents an item requires."
)
