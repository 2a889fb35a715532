"""What is known on this computer only, in words; apart from `seen`, which takes longer to load."""

from __future__ import annotations

from ....i18n import N_

ON_THIS_COMPUTER = N_(
    "What was seen is from documents that `smartcity evidence verify` has read on this computer. It moves no score."
)
