"""What the tables of a run say about the archive as a whole, as CSV files and one page that shows the heads of them."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker import atomic
from checker.corpus.judge import TABLES
from checker.errors import InputError
from checker.reports.csv import safe
from checker.reports.style import printable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Rows of a table that the page shows; the file has all, which are taken so many at a time.
_SHOWN, _BATCH = 50, 10_000


@dataclass(frozen=True, slots=True)
class Question:
    """A table of the report: the name of its file, its heading, what a reader should know, and the query."""

    name: str
    heading: str
    note: str
    query: str


QUESTIONS = (
    Question(
        "findings-by-rule",
        "Findings by rule",
        "Manuscripts: how many have at least one.",
        "SELECT code, name, severity, count(*) AS findings, count(DISTINCT path) AS manuscripts FROM findings"
        " GROUP BY ALL ORDER BY findings DESC, code, severity",
    ),
    Question(
        "findings-by-journal-and-year",
        "Findings by journal and year",
        "Journal and year of the manuscripts, as the input names them; the year else by the manuscript's own date.",
        "SELECT coalesce(journal, '') AS journal, year, code, findings.name, count(*) AS findings,"
        " count(DISTINCT path) AS manuscripts FROM findings JOIN manuscripts USING (path)"
        " GROUP BY ALL ORDER BY journal, year, findings DESC, code",
    ),
    Question(
        "manuscripts",
        "Manuscripts, the worst first",
        "By errors, then warnings, for each reference.",
        'SELECT path, journal, year, error, warning, info, "references", checked, problem FROM manuscripts'
        ' ORDER BY error / greatest("references", 1) DESC, warning / greatest("references", 1) DESC, path',
    ),
    Question(
        "not-found",
        "Cited works that were not found, the most cited first",
        "Not found among the works that were searched: that is not to say that they do not exist.",
        "SELECT count(DISTINCT path) AS manuscripts, coalesce(nullif(doi, ''), '') AS doi, any_value(title) AS title,"
        " year, any_value(raw) AS printed FROM \"references\" WHERE status = 'not-found'"
        " GROUP BY doi, CASE WHEN doi = '' THEN lower(title) END, year ORDER BY manuscripts DESC, title, doi",
    ),
    Question(
        "retracted",
        "Cited works that OpenAlex flags as retracted, the most cited first",
        "The flag is on retraction notices too; see the finding STA401 of each manuscript.",
        "SELECT count(DISTINCT path) AS manuscripts, work, doi, title, year FROM matches WHERE retracted"
        " GROUP BY ALL ORDER BY manuscripts DESC, work",
    ),
)
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color-scheme:light dark}"
    "table{border-collapse:collapse;font-size:.875rem}td,th{padding:.2rem .6rem;text-align:left;vertical-align:top;"
    "border-bottom:1px solid #8884}td.number{text-align:right;font-variant-numeric:tabular-nums}"
)


def report(run: Path, folder: Path) -> None:
    """Write the report on a run's folder into another one. Raises InputError where there is no run, or duckdb is missing."""
    try:
        import duckdb
    except ImportError as problem:
        raise InputError("the report needs duckdb: pip install 'citeproof[spark]'") from problem
    summary = run / "summary.json"
    if not summary.is_file():
        raise InputError(f"{run}: no complete run in it (no summary.json); run `citeproof corpus check` first")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with duckdb.connect() as database:
            for name in TABLES:
                if any(run.glob(f"{name}/*/*.parquet")):
                    database.read_parquet(str(run / name / "*" / "*.parquet")).create_view(name)
                else:  # nothing of the kind was found
                    database.execute(f'CREATE TABLE "{name}" ({_quoted(TABLES[name])})')
            sections = [_answered(question, database.execute(question.query), folder) for question in QUESTIONS]
    except duckdb.Error as problem:
        raise InputError(f"{run}: can't read the tables: {str(problem).splitlines()[0]}") from problem
    atomic.write(folder / "index.html", _page(json.loads(summary.read_text(encoding="utf-8")), sections).encode())


def _quoted(schema: str) -> str:
    """A list of columns with their names in quotes: some are words of SQL."""
    return ", ".join('"{}" {}'.format(*column.split()) for column in schema.split(", "))


def _answered(question: Question, found: "DuckDBPyConnection", folder: Path) -> str:
    """Write all rows of an answer as CSV; returns the section of the page."""
    columns = [column[0] for column in found.description or ()]
    shown: list[Sequence[Any]] = []
    count = 0
    with atomic.replacing(folder / f"{question.name}.csv") as put:
        put(_csv([columns]))
        while rows := found.fetchmany(_BATCH):
            put(_csv(rows))
            shown += rows[: _SHOWN - len(shown)]
            count += len(rows)
    return _section(question, columns, shown, count)


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([safe(_shown(value)) for value in row] for row in rows)
    return text.getvalue().encode()


def _section(question: Question, columns: Sequence[str], rows: Sequence[Sequence[Any]], count: int) -> str:
    head = "".join(f"<th scope=col>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in rows)
    more = f" The first {len(rows)} of {count:,} rows." if count > len(rows) else ""
    link = f'<a href="{question.name}.csv">{question.name}.csv</a>'
    table = f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>" if rows else "<p>None.</p>"
    return (
        f"<section><h2>{escape(question.heading)}</h2>\n<p>{escape(question.note)}{more} All: {link}</p>\n{table}</section>\n"
    )


def _cell(value: Any) -> str:
    kind = ' class="number"' if isinstance(value, int | float) else ""
    return f"<td{kind}>{escape(_shown(value))}</td>"


def _shown(value: Any) -> str:
    return "" if value is None else printable(str(value))


def _page(summary: dict[str, Any], sections: Sequence[str]) -> str:
    statuses = ", ".join(f"{count:,} {escape(status)}" for status, count in summary["references"].items())
    failed = f"; {summary['failed']:,} could not be checked" if summary["failed"] else ""
    return (
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>citeproof: the archive</title><style>{_STYLE}</style></head><body>\n<h1>The archive</h1>\n"
        f"<p>{summary['manuscripts']:,} manuscripts{failed}. References: {statuses or 'none'}.</p>\n"
        f"{''.join(sections)}</body></html>\n"
    )
