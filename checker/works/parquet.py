"""Work objects from a Parquet part of OpenAlex's data snapshot. The only importer of duckdb (the extra `index`)."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from checker.errors import InputError
from checker.works.record import KEPT_FIELDS

#: Rows that are held at a time, and the memory that duckdb may take besides.
_ROWS = 2000
_MEMORY = "400MB"
_FIELDS = (*KEPT_FIELDS, "updated_date")


def read_parquet(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file as Work objects. Raises InputError without duckdb or where the file can't be read."""
    try:
        import duckdb
    except ImportError as problem:
        raise InputError(f"{path}: Parquet needs duckdb: pip install 'citeproof[index]'") from problem
    try:
        with duckdb.connect(config={"memory_limit": _MEMORY, "threads": 1}) as database:
            held = {column[0] for column in database.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()}
            names = [name for name in _FIELDS if name in held]
            if "id" not in names:
                raise InputError(f"{path}: no OpenAlex works in it (no column `id`)")
            rows = database.execute(f"SELECT {', '.join(names)} FROM read_parquet(?)", [str(path)])  # noqa: S608  # our own names
            while batch := rows.fetchmany(_ROWS):
                for row in batch:
                    yield {name: _json(value) for name, value in zip(names, row, strict=True)}
    except duckdb.Error as problem:
        raise InputError(f"{path}: can't read the works: {str(problem).splitlines()[0]}") from problem


def _json(value: Any) -> Any:
    """A value as JSON has it: dates as ISO text; objects that the file holds as JSON text are read."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _json(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, str) and value.startswith("{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
