"""GitHub-flavoured Markdown, for pull requests and the step summary of a workflow."""

import re

from checker.model.finding import DocumentReport, Finding, Report
from checker.reports.style import Style, printable
from checker.reports.summary import place, summary

#: Characters that mean something in a table cell; backticks stay, they mark the values of a message.
_SPECIAL = re.compile(r"([\\|<>\[\]*_~#!&])")


def render(report: Report, style: Style) -> str:
    """The summary, then a table of the findings of each manuscript."""
    blocks = ["\n".join(f"{_cell(line)}  " for line in summary(report, style)).rstrip()]
    blocks += [_table(part) for part in report.documents if part.findings]
    return "\n\n".join(blocks) + "\n"


def _table(part: DocumentReport) -> str:
    head = ["| Place | Rule | Severity | Finding | What to do |", "| --- | --- | --- | --- | --- |"]
    return "\n".join(
        [f"### {_cell(part.document.source.path)}", "", *head, *(_row(finding, part) for finding in part.findings)]
    )


def _row(finding: Finding, part: DocumentReport) -> str:
    where = place(finding.location, part.document.sources[finding.location.path])
    cells = (where, finding.code, finding.severity.value, finding.message, finding.help)
    return f"| {' | '.join(_cell(text) for text in cells)} |"


def _cell(text: str) -> str:
    """A text that a table shows as it is: code spans kept, everything else escaped."""
    shown = printable(text)
    if shown.count("`") % 2:
        shown = shown.replace("`", "'")
    parts = shown.split("`")
    escaped = [part.replace("|", "\\|") if at % 2 else _SPECIAL.sub(r"\\\1", part) for at, part in enumerate(parts)]
    return "`".join(escaped)
