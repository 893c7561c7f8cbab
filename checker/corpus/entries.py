"""Manuscripts → documents and their entries → outcomes: each distinct entry is resolved once, in rounds of joins."""

import hashlib
import pickle
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.corpus import search
from checker.corpus.inputs import manuscript
from checker.corpus.joined import SEARCH, JoinedSource
from checker.corpus.tables import Row, mapped
from checker.corpus.works import Works
from checker.jobs import Failure, tried
from checker.model.reference import ReferenceEntry
from checker.works.resolve import Resolver, facts_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: Rounds of questions: the keys of the entries, those of suspect titles, and searches.
_ROUNDS = 4
#: A question that more entries ask is spread over so many partitions.
_HOT, _SALTS = 1000, 32

DOCUMENTS = (
    "path string, part int, journal string, year int, problem string, document binary, facts array<string>,"
    " entries array<binary>"
)
_ASKED = "fact string, entry binary, known binary, questions array<string>, outcome binary"


def documents(manuscripts: "DataFrame") -> "DataFrame":
    """The manuscripts as they were read, each with its entries, or the problem with it.

    An item of `facts` is the same for entries that say the same.
    """
    return manuscripts.mapInArrow(mapped(_documents, DOCUMENTS), DOCUMENTS)


def _documents(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        one = manuscript(row)
        document = tried(one, partial(one.read, empty_ok=False))
        known = {name: row[name] for name in ("path", "part", "journal", "year")}
        if isinstance(document, Failure):
            yield {**known, "problem": document.problem}
        else:
            entries = document.references
            facts, kept = [*map(_fact, entries)], [*map(pickle.dumps, entries)]
            yield {**known, "document": pickle.dumps(document), "facts": facts, "entries": kept}


def _fact(entry: ReferenceEntry) -> str:
    return hashlib.blake2b(repr(facts_of(entry)).encode(errors="surrogatepass"), digest_size=16).hexdigest()


def distinct(documents: "DataFrame") -> "DataFrame":
    """The distinct entries of documents: fact, entry."""
    from pyspark.sql import functions as f

    entries = documents.select(f.explode(f.arrays_zip("facts", "entries")).alias("one"))
    return entries.select(f.col("one.facts").alias("fact"), f.col("one.entries").alias("entry")).dropDuplicates(["fact"])


def resolve(distinct: "DataFrame", works: Works, scratch: Path) -> "DataFrame":
    """The outcome for each fact of `distinct` (fact, entry): fact, outcome. Rounds are kept in `scratch`."""
    from pyspark.sql import functions as f

    spark = distinct.sparkSession
    settled: list[DataFrame] = []
    none = f.array().cast("array<struct<question:string,records:array<string>>>")
    waiting = distinct.select("fact", "entry", f.lit(None).cast("binary").alias("known"), none.alias("answers"))
    for number in range(_ROUNDS):
        _decided(waiting, works).write.mode("overwrite").parquet(str(scratch / f"round={number}"))
        asked = spark.read.parquet(str(scratch / f"round={number}"))
        settled.append(asked.where("outcome IS NOT NULL").select("fact", "outcome"))
        unsettled = asked.where("outcome IS NULL")
        if unsettled.isEmpty():
            break
        answers = _answers(unsettled.select("fact", f.explode("questions").alias("question")), works)
        answers = answers.groupBy("fact").agg(f.collect_list(f.struct("question", "records")).alias("answers"))
        waiting = unsettled.select("fact", "entry", "known").join(answers, "fact")
    outcomes = settled[0]
    for more in settled[1:]:
        outcomes = outcomes.unionAll(more)
    return outcomes


def _decided(waiting: "DataFrame", works: Works) -> "DataFrame":
    """The outcome of each fact, or what it asks besides what it knows and the answers to what it asked before."""
    count, kinds = works.count, works.kinds

    def decide(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
        for row in rows:
            known = pickle.loads(row["known"]) if row["known"] else {}  # noqa: S301 - written below
            known |= {answer["question"]: answer["records"] or () for answer in row["answers"]}
            source = JoinedSource(known, count, kinds)
            outcome = next(iter(Resolver([source]).resolve([pickle.loads(row["entry"])]).values()))  # noqa: S301 - written above
            if source.unknown:
                kept = {"entry": row["entry"], "known": pickle.dumps(known)}
                yield {"fact": row["fact"], "questions": [*dict.fromkeys(source.unknown)], **kept}
            else:
                yield {"fact": row["fact"], "outcome": pickle.dumps(outcome)}

    return waiting.mapInArrow(mapped(decide, _ASKED), _ASKED)


def _answers(questions: "DataFrame", works: Works) -> "DataFrame":
    """The records for each fact and question, best first; none is an answer too."""
    from pyspark.sql import functions as f

    asked = questions.groupBy("question").count()
    searched = f.col("question").startswith(SEARCH)
    by_key = asked.where(~searched).withColumnRenamed("question", "key").join(works.keys, "key")
    hits = by_key.select(f.col("key").alias("question"), f.posexplode("ids").alias("rank", "id"))
    hits = hits.unionByName(search.search(asked.where(searched).select("question"), works))
    found = hits.join(works.works.select("id", "record"), "id")
    ranked = found.groupBy("question").agg(f.sort_array(f.collect_list(f.struct("rank", "record"))).alias("hits"))
    records = ranked.select("question", f.col("hits.record").alias("records"))
    hot = asked.where(f.col("count") > _HOT).select("question", f.lit(True).alias("hot"))
    return _salted(questions, records, hot)


def _salted(questions: "DataFrame", records: "DataFrame", hot: "DataFrame") -> "DataFrame":
    """The records of each question brought to all facts that ask it; a question that many ask in many places at once."""
    from pyspark.sql import functions as f

    salt = f.when(f.col("hot"), f.pmod(f.crc32("fact"), f.lit(_SALTS))).otherwise(f.lit(0)).cast("int")
    left = questions.join(f.broadcast(hot), "question", "left").withColumn("salt", salt)
    salts = f.when(f.col("hot"), f.sequence(f.lit(0), f.lit(_SALTS - 1))).otherwise(f.array(f.lit(0)))
    right = records.join(f.broadcast(hot), "question", "left").withColumn("salt", f.explode(salts))
    return left.join(right.select("question", "salt", "records"), ["question", "salt"], "left").select(
        "fact", "question", "records"
    )
