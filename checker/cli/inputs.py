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
) -> Iterator[tuple[SourceFile, str, tuple[SourceFile, ...]]]:
    """Every manuscript with its format and the bibliography files that belong to it; `apart` as in `discovery.plan`."""
    extra = tuple(files.load(path, encoding) for path in bibliography)
    if "-" in paths:
        yield (*manuscript("-", input_format, stdin_name, encoding), extra)
    named = [path for path in paths if path != "-"]
    for path, beside in discovery.plan(named, apart=apart) if named else ():
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
