"""Everything a fresh machine needs: `python3 dev.py` runs the main job, `python3 dev.py test` runs the tests.

Only the standard library; the first run makes `.venv` from the pinned lists in `requirements/`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CATALOGUES = "src/banjar_smartcity/locale"
SOURCES = ("src", "tests", "tools", "benchmarks", "ci", "dev.py", "hatch_build.py")


def call(*command: str | Path, quiet: bool = False) -> int:
    """Run a command in the repository; its exit code."""
    sys.stdout.flush()
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run([str(part) for part in command], cwd=ROOT, stdout=output, check=False).returncode


def must(*command: str | Path, quiet: bool = False) -> None:
    """Run a command that has to succeed."""
    if code := call(*command, quiet=quiet):
        sys.exit(code)


def fingerprint(pins: Path) -> str:
    """A hash of everything that the environment is made from."""
    parts = [pins, ROOT / "pyproject.toml", ROOT / "hatch_build.py", *sorted((ROOT / CATALOGUES).rglob("*.po"))]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def is_copied() -> bool:
    """Whether `.venv` has a copy of this project, as `pip install ".[pdf]"` makes it: changes would have no effect."""
    libraries = "Lib" if os.name == "nt" else "lib/python*"
    return any(VENV.glob(f"{libraries}/site-packages/banjar_smartcity"))


def set_up(name: str) -> None:
    """Make or renew `.venv` with the pinned packages of `requirements/<name>.txt` and this project."""
    pins = ROOT / "requirements" / f"{name}.txt"
    stamp = VENV / f"made-for-{name}"
    if is_copied() or not (PYTHON.exists() and stamp.exists() and stamp.read_text() == fingerprint(pins)):
        install(pins)
        stamp.write_text(fingerprint(pins))
    # Commands start twice as fast from compiled files, which Python does not write on every machine.
    must(PYTHON, "-m", "compileall", "-q", "src")


def install(pins: Path) -> None:
    """Install the packages into `.venv`, and create it if it is missing."""
    if not PYTHON.exists():
        print("Preparing .venv (once, a minute or so) / Menyiapkan .venv (sekali saja) …", flush=True)
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    must(*pip, "--require-hashes", "--requirement", pins)
    must(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)


def run() -> int:
    """The main job: findings, completeness, score and the report."""
    set_up("run")
    smartcity = (PYTHON, "-m", "banjar_smartcity")
    jobs = (("validate", "--summary"), ("status", "--summary"), ("score", "--summary"), ("report",))
    for number, job in enumerate(jobs):
        if number:
            print("─" * 60, flush=True)
        if code := call(*smartcity, *job):
            return code
    return 0


def validate() -> int:
    """Check the data: those of the region and of the example."""
    set_up("run")
    command = (PYTHON, "-m", "banjar_smartcity", "validate", "--root")
    return call(*command, ROOT) or call(*command, ROOT / "examples" / "kabupaten-contoh")


def ruff() -> None:
    """Check style."""
    must(PYTHON, "-m", "ruff", "check", *SOURCES)
    must(PYTHON, "-m", "ruff", "format", "--check", "--quiet", *SOURCES)


def style() -> int:
    """Check style and types."""
    set_up("dev")
    ruff()
    return call(PYTHON, "-m", "mypy")


def in_memory() -> Path | None:
    """A folder for what tests write that is on no disk, where this computer has one with room for it.

    The tests write some 100,000 small files, and a disk that others use too takes several times as long as the tests.
    """
    place, room = Path("/dev/shm"), 4 << 30
    if not os.access(place, os.W_OK):
        return None
    has = os.statvfs(place)
    can_run = not has.f_flag & getattr(os, "ST_NOEXEC", 0)  # tests write programs too
    return place if can_run and has.f_bavail * has.f_frsize > room else None


def test(arguments: list[str]) -> int:
    """Style, types, import layers, translations and tests with coverage.

    `--thorough` looks at more examples of what must always hold; other arguments go to pytest.
    """
    set_up("dev")
    if "--thorough" in arguments:
        arguments.remove("--thorough")
        os.environ["SMARTCITY_TESTS"] = "thorough"
    must(PYTHON, "-c", "import pathlib, hatch_build; hatch_build.compile_catalogues(pathlib.Path())")
    if arguments:
        return call(PYTHON, "-m", "pytest", *arguments)
    ruff()
    os.environ["PYTEST_PLUGINS"] = "tools.covered"
    # A file's tests share a process, and so what is made once for them.
    whole = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", "-rs")
    # Types are checked while the tests run, since they use one core only.
    checking = [str(PYTHON), "-m", "mypy"]
    with (
        tempfile.TemporaryDirectory(prefix="smartcity-tests-", dir=in_memory(), ignore_cleanup_errors=True) as place,
        subprocess.Popen(checking, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as types,
    ):
        os.environ["TMPDIR"] = place
        code = call(PYTHON, "-m", "pytest", *whole)
        output = types.communicate()[0]
    print(output.decode(errors="replace"), end="")
    return code or types.returncode


def messages() -> int:
    """Update the message catalogues."""
    set_up("dev")
    return call(PYTHON, "tools/messages.py")


def docs() -> int:
    """Write the pages of the documentation that are made from commands, findings and schemas."""
    set_up("dev")
    return call(PYTHON, "tools/schemas.py") or call(PYTHON, "tools/pages.py")


def picture() -> int:
    """Draw the pictures of the READMEs and the guides; needs Chromium and LibreOffice."""
    set_up("dev")
    return call(PYTHON, "tools/picture.py") or call(PYTHON, "tools/workbook_picture.py")


def format_code() -> int:
    """Format the code."""
    set_up("dev")
    must(PYTHON, "-m", "ruff", "check", "--fix", *SOURCES)
    return call(PYTHON, "-m", "ruff", "format", *SOURCES)


def main(arguments: list[str]) -> int:
    """Dispatch."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything is set up
        print("Python 3.11 or later is needed / Diperlukan Python 3.11 atau lebih baru.")
        return 2
    os.chdir(ROOT)
    match arguments:
        case [] | ["run"]:
            return run()
        case ["test", *rest]:
            return test(rest)
        case ["validate"]:
            return validate()
        case ["style"]:
            return style()
        case ["messages"]:
            return messages()
        case ["docs"]:
            return docs()
        case ["picture"]:
            return picture()
        case ["format"]:
            return format_code()
    print(
        "python3 dev.py [run | test [--thorough] [pytest arguments] | validate"
        " | style | messages | docs | picture | format]"
    )
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
