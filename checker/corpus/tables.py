"""Rows that go between Spark and our functions, as Arrow record batches of a declared schema."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

#: Rows of a batch that are made at a time.
_BATCH = 500

Row = Mapping[str, Any]
Batches = "Iterator[pa.RecordBatch]"


def mapped(function: Callable[[Iterator[Row]], Iterable[Row]], schema: str) -> Callable[[Any], Any]:
    """A function from rows to rows as `DataFrame.mapInArrow` takes it; `schema` is that of the results, in Spark's DDL."""

    def call(batches: "Iterable[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
        import pyarrow as pa

        made = iter(function(_rows(batches)))
        while rows := list(islice(made, _BATCH)):
            yield pa.RecordBatch.from_pylist(rows, schema=_arrow(schema))

    return call


def _rows(batches: "Iterable[pa.RecordBatch]") -> Iterator[Row]:
    return (row for batch in batches for row in batch.to_pylist())


def _arrow(schema: str) -> "pa.Schema":
    """The Arrow schema of a DDL text such as `path string, score double`."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "binary": pa.binary(),
        "int": pa.int32(),
        "double": pa.float64(),
        "boolean": pa.bool_(),
        "array<string>": pa.list_(pa.string()),
        "array<binary>": pa.list_(pa.binary()),
    }
    pairs = (column.split() for column in schema.split(", "))
    return pa.schema([(name, types[kind]) for name, kind in pairs])
