"""Manuscripts → their entries, and entries → outcomes: each distinct one is resolved once, in rounds of joins."""

import hashlib
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.corpus import search
from checker.corpus.inputs import manuscript
from checker.corpus.joined import SEARCH, JoinedSource
from checker.corpus.tables import Row, cogrouped, mapped
from checker.corpus.works import Works
from checker.jobs import Failure, tried
from checker.works.resolve import Resolver, facts_of

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

#: Rounds of questions: the keys of the entries, those of suspect titles, and searches.
_ROUNDS = 4
#: A question that more entries ask is spread over so many partitions.
_HOT, _SALTS = 1000, 32

ENTRIES = "path string, part int, position int, fact string, entry binary"
_ASKED = "fact string, question string, outcome binary"


def entries(manuscripts: "DataFrame") -> "DataFrame":
    """The entries of the manuscripts that can be read; `fact` is the same for entries that say the same."""
    return manuscripts.mapInArrow(mapped(_entries, ENTRIES), ENTRIES)


def _entries(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        one = manuscript(row)
        document = tried(one, one.read)
        if isinstance(document, Failure):
            continue  # told where the rules are run
        for position, entry in enumerate(document.references):
            fact = hashlib.blake2b(repr(facts_of(entry)).encode(errors="surrogatepass"), digest_size=16).hexdigest()
            place = {"path": row["path"], "part": row["part"], "position": position}
            yield {**place, "fact": fact, "entry": pickle.dumps(entry)}


def resolve(distinct: "DataFrame", works: Works, scratch: Path) -> "DataFrame":
    """The outcome for each fact of `distinct` (fact, entry): fact, outcome. Rounds are kept in `scratch`."""
    spark = distinct.sparkSession
    answers: DataFrame | None = None
    settled: list[DataFrame] = []
    waiting = distinct
    for number in range(_ROUNDS):
        asked = _decided(waiting, answers, works)
        asked.write.mode("overwrite").parquet(str(scratch / f"round={number}"))
        asked = spark.read.parquet(str(scratch / f"round={number}"))
        settled.append(asked.where("question IS NULL").select("fact", "outcome"))
        questions = asked.where("question IS NOT NULL").select("fact", "question")
        if questions.isEmpty():
            break
        fresh = _answers(questions, works)
        answers = fresh if answers is None else answers.unionAll(fresh)
        answers.write.mode("overwrite").parquet(str(scratch / f"answers={number}"))
        answers = spark.read.parquet(str(scratch / f"answers={number}"))
        waiting = waiting.join(questions.select("fact").distinct(), "fact", "left_semi")
        answers = answers.join(waiting.select("fact"), "fact", "left_semi")
    outcomes = settled[0]
    for more in settled[1:]:
        outcomes = outcomes.unionAll(more)
    return outcomes


def _decided(waiting: "DataFrame", answers: "DataFrame | None", works: Works) -> "DataFrame":
    """The outcome of each fact, or what it asks besides."""
    count, kinds = works.count, works.kinds

    def decide(entry: bytes, known: Iterable[Row]) -> Iterator[dict[str, Any]]:
        source = JoinedSource({row["question"]: row["records"] or () for row in known}, count, kinds)
        outcome = next(iter(Resolver([source]).resolve([pickle.loads(entry)]).values()))  # noqa: S301 - written above
        for question in dict.fromkeys(source.unknown):
            yield {"question": question, "outcome": None}
        if not source.unknown:
            yield {"question": None, "outcome": pickle.dumps(outcome)}

    def first(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
        return ({"fact": row["fact"], **result} for row in rows for result in decide(row["entry"], ()))

    def later(left: list[Row], right: list[Row]) -> Iterator[dict[str, Any]]:
        return ({"fact": row["fact"], **result} for row in left for result in decide(row["entry"], right))

    if answers is None:
        return waiting.mapInArrow(mapped(first, _ASKED), _ASKED)
    both = waiting.groupBy("fact").cogroup(answers.groupBy("fact"))
    return both.applyInArrow(cogrouped(later, _ASKED), _ASKED)


def _answers(questions: "DataFrame", works: Works) -> "DataFrame":
    """The records for each fact and question, best first; none is an answer too."""
    from pyspark.sql import functions as f

    distinct = questions.select("question").distinct()
    exact = distinct.where(~f.col("question").startswith(SEARCH))
    by_key = exact.join(works.keys, exact["question"] == works.keys["key"]).select("question", f.posexplode("ids"))
    hits = by_key.toDF("question", "rank", "id")
    wordy = distinct.where(f.col("question").startswith(SEARCH))
    hits = hits.unionByName(search.search(wordy, works))
    found = hits.join(works.works.select("id", "record"), "id")
    ranked = found.groupBy("question").agg(f.sort_array(f.collect_list(f.struct("rank", "record"))).alias("hits"))
    records = ranked.select("question", f.col("hits.record").alias("records"))
    return _salted(questions, records)


def _salted(questions: "DataFrame", records: "DataFrame") -> "DataFrame":
    """The records of each question brought to all facts that ask it; a question that many ask in many places at once."""
    from pyspark.sql import functions as f

    asked = questions.groupBy("question").count()
    hot = asked.where(f.col("count") > _HOT).select("question", f.lit(True).alias("hot"))
    salt: Column = f.when(f.col("hot"), f.pmod(f.crc32("fact"), f.lit(_SALTS))).otherwise(f.lit(0)).cast("int")
    left = questions.join(f.broadcast(hot), "question", "left").withColumn("salt", salt)
    salts = f.when(f.col("hot"), f.sequence(f.lit(0), f.lit(_SALTS - 1))).otherwise(f.array(f.lit(0)))
    right = records.join(f.broadcast(hot), "question", "left").withColumn("salt", f.explode(salts))
    return left.join(right.select("question", "salt", "records"), ["question", "salt"], "left").select(
        "fact", "question", "records"
    )
