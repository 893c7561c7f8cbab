"""Works files: OpenAlex Work objects as JSON Lines (.jsonl, .jsonl.gz) or as one JSON list (.json)."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from checker.errors import InputError

#: How many bad lines of a file are named one by one.
NAMED_LINES = 5
#: A longer line is no Work object.
LONGEST_LINE = 50_000_000
_UNREADABLE = (OSError, EOFError, zlib.error)


def read_works(path: Path, warn: Callable[[str], None], *, may_be_empty: bool = False) -> Iterator[dict[str, Any]]:
    """The JSON objects of a works file, in order.

    A line that is no JSON object is passed to `warn` with file and line, and left out. Raises InputError for a file that is
    missing, unreadable or cut off (works that were lost must not pass for works that don't exist), or that holds no object
    unless it `may_be_empty`.
    """
    count = 0
    try:
        for record in _records(path, warn):
            count += 1
            yield record
    except _UNREADABLE as problem:
        raise InputError(f"{path}: {_reason(problem)}") from problem
    if not (count or may_be_empty):
        raise InputError(f"{path}: no OpenAlex works in it (expected one JSON object a line)")


def _records(path: Path, warn: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    with _open(path) as stream:
        if path.suffix == ".json":
            yield from _whole(path, stream.read())
        else:
            yield from _lines(path, stream, warn)


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]


def _whole(path: Path, text: bytes) -> Iterator[dict[str, Any]]:
    """The objects of a JSON list, of an answer of the API (`results`), or a single Work object."""
    value = _parse(text)
    if isinstance(value, str):
        raise InputError(f"{path}: not JSON: {value}")
    if isinstance(value, dict):
        value = value["results"] if isinstance(value.get("results"), list) else [value]
    yield from (item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def _lines(path: Path, stream: IO[bytes], warn: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    bad = 0
    for number, line in _numbered(path, stream):
        if not line.strip():
            continue
        value = _parse(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
        if isinstance(value, dict):
            yield value
            continue
        bad += 1
        if bad <= NAMED_LINES:
            warn(f"{path}:{number}: {f'not JSON: {value}' if isinstance(value, str) else 'not a JSON object'}; line left out")
    if bad > NAMED_LINES:
        warn(f"{path}: {bad - NAMED_LINES} more lines left out")


def _numbered(path: Path, stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers, from 1. Raises InputError that names the line where the file breaks off."""
    number = 1
    try:
        while line := stream.readline(LONGEST_LINE):
            yield number, line
            number += 1
    except _UNREADABLE as problem:
        raise InputError(f"{path}:{number}: {_reason(problem)}") from problem


def _reason(problem: Exception) -> str:
    reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return f"can't read the works: {reason}"


def _parse(text: bytes) -> object:
    """The value of a JSON text; a string says what is wrong with it (a JSON string is no work either)."""
    try:
        return json.loads(text)
    except RecursionError:
        return "nested too deeply"
    except UnicodeDecodeError:
        return "not UTF-8"
    except ValueError as problem:
        return str(problem)
