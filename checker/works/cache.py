"""The user's cache: answers of OpenAlex in SQLite, shared by all processes of a user.

An answer is replayed as it was given. The cache is no closed world: a work in it is found by the questions only that found it
before, so that the same manuscript gives the same report whatever else has been cached.
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from checker.works.answers import Recorded

DIRECTORY_VARIABLE = "CITEPROOF_CACHE_DIR"
#: The number is that of the schema: versions of citeproof with different ones don't get in each other's way.
FILE_NAME = "openalex-1.db"
#: Marks our files among SQLite files (`PRAGMA application_id`, "ctpc").
APPLICATION_ID = 0x63747063

_DAY = 86_400
#: A record changes rarely, but a retraction must show within a month.
POSITIVE_AGE = 30 * _DAY
#: A search is asked for what has no exact answer: its hits are mostly not the work, which may be indexed any week.
SEARCH_AGE = 7 * _DAY
#: New works are added daily: "not there" is true for a day.
NEGATIVE_AGE = 1 * _DAY

#: Seconds to wait for another process that writes; it needs milliseconds.
_PATIENCE = 30.0

_SCHEMA = (
    "CREATE TABLE records (source TEXT, id TEXT, record TEXT NOT NULL, PRIMARY KEY (source, id)) WITHOUT ROWID",
    """CREATE TABLE answers (source TEXT, question TEXT, asked INTEGER NOT NULL, works TEXT NOT NULL,
    PRIMARY KEY (source, question)) WITHOUT ROWID""",
)
_EXPIRED = (
    f"(asked + CASE WHEN works = '[]' THEN {NEGATIVE_AGE}"
    f" WHEN question LIKE 'search:%' THEN {SEARCH_AGE} ELSE {POSITIVE_AGE} END <= ?)"
)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What a cache holds. `size` in bytes; `oldest` and `newest` are Unix times of answers, null for an empty cache."""

    answers: int
    negative: int
    works: int
    size: int
    oldest: int | None
    newest: int | None


