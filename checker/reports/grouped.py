"""The findings of each manuscript rule by rule, one line a finding: errors first, then the rules with the most findings."""

from collections.abc import Iterator
from itertools import groupby

from checker.model.finding import DocumentReport, Finding, Report
from checker.model.totals import Totals
from checker.reports.manuscripts import Table
from checker.reports.stream import Lines
from checker.reports.style import Style, printable
from checker.reports.summary import closing, hints, place


def stream(_report: Report, style: Style) -> Lines:
    """A block for each rule: its code, severity, name and number of findings, then place and message of each."""
    table = Table()
    return Lines(lambda part: _manuscript(part, table, style), tail=lambda totals: _end(totals, table, style))


def _manuscript(part: DocumentReport, table: Table, style: Style) -> str:
    if not style.quiet:
        table.add(part)
    ordered = sorted(part.findings, key=lambda finding: finding.code)
    groups = [(code, list(group)) for code, group in groupby(ordered, key=lambda finding: finding.code)]
    groups.sort(key=lambda item: (-max(finding.severity.rank for finding in item[1]), -len(item[1]), item[0]))
    return "".join(f"{line}\n" for _, group in groups for line in (*_group(group, part, style), ""))


def _group(group: list[Finding], part: DocumentReport, style: Style) -> Iterator[str]:
    """The lines of one rule; its severity is that of the gravest finding."""
    worst = max(group, key=lambda finding: finding.severity.rank)
    count = "1 finding" if len(group) == 1 else f"{len(group)} findings"
    yield f"{style.paint(worst.code, 'code')} {style.paint(worst.severity, worst.severity)} {worst.name} ({count})"
    for finding in group:
        where = place(finding.location, part.document.sources[finding.location.path])
        yield f"  {style.link_file(where, finding.location.path)}: {printable(finding.message)}"


def _end(totals: Totals, table: Table, style: Style) -> str:
    if style.quiet:
        return ""
    manuscripts = table.lines(style)
    lines = (*manuscripts, *([""] if manuscripts else []), *closing(totals, style), *hints(totals, style))
    return "".join(f"{line}\n" for line in lines)
