"""Profiles: named sets of settings for editorial offices, a TOML file each beside this one."""

import difflib
from pathlib import Path

from checker.errors import UsageError

_FOLDER = Path(__file__).parent


def names() -> tuple[str, ...]:
    """The names of the profiles that come with citeproof."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def find(name: str, folder: Path, place: str) -> Path:
    """The file of a profile: one that comes with citeproof, or a path from `folder`.

    Raises UsageError, with the `place` that names it, where there is none.
    """
    if name in names():
        return _FOLDER / f"{name}.toml"
    path = folder / name
    if path.is_file():
        return path
    close = difflib.get_close_matches(name, names(), 1)
    hint = f", did you mean `{close[0]}`?" if close else f"; there are {', '.join(names())}, or name a TOML file"
    raise UsageError(f"{place}: no profile `{name}`{hint}")
