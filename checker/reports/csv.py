"""Comma-separated values, one finding a row, for spreadsheets: https://www.rfc-editor.org/rfc/rfc4180."""

import csv
import io
from collections.abc import Iterable, Sequence

from checker.model.finding import DocumentReport, Finding, Report
from checker.reports.stream import Lines
from checker.reports.style import Style, printable

COLUMNS = ("path", "line", "column", "code", "name", "severity", "confidence", "reference", "message", "notes", "help")
#: A cell that starts with one of these is a formula to a spreadsheet (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def stream(_report: Report, _style: Style) -> Lines:
    """A header and a row for each finding."""
    return Lines(lambda part: _rows(_row(finding, part) for finding in part.findings), head=_rows([COLUMNS]))


def _rows(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _row(finding: Finding, part: DocumentReport) -> list[str]:
    where = finding.location
    line, column = part.document.sources[where.path].position(where.span.start)
    texts = (where.path, str(line), str(column), finding.code, finding.name, finding.severity.value, finding.confidence.value)
    more = (finding.reference or "", finding.message, "; ".join(finding.remarks), finding.help)
    return [safe(printable(text)) for text in (*texts, *more)]


def safe(text: str) -> str:
    """The text of a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
