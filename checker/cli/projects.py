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
    """A manuscript by its path, `-` for standard input, and the bibliographies that were named beside it."""

    path: str
    bibliographies: tuple[Path, ...] = ()


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
    """The manuscripts that one configuration is nearest to, each with its place among all that are checked."""

    settings: Settings
    units: tuple[tuple[int, Unit], ...]


def projects(paths: Sequence[str], options: Options, *, concerned: bool = False) -> tuple[Project, ...]:
    """The projects of all manuscripts that paths name, in the order of their first manuscripts.

    `concerned`: the manuscripts of the repository that use the named files are meant, not just the files themselves. Raises
    InputError for a path that names nothing and UsageError for a configuration that can't be used.
    """
    known: dict[Path | None, Settings] = {}
    if concerned:
        paths = _concerned(paths, options, known)
    numbered = list(enumerate(_units(paths, apart=concerned)))
    by_settings: dict[Path | None, list[tuple[int, Unit]]] = {}
    for number, unit in numbered:
        by_settings.setdefault(_key(unit.path, options, known), []).append((number, unit))
    return tuple(Project(known[key], tuple(units)) for key, units in by_settings.items())


def _units(paths: Sequence[str], *, apart: bool) -> Iterator[Unit]:
    if STDIN in paths:
        yield Unit(STDIN)
    named = [path for path in paths if path != STDIN]
    for path, beside in discovery.plan(named, apart=apart) if named else ():
        yield Unit(str(path), beside)


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