class Cache:
    """The cache file. It never stops a run: where it can't be used, there is one warning and no cache."""

    def __init__(
        self,
        path: Path,
        source: str,
        warn: Callable[[str], None],
        *,
        refresh: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Open the file at `path`, made if missing, for the answers of the server at the address `source`.

        A file that is damaged or no cache is moved aside. `refresh` takes no answer that was there before. `clock` gives the
        Unix time.
        """
        self._source = source
        self._warn = warn
        self._clock = clock
        self._since = int(clock()) if refresh else -1
        self._path = path
        self._database: sqlite3.Connection | None = None
        try:
            self._database = open_cache(path, warn)
        except (OSError, sqlite3.Error) as problem:
            self._give_up(problem)

    def get(self, question: str) -> Recorded | None:
        """The answer to a question, or null when it is unknown or too old."""
        return self._use(lambda database: self._read(database, question))

    def put(self, answers: Mapping[str, Recorded]) -> None:
        """Keep answers, all or none of them: a process that is killed leaves whole answers behind."""
        self._use(lambda database: self._write(database, answers))

    def _read(self, database: sqlite3.Connection, question: str) -> Recorded | None:
        query = f"SELECT asked, works FROM answers WHERE source = ? AND question = ? AND NOT {_EXPIRED}"  # noqa: S608
        row = database.execute(query, (self._source, _utf8(question), int(self._clock()))).fetchone()
        if row is None or row[0] <= self._since:
            return None
        query = "SELECT record FROM json_each(?) JOIN records ON source = ? AND records.id = value ORDER BY json_each.key"
        records = tuple(json.loads(text) for (text,) in database.execute(query, (row[1], self._source)))
        # another process may have emptied the cache between the two questions
        return Recorded(records, row[0], self._source) if len(records) == len(json.loads(row[1])) else None

    def _write(self, database: sqlite3.Connection, answers: Mapping[str, Recorded]) -> None:
        with _transaction(database):
            for question, recorded in answers.items():
                works = _dumped([record["id"] for record in recorded.records])
                rows = [(self._source, record["id"], _dumped(record)) for record in recorded.records]
                database.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", rows)
                row = (self._source, _utf8(question), recorded.asked, works)
                database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", row)

    def _use(self, call: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """What a call makes of the database, or null where there is none to use."""
        if self._database is None:
            return None
        try:
            return call(self._database)
        except (sqlite3.Error, ValueError, TypeError) as problem:
            self._give_up(problem)
            return None

    def _give_up(self, problem: Exception) -> None:
        if self._database is not None and _is_damaged(problem):
            self._database.close()
            _move_aside(self._path, self._warn)
        else:
            self._warn(f"no cache: {self._path}: {problem}; other runs will ask OpenAlex again")
        self._database = None


def cache_path() -> Path:
    """Where the user's cache is: in the folder `CITEPROOF_CACHE_DIR`, or the system's folder for caches."""
    from platformdirs import user_cache_path

    folder = os.environ.get(DIRECTORY_VARIABLE)
    return (Path(folder) if folder else user_cache_path("citeproof", appauthor=False)) / FILE_NAME


def open_cache(path: Path, warn: Callable[[str], None]) -> sqlite3.Connection:
    """The database at `path`, made if missing; one that is damaged or no cache is moved aside, with one warning.

    Raises OSError or sqlite3.Error when there can be none.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    found = _identity(path)
    try:
        return _opened(path)
    except sqlite3.DatabaseError as problem:
        if not _is_damaged(problem):
            raise
    if found is not None and found == _identity(path):  # another process may have mended it meanwhile
        _move_aside(path, warn)
    return _opened(path)


def info(database: sqlite3.Connection) -> CacheInfo:
    """How much a cache holds."""
    answers, negative, oldest, newest = database.execute(
        "SELECT count(*), count(*) FILTER (WHERE works = '[]'), min(asked), max(asked) FROM answers"
    ).fetchone()
    (works,) = database.execute("SELECT count(*) FROM records").fetchone()
    (size,) = database.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()").fetchone()
    return CacheInfo(answers, negative, works, size, oldest, newest)


def clear(database: sqlite3.Connection) -> int:
    """Forget everything; returns the number of answers that were there."""
    with _transaction(database):
        removed = database.execute("DELETE FROM answers").rowcount
        database.execute("DELETE FROM records")
    database.execute("VACUUM")
    return removed


def prune(database: sqlite3.Connection, now: float) -> int:
    """Forget the answers that are too old at the Unix time `now`, and the works of no answer; returns the number of answers."""
    with _transaction(database):
        removed = database.execute(f"DELETE FROM answers WHERE {_EXPIRED}", (int(now),)).rowcount  # noqa: S608
        used = "SELECT source, value FROM answers, json_each(works)"
        database.execute(f"DELETE FROM records WHERE (source, id) NOT IN ({used})")  # noqa: S608
    database.execute("VACUUM")
    return removed


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        with _transaction(database):
            (application,) = database.execute("PRAGMA application_id").fetchone()
            (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if application != APPLICATION_ID and tables:
                raise _ForeignError(f"{path} is no cache of citeproof")
            if not tables:
                for statement in (*_SCHEMA, f"PRAGMA application_id = {APPLICATION_ID}"):
                    database.execute(statement)
        _use_wal(database)
        database.execute("PRAGMA synchronous = NORMAL")  # safe with WAL: a crash of the machine loses the last answers only
    except BaseException:
        database.close()
        raise
    return database


def _use_wal(database: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side. SQLite does not wait by itself while others switch or recover the log."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.02)


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. The lock for writing is taken at once: one that is asked for later fails where others write."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if database.in_transaction:  # a full disk has ended it already
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


class _ForeignError(sqlite3.DatabaseError):
    """A database of something else."""


def _is_damaged(problem: Exception) -> bool:
    """Whether a file is to blame, and not its surroundings."""
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    return isinstance(problem, _ForeignError) or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _move_aside(path: Path, warn: Callable[[str], None]) -> None:
    aside = path.with_name(f"{path.name}.unusable")
    try:
        path.replace(aside)
        for suffix in ("-wal", "-shm"):  # they belong to the file that is gone
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as problem:
        warn(f"no cache: {path} is damaged and can't be moved aside: {problem}")
    else:
        warn(f"the cache {path} is damaged or not ours; moved to {aside}")


def _identity(path: Path) -> int | None:
    return path.stat().st_ino if path.exists() else None


def _dumped(value: object) -> str:
    return _utf8(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _utf8(text: str) -> str:
    """The text with replacements for lone surrogates, which SQLite does not take."""
    return text.encode("utf-8", "replace").decode()
