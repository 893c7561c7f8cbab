"""Works in SQLite, under exact keys and by the words of their titles: one schema for works files, cache, snapshot and index."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, combinations, islice
from pathlib import Path
from typing import Any

from checker.errors import InputError
from checker.matching.normalize import title_words
from checker.model.work import Work
from checker.works.keys import Identifier, keys_of, title_keys
from checker.works.record import KEPT_FIELDS, title_of, work_from_json, work_id

#: Marks our files among SQLite files (`PRAGMA application_id`, "ctpf") and the version of the schema.
APPLICATION_ID = 0x63747066
SCHEMA_VERSION = 1

#: `words` are the folded title; FTS5 reads them from `works` and holds no copy.
_SCHEMA = """
CREATE TABLE works (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, words TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE keys (key TEXT NOT NULL, work INTEGER NOT NULL, PRIMARY KEY (key, work)) WITHOUT ROWID;
CREATE VIRTUAL TABLE titles USING fts5(words, content='works', content_rowid='number', detail='none', tokenize='ascii');
CREATE VIRTUAL TABLE terms USING fts5vocab(titles, 'row');
"""

_SEARCH = """
SELECT number, works.words FROM titles JOIN works ON number = titles.rowid WHERE titles MATCH ? ORDER BY rank, number LIMIT ?
"""

#: How many works may share an exact key before the key says nothing ("Editorial").
_MOST_PER_KEY = 10
#: Records that are inserted at a time.
_BATCH = 1000
#: Hits of the full-text search that are ranked anew by the words they share with the title asked for.
_RANKED = 50
#: How many titles a search may score: the time of a search does not grow with the store.
_MOST_SCORED = 3000
#: The share of common words (Dice) above which a hit makes a wider search needless.
_CLOSE = 0.6


class Store:
    """A set of works. Without a path it lives in memory.

    The first record of a work stays: adding another with the same id changes nothing.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Open the store at `path`, made if it is missing. Raises InputError for a file that is something else."""
        new = path is None or not path.exists()
        try:
            self._database = sqlite3.connect(":memory:" if path is None else path, isolation_level=None)
            if new:
                self._create()
            elif self._pragma("application_id") != APPLICATION_ID or self._pragma("user_version") != SCHEMA_VERSION:
                raise InputError(f"{path}: not an index of works that this version of citeproof can read")
        except sqlite3.Error as problem:
            raise InputError(f"{path}: not a readable index of works: {problem}") from problem
        self._unindexed = False
        self._read = lru_cache(4096)(self._read_record)
        self.holds = cache(self._holds)

    def __len__(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM works").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def add(self, records: Iterable[Mapping[str, Any]]) -> int:
        """Add Work objects in one transaction; returns how many had no usable id and were left out."""
        unusable = 0
        self._database.execute("BEGIN")
        try:
            for batch in _batches(records):
                usable = [record for record in batch if work_id(record)]
                unusable += len(batch) - len(usable)
                self._insert(usable)
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")
        self._unindexed = True
        self.holds.cache_clear()
        return unusable

    def index_titles(self) -> None:
        """Build the full-text index of the titles. A search does it when works were added since."""
        self._database.execute("INSERT INTO titles(titles) VALUES ('rebuild')")
        self._unindexed = False

    def by_identifier(self, identifier: Identifier) -> tuple[Work, ...]:
        """The works that bear an identifier."""
        return self.by_keys((identifier.key,))

    def by_title(self, title: str, first_author: str = "") -> tuple[Work, ...]:
        """The works that share a key of the title (see `keys.title_keys`), the most telling key first."""
        return self.by_keys(title_keys(title, first_author))

    def by_keys(self, keys: Sequence[str]) -> tuple[Work, ...]:
        """The works under any of the keys, in the order of the keys, each once. What many works share says nothing."""
        numbers: dict[int, None] = {}
        for key in keys:
            rows = self._database.execute("SELECT work FROM keys WHERE key = ? LIMIT ?", (key, _MOST_PER_KEY + 1)).fetchall()
            if len(rows) <= _MOST_PER_KEY:
                numbers.update((number, None) for (number,) in rows)
        return tuple(self._read(number) for number in numbers)

    def search(self, title: str, limit: int = 10) -> tuple[Work, ...]:
        """At most `limit` works whose titles share words with `title`, best first.

        The rarest words select: two of the four rarest, then any of those that few titles have. The share of common words
        ranks. A misprint does no harm, for a word that no title has selects nothing.
        """
        if self._unindexed:
            self.index_titles()
        words = frozenset(title_words(title))
        rarest = self._rarest_first(words)
        pairs = (f'("{one}" AND "{other}")' for (_, one), (_, other) in combinations(rarest[:4], 2))
        ranked = self._ranked(words, " OR ".join(pairs))
        if not ranked or ranked[0][0] > -_CLOSE:
            within = (total <= _MOST_SCORED for total in accumulate(count for count, _ in rarest))
            ranked = self._ranked(words, " OR ".join(f'"{word}"' for (_, word), few in zip(rarest, within, strict=True) if few))
        return tuple(self._read(number) for _, number in ranked[:limit])

    def _ranked(self, words: frozenset[str], query: str) -> list[tuple[float, int]]:
        """The best hits of a full-text query, each with its negative share of common words (Dice)."""
        rows = self._database.execute(_SEARCH, (query, _RANKED)) if query else ()
        titles = ((number, set(found.split())) for number, found in rows)
        return sorted((-2 * len(words & others) / (len(words) + len(others)), number) for number, others in titles)

    def _rarest_first(self, words: Iterable[str]) -> list[tuple[int, str]]:
        """The words that titles have, with the number of titles, the rarest first."""
        wanted = sorted(words)[:100]
        marks = ",".join("?" * len(wanted))
        return sorted(self._database.execute(f"SELECT doc, term FROM terms WHERE term IN ({marks})", wanted))  # noqa: S608

    def _holds(self, kind: str) -> bool:
        """Whether any work has an identifier of this kind: where none has, a missing one says nothing."""
        prefix = f"{kind.lower()}:"
        rows = self._database.execute("SELECT 1 FROM keys WHERE key >= ? AND key < ? LIMIT 1", (prefix, prefix + "\U0010ffff"))
        return rows.fetchone() is not None

    def _insert(self, records: Sequence[Mapping[str, Any]]) -> None:
        """Insert records and their keys; those whose id is there already are ignored, with their keys."""
        (last,) = self._database.execute("SELECT coalesce(max(number), 0) FROM works").fetchone()
        numbered = list(enumerate(records, last + 1))
        rows = ((number, work_id(record), _words(title_of(record)), _dumped(record)) for number, record in numbered)
        self._database.executemany("INSERT OR IGNORE INTO works VALUES (?, ?, ?, ?)", rows)
        new = {number for (number,) in self._database.execute("SELECT number FROM works WHERE number > ?", (last,))}
        keys = ((key, number) for number, record in numbered if number in new for key in keys_of(record) if key)
        self._database.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", keys)

    def _read_record(self, number: int) -> Work:
        row = self._database.execute("SELECT record FROM works WHERE number = ?", (number,)).fetchone()
        work = work_from_json(json.loads(row[0]))
        assert work is not None  # noqa: S101  # only records that make a work are inserted
        return work

    def _create(self) -> None:
        self._database.executescript(_SCHEMA)
        self._database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _pragma(self, name: str) -> int:
        return int(self._database.execute(f"PRAGMA {name}").fetchone()[0])


def _batches(records: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    iterator = iter(records)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _words(title: str) -> str:
    return " ".join(title_words(title))


def _dumped(record: Mapping[str, Any]) -> str:
    """The JSON text of the fields that are kept."""
    kept = {name: record[name] for name in KEPT_FIELDS if name in record}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
