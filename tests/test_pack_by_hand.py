"""A pack is checked by hand, with the steps of its README and of the guides, on a computer that has never seen us."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from banjar_smartcity.cli.boundary import main

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
DOCUMENT = "data/1-baseline/01-baseline-planning-legal-basis/perbup-masterplan-smart-city.pdf"
TAGS = ["tagmanifest-sha256.txt", "tagmanifest-sha256.txt.sig"]
PROGRAMS = ("sh", "sha256sum", "ssh-keygen", "find", "cut", "grep")
LANGUAGES = ("id", "en")
GUIDES = {"id": ROOT / "docs" / "panduan-data.md", "en": ROOT / "docs" / "data-guide.md"}
pytestmark = [
    pytest.mark.usefixtures("remembering"),
    pytest.mark.skipif(not all(map(shutil.which, PROGRAMS)), reason=f"one of these is not here: {PROGRAMS}"),
]


def new_key(folder: Path, name: str) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", folder / name], check=True)
    return folder / name


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a space in its name, where a signed pack was unpacked next to the keys of its region."""
    lang: str = request.param
    place = tmp_path_factory.mktemp("dua kata") / lang
    place.mkdir()
    ours, other = new_key(place.parent, "ours"), new_key(place.parent, "other")
    target = place.parent / "paket.zip"
    asked = ["evidence", "pack", "--root", str(EXAMPLE), "--output", str(target), "--today", "2026-05-15"]
    assert main([*asked, "--lang", lang, "--sign", str(ours)]) == 0
    with ZipFile(target) as archive:
        archive.extractall(place)
    owner = "diskominfo@contoh.go.id" if lang == "id" else "diskominfo@example.go.id"
    for name in ("keys", "kunci"):
        key = ours.with_suffix(".pub").read_text("utf-8")
        unused = other.with_suffix(".pub").read_text("utf-8")
        (place / name).write_text(f"{owner} {key}orang-lain@contoh.go.id {unused}", "utf-8")
    return place


@pytest.fixture
def pack(made: Path, tmp_path: Path) -> Path:
    place = Path(shutil.copytree(made, tmp_path / "di sini" / made.name))
    return next(path for path in place.iterdir() if path.is_dir())


def steps(pack: Path, source: str) -> list[str]:
    """The commands of the README, or those of the guide."""
    if source == "README":
        lines = (pack / "README.txt").read_text("utf-8").splitlines()
        return [line.strip() for line in lines if line.startswith("  ") and "smartcity ev" not in line]
    text = GUIDES[pack.parent.name].read_text("utf-8")
    return next(block.splitlines() for block in re.findall(r"(?s)```sh\n(.*?)```", text) if "sha256sum" in block)


def run(pack: Path, line: str) -> tuple[int, list[str]]:
    """What a command shows there, where the person has no settings of any program."""
    home = pack.parent / "home"
    home.mkdir(exist_ok=True)
    clean = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C"}
    done = subprocess.run(["sh", "-c", line], cwd=pack, env=clean, capture_output=True, text=True, check=False)
    return done.returncode, sorted((done.stdout + done.stderr).splitlines())


def by_hand(pack: Path, source: str) -> tuple[list[str], list[str], str]:
    """What is wrong with files that are listed, which ones are not listed, and who has signed."""
    listed, all_files, unlisted, signed, *rest = steps(pack, source)
    assert run(pack, all_files) == (0, [])
    for line in rest:
        assert run(pack, line)[0] == run(pack, signed)[0]
    _, wrong = run(pack, listed)
    code, said = run(pack, signed)
    return wrong, run(pack, unlisted)[1], said[-1] if code == 0 else ""


@pytest.mark.parametrize("source", ["README", "guide"])
def test_a_sound_pack_shows_nothing_but_its_signer(pack: Path, source: str) -> None:
    wrong, unlisted, signer = by_hand(pack, source)
    assert (wrong, unlisted) == ([], TAGS)
    assert re.fullmatch(r'Good "smartcity-pack" signature for diskominfo@\S+ with ED25519 key SHA256:\S+', signer)


def change(pack: Path) -> None:
    (pack / DOCUMENT).write_bytes(b"%PDF-1.7 lain")


def change_with_its_hash(pack: Path) -> None:
    change(pack)
    digest = run(pack, f"sha256sum {DOCUMENT}")[1][0][:64]
    manifest = pack / "manifest-sha256.txt"
    text = re.sub(rf"(?m)^\w+(?=  {re.escape(DOCUMENT)}$)", digest, manifest.read_text("utf-8"))
    manifest.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("tamper", "shown"),
    [
        (change, f"{DOCUMENT}: FAILED"),
        (change_with_its_hash, "manifest-sha256.txt: FAILED"),
        (lambda pack: (pack / DOCUMENT).unlink(), f"sha256sum: {DOCUMENT}: No such file or directory"),
    ],
    ids=["changed", "changed with its hash", "missing"],
)
def test_what_was_changed_or_is_missing_is_named(pack: Path, tamper: Callable[[Path], object], shown: str) -> None:
    tamper(pack)
    assert shown in by_hand(pack, "guide")[0]


def test_what_was_added_is_named(pack: Path) -> None:
    (pack / "data" / "1-baseline" / "tambahan baru.pdf").write_bytes(b"x")
    (pack / "tautan").symlink_to("data")
    wrong, unlisted, _ = by_hand(pack, "guide")
    assert (wrong, unlisted) == ([], ["data/1-baseline/tambahan baru.pdf", *TAGS, "tautan"])


def test_another_signer_is_not_the_one_whose_key_was_given(pack: Path, made: Path) -> None:
    tags = pack / TAGS[0]
    (pack / TAGS[1]).unlink()
    run(pack, f"ssh-keygen -q -Y sign -f '{made.parent / 'other'}' -n smartcity-pack {tags.name}")
    listed, _, _, signed, *_ = steps(pack, "guide")
    assert run(pack, listed) == (0, [])
    code, said = run(pack, signed)
    assert code != 0
    assert "Could not verify signature." in said


def test_a_signature_of_another_text_is_none(pack: Path) -> None:
    tags = pack / TAGS[0]
    tags.write_text(tags.read_text("utf-8").replace("a", "b"), "utf-8")
    for line in steps(pack, "README")[3:]:
        assert run(pack, line)[0] != 0
