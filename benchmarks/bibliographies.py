"""Bibliographies to measure with: invented entries, and entries of works that an index knows."""

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def invented(count: int) -> str:
    """A .bib file of distinct, well-formed entries that no index knows."""
    return "\n".join(
        f"@article{{key{number},\n  author = {{Example, Anna and Sample, B{number}}},\n  title = {{Invented title {number}"
        f" on a matter of little weight}},\n  journal = {{Journal of Examples}},\n  year = {{{1950 + number % 70}}},\n"
        f"  volume = {{{number % 90 + 1}}},\n  pages = {{{number}--{number + 9}}},\n}}\n"
        for number in range(1, count + 1)
    )


def known(index: Path, count: int) -> str:
    """A .bib file of works from all over an index; every second with its DOI, every tenth title lacks a word."""
    with closing(sqlite3.connect(index)) as database:
        (last,) = database.execute("SELECT max(number) FROM works").fetchone()
        chosen = random.Random(3).sample(range(1, last + 1), min(count, last))
        query = "SELECT record FROM works WHERE number = ?"
        records = [json.loads(database.execute(query, (number,)).fetchone()[0]) for number in chosen]
    return "\n".join(
        entry(record, number, damaged=number % 10 == 0, with_doi=number % 2 == 1) for number, record in enumerate(records, 1)
    )


def entry(record: dict[str, Any], number: int, damaged: bool = False, with_doi: bool = False) -> str:
    """The entry `keyNUMBER` of a made-up work, without the second word of its title where `damaged`."""
    title = record["title"].split()
    words = title[:1] + title[2:] if damaged else title
    names = " and ".join("{1}, {0}".format(*item["raw_author_name"].split()) for item in record["authorships"])
    biblio, source = record["biblio"], record["primary_location"]["source"]["display_name"]
    doi = f"  doi = {{{record['doi'].partition('.org/')[2]}}},\n" if record.get("doi") and with_doi else ""
    return (
        f"@article{{key{number},\n  author = {{{names}}},\n  title = {{{' '.join(words)}}},\n  journal = {{{source}}},\n"
        f"  year = {{{record['publication_year']}}},\n  volume = {{{biblio['volume']}}},\n"
        f"  pages = {{{biblio['first_page']}--{biblio['last_page']}}},\n{doi}}}\n"
    )
