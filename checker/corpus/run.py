"""A run over a corpus, in stages that are kept: one that was cut off goes on where it was.

OUT/stage/works        the works as tables (`works`)
OUT/stage/documents    the manuscripts as they were read, with their entries, by part
OUT/stage/outcomes     what became of each distinct entry
OUT/{manuscripts,findings,references,matches}/part=N
OUT/summary.json
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker import __version__, atomic, engine
from checker.corpus import entries, judge, works
from checker.corpus.inputs import manuscripts
from checker.errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: The parts of the corpus are judged in so many steps, of so many parts at least: what a crash loses. Each reads all outcomes.
_STEPS, _AT_A_TIME = 4, 16


def run(
    spark: "SparkSession",
    source: str,
    sources: Sequence[str],
    out: Path,
    prepare: Callable[[], engine.Setup],
    settings: str,
    parts: int,
    tell: Callable[[str], None],
) -> dict[str, Any]:
    """Check the manuscripts of `source` against the works of `sources`; returns the summary that is written too.

    `settings` is a text that says how the rules are set: a folder begun with others is refused with UsageError. `tell` gets a
    line for each step.
    """
    stage = out / "stage"
    _same_run(out, {"version": __version__, "source": source, "works": list(sources), "settings": settings, "parts": parts})
    _once(stage / "works", lambda folder: works.prepare(spark, sources, folder), tell, "reading the works")
    corpus = manuscripts(spark, source, parts)
    known = works.read(spark, stage / "works")
    _once(
        stage / "documents",
        lambda folder: entries.documents(corpus).write.mode("overwrite").partitionBy("part").parquet(str(folder)),
        tell,
        "reading the manuscripts",
    )
    documents = spark.read.schema(entries.DOCUMENTS).parquet(str(stage / "documents"))
    _once(
        stage / "outcomes",
        lambda folder: (
            entries.resolve(entries.distinct(documents), known, stage / "rounds").write.mode("overwrite").parquet(str(folder))
        ),
        tell,
        f"looking for the references among {known.count:,} works",
    )
    shutil.rmtree(stage / "rounds", ignore_errors=True)
    outcomes = spark.read.parquet(str(stage / "outcomes"))
    _judge(documents, outcomes, out, prepare, parts, tell)
    summary = _summary(spark, out)
    atomic.write(out / "summary.json", (json.dumps(summary, indent=1, ensure_ascii=False) + "\n").encode())
    return summary


def _judge(
    documents: "DataFrame",
    outcomes: "DataFrame",
    out: Path,
    prepare: Callable[[], engine.Setup],
    parts: int,
    tell: Callable[[str], None],
) -> None:
    """Run the rules on the parts that have not been done, some at a time."""
    from pyspark import StorageLevel
    from pyspark.sql import functions as f

    done = out / "stage" / "done"
    done.mkdir(parents=True, exist_ok=True)
    missing = [part for part in range(parts) if not (done / str(part)).exists()]
    for left in out.glob("*/.spark-staging-*"):  # by a run that was killed
        shutil.rmtree(left)
    step = max(_AT_A_TIME, parts // _STEPS)
    for start in range(0, len(missing), step):
        some = missing[start : start + step]
        tell(f"checking the manuscripts: parts {some[0]} to {some[-1]} of {parts}")
        meant = documents.where(f.col("part").isin(some))
        rows = judge.judged(meant, outcomes, prepare).hint("rebalance", "part").persist(StorageLevel.DISK_ONLY)
        for kind in judge.TABLES:
            judge.table(rows, kind).write.mode("overwrite").partitionBy("part").parquet(str(out / kind))
        rows.unpersist()
        for part in some:
            (done / str(part)).touch()


def _same_run(out: Path, told: dict[str, Any]) -> None:
    """Note how a run is made, or see that the one that was begun here was made in the same way."""
    noted = json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    place = out / "stage" / "run.json"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(place, noted.encode())
    elif place.read_text(encoding="utf-8") != noted:
        raise UsageError(f"{out}: begun with other manuscripts, works or settings ({place}); name another folder, or delete it")


def _once(folder: Path, make: Callable[[Path], None], tell: Callable[[str], None], step: str) -> None:
    """Make what belongs into a folder unless it has been made."""
    ready = folder.with_name(f"{folder.name}.ready")
    if not ready.exists():
        tell(step)
        shutil.rmtree(folder, ignore_errors=True)  # what a run that was killed has left
        folder.mkdir(parents=True)
        make(folder)
        ready.touch()


def _summary(spark: "SparkSession", out: Path) -> dict[str, Any]:
    """What the tables add up to."""
    from pyspark.sql import functions as f

    listed, references, findings = (
        spark.read.schema(judge.TABLES[name]).parquet(str(out / name)) for name in ("manuscripts", "references", "findings")
    )
    ((total, failed),) = listed.agg(f.count("*"), f.count("problem")).collect()
    statuses = references.groupBy("status").count().orderBy("status").collect()
    codes = findings.groupBy("code", "severity").count().orderBy("code", "severity").collect()
    return {
        "schema_version": 1,
        "manuscripts": total,
        "failed": failed,
        "references": {row["status"]: row["count"] for row in statuses},
        "findings": [{"code": row["code"], "severity": row["severity"], "count": row["count"]} for row in codes],
    }


def digest(text: str) -> str:
    """A short name for a long text of settings."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()
