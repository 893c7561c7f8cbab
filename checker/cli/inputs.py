"""From what the user names to what is checked: settings, manuscripts, and OpenAlex."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker import config
from checker.cli.console import say
from checker.model.text import SourceFile
from checker.readers import discovery, files

if TYPE_CHECKING:
    from checker.works.api import ApiSource
    from checker.works.limits import Tally


def settings(paths: Sequence[str], config_file: Path | None, *, isolated: bool) -> config.Settings:
    """The settings of the given configuration file, or of the one nearest to the first manuscript."""
    if config_file:
        return config.load(config_file)
    first = Path(paths[0]) if paths and paths[0] != "-" else Path()
    nearest = None if isolated else config.find((first if first.is_dir() else first.parent).resolve())
    return config.load(nearest) if nearest else config.Settings()


def manuscripts(
    paths: Sequence[str], input_format: str | None, stdin_name: str, encoding: str | None, bibliography: Sequence[Path]
) -> Iterator[tuple[SourceFile, str, tuple[SourceFile, ...]]]:
    """Every manuscript with its format and the bibliography files that belong to it."""
    extra = tuple(files.load(path, encoding) for path in bibliography)
    if "-" in paths:
        yield (*manuscript("-", input_format, stdin_name, encoding), extra)
    named = [path for path in paths if path != "-"]
    for path, beside in discovery.plan(named) if named else ():
        source, format_name = manuscript(str(path), input_format, stdin_name, encoding)
        yield source, format_name, (*extra, *(files.load(name, encoding) for name in beside))


def manuscript(path: str, input_format: str | None, stdin_name: str, encoding: str | None) -> tuple[SourceFile, str]:
    """One file, or standard input for `-`, decoded, and its format."""
    name = stdin_name if path == "-" else path
    format_name = discovery.format_of(name, input_format)
    source = files.load_bytes(sys.stdin.buffer.read(), name, encoding) if path == "-" else files.load(path, encoding)
    return source, format_name


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
