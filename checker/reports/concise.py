"""One line a finding, for editors and for grep, then the summary."""

from checker.model.finding import DocumentReport, Report
from checker.reports.stream import Lines
from checker.reports.style import Style, printable
from checker.reports.summary import closing, place


def stream(_report: Report, style: Style) -> Lines:
    """A line `path:line:column: CODE severity: message` for each finding, and the summary."""
    return Lines(
        lambda part: _lines(part, style),
        tail=lambda totals: "" if style.quiet else "".join(f"{line}\n" for line in closing(totals, style)),
    )


def _lines(part: DocumentReport, style: Style) -> str:
    return "".join(
        f"{style.link_file(place(finding.location, part.document.sources[finding.location.path]), finding.location.path)}: "
        f"{style.paint(finding.code, 'code')} {style.paint(finding.severity, finding.severity)}: {printable(finding.message)}\n"
        for finding in part.findings
    )
