"""Operations of a run alone, in this process: identification of a reference, matching, and the floors beside them."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import bibliographies
import synthetic_works
from figures import Figure
from rapidfuzz import fuzz

from checker import readers
from checker.matching.decide import decide
from checker.model.reference import ReferenceEntry
from checker.model.text import SourceFile
from checker.works.kept import work_to_keep
from checker.works.resolve import Resolver
from checker.works.source import StoreSource
from checker.works.store import Store


def look_ups(index: Path, count: int) -> Iterator[Figure]:
    """Identification of references of an index, beside one SQLite look-up by its key."""
    text = bibliographies.known(index, count)
    entries = readers.read(SourceFile("known.bib", text), "bibtex").references
    resolver = Resolver([StoreSource(Store(index, finished=True), "index")])
    taken = _each(lambda: resolver.resolve(entries), len(entries))
    with closing(sqlite3.connect(index)) as database:
        keys = [key for (key,) in database.execute("SELECT key FROM keys LIMIT ?", (count,))]

        def look() -> None:
            for key in keys:
                database.execute("SELECT work FROM keys WHERE key = ?", (key,)).fetchall()

        floor = _each(look, len(keys))
    yield Figure("identification of a reference", "one SQLite look-up", taken, floor, f"{1 / taken:,.0f} a second")


def matching(count: int) -> Iterator[Figure]:
    """Deciding about a reference and one work, beside one comparison of two titles by rapidfuzz."""
    works = list(map(work_to_keep, synthetic_works.works(count, 5)))
    text = "\n".join(bibliographies.entry(work, number) for number, work in enumerate(works, 1))
    entries: Sequence[ReferenceEntry] = readers.read(SourceFile("known.bib", text), "bibtex").references

    def all_pairs() -> None:
        for entry, work in zip(entries, works, strict=True):
            decide(entry, [work])

    def ratios() -> None:
        for entry, work in zip(entries, works, strict=True):
            fuzz.ratio(entry.title, work.title)

    yield Figure("matching a reference with a work", "one rapidfuzz ratio", _each(all_pairs, count), _each(ratios, count))


def _each(call: Callable[[], object], count: int) -> float:
    started = time.process_time()
    call()
    return (time.process_time() - started) / count
