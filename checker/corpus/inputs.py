"""The manuscripts of a corpus: files in a folder, or rows of Parquet or JSON Lines with a path and the text or the bytes."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.corpus.tables import Row
from checker.errors import InputError
from checker.manuscripts import Manuscript
from checker.readers import discovery

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_FILES = "path string, bibliographies array<string>, content binary, journal string, year int"
#: Columns of a table that are taken: the path with the text or the bytes, and what is known of the manuscript besides.
_COLUMNS = {"journal": "string", "year": "int"}


def manuscripts(spark: "SparkSession", source: str, parts: int) -> "DataFrame":
    """The manuscripts with the part (0 to `parts`) that each belongs to. Raises InputError where there is none.

    A local folder is searched as `check` does it; its files are read where they are worked on, from a shared file system.
    """
    from pyspark.sql import functions as f

    table = _rows(spark, source) if source.rstrip("/").endswith((".parquet", ".jsonl", ".jsonl.gz")) else _files(spark, source)
    part = f.pmod(f.crc32("path"), f.lit(parts)).cast("int")
    return table.withColumn("part", part).repartitionByRange(parts, "part")


def _files(spark: "SparkSession", source: str) -> "DataFrame":
    if not Path(source).exists():
        raise InputError(f"{source}: no such file or folder")
    planned = discovery.plan([source])
    rows = [(str(path), [str(extra) for extra in extras], None, None, None) for path, extras in planned]
    return spark.createDataFrame(rows, _FILES)


def _rows(spark: "SparkSession", source: str) -> "DataFrame":
    from pyspark.errors import AnalysisException
    from pyspark.sql import functions as f

    try:
        table = spark.read.parquet(source) if source.rstrip("/").endswith(".parquet") else spark.read.json(source)
    except AnalysisException as problem:
        raise InputError(f"{source}: can't be read by Spark: {str(problem).splitlines()[0]}") from problem
    content = next((name for name in ("content", "bytes", "text") if name in table.columns), None)
    if "path" not in table.columns or content is None:
        raise InputError(f"{source}: expected the columns `path` and `text` or `content`, found {', '.join(table.columns)}")
    more = [(f.col(name) if name in table.columns else f.lit(None)).cast(kind).alias(name) for name, kind in _COLUMNS.items()]
    none = f.lit(None).cast("array<string>").alias("bibliographies")
    return table.select("path", none, f.col(content).cast("binary").alias("content"), *more)


def manuscript(row: Row) -> Manuscript:
    """The manuscript of a row."""
    extras: Iterable[Any] = row["bibliographies"] or ()
    return Manuscript(row["path"], bibliographies=tuple(map(Path, extras)), data=row["content"])
