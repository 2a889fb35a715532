"""Refusals: why the system does not open or make a file, in words. It says so in English, or in its own language."""

from __future__ import annotations

import errno

from ..diagnostics import Fact, Phrase
from ..i18n import N_

_REFUSALS = {
    errno.ENOENT: N_("there is no such file"),
    errno.EACCES: N_("you have no permission for it"),
    errno.EPERM: N_("you have no permission for it"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of its path is a file and not a folder"),
    errno.EEXIST: N_("there is something else of this name already"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ELOOP: N_("it is a link that is not followed"),
    errno.EIO: N_("the disk reports an error; it may be damaged"),
}


def refusal(error: Exception) -> Fact:
    """Why a file is refused: the usual reasons as a `Phrase`, all others as the system says them."""
    if not isinstance(error, OSError):
        return Phrase(N_("its name is not valid"))
    msgid = _REFUSALS.get(error.errno or 0)
    return error.strerror or "?" if msgid is None else Phrase(msgid)
