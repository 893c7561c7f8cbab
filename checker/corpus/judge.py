"""The rules on each manuscript, and what they give as rows."""

import json
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from checker import engine
from checker.corpus.tables import Row, mapped
from checker.jobs import Failure, tried
from checker.manuscripts import Manuscript
from checker.model.document import Document
from checker.model.finding import DocumentReport, Severity
from checker.model.match import Match, MatchStatus
from checker.reports.json import findings
from checker.reports.references import reference_line

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: The tables that a run gives, in Spark's DDL; `part` is added to each.
TABLES = {
    "manuscripts": (
        "path string, journal string, year int, format string, citations int, references int, checked int, error int,"
        " warning int, info int, problem string"
    ),
    "findings": (
        "path string, code string, name string, severity string, confidence string, message string, file string, line int,"
        " column int, reference string, fingerprint string, help string, evidence string"
    ),
    "references": (
        "path string, reference string, number int, raw string, type string, title string, container_title string, year int,"
        " doi string, status string, reason string"
    ),
    "matches": (
        "path string, reference string, work string, doi string, title string, year int, retracted boolean, method string,"
        " score double"
    ),
}
_JUDGED = "part int, kind string, row string"


def judged(documents: "DataFrame", outcomes: "DataFrame", prepare: Callable[[], engine.Setup]) -> "DataFrame":
    """The rows of all tables (`kind` and `row` as JSON) of the documents; `outcomes`: fact, outcome."""
    from pyspark.sql import functions as f

    recipe = pickle.dumps(prepare)

    def judge(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
        for row in rows:
            for kind, values in _rows(row, _setup(recipe)):
                yield {"part": row["part"], "kind": kind, "row": json.dumps(values, default=str)}

    entries = documents.select("path", f.posexplode("facts").alias("position", "fact"))
    known = (
        entries.join(outcomes, "fact").groupBy("path").agg(f.collect_list(f.struct("position", "outcome")).alias("outcomes"))
    )
    both = documents.drop("facts", "entries").join(known, "path", "left")
    return both.mapInArrow(mapped(judge, _JUDGED), _JUDGED)


def table(rows: "DataFrame", kind: str) -> "DataFrame":
    """One of the tables out of the rows of all."""
    from pyspark.sql import functions as f

    of_kind = rows.where(f.col("kind") == kind)
    return of_kind.select("part", f.from_json("row", TABLES[kind]).alias("values")).select("values.*", "part")


@lru_cache(2)
def _setup(recipe: bytes) -> engine.Setup:
    """The rules with their settings, made once in each worker."""
    setup: engine.Setup = pickle.loads(recipe)()  # noqa: S301 - the driver wrote it
    return setup


def _rows(row: Row, setup: engine.Setup) -> Iterator[tuple[str, dict[str, Any]]]:
    one = Manuscript(row["path"])
    known = {"path": one.path, "journal": row["journal"], "year": row["year"]}
    report = Failure(one, row["problem"]) if row["problem"] else tried(one, lambda: _report(row, setup))
    if isinstance(report, Failure):
        yield "manuscripts", {**known, "problem": report.problem}
        return
    yield "manuscripts", {**_manuscript(report), **{name: value for name, value in known.items() if value is not None}}
    for finding in findings(report):
        evidence = json.dumps(finding["evidence"], ensure_ascii=False, sort_keys=True, default=str)
        yield "findings", {**finding, "file": finding["path"], "path": one.path, "evidence": evidence}
    yield from _references(report)


def _report(row: Row, setup: engine.Setup) -> DocumentReport:
    document: Document = pickle.loads(row["document"])  # noqa: S301 - `entries.documents` wrote it
    known = {item["position"]: item["outcome"] for item in row["outcomes"] or ()}
    matches = {
        entry.id: replace(pickle.loads(known[position]), entry=entry.id)  # noqa: S301 - `entries.resolve` wrote it
        for position, entry in enumerate(document.references)
    }
    return engine.judge(document, matches, setup)


def _manuscript(report: DocumentReport) -> dict[str, Any]:
    document = report.document
    counts = Counter(finding.severity for finding in report.findings)
    return {
        "year": document.metadata.date[0] if document.metadata.date else None,
        "format": document.format,
        "citations": len(document.citations),
        "references": len(document.references),
        "checked": report.checked,
        "problem": "; ".join(report.internal_errors) or None,
        **{level.value: counts[level] for level in Severity},
    }


def _references(report: DocumentReport) -> Iterator[tuple[str, dict[str, Any]]]:
    """A row for each reference, and one for each that is a known work."""
    path = report.document.source.path
    for entry in report.document.references:
        outcome = report.matches[entry.id]
        line = reference_line(entry, report.document.file(entry.path))
        yield (
            "references",
            {
                **{name: line[name] for name in ("number", "raw")},
                "path": path,
                "reference": entry.id,
                "type": entry.type,
                "title": entry.title,
                "container_title": entry.get("container-title"),
                "year": entry.year,
                "doi": entry.doi,
                "status": outcome.status.value if isinstance(outcome, Match) else "skipped",
                "reason": None if isinstance(outcome, Match) else outcome.reason.value,
            },
        )
        if isinstance(outcome, Match) and outcome.status is MatchStatus.MATCHED and outcome.work is not None:
            work = outcome.work
            known = {"work": work.url, "doi": work.doi, "title": work.title, "year": work.year, "retracted": work.is_retracted}
            yield "matches", {**known, "path": path, "reference": entry.id, "method": outcome.method, "score": outcome.score}
