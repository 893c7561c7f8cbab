"""Annotations of GitHub Actions: workflow commands on standard output.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from checker.model.finding import Finding, Report, Severity
from checker.model.text import SourceFile
from checker.reports.sarif import relative
from checker.reports.style import Style, printable
from checker.reports.summary import place, summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
#: GitHub shows no more annotations of a kind in a step.
MOST = 10


def render(report: Report, style: Style) -> str:
    """Annotations, errors first, as many of each kind as GitHub shows; the rest as lines of the log, then the summary."""
    found = [(finding, part.document.sources[finding.location.path]) for part in report.documents for finding in part.findings]
    levels = [[item for item in found if item[0].severity is level] for level in _COMMANDS]
    lines = [_annotation(finding, source) for level in levels for finding, source in level[:MOST]]
    rest = [_line(finding, source) for level in levels for finding, source in level[MOST:]]
    if rest:
        lines += [f"GitHub shows {MOST} annotations of a kind; the other findings are:", *rest]
    if not style.quiet:
        lines += summary(report, style)
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding, source: SourceFile) -> str:
    start, end = source.position(finding.location.span.start), source.position(finding.location.span.end)
    file = relative(finding.location.path).as_posix()  # plain: the property is escaped, not percent-encoded
    properties = {"file": file, "line": start.line, "endLine": end.line}
    if start.line == end.line:  # GitHub refuses columns on a span of several lines
        properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = f"citeproof ({finding.code})"
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = "\n".join(part for part in (finding.message, *finding.remarks, finding.help) if part)
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(text)}"


def _line(finding: Finding, source: SourceFile) -> str:
    """A finding as a line of the log. Its indentation keeps a path from being read as a command."""
    return f"  {place(finding.location, source)}: {finding.code} {finding.severity}: {printable(finding.message)}"


def _data(text: str) -> str:
    """Escape a message: percent signs and line ends."""
    return "%0A".join(printable(line).replace("%", "%25") for line in text.split("\n"))


def _property(text: str) -> str:
    """Escape a property: colons and commas too."""
    return printable(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
