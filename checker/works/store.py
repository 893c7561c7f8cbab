"""Works in SQLite, under exact keys and by the words of their titles: one schema for works files, snapshots and indexes."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import accumulate, chain, combinations, islice
from math import log
from pathlib import Path
from typing import Any, TypeVar

from checker.errors import InputError
from checker.matching.normalize import title_words
from checker.model.work import Work
from checker.works import search_bounds as bounds
from checker.works.kept import kept_text, kept_work, work_to_keep
from checker.works.keys import Identifier, keys_of, title_keys
from checker.works.record import work_id

T = TypeVar("T")

#: Marks our files among SQLite files (`PRAGMA application_id`, "ctpf") and the version of the schema.
APPLICATION_ID = 0x63747066
SCHEMA_VERSION = 4

#: `work` is the work as `works.kept` has it. `title_words` are the words of the folded titles, each once: a search reads many
#: of them, and few works. FTS5 reads them there and holds no copy. `words` has how many works have a word in their titles, and
#: of few enough to be weighed their numbers, which FTS5 would give one by one. `parts` are the files of an index.
_SCHEMA = """
CREATE TABLE works (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, updated TEXT NOT NULL, work TEXT NOT NULL);
CREATE TABLE keys (key TEXT NOT NULL, work INTEGER NOT NULL, PRIMARY KEY (key, work)) WITHOUT ROWID;
CREATE TABLE title_words (number INTEGER PRIMARY KEY, words TEXT NOT NULL);
CREATE VIRTUAL TABLE titles USING fts5(words, content='title_words', content_rowid='number', detail='none', tokenize='ascii');
CREATE VIRTUAL TABLE places USING fts5vocab(titles, 'instance');
CREATE TABLE words (word TEXT PRIMARY KEY, works INTEGER NOT NULL, numbers TEXT) WITHOUT ROWID;
CREATE TABLE parts (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
"""

#: How many works may share an exact key before the key says nothing ("Editorial").
_MOST_PER_KEY = 10
#: Records that are inserted at a time.
_BATCH = 1000
#: Kibibytes of a file's pages that are kept: the words of some 100,000 titles. With SQLite's own 2,000 many pages are read anew
#: again and again.
_CACHE = 8000


class Store:
    """A set of works. Without a path it lives in memory.

    Of two records of one work the one that OpenAlex updated last stays (`updated_date`), of equally old ones the first.
    """

    def __init__(self, path: Path | None = None, *, finished: bool = False) -> None:
        """Open the store at `path`, made if it is missing. Raises InputError for a file that is something else.

        `finished`: nobody writes to the file any more, for a build puts another one in its place. SQLite then neither locks it
        nor looks before each question whether it has changed (https://www.sqlite.org/uri.html#uriimmutable).
        """
        new = path is None or not path.exists()
        self._path = path
        try:
            self._database = sqlite3.connect(_uri(path, finished=finished), isolation_level=None, uri=True)
            self._database.execute(f"PRAGMA cache_size = -{_CACHE}")
            if new:
                self._create()
            elif self._pragma("application_id") != APPLICATION_ID:
                raise InputError(f"{path}: not an index of works")
            elif self._pragma("user_version") != SCHEMA_VERSION:
                raise InputError(
                    f"{path}: an index of works that another version of citeproof made; delete it, then build it anew with "
                    f"`citeproof index build`"
                )
        except sqlite3.Error as problem:
            raise InputError(f"{path}: not a readable index of works: {problem}") from problem
        self._unindexed = False
        self.holds = cache(self._holds)

    def __len__(self) -> int:
        return int(self._rows("SELECT count(*) FROM works")[0][0])

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def add(self, records: Iterable[Mapping[str, Any]]) -> int:
        """Add Work objects in one transaction; returns how many had no usable id and were left out."""
        with self._transaction():
            return self._add(records)

    def add_part(self, name: str, size: int, records: Iterable[Mapping[str, Any]]) -> int:
        """Add the works of a file of `size` bytes and note, in the same transaction, that it was added. Returns as `add`."""
        with self._transaction():
            unusable = self._add(records)
            self._database.execute("INSERT OR REPLACE INTO parts VALUES (?, ?)", (name, size))
        return unusable

    def parts(self) -> dict[str, int]:
        """The files that were added as parts, with their sizes in bytes."""
        return dict(self._rows("SELECT name, bytes FROM parts"))

    def newest(self) -> str:
        """The latest `updated_date` of a record, or an empty string."""
        return str(self._rows("SELECT coalesce(max(updated), '') FROM works")[0][0])

    def remove(self, ids: Iterable[str]) -> int:
        """Remove the works with these bare ids in one transaction; returns how many there were."""
        with self._transaction():
            return sum(self._remove(batch) for batch in _batches(ids))

    def index_titles(self) -> None:
        """Build the full-text index of the titles. A search does it when works were added since."""
        with self._transaction():
            self._database.execute("INSERT INTO titles(titles) VALUES ('rebuild')")
            self._database.execute("DELETE FROM words")
            few = f"CASE WHEN count(*) <= {bounds.MOST_WEIGHED} THEN group_concat(doc) END"
            self._database.execute(f"INSERT INTO words SELECT term, count(*), {few} FROM places GROUP BY term")  # noqa: S608
        self._unindexed = False

    def by_identifier(self, identifier: Identifier) -> tuple[Work, ...]:
        """The works that bear an identifier."""
        return self.by_keys((identifier.key,))

    def by_title(self, title: str, first_author: str = "") -> tuple[Work, ...]:
        """The works that share a key of the title (see `keys.title_keys`), the most telling key first."""
        return self.by_keys(title_keys(title, first_author))

    def by_keys(self, keys: Sequence[str]) -> tuple[Work, ...]:
        """The works under any of the keys, in the order of the keys, each once. What many works share says nothing."""
        return self.by_key_lists((keys,))[0]

    def by_key_lists(self, lists: Sequence[Sequence[str]]) -> list[tuple[Work, ...]]:
        """What `by_keys` gives for each list of keys, in a few statements for all of them."""
        bearers = self._bearers({key for keys in lists for key in keys})
        found = ([bearers[key] for key in keys if key in bearers] for keys in lists)
        numbers = [some[0] if len(some) == 1 else tuple(dict.fromkeys(chain.from_iterable(some))) for some in found]
        works = self._read({number for some in numbers for number in some})
        return [tuple(works[number] for number in some) for some in numbers]

    def search(self, title: str, limit: int = 10) -> tuple[Work, ...]:
        """At most `limit` works whose titles share words with `title`, best first.

        The rarest words select: any that very few titles have, any that few have, and if no title comes close, any two of
        them, however common. The share of common words ranks; what shares much less than the best is left out. A misprint does
        no harm, for a word that no title has selects nothing.
        """
        if self._unindexed:
            self.index_titles()
        words = frozenset(title_words(title))
        counted = self._rarest_first(word for word in words if len(word) > 1)[: bounds.RAREST]
        very_rare, rare = _within(counted, bounds.FEW), _within(counted, bounds.MOST_WEIGHED)
        ranked = self._ranked(words, self._with_rare_words(very_rare))
        if very_rare != rare and not _comes_close(ranked, bounds.VERY_CLOSE):
            ranked = self._ranked(words, self._with_rare_words(rare))
        if not _comes_close(ranked, bounds.CLOSE):
            ranked = sorted(
                {*ranked, *self._ranked(words, self._with_two_words([word for _, word in counted[: bounds.PAIRED]]))}
            )
        least = max(bounds.FAR, bounds.OF_BEST * -ranked[0][0]) if ranked else bounds.FAR
        best = [number for share, number in ranked[:limit] if -share >= least]
        works = self._read(best)
        return tuple(works[number] for number in best)

    def _bearers(self, keys: Iterable[str]) -> dict[str, list[int]]:
        """The numbers of the works under each key that only a few have."""
        found: dict[str, list[int]] = {}
        for batch in _batches(sorted(keys)):
            marks, most = ",".join("?" * len(batch)), _MOST_PER_KEY * len(batch)
            rows = self._rows(f"SELECT key, work FROM keys WHERE key IN ({marks}) LIMIT {most + 1}", batch)  # noqa: S608
            if len(rows) > most:  # some key has very many works: let it not hide those of the others
                one = f"SELECT key, work FROM keys WHERE key = ? LIMIT {_MOST_PER_KEY + 1}"  # noqa: S608
                rows = [row for key in batch for row in self._rows(one, (key,))]
            for key, number in rows:
                found.setdefault(key, []).append(number)
        return {key: numbers for key, numbers in found.items() if len(numbers) <= _MOST_PER_KEY}

    def _with_rare_words(self, counted: Sequence[tuple[int, str]]) -> list[int]:
        """The works with most of some words, a word weighing the more the fewer works have it."""
        marks = ",".join("?" * len(counted))
        asked = [word for _, word in counted]
        numbers = dict(self._rows(f"SELECT word, numbers FROM words WHERE word IN ({marks})", asked))  # noqa: S608
        weights: dict[int, float] = {}
        for count, word in counted:
            weight = 1 / log(count + 2)
            for number in json.loads(f"[{numbers[word]}]"):
                weights[number] = weights.get(number, 0.0) + weight
        return sorted(weights, key=weights.__getitem__, reverse=True)[: bounds.RANKED]

    def _with_two_words(self, words: Sequence[str]) -> list[int]:
        """Works with any two of some words."""
        pairs = " OR ".join(f'("{one}" AND "{other}")' for one, other in combinations(words, 2))
        rows = self._rows("SELECT rowid FROM titles WHERE titles MATCH ? LIMIT ?", (pairs, bounds.MOST_COMMON)) if pairs else []
        return [number for (number,) in rows]

    def _ranked(self, words: frozenset[str], numbers: Sequence[int]) -> list[tuple[float, int]]:
        """Works by the share of words (Dice, negative) that their titles have in common with some."""
        marks = ",".join("?" * len(numbers))
        rows = self._rows(f"SELECT number, words FROM title_words WHERE number IN ({marks})", numbers)  # noqa: S608
        titles = ((number, found.split()) for number, found in rows)
        return sorted((-2 * len(words.intersection(found)) / (len(words) + len(found)), number) for number, found in titles)

    def _rarest_first(self, words: Iterable[str]) -> list[tuple[int, str]]:
        """The words that titles have, with the number of titles, the rarest first."""
        wanted = sorted(words)[:100]
        marks = ",".join("?" * len(wanted))
        return sorted(self._rows(f"SELECT works, word FROM words WHERE word IN ({marks})", wanted))  # noqa: S608

    def _holds(self, kind: str) -> bool:
        """Whether any work has an identifier of this kind: where none has, a missing one says nothing."""
        prefix = f"{kind.lower()}:"
        return bool(self._rows("SELECT 1 FROM keys WHERE key >= ? AND key < ? LIMIT 1", (prefix, prefix + "\U0010ffff")))

    def _add(self, records: Iterable[Mapping[str, Any]]) -> int:
        unusable = 0
        for batch in _batches(records):
            newest: dict[str, Mapping[str, Any]] = {}
            for record in batch:
                identifier = work_id(record)
                if not identifier:
                    unusable += 1
                elif identifier not in newest or _updated(record) > _updated(newest[identifier]):
                    newest[identifier] = record
            self._insert(newest)
        return unusable

    def _insert(self, records: Mapping[str, Mapping[str, Any]]) -> None:
        """Insert records by their ids, with their keys, in place of the older ones that are there."""
        marks = ",".join("?" * len(records))
        known = dict(self._rows(f"SELECT id, updated FROM works WHERE id IN ({marks})", tuple(records)))  # noqa: S608
        self._remove([identifier for identifier, updated in known.items() if _updated(records[identifier]) > updated])
        (last,) = self._rows("SELECT coalesce(max(number), 0) FROM works")[0]
        new = [item for item in records.items() if item[0] not in known or _updated(item[1]) > known[item[0]]]
        works = [(number, _updated(record), work_to_keep(record)) for number, (_, record) in enumerate(new, last + 1)]
        rows = ((number, work.id, updated, kept_text(work)) for number, updated, work in works)
        self._database.executemany("INSERT INTO works VALUES (?, ?, ?, ?)", rows)
        words = ((number, _words(work.title)) for number, _, work in works)
        self._database.executemany("INSERT INTO title_words VALUES (?, ?)", words)
        keys = ((key, number) for number, _, work in works for key in keys_of(work) if key)
        self._database.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", keys)

    def _remove(self, ids: Sequence[str]) -> int:
        """Remove works with their keys; what is not there is ignored. The titles must be indexed anew afterwards."""
        marks = ",".join("?" * len(ids))
        rows = self._rows(f"SELECT number, work FROM works WHERE id IN ({marks})", ids)  # noqa: S608
        keys = ((key, number) for number, work in rows for key in keys_of(kept_work(work)))
        self._database.executemany("DELETE FROM keys WHERE key = ? AND work = ?", keys)
        for table in ("works", "title_words"):
            self._database.executemany(f"DELETE FROM {table} WHERE number = ?", ((number,) for number, _ in rows))  # noqa: S608
        return len(rows)

    def _read(self, numbers: Iterable[int]) -> dict[int, Work]:
        """The works with these numbers."""
        works: dict[int, Work] = {}
        for batch in _batches(sorted(numbers)):
            marks = ",".join("?" * len(batch))
            for number, work in self._rows(f"SELECT number, work FROM works WHERE number IN ({marks})", batch):  # noqa: S608
                works[number] = kept_work(work)
        return works

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows of a query. Raises InputError where the file is damaged."""
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.DatabaseError as problem:
            raise InputError(f"{self._path}: can't read the index of works: {problem}") from problem

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")
        self._unindexed = True
        self.holds.cache_clear()

    def _create(self) -> None:
        self._database.executescript(_SCHEMA)
        self._database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _pragma(self, name: str) -> int:
        return int(self._database.execute(f"PRAGMA {name}").fetchone()[0])


def _uri(path: Path | None, *, finished: bool) -> str:
    if path is None:
        return ":memory:"
    return path.absolute().as_uri() + ("?immutable=1" if finished else "")


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _within(counted: Sequence[tuple[int, str]], most: int) -> list[tuple[int, str]]:
    """The first words as long as not more than `most` titles have them, all together."""
    totals = accumulate(count for count, _ in counted)
    return [pair for pair, total in zip(counted, totals, strict=True) if total <= most]


def _comes_close(ranked: Sequence[tuple[float, int]], share: float) -> bool:
    return bool(ranked) and -ranked[0][0] >= share


def _words(title: str) -> str:
    return " ".join(dict.fromkeys(title_words(title)))


def _updated(record: Mapping[str, Any]) -> str:
    """The day or second of OpenAlex's last change, as ISO 8601 text, which sorts by time."""
    value = record.get("updated_date")
    return value if isinstance(value, str) else ""
