"""Whether a check finds the same with memory, in processes and after kills: `benchmarks/equality.py [TIMES] [SEED]`.

A small workspace is changed at random TIMES times (20,000 unless told otherwise). Each time it is checked without
memory in one process, with what is remembered of all the times before, also of what was found in the same files, every
tenth time in two processes with small chunks, and every twentieth time in two of which one is killed at a random file.
All must find the same.
"""

from __future__ import annotations

import gc
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from banjar_smartcity.checking.gathering import gather, pool
from banjar_smartcity.checking.pipeline import Checked, check_workspace
from banjar_smartcity.workspace import stamp
from conftest import BASE, TODAY

ODD = (
    *("", "null", "0123", "1.180", "12-06-2023", "2023-02-30", "2023-13", "true", "[]", "{a: 1}", "- - - 1", ": :"),
    *("&x 1", "*x", "!t x", '"', "'", "\t", "\u200b", "#12", "<<<<<<< HEAD", "x" * 300, "\u00e9" * 40),
    *("08123456789", "3201010101010001"),
)
"""Values that mean something else than they seem to, that are not valid, or that are personal data."""
SHARE = pool.share


def change(dice: random.Random, root: Path, kept: dict[Path, bytes]) -> None:
    """Change one to three files, each in one of several ways."""
    for path in dice.sample(sorted(kept), dice.randint(1, 3)):
        lines = kept[path].decode().splitlines(keepends=True)
        n = dice.randrange(len(lines))
        way = dice.randrange(8)
        if way == 0:
            del lines[n]
        elif way == 1:
            lines.insert(n, lines[dice.randrange(len(lines))])
        elif way == 2:
            lines[n] = lines[n].partition(":")[0] + f": {dice.choice(ODD)}\n"
        elif way == 3:
            lines[n] = " " * dice.randint(1, 4) + lines[n]
        elif way == 4:
            del lines[n:]
        elif way == 5:
            donor = kept[dice.choice(sorted(kept))].decode().splitlines(keepends=True)
            lines[n] = dice.choice(donor)
        elif way == 6:
            place = dice.randrange(len(lines[n]))
            lines[n] = lines[n][:place] + dice.choice("abz019:-#\"'[]{} \u00a0") + lines[n][place + 1 :]
        else:
            path.unlink()
            continue
        path.write_bytes("".join(lines).encode())


def differs(root: Path, dice: random.Random, number: int) -> str | None:
    """In which way a check of this workspace differs; None if it is the same in all ways."""
    plain = check_workspace(root, TODAY, 1, memory=False)
    checks: dict[str, Callable[[], Checked]] = {
        "memory": lambda: check_workspace(root, TODAY, 1),
        "the same question": lambda: check_workspace(root, TODAY, 1, again=True),
        "the same question again": lambda: check_workspace(root, TODAY, 1, again=True),
    }
    if number % 10 == 0:
        checks["processes"] = lambda: in_two(root, SHARE)
    if number % 20 == 0:
        checks["kills"] = lambda: in_two(root, partial(share_with_kill, dice.random()))
    for name, check in checks.items():
        found = check()
        if (found.findings, found.model) != (plain.findings, plain.model):
            return name
    return None


def in_two(root: Path, share: Callable[..., Any]) -> Checked:
    """The check in two processes, with small chunks."""
    with patch.multiple(gather, FROM=1, _CHUNK=2), patch.object(pool, "share", share):
        return check_workspace(root, TODAY, 2, memory=False)


def share_with_kill(when: float, work: Callable[[Any], Any], chunks: Sequence[Any], workers: int) -> Any:
    """The pool, in which whoever gets a certain chunk is killed, unless it is this process."""
    killer = partial(work_or_die, os.getpid(), chunks[int(when * len(chunks))], work)
    return SHARE(killer, chunks, workers)


def work_or_die(own: int, last: Any, work: Callable[[Any], Any], chunk: Any) -> Any:
    """Do the work, or end as if the system had ended this process."""
    if chunk == last and os.getpid() != own:
        os.kill(os.getpid(), signal.SIGKILL)
    return work(chunk)


def main(times: int, seed: int) -> int:
    """Print what differs, and how many differ."""
    dice, wrong = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as work:
        os.environ["SMARTCITY_CACHE"] = f"{work}/cache"
        stamp._COARSEST = -(10**18)  # else files that changed just now are never taken for the same
        root = Path(work, "workspace")
        shutil.copytree(BASE, root)
        kept = {path: path.read_bytes() for path in sorted(root.rglob("*.yaml"))}
        for number in range(times):
            change(dice, root, kept)
            if (way := differs(root, dice, number)) is not None:
                wrong += 1
                print(f"{number} of seed {seed}: another result with {way}", flush=True)
            for path, content in kept.items():
                if not path.exists() or path.read_bytes() != content:
                    path.write_bytes(content)
            gc.collect(0)
    print(f"{times} workspaces, {wrong} differ")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
