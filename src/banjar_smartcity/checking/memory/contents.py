"""Contents: what the bytes of documents say about them, found again by these bytes; and which have no personal data.

What was found of personal data is not kept, and is searched again each time. Nor are the words of a document, in which
there may be personal data: only very short texts have any, and these are quickly looked at again.
"""

from __future__ import annotations

import json

from ...reading.formats import ending_of
from ...workspace.sample import Content, Sample
from .box import Box, digest_of

MOST_BYTES = 32 << 20


class ContentMemory:
    """What is known of the documents of a workspace. Nothing is written before `save`."""

    def __init__(self, box: Box) -> None:
        self._box = box

    def look(self, path: str, sample: Sample) -> Content:
        """What the bytes of a file say about it. All that counts is in the key."""
        about = f"{ending_of(path)}\0{sample.size}\0{sample.blank}\0{len(sample.head)}\0".encode(
            "utf-8", "backslashreplace"
        )
        key = digest_of(b"".join((about, sample.head, sample.tail)))
        known = self._box.find(key)
        if known is not None:
            return Content(**json.loads(bytes(known)))
        from ...evidence.contents.content import look  # slow to load, and not needed where all is known

        found = look(path, sample)
        if found.words is None:
            self._box.put(key, json.dumps(found._asdict()).encode())
        return found

    def is_clean(self, sha256: str, way: str) -> bool:
        """Whether a document of this hash was searched in this way for personal data before and has none."""
        return self._box.find(_clean(sha256, way)) is not None

    def keep_clean(self, sha256: str, way: str) -> None:
        """Keep that a document of this hash has no personal data where it is searched in this way."""
        self._box.put(_clean(sha256, way), b"1")

    def save(self) -> None:
        """Write what is new. If the disk cannot be written to, nothing is kept."""
        self._box.save()


def _clean(sha256: str, way: str) -> bytes:
    return digest_of(f"clean\0{way}\0{sha256}".encode())
