"""The manuscripts that the user names, each with the settings that are nearest to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker import config
from checker.config import Settings
from checker.readers import discovery

#: What stands for standard input among paths.
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Unit:
    """A manuscript by its path, `-` for standard input, the bibliographies that were named beside it, and its project."""

    path: str
    bibliographies: tuple[Path, ...]
    project: int


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says about settings: where they come from, and the options that win over any file."""

    config: tuple[str, ...] = ()
    isolated: bool = False
    profile: str | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    stdin_name: str = "stdin.txt"


@dataclass(frozen=True, slots=True)
class Project:
    """Manuscripts that one configuration is nearest to: its settings, and the folders that they lie in."""

    settings: Settings
    folders: frozenset[Path]


def projects(
    paths: Sequence[str], options: Options, *, concerned: bool = False
) -> tuple[tuple[Project, ...], tuple[Unit, ...]]:
    """The manuscripts that paths name, in order, and their projects in the order of their first manuscripts.

    `concerned`: the manuscripts of the repository that use the named files are meant, not just the files themselves. Raises
    InputError for a path that names nothing and UsageError for a configuration that can't be used.
    """
    known: dict[Path | None, Settings] = {}
    if concerned:
        paths = _concerned(paths, options, known)
    folders: dict[Path | None, set[Path]] = {}
    places: dict[Path | None, int] = {}
    units = []
    for path, beside in _manuscripts(paths, apart=concerned):
        key = _key(path, options, known)
        folders.setdefault(key, set()).add(Path() if path == STDIN else Path(path).parent)
        units.append(Unit(path, beside, places.setdefault(key, len(places))))
    return tuple(Project(known[key], frozenset(within)) for key, within in folders.items()), tuple(units)


def _manuscripts(paths: Sequence[str], *, apart: bool) -> Iterator[tuple[str, tuple[Path, ...]]]:
    if STDIN in paths:
        yield STDIN, ()
    named = [path for path in paths if path != STDIN]
    for path, beside in discovery.plan(named, apart=apart) if named else ():
        yield str(path), beside


def _concerned(paths: Sequence[str], options: Options, known: dict[Path | None, Settings]) -> list[str]:
    """The manuscripts that the named files concern; a configuration nearest to a file may name bibliographies for all."""
    named = [path for path in paths if path != STDIN]
    by_settings: dict[Path | None, list[Path]] = {}
    for path in discovery.expand(named) if named else ():
        by_settings.setdefault(_key(str(path), options, known), []).append(path)
    found: dict[str, None] = dict.fromkeys(path for path in paths if path == STDIN)
    for key, files in by_settings.items():
        settings = known[key]
        found.update(dict.fromkeys(map(str, discovery.concerned(files, settings.bibliography, settings.folder))))
    return list(found)


def _key(path: str, options: Options, known: dict[Path | None, Settings]) -> Path | None:
    """The configuration file nearest to a manuscript, its settings noted in `known`; null where there is none."""
    folder = Path(options.stdin_name if path == STDIN else path).parent
    nearest = None if options.isolated else config.find(folder.resolve())
    if nearest not in known:
        merged = config.settings(folder, options.config, isolated=options.isolated, profile=options.profile)
        known[nearest] = merged.override("command line", **options.overrides)
    return nearest
