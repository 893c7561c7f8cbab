"""Bibliographies to measure with: invented entries, and entries of works that an index knows."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from checker.model.work import Work
from checker.works.kept import kept_work


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
        query = "SELECT work FROM works WHERE number = ?"
        works = [kept_work(database.execute(query, (number,)).fetchone()[0]) for number in chosen]
    return "\n".join(
        entry(work, number, damaged=number % 10 == 0, with_doi=number % 2 == 1) for number, work in enumerate(works, 1)
    )


def entry(work: Work, number: int, damaged: bool = False, with_doi: bool = False) -> str:
    """The entry `keyNUMBER` of a made-up work, without the second word of its title where `damaged`."""
    title = work.title.split()
    words = title[:1] + title[2:] if damaged else title
    names = " and ".join("{1}, {0}".format(*author.raw_name.split()) for author in work.authors)
    doi = f"  doi = {{{work.doi}}},\n" if work.doi and with_doi else ""
    return (
        f"@article{{key{number},\n  author = {{{names}}},\n  title = {{{' '.join(words)}}},\n"
        f"  journal = {{{work.container_title}}},\n  year = {{{work.year}}},\n  volume = {{{work.volume}}},\n"
        f"  pages = {{{work.first_page}--{work.last_page}}},\n{doi}}}\n"
    )
