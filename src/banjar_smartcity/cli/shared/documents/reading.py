"""Reading documents: as many at a time as there are processors, each in a process of its own, or from memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ....i18n import N_
from ...progress import each, progress
from ...session import Session

if TYPE_CHECKING:
    from ....checking.pipeline import Checked
    from ....evidence.verified import VerifiedDocument
    from ....reading.document import ReadDocument

READING = N_("Reading documents")


@contextmanager
def documents(
    session: Session, checked: Checked, names: Collection[str], anew: Collection[str] = ()
) -> Iterator[Iterator[VerifiedDocument]]:
    """The documents of these records, each read or remembered when it is asked for, in the order of the records.

    `anew`: those that are read again if they were not read to their end before.
    """
    from ....checking.gathering.cores import cores
    from ....evidence.verified import to_read, verify
    from ....reading.together.readers import FileToRead, read_many

    wanted = [
        FileToRead(session.root / file, sha256, kind, name in anew)
        for name, file, sha256, kind in to_read(checked.model, checked.holdings, names)
    ]
    with read_many(wanted, cores()) as read, progress(READING, session.lang, len(names)) as step:
        found = verify(checked.model, checked.holdings, names, lambda file, sha256: read(session.root / file, sha256))
        yield each(found, step)


def read_now(session: Session, checked: Checked, names: Collection[str]) -> Mapping[str, ReadDocument]:
    """What is in the files of these records, each opened or remembered; without those that have no file."""
    with documents(session, checked, names) as found:
        return {document.evidence.id: document.read for document in found if document.read is not None}
