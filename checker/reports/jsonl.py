"""JSON Lines: the objects of the JSON report one a line, findings alone, for streams and `jq`."""

import json

from checker.model.finding import Report
from checker.reports.json import document
from checker.reports.style import Style, escape_json


def render(report: Report, _style: Style) -> str:
    """A line for each finding, as `findings` of the JSON report has it."""
    lines = (json.dumps(finding, ensure_ascii=False, default=str) for finding in document(report)["findings"])
    return "".join(f"{escape_json(line)}\n" for line in lines)
