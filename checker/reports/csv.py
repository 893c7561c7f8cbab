"""Comma-separated values, one finding a row, for spreadsheets: https://www.rfc-editor.org/rfc/rfc4180."""

import csv
import io

from checker.model.finding import DocumentReport, Finding, Report
from checker.reports.style import Style, printable

COLUMNS = ("path", "line", "column", "code", "name", "severity", "confidence", "reference", "message", "notes", "help")
#: A cell that starts with one of these is a formula to a spreadsheet (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(report: Report, _style: Style) -> str:
    """A header and a row for each finding."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(finding, part) for part in report.documents for finding in part.findings)
    return stream.getvalue()


def _row(finding: Finding, part: DocumentReport) -> list[str]:
    where = finding.location
    line, column = part.document.sources[where.path].position(where.span.start)
    texts = (where.path, str(line), str(column), finding.code, finding.name, finding.severity.value, finding.confidence.value)
    more = (finding.reference or "", finding.message, "; ".join(finding.notes), finding.help)
    return [_safe(printable(text)) for text in (*texts, *more)]


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
