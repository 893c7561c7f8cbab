"""Incremental runs: what the rules said about a manuscript is kept, and said again while nothing has changed that they see.

A manuscript is read, and its entries are looked up, in every run; only the rules, by far the greatest part of the work, are not
run again. What they see makes the key: the document with its files, the outcomes with their works, the settings, the rules' own
files, and the year. So nothing that has changed can go unnoticed, wherever the works come from. Where the file can't be used,
the rules are run.
"""

import hashlib
import io
import pickle
import sqlite3
import sys
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import checker
from checker import engine
from checker.model.document import Document
from checker.model.finding import Confidence, DocumentReport, Edit, Finding, Fix, Safety, Severity
from checker.model.match import Match, Skipped
from checker.model.text import Location, Span

FILE_NAME = "results-1.db"
#: Marks our files among SQLite files (`PRAGMA application_id`, "ctpr").
APPLICATION_ID = 0x63747072
_SCHEMA = "CREATE TABLE results (key BLOB PRIMARY KEY, day INTEGER NOT NULL, result BLOB NOT NULL) WITHOUT ROWID"
_DAY = 86_400
#: Days that a result is kept after it was last of use, and bytes of the file above which the older half is dropped.
_KEPT, _LARGEST = 30, 200_000_000
#: Seconds to wait for another process that writes.
_PATIENCE = 10.0
#: Libraries whose versions bear on what rules say; all else is read anew.
_LIBRARIES = ("spacy", "rapidfuzz", "anyascii")
#: What a result is made of: nothing else is read back (https://docs.python.org/3/library/pickle.html#restricting-globals).
_CLASSES = {
    (kind.__module__, kind.__name__): kind for kind in (Confidence, Edit, Finding, Fix, Location, Safety, Severity, Span)
}


class Results:
    """The rules of a run, with what they said before."""

    def __init__(self, path: Path, setup: engine.Setup) -> None:
        """`path` is the file, made if it is missing; one that is damaged is replaced, one of something else left alone."""
        self._setup = setup
        self._run = _identity(setup)
        self._database: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            self._database = _open(path)

    def judge(self, document: Document, matches: Mapping[str, Match | Skipped]) -> DocumentReport:
        """What `engine.judge` says."""
        key = self._key(document, matches)
        kept = self._get(key)
        if kept is not None:
            return DocumentReport(document, matches, *kept)
        report = engine.judge(document, matches, self._setup)
        if not report.internal_errors:
            self._put(key, (report.findings, report.suppressed, report.baselined, report.notices))
        return report

    def _key(self, document: Document, matches: Mapping[str, Match | Skipped]) -> bytes:
        # the bytes of a Word document are not in its representation
        data = (file.data for file in document.sources.values())
        return _digest(self._run, repr((document, matches)).encode(errors="surrogatepass"), *data)

    def _get(self, key: bytes) -> tuple[Any, ...] | None:
        if self._database is None:
            return None
        try:
            row = self._database.execute("SELECT day, result FROM results WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            kept: tuple[Any, ...] = _Reader(io.BytesIO(zlib.decompress(row[1]))).load()
            if row[0] != _today():
                self._database.execute("UPDATE results SET day = ? WHERE key = ?", (_today(), key))
        except Exception:  # whatever is wrong with what is kept, the rules know better
            return None
        return kept

    def _put(self, key: bytes, result: tuple[Any, ...]) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error, pickle.PicklingError, TypeError, AttributeError):
                row = (key, _today(), zlib.compress(pickle.dumps(result), 1))
                self._database.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", row)


class _Reader(pickle.Unpickler):
    """Reads results, and nothing else that a pickle may hold."""

    def find_class(self, module: str, name: str) -> Any:
        """A class of ours. Raises UnpicklingError for anything else."""
        if (module, name) not in _CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a result")
        return _CLASSES[module, name]


def clear(path: Path) -> None:
    """Forget all results."""
    with suppress(OSError, sqlite3.Error):
        database = _open(path)
        if database is not None:
            with closing(database):
                database.execute("DELETE FROM results")
                database.execute("VACUUM")


def _open(path: Path) -> sqlite3.Connection | None:
    """The database at `path`, without what is too old; null for a database of something else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _opened(path)
    except sqlite3.DatabaseError as problem:
        if getattr(problem, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return _opened(path)


def _opened(path: Path) -> sqlite3.Connection | None:
    new = not path.exists()
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        if new:
            path.chmod(0o600)  # findings quote manuscripts
        database.execute("BEGIN IMMEDIATE")
        (application,) = database.execute("PRAGMA application_id").fetchone()
        (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if application != APPLICATION_ID and tables:
            database.close()
            return None
        if not tables:
            database.execute(_SCHEMA)
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("DELETE FROM results WHERE day < ?", (_today() - _KEPT,))
        if path.stat().st_size > _LARGEST:
            middle = "SELECT day FROM results ORDER BY day LIMIT 1 OFFSET (SELECT count(*) / 2 FROM results)"
            database.execute(f"DELETE FROM results WHERE day <= ({middle})")  # noqa: S608
        database.execute("COMMIT")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = OFF")  # what a crash of the machine damages is made anew
    except BaseException:
        database.close()
        raise
    return database


def _identity(setup: engine.Setup) -> bytes:
    """All that bears on what the rules of a run say, manuscripts and works aside."""
    told = {field.name: getattr(setup, field.name) for field in fields(setup) if field.name != "resolver"}
    told["rules"] = [(rule.__module__, rule.__qualname__) for rule in setup.rules]
    told["known_codes"] = sorted(setup.known_codes)
    told["ignores"] = [sorted((name, sorted(codes)) for name, codes in table.items()) for table in _tables(setup)]
    libraries = [_version(name) for name in (*_LIBRARIES, setup.spacy_model) if name]
    place = (sys.version, str(Path.cwd()), time.gmtime().tm_year, libraries, list(_files(setup)))
    return _digest(repr((told, place)).encode(errors="surrogatepass"))


def _tables(setup: engine.Setup) -> tuple[Mapping[str, frozenset[str]], ...]:
    return setup.ignores.files, setup.ignores.references


def _files(setup: engine.Setup) -> Iterator[tuple[str, int, int]]:
    """The files of citeproof, of the rules, beside house rules, and lexicons: path, size and time of the last change."""
    packages, folders = {Path(checker.__file__).parent}, set()
    for name in {rule.__module__ for rule in setup.rules}:
        whole = sys.modules[name.partition(".")[0]].__file__
        if whole and "." in name:
            packages.add(Path(whole).parent)
        elif whole:
            folders.add(Path(whole).parent)
    if setup.spacy_model and Path(setup.spacy_model).is_dir():
        packages.add(Path(setup.spacy_model))
    found = [path for folder in packages for path in folder.rglob("*") if path.suffix != ".pyc"]
    found += [Path(path) for paths in setup.lexicons.values() for path in paths]
    found += [path for folder in folders for pattern in ("*", "*/*") for path in folder.glob(pattern) if path.suffix != ".pyc"]
    for path in sorted(found):
        if path.is_file():
            status = path.stat()
            yield str(path), status.st_size, status.st_mtime_ns


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _digest(*parts: bytes) -> bytes:
    whole = hashlib.blake2b(digest_size=20)
    for part in parts:
        whole.update(len(part).to_bytes(8, "little"))
        whole.update(part)
    return whole.digest()


def _today() -> int:
    return int(time.time()) // _DAY
