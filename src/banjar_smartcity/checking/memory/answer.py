"""Answer: what was said of a workspace, kept with the question and the state of all files, until either is another."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from ...named import NamedTuple
from ...workspace.disk import is_skipped
from ...workspace.memory.hashing import blake2b
from ...workspace.memory.place import find_place, read_sealed, write_sealed
from .state import WorkspaceState, of_this_tool, state_of

_LENGTH = 4
"""The bytes of the length of what comes before an answer."""


class WorkspaceQuestion(NamedTuple):
    """What is asked of a workspace in one state, and where the answer is kept."""

    root: Path
    place: Path
    name: str
    words: tuple[str, ...]
    """The folder, and all else on which the answer depends."""
    state: WorkspaceState

    @property
    def is_settled(self) -> bool:
        """Whether any change since then would show, and none has come while the question was answered."""
        return self.state.settled and state_of(self.root) == self.state


class KeptAnswer(NamedTuple):
    """An answer to the same question, and the state of the workspace to which it was given."""

    digest: str
    content: memoryview


def ask(root: Path, sort: str, *words: str) -> WorkspaceQuestion | None:
    """Ask something of a workspace; None if no answer can be kept. Each sort of question has one answer at a time."""
    place = find_place()
    state = state_of(root) if place else None
    if place is None or state is None:
        return None
    real = os.path.realpath(root)
    name = blake2b(real.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    return WorkspaceQuestion(root, place, name + sort, (real, *words), state)


def shows(root: Path, files: Iterable[str]) -> bool:
    """Whether the state of a workspace would show that one of these files is another: `state_of` skips some folders.

    Letters in another case may lead to the same folder.
    """
    own = os.path.isdir(os.path.join(root, "src", "banjar_smartcity"))
    return not any(is_skipped(path.casefold(), own=own) for path in files)


def read_answer(question: WorkspaceQuestion, most: int | None = None) -> KeptAnswer | None:
    """The answer that was kept to this question; None if another one was asked, or it is not as it was written."""
    found = read_sealed(question.place, of_this_tool(question.name), most)
    if found is None:
        return None
    length = int.from_bytes(found[:_LENGTH], "big")
    try:
        *words, digest = json.loads(bytes(found[_LENGTH : _LENGTH + length]))
    except (ValueError, TypeError, RecursionError):
        return None
    if words != list(question.words) or not isinstance(digest, str):
        return None
    return KeptAnswer(digest, found[_LENGTH + length :])


def keep_answer(question: WorkspaceQuestion, content: bytes | memoryview, most: int | None = None) -> None:
    """Keep the answer to a question. If the disk cannot be written to, nothing is kept."""
    head = json.dumps([*question.words, question.state.digest]).encode()
    name = of_this_tool(question.name)
    write_sealed(question.place, name, len(head).to_bytes(_LENGTH, "big"), head, content, most=most)
