"""From projects to what is checked: manuscripts, rules with their settings, and works."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker import engine
from checker.cli.console import say
from checker.cli.projects import STDIN, Options, Project, projects
from checker.grobid import check_url
from checker.manuscripts import Manuscript

if TYPE_CHECKING:
    from checker.works.api import ApiSource
    from checker.works.limits import Tally


def manuscripts(
    paths: Sequence[str],
    options: Options,
    input_format: str | None,
    encoding: str | None,
    grobid: str | None = None,
    *,
    concerned: bool = False,
) -> tuple[tuple[Project, ...], list[Manuscript]]:
    """The projects, and every manuscript with the bibliography files that belong to it, in the order in which they were named.

    `grobid` is the URL of a service that reads the PDF files among them; `concerned` as for `projects`.
    """
    parts, units = projects(paths, options, concerned=concerned)
    service = check_url(grobid, offline=any(part.settings.offline for part in parts)) if grobid else None
    found = []
    for unit in units:
        named = manuscript(unit.path, input_format, options.stdin_name, encoding, service)
        bibliographies = (*parts[unit.project].settings.bibliography, *unit.bibliographies)
        found.append(replace(named, bibliographies=bibliographies, project=unit.project))
    return parts, found


def manuscript(
    path: str, input_format: str | None, stdin_name: str, encoding: str | None, grobid: str | None = None
) -> Manuscript:
    """One file, or standard input for `-`; `grobid` as above."""
    name, data = (stdin_name, sys.stdin.buffer.read()) if path == STDIN else (path, None)
    return Manuscript(name, input_format, encoding, data=data, grobid=grobid)


def open_api(budget: int | None, *, refresh: bool, no_cache: bool, watch: "Callable[[Tally], None] | None") -> "ApiSource":
    """OpenAlex as the options want it asked."""
    from checker.works import api

    return api.open_api(say, budget=budget, cached=not no_cache, refresh=refresh, watch=watch)


def resolver(project: Project, api: "ApiSource | None") -> engine.Resolver:
    """What identifies the entries of a project's manuscripts: its works, else the snapshots beside them; then OpenAlex."""
    from checker.works.resolve import open_resolver

    settings = project.settings
    works = settings.works or (_snapshots_beside(project) if settings.offline else ())
    return open_resolver(works, say, None if settings.offline else api)


def _snapshots_beside(project: Project) -> tuple[Path, ...]:
    """The snapshots in the folders of a project's manuscripts."""
    from checker.works import snapshot

    return tuple(path for folder in sorted(project.folders) if (path := folder / snapshot.FILE_NAME).is_file())
