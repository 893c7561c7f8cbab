"""JSON Lines: the objects of the JSON report one a line, findings alone, for streams and `jq`."""

import json

from checker.model.finding import DocumentReport, Report
from checker.reports.json import findings
from checker.reports.stream import Lines
from checker.reports.style import Style, escape_json


def stream(_report: Report, _style: Style) -> Lines:
    """A line for each finding, as `findings` of the JSON report has it."""
    return Lines(_lines)


def _lines(part: DocumentReport) -> str:
    lines = (json.dumps(finding, ensure_ascii=False, default=str) for finding in findings(part))
    return "".join(f"{escape_json(line)}\n" for line in lines)
