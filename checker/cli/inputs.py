"""From what the user names to what is checked: settings, manuscripts, and OpenAlex."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker import config, engine, registry
from checker.cli.console import say
from checker.manuscripts import Manuscript
from checker.readers import discovery

if TYPE_CHECKING:
    from checker.works.api import ApiSource
    from checker.works.limits import Tally


def settings(paths: Sequence[str], given: Sequence[str] | None = None, *, isolated: bool = False) -> config.Settings:
    """The settings of `--config`, and of the configuration file nearest to the first manuscript (see `config.settings`)."""
    first = Path(paths[0]) if paths and paths[0] != "-" else Path()
    return config.settings(first if first.is_dir() else first.parent, given or (), isolated=isolated)


def concerned(paths: Sequence[str], settings: config.Settings) -> list[str]:
    """The manuscripts of the project that the named files concern, for `--project`."""
    named = [path for path in paths if path != "-"]
    found = map(str, discovery.concerned(named, settings.bibliography, settings.folder))
    return [*(path for path in paths if path == "-"), *found]


def manuscripts(
    paths: Sequence[str],
    input_format: str | None,
    stdin_name: str,
    encoding: str | None,
    bibliography: Sequence[Path],
    *,
    apart: bool = False,
    grobid: str | None = None,
) -> list[Manuscript]:
    """Every manuscript with the bibliography files that belong to it; `apart` as in `discovery.plan`.

    `grobid` is the URL of a service that reads the PDF files among them.
    """
    extra = tuple(bibliography)
    named = [path for path in paths if path != "-"]
    found = [_stdin(stdin_name, input_format, encoding, extra)] if "-" in paths else []
    for path, beside in discovery.plan(named, apart=apart) if named else ():
        found.append(Manuscript(str(path), input_format, encoding, (*extra, *beside)))
    return [replace(item, grobid=grobid) for item in found]


def manuscript(
    path: str, input_format: str | None, stdin_name: str, encoding: str | None, grobid: str | None = None
) -> Manuscript:
    """One file, or standard input for `-`; `grobid` as above."""
    found = _stdin(stdin_name, input_format, encoding) if path == "-" else Manuscript(path, input_format, encoding)
    return replace(found, grobid=grobid)


def _stdin(name: str, input_format: str | None, encoding: str | None, bibliography: tuple[Path, ...] = ()) -> Manuscript:
    return Manuscript(name, input_format, encoding, bibliography, sys.stdin.buffer.read())


def setup(settings: config.Settings, *, suppressions: bool = True) -> engine.Setup:
    """The rules as the settings select them, with their options; without works. Raises UsageError for unknown ones."""
    from checker.works.retractions import read_retractions

    known = registry.load(settings.rule_dirs)
    config.check_rules(settings, known)
    return engine.Setup(
        rules=known.select(settings.select, settings.ignore, settings.extend_select),
        options=settings.rules,
        severities=settings.severity,
        min_confidence=settings.min_confidence,
        notices=read_retractions(settings.retractions) if settings.retractions else {},
        suppressions=suppressions,
        ignores=config.ignores(settings, known),
        known_codes=frozenset(known.codes),
    )


def open_api(budget: int | None, *, refresh: bool, no_cache: bool, watch: "Callable[[Tally], None] | None") -> "ApiSource":
    """OpenAlex as the options want it asked."""
    from checker.works import api

    return api.open_api(say, budget=budget, cached=not no_cache, refresh=refresh, watch=watch)


def snapshots_beside(paths: Sequence[str]) -> tuple[Path, ...]:
    """The snapshots in the folders of the manuscripts."""
    from checker.works import snapshot

    named = [path for path in paths if path != "-"]
    folders = {path.parent for path in discovery.expand(named)} if named else set()
    folders |= {Path()} if "-" in paths else set()
    return tuple(path for folder in sorted(folders) if (path := folder / snapshot.FILE_NAME).is_file())
