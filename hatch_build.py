"""Build: compile the message catalogues, so that no binary files are in git, and add the shipped instruments.

The instruments are those of the data of Kabupaten Banjar, with what belongs to them, so that no file exists twice.
"""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> None:
    for po in sorted((root / "src" / "banjar_smartcity" / "locale").glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalogue = read_po(source)
        with po.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)


SHIPPED = (
    "data/instruments/*.yaml",
    "data/dimensions/*/dimension.yaml",
    "data/crosswalks/*.yaml",
    "data/sources.yaml",
    ".github/workflows/review.yml",
)
"""What `smartcity init` and `smartcity instruments` need of the repository."""


def shipped_files(root: Path) -> dict[str, str]:
    """Where each shipped file is, and where the wheel has it."""
    paths = (path.relative_to(root).as_posix() for pattern in SHIPPED for path in sorted(root.glob(pattern)))
    return {str(root / path): f"banjar_smartcity/_shipped/{path}" for path in paths}


class CompileCatalogues(BuildHookInterface):  # type: ignore[misc]  # hatchling has no types
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogues(Path(self.root))
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"].update(shipped_files(Path(self.root)))
