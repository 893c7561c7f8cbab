"""The works of a corpus as tables: records by id, ids by exact key, ids by words of the title, and how many have each word."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.corpus.tables import Row, mapped
from checker.matching.normalize import title_words
from checker.works import search_bounds as bounds
from checker.works.kept import kept_text, work_to_keep
from checker.works.keys import keys_of
from checker.works.record import work_id

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: More works than that under one exact key ("Editorial") say nothing, as in `works.store`.
MOST_PER_KEY = 10

_RECORDS = "id string, updated string, record string, keys array<string>, words array<string>"


@dataclass(frozen=True, slots=True)
class Works:
    """The tables. `works`: id, words, record (see `works.kept`). `keys`: key, ids (at most `MOST_PER_KEY`).

    `frequencies`: word, works. `blocks`: block, ids; a block is a rare word of titles, or two words that are among the rarest
    of each. `count` is how many works there are, `kinds` the kinds of identifiers that any of them has.
    """

    works: "DataFrame"
    keys: "DataFrame"
    frequencies: "DataFrame"
    blocks: "DataFrame"
    count: int
    kinds: frozenset[str]


def prepare(spark: "SparkSession", sources: Sequence[str], folder: Path) -> None:
    """Write the tables of the works in `sources` (JSON Lines, gzipped or not, or Parquet) below `folder`."""
    from pyspark.sql import functions as f

    raw = _lines(spark, sources).mapInArrow(mapped(_records, _RECORDS), _RECORDS)
    newest = raw.groupBy("id").agg(f.max_by(f.struct("record", "keys", "words"), f.struct("updated", "record")).alias("work"))
    newest.select("id", "work.*").write.mode("overwrite").parquet(str(folder / "works"))
    works = spark.read.parquet(str(folder / "works"))
    keys = _ids(works.select(f.explode("keys").alias("key"), "id"), "key")
    keys.where(f.size("ids") <= MOST_PER_KEY).write.mode("overwrite").parquet(str(folder / "keys"))
    words = works.select("id", f.explode("words").alias("word")).where(f.length("word") > 1)
    words.groupBy("word").agg(f.count("*").alias("works")).write.mode("overwrite").parquet(str(folder / "frequencies"))
    counted = words.join(spark.read.parquet(str(folder / "frequencies")), "word")
    _blocks(counted).write.mode("overwrite").parquet(str(folder / "blocks"))
    kinds = works.select(f.explode("keys").alias("key")).select(f.substring_index("key", ":", 1).alias("kind")).distinct()
    known = {"count": works.count(), "kinds": sorted(row.kind for row in kinds.collect())}
    (folder / "known.json").write_text(json.dumps(known), encoding="utf-8")


def read(spark: "SparkSession", folder: Path) -> Works:
    """The tables that `prepare` wrote."""
    known = json.loads((folder / "known.json").read_text(encoding="utf-8"))
    tables = {name: spark.read.parquet(str(folder / name)) for name in ("works", "keys", "frequencies", "blocks")}
    return Works(**tables, count=known["count"], kinds=frozenset(known["kinds"]))


def _ids(table: "DataFrame", key: str) -> "DataFrame":
    """The ids of the works for each value of a column."""
    from pyspark.sql import functions as f

    return table.groupBy(key).agg(f.sort_array(f.collect_list("id")).alias("ids"))


def _blocks(counted: "DataFrame") -> "DataFrame":
    """What titles are looked for by, out of the words of the works with their frequencies: block, ids.

    A block is a word that few titles have, or two of the rarest words of a title, in the order of the alphabet. Pairs stay
    small where single words don't: their number grows with that of the works.
    """
    from pyspark.sql import functions as f

    alone = _ids(counted.where(f.col("works") <= bounds.MOST_WEIGHED).select(f.col("word").alias("block"), "id"), "block")
    rarest = f.slice(f.sort_array(f.collect_list(f.struct("works", "word"))), 1, bounds.RAREST)
    titles = counted.groupBy("id").agg(rarest["word"].alias("words"))
    two = f.expr(
        "flatten(transform(words, one -> transform(filter(words, other -> other > one), other -> concat(one, ' ', other))))"
    )
    pairs = _ids(titles.select(f.explode(two).alias("block"), "id"), "block")
    return alone.unionAll(pairs.where(f.size("ids") <= bounds.MOST_COMMON))


def _lines(spark: "SparkSession", sources: Sequence[str]) -> "DataFrame":
    """The works as lines of JSON."""
    from pyspark.sql import functions as f

    parts = []
    for source in sources:
        if source.rstrip("/").endswith(".parquet"):
            table = spark.read.parquet(source)
            parts.append(table.select(f.to_json(f.struct(*table.columns)).alias("value")))
        else:
            parts.append(spark.read.option("recursiveFileLookup", True).text(source))
    first, *others = parts
    for other in others:
        first = first.unionAll(other)
    return first


def _records(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """A row for each Work object; lines that are none are left out."""
    for row in rows:
        try:
            record = json.loads(row["value"])
        except (ValueError, RecursionError):
            continue
        identifier = work_id(record) if isinstance(record, dict) else ""
        if identifier:
            yield _record(identifier, record)


def _record(identifier: str, record: dict[str, Any]) -> dict[str, Any]:
    abstract = record.get("abstract_inverted_index")
    if isinstance(abstract, str):  # Parquet parts hold it as JSON text
        record = {**record, "abstract_inverted_index": json.loads(abstract)}
    updated = record.get("updated_date")
    work = work_to_keep(record)
    return {
        "id": identifier,
        "updated": updated if isinstance(updated, str) else "",
        "record": kept_text(work),
        "keys": sorted({key for key in keys_of(work) if key}),
        "words": sorted(set(title_words(work.title))),
    }
