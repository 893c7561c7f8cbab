"""Operations of a run alone, in this process: identification of a reference, matching, and the floors beside them."""

import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import synthetic_works
from rapidfuzz import fuzz

from checker import readers
from checker.matching.decide import decide
from checker.model.reference import ReferenceEntry
from checker.model.text import SourceFile
from checker.works.record import work_from_json
from checker.works.resolve import Resolver
from checker.works.source import StoreSource
from checker.works.store import Store


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of processor time of one operation, and of its floor."""

    name: str
    floor_name: str
    seconds: float
    floor: float
    note: str = ""


def bibliography(index: Path, count: int) -> str:
    """A .bib file of works from all over an index; every tenth title lacks a word."""
    with closing(sqlite3.connect(index)) as database:
        (last,) = database.execute("SELECT max(number) FROM works").fetchone()
        chosen = random.Random(3).sample(range(1, last + 1), min(count, last))
        query = "SELECT record FROM works WHERE number = ?"
        records = [json.loads(database.execute(query, (number,)).fetchone()[0]) for number in chosen]
    return "\n".join(_entry(record, number) for number, record in enumerate(records, 1))


def _entry(record: dict[str, Any], number: int) -> str:
    title = record["title"].split()
    words = title[:1] + title[2:] if number % 10 == 0 else title
    names = " and ".join("{1}, {0}".format(*item["raw_author_name"].split()) for item in record["authorships"])
    biblio, source = record["biblio"], record["primary_location"]["source"]["display_name"]
    doi = f"  doi = {{{record['doi'].partition('.org/')[2]}}},\n" if record.get("doi") and number % 2 else ""
    return (
        f"@article{{key{number},\n  author = {{{names}}},\n  title = {{{' '.join(words)}}},\n  journal = {{{source}}},\n"
        f"  year = {{{record['publication_year']}}},\n  volume = {{{biblio['volume']}}},\n"
        f"  pages = {{{biblio['first_page']}--{biblio['last_page']}}},\n{doi}}}\n"
    )


def look_ups(index: Path, count: int) -> Iterator[Timed]:
    """Identification of references of an index, beside one SQLite look-up by its key."""
    text = bibliography(index, count)
    entries = readers.read(SourceFile("known.bib", text), "bibtex").references
    resolver = Resolver([StoreSource(Store(index), "index")])
    taken = _each(lambda: resolver.resolve(entries), len(entries))
    with closing(sqlite3.connect(index)) as database:
        keys = [key for (key,) in database.execute("SELECT key FROM keys LIMIT ?", (count,))]

        def look() -> None:
            for key in keys:
                database.execute("SELECT work FROM keys WHERE key = ?", (key,)).fetchall()

        floor = _each(look, len(keys))
    yield Timed("identification of a reference", "one SQLite look-up", taken, floor, f"{1 / taken:,.0f} a second")


def matching(count: int) -> Iterator[Timed]:
    """Deciding about a reference and one work, beside one comparison of two titles by rapidfuzz."""
    records = list(synthetic_works.works(count, 5))
    entries: Sequence[ReferenceEntry] = readers.read(
        SourceFile("known.bib", "\n".join(_entry(record, number) for number, record in enumerate(records, 1))), "bibtex"
    ).references
    works = [work for record in records if (work := work_from_json(record)) is not None]

    def all_pairs() -> None:
        for entry, work in zip(entries, works, strict=True):
            decide(entry, [work])

    def ratios() -> None:
        for entry, work in zip(entries, works, strict=True):
            fuzz.ratio(entry.title, work.title)

    yield Timed("matching a reference with a work", "one rapidfuzz ratio", _each(all_pairs, count), _each(ratios, count))


def _each(call: Callable[[], object], count: int) -> float:
    started = time.process_time()
    call()
    return (time.process_time() - started) / count
