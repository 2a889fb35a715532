"""Rule files: files besides the data that decide how data are judged and shown, or who judges them."""

from __future__ import annotations

from functools import lru_cache

from ..spelling.names import folded

_FOLDERS = ("schemas/", "templates/", ".github/", ".gitlab/", ".gitea/", ".forgejo/", ".woodpecker/", "ci/")
_NAMES = frozenset(
    (
        *(".gitlab-ci.yml", ".woodpecker.yml", ".woodpecker.yaml", "action.yml", "action.yaml"),
        *(".gitattributes", ".gitmodules", ".lfsconfig", ".pre-commit-config.yaml"),
    )
)
_ANYWHERE = frozenset(("codeowners", ".gitattributes"))
_UP = "../"


def is_rule(path: str) -> bool:
    """Whether a file decides how data are judged or shown, or who judges them. The path is relative to the root.

    So does a link or submodule in place of such a folder, and a name that Windows and macOS take for the same. Above
    the root, files of other folders do not count.
    """
    return not (path.startswith("data/") and path.endswith(".yaml")) and _is_rule(path)  # quickly seen of most files


@lru_cache(maxsize=1 << 16)
def _is_rule(path: str) -> bool:
    name = folded(path)
    below = name
    while below.startswith(_UP):
        below = below.removeprefix(_UP)
    if f"{below}/".startswith(_FOLDERS) or below in _NAMES:
        return True
    here = below == name or below.removeprefix("docs/").count("/") == 0
    return here and below.rpartition("/")[2] in _ANYWHERE


def from_root(place: str, path: str) -> str:
    """A path of the repository, relative to the root of the workspace at `place`, such as `a/b/` or empty."""
    if path.startswith(place):
        return path.removeprefix(place)
    common = 0
    while (end := place.find("/", common) + 1) and path.startswith(place[:end]):
        common = end
    return _UP * place.count("/", common) + path[common:]


def is_above(path: str) -> bool:
    """Whether a path leads to a file above the root."""
    return path.startswith(_UP)


def is_kept(path: str, *, link: bool) -> bool:
    """Whether a file belongs to the workspace: all below the root; above it rule files, and some links."""
    return not is_above(path) or is_rule(path) or (link and "/" not in path.replace(_UP, ""))
