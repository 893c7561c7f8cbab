"""One line a finding, for editors and for grep, then the summary."""

from checker.model.finding import Report
from checker.reports.style import Style, printable
from checker.reports.summary import place, summary


def render(report: Report, style: Style) -> str:
    """A line `path:line:column: CODE severity: message` for each finding, and the summary."""
    lines = [
        f"{style.link_file(place(finding.location, part.document.sources[finding.location.path]), finding.location.path)}: "
        f"{style.paint(finding.code, 'code')} {style.paint(finding.severity, finding.severity)}: {printable(finding.message)}"
        for part in report.documents
        for finding in part.findings
    ]
    if not style.quiet:
        lines += summary(report, style)
    return "".join(f"{line}\n" for line in lines)
