"""Measures an index of works: `index_speed.py INDEX [--build SNAPSHOT...] [--queries 1000]`.

With `--build` it is built first. The look-ups ask for works of the index by DOI, by exact title with first author, and by a
title that lacks a word and has a misprint in another, each as the resolver asks.
"""

import argparse
import random
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from checker.model.work import Work
from checker.works import index
from checker.works.kept import kept_work
from checker.works.keys import Identifier
from checker.works.store import Store

Question = Callable[[Store, Work], Sequence[Work]]


def sample(path: Path, count: int, seed: int) -> list[Work]:
    """`count` works from all over the index."""
    with closing(sqlite3.connect(path)) as database:
        (last,) = database.execute("SELECT max(number) FROM works").fetchone()
        chosen = random.Random(seed).sample(range(1, last + 1), min(count, last))
        marks = ",".join("?" * len(chosen))
        rows = database.execute(f"SELECT work FROM works WHERE number IN ({marks})", chosen).fetchall()
    return [kept_work(work) for (work,) in rows]


def misprinted(title: str, source: random.Random) -> str:
    """The title without one of its words and with two letters of another exchanged."""
    words = title.split()
    words.pop(source.randrange(len(words)))
    at = max(range(len(words)), key=lambda place: (len(words[place]) > 3, source.random()))
    words[at] = words[at][:1] + words[at][1:3][::-1] + words[at][3:]
    return " ".join(words)


def main() -> None:
    """Build if asked to, then time the look-ups."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--build", type=Path, nargs="+", metavar="SNAPSHOT")
    parser.add_argument("--queries", type=int, default=1000)
    options = parser.parse_args()
    if options.build:
        started = time.perf_counter()
        built = index.build(options.build, options.index, lambda line: print(line, file=sys.stderr))
        seconds = time.perf_counter() - started
        print(f"build: {built.works:,} works, {seconds:.1f} s, {built.works / seconds:,.0f} works/s")
    print(f"size: {options.index.stat().st_size / 1e6:,.1f} MB")
    works = [work for work in sample(options.index, options.queries, 1) if len(work.title.split()) > 3]
    source = random.Random(2)
    printed = {work.id: misprinted(work.title, source) for work in works}
    questions: dict[str, Question] = {
        "DOI": lambda store, work: store.by_identifier(Identifier("DOI", work.doi)),
        "exact title": lambda store, work: store.by_title(work.title, work.authors[0].raw_name if work.authors else ""),
        "fuzzy title": lambda store, work: store.search(printed[work.id]),
    }
    for name, ask in questions.items():
        measure(name, options.index, [work for work in works if work.doi or name != "DOI"], ask)
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def measure(name: str, path: Path, works: Sequence[Work], ask: Question) -> None:
    """Print how long the answers take, and how many of them hold the work that was meant."""
    store = Store(path, finished=True)
    times, found = [], 0
    for work in works:
        started = time.perf_counter()
        answer = ask(store, work)
        times.append(1000 * (time.perf_counter() - started))
        found += any(other.id == work.id for other in answer)
    store.close()
    cuts = statistics.quantiles(times, n=20)
    print(f"{name}: {len(times)} look-ups, p50 {cuts[9]:.2f} ms, p95 {cuts[18]:.2f} ms, found {found / len(times):.3f}")


if __name__ == "__main__":
    main()
