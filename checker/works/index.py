"""Builds an index of works from the parts of OpenAlex's data snapshot (https://docs.openalex.org/download-all-data).

A part is a file of Work objects (JSON Lines or Parquet), most often below a folder `updated_date=YYYY-MM-DD`. Parts are added
in the order of their names, each in one transaction that also notes the part: a build that was killed goes on behind the last
part, and an index is brought up to date with the parts that it does not have yet.
"""

import csv
import gzip
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from checker.errors import InputError
from checker.works.files import read_works
from checker.works.store import Store

_WORKS_ENDINGS = (".jsonl", ".jsonl.gz", ".gz", ".json", ".parquet")
_LIST_ENDINGS = (".csv", ".csv.gz")
#: Lists of works that are gone: `deleted_ids.csv`, and `merged_ids/works/*.csv.gz` of works merged into others.
_REMOVED = re.compile(r"deleted_ids|merged_ids")
_WORK_ID = re.compile(r"(?:https://openalex\.org/)?(W\d+)", re.IGNORECASE)


class Part(NamedTuple):
    """A file of the snapshot: its name within the snapshot, where it is, and its size in bytes."""

    name: str
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: works in the index, parts added, parts that it had already, works removed, objects left out."""

    works: int
    added: int = 0
    known: int = 0
    removed: int = 0
    unusable: int = 0


def build(
    sources: Sequence[Path], target: Path, warn: Callable[[str], None], progress: Callable[[str], None] = lambda _: None
) -> Built:
    """Bring the index `target` up to date with the parts in `sources` (files, or folders of a snapshot), made if missing.

    The work is done in `TARGET.partial`, which takes the place of `target` when it is complete; after a kill, the next build
    goes on with it. A part counts as known by name and size. `warn` gets a line for each record left out, `progress` one for
    each step. Raises InputError for what can't be read or written; the parts added before that are kept.
    """
    parts, removals = find_parts(sources)
    partial = target.with_name(f"{target.name}.partial")
    try:
        if target.exists() and not partial.exists():
            works = _works_if_complete(target, (*parts, *removals))
            if works is not None:
                return Built(works, known=len(parts))
            _copy(target, partial)
        with closing(Store(partial)) as store:
            built = _fill(store, parts, removals, warn, progress)
        partial.replace(target)
    except OSError as problem:
        raise InputError(f"{problem.filename or target}: {problem.strerror or problem}") from problem
    except sqlite3.Error as problem:
        raise InputError(f"{partial}: can't build the index: {problem}") from problem
    return built


def find_parts(sources: Iterable[Path]) -> tuple[list[Part], list[Part]]:
    """The parts with works and the lists of removed works, in the order of their names.

    Of a folder that holds several kinds of entities those below `works` are taken, and of several formats JSON Lines. Raises
    InputError where there is nothing to read.
    """
    parts: list[Part] = []
    removals: list[Part] = []
    for source in sources:
        if not source.exists():
            raise InputError(f"{source}: no such file or folder")
        found = _files_below(source) if source.is_dir() else [Part(str(source), source, source.stat().st_size)]
        lists = [part for part in found if part.name.endswith(_LIST_ENDINGS)]
        works = [part for part in found if part not in lists and part.name.endswith(_WORKS_ENDINGS)]
        if source.is_dir():
            works = [part for part in works if "works" in part.path.parts[len(source.parts) :]] or works
            works = [part for part in works if not part.name.endswith(".parquet")] or works
        if not works and not lists:
            raise InputError(f"{source}: no works to index in it (expected .jsonl, .jsonl.gz, .gz or .parquet)")
        parts += works
        removals += [part for part in lists if not source.is_dir() or _REMOVED.search(part.name)]
    return sorted(parts), sorted(removals)


def _files_below(folder: Path) -> list[Part]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [Part(path.relative_to(folder).as_posix(), path, path.stat().st_size) for path in files]


def _fill(
    store: Store,
    parts: Sequence[Part],
    removals: Sequence[Part],
    warn: Callable[[str], None],
    progress: Callable[[str], None],
) -> Built:
    """Add the parts that are missing, then take out what is gone and index the titles."""
    known = store.parts()
    missing = [part for part in parts if known.get(part.name) != part.size]
    unusable = 0
    for count, part in enumerate(missing, 1):
        progress(f"part {count} of {len(missing)}: {part.name}, {len(store):,} works so far")
        unusable += store.add_part(part.name, part.size, _records(part.path, warn))
    removed = 0
    for part in removals:
        removed += store.remove(_ids(part.path))
        store.add_part(part.name, part.size, ())
    progress(f"indexing the titles of {len(store):,} works")
    store.index_titles()
    return Built(len(store), len(missing), len(parts) - len(missing), removed, unusable)


def _works_if_complete(target: Path, parts: Iterable[Part]) -> int | None:
    """The number of works of an index that has all the parts; null where it lacks one."""
    with closing(Store(target)) as store:
        known = store.parts()
        return len(store) if all(known.get(part.name) == part.size for part in parts) else None


def _copy(target: Path, partial: Path) -> None:
    """Copy the index under another name first: a copy cut short must not pass for a build to go on with."""
    unfinished = target.with_name(f"{target.name}.copy")
    shutil.copyfile(target, unfinished)
    unfinished.replace(partial)


def _records(path: Path, warn: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    if path.suffix == ".parquet":
        from checker.works.parquet import read_parquet

        return read_parquet(path)
    return read_works(path, warn, may_be_empty=True)


def _ids(path: Path) -> Iterator[str]:
    """The bare ids of works in the column `id` of a CSV file, or in its first column where none is named so."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8", newline="") as stream:
        try:
            rows = csv.reader(stream)
            column = 0
            for number, row in enumerate(rows):
                if not number and "id" in row:
                    column = row.index("id")
                found = _WORK_ID.fullmatch(row[column].strip()) if len(row) > column else None
                if found:
                    yield found[1].upper()
        except (EOFError, UnicodeDecodeError, csv.Error) as problem:
            raise InputError(f"{path}: can't read the list of removed works: {problem}") from problem
