"""Paths, directories and globs → the manuscripts to check, and the format of each."""

import difflib
import glob
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from checker.errors import InputError
from checker.readers import detect
from checker.readers.formats import BIBLIOGRAPHY_FORMATS, FORMATS, SUFFIXES, may_be_part
from checker.readers.project import project_root

#: Suffixes that other files have far more often: such a file is read where it is named, never found in a directory.
_COMMON = frozenset({".json", ".xml", ".html", ".htm", ".xhtml", ".pdf", ".yaml", ".yml"})
#: What a folder is searched for.
FOUND = SUFFIXES.keys() - _COMMON
#: Suffixes of formats that are planned: the message says so.
_LATER = frozenset({".odt"})
#: Suffixes that no other format has: what such a file begins with says nothing (`@article{` in a Markdown example).
_CERTAIN = SUFFIXES.keys() - {".txt", ".xml", ".json", ".bib", ".ris", ".nbib", ".yaml", ".yml"}
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv"})


def expand(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """The manuscripts that paths, directories and globs name, each once: in the order given, a directory's sorted.

    A directory is searched recursively, without hidden folders, `node_modules` and virtual environments; a .bib file that
    a manuscript in it uses as its bibliography isn't listed on its own. Raises InputError where nothing is found.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for manuscript in _expand_one(path):
            found.setdefault(os.path.realpath(manuscript), manuscript)
    return tuple(found.values())


def concerned(paths: Iterable[Path | str], bibliography: Iterable[Path] = (), folder: Path | None = None) -> tuple[Path, ...]:
    """The manuscripts that changed files concern: those of the repository that use them; else the files themselves.

    A bibliography leads to the manuscripts that name it, an included LaTeX file to the one that includes it. `bibliography` are
    the files that a configuration in `folder` names for all manuscripts at or below it. Raises InputError for a missing file.
    """
    shared = {os.path.realpath(path) for path in bibliography}
    users: dict[Path, dict[str, list[Path]]] = {}
    found: dict[str, Path] = {}
    for path in expand(paths):
        root = project_root(path)
        if root not in users:
            users[root] = _users(root, shared, folder or root)
        for manuscript in _tops(path, users[root]):
            found.setdefault(os.path.realpath(manuscript), manuscript)
    return tuple(found.values())


def plan(paths: Sequence[Path | str], *, apart: bool = False) -> tuple[tuple[Path, tuple[Path, ...]], ...]:
    """The manuscripts that paths name, each with the .bib files that were named beside it.

    .bib files named together with a single manuscript are its bibliography, unless all files are to be taken `apart`; a .bib
    file that a manuscript's front matter names is no manuscript of its own. Raises InputError where nothing is found.
    """
    found = expand(paths)
    bibliographies = tuple(path for path in found if format_of(path, head=detect.head(path)) in BIBLIOGRAPHY_FORMATS)
    manuscripts = tuple(path for path in found if path not in bibliographies)
    if len(manuscripts) == 1 and not apart and not any(Path(path).is_dir() for path in paths):
        return ((manuscripts[0], bibliographies),)
    return tuple((path, ()) for path in _apart(found))


def format_of(path: Path | str, override: str | None = None, head: str | bytes = b"") -> str:
    """The format name of a file: `override`, or what its `head` shows without doubt, or what its suffix says.

    Raises InputError for an unknown one, and for YAML that is no bibliography.
    """
    if override is not None:
        if override.lower() in FORMATS:
            return override.lower()
        close = difflib.get_close_matches(override.lower(), FORMATS, 1)
        hint = f", did you mean `{close[0]}`?" if close else f"; supported are {', '.join(FORMATS)}"
        raise InputError(f"{path}: unknown input format `{override}`{hint}")
    suffix = Path(path).suffix.lower()
    shown = detect.by_content(head) if suffix not in _CERTAIN else None
    if shown:
        return shown
    if suffix in (".yaml", ".yml") and head:
        found = detect.yaml_format(head)
        if found is None:
            raise InputError(f"{path}: YAML that is no bibliography (CSL-YAML or Hayagriva); give --input-format if it is one")
        return found
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    known = f"supported are {' '.join(sorted(SUFFIXES))}; or give --input-format"
    if suffix in _LATER:
        raise InputError(f"{path}: {suffix} files are not supported yet; {known}")
    raise InputError(f"{path}: unknown format ({suffix or 'a name without suffix'}); {known}")


def _expand_one(path: Path | str) -> Iterator[Path]:
    place, text = Path(path), str(path)
    if place.is_dir():
        yield from _in_directory(place)
    elif place.exists():
        yield place
    elif glob.has_magic(text):
        matches = [match for match in map(Path, sorted(glob.glob(text, recursive=True))) if match.is_file()]  # noqa: PTH207
        if not matches:
            raise InputError(f"{path}: no file matches this pattern")
        yield from matches
    else:
        raise InputError(f"{path}: no such file or directory")


def _in_directory(folder: Path) -> list[Path]:
    manuscripts = _walk(folder)
    if not manuscripts:
        raise InputError(f"{folder}: no manuscript in this directory; looked for {' '.join(sorted(FOUND))}")
    return sorted(_apart(manuscripts))


def _walk(folder: Path) -> list[Path]:
    """All files of a folder that may be manuscripts or bibliographies."""
    files: list[Path] = []
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        files += [Path(base, name) for name in names if not name.startswith(".") and Path(name).suffix.lower() in FOUND]
    return files


def _users(root: Path, shared: Iterable[str], folder: Path) -> dict[str, list[Path]]:
    """By the real path of each file that manuscripts use, those that use it; all in `folder` use the `shared` ones.

    The manuscripts are named from the current folder, as a person would.
    """
    users: dict[str, list[Path]] = {}
    manuscripts = sorted(path for path in _walk(root) if SUFFIXES[path.suffix.lower()] not in BIBLIOGRAPHY_FORMATS)
    for path in manuscripts:
        inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
        for name in {*_named(path, root), *(shared if inside else ())}:
            users.setdefault(name, []).append(Path(os.path.relpath(path)))
    return users


def _tops(path: Path, users: Mapping[str, Sequence[Path]]) -> Sequence[Path]:
    """The files above one that nothing uses in turn; itself where nothing uses it."""
    tops: list[Path] = []
    seen: set[str] = set()
    waiting = [path]
    while waiting:
        one = waiting.pop(0)
        name = os.path.realpath(one)
        if name not in seen:
            seen.add(name)
            above = users.get(name, ())
            waiting += above
            tops += () if above else (one,)
    return tops or (path,)


def _apart(paths: Sequence[Path]) -> list[Path]:
    """The files that none of the others uses, or only those that they use themselves."""
    users: dict[str, list[Path]] = {}
    by_name = {os.path.realpath(path): path for path in paths}
    waiting = [(path, project_root(path)) for path in paths]
    seen: set[tuple[Path, Path]] = set()
    while waiting:
        path, root = waiting.pop()
        if (path, root) in seen:
            continue
        seen.add((path, root))
        for name in _named(path, root):
            users.setdefault(name, []).append(path)
            if name in by_name:  # what an included file includes lies in the project of the manuscript
                waiting.append((by_name[name], root))
    return [path for path in paths if path in _tops(path, users)]


def _named(path: Path, root: Path) -> Iterator[str]:
    """The real paths of the files that a manuscript of the project at `root` names, those of other formats left out."""
    format_name = SUFFIXES.get(path.suffix.lower(), "")
    if format_name in BIBLIOGRAPHY_FORMATS:  # which name none
        return iter(())
    from checker.readers import named_files

    return (name for name in named_files.named(path, format_name, root) if may_be_part(Path(name), format_name))
