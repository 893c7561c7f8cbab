"""GitHub-flavoured Markdown, for pull requests and the step summary of a workflow."""

import re
from collections.abc import Iterable, Sequence

from checker.model.finding import DocumentReport, Finding, Report
from checker.model.totals import Counts, Totals
from checker.reports.manuscripts import HEADINGS
from checker.reports.style import Style, printable
from checker.reports.summary import closing, place

COLUMNS = ("Place", "Rule", "Severity", "Finding", "What to do")
#: GitHub takes no summary of a step above 1 MiB; a little is left for headings.
LONGEST = 1_000_000
#: Characters that mean something in a table cell; backticks stay, they mark the values of a message.
_SPECIAL = re.compile(r"([\\|<>\[\]*_~#!&])")


def render(report: Report, style: Style) -> str:
    """The summary, a table of the manuscripts where there are several, and one of the findings of each.

    Of more than GitHub takes, the most severe findings are there, and it is said how many are not.
    """
    totals = Totals.of(report.documents, detailed=style.verbose)
    blocks = ["\n".join(f"{_cell(line)}  " for line in closing(totals, style)).rstrip()]
    if len(report.documents) > 1:
        blocks.append(_table(HEADINGS, (map(str, Counts.of(part)) for part in report.documents)))
    rows = [(_row(finding, part), finding, part) for part in report.documents for finding in part.findings]
    kept = _kept([(row, finding) for row, finding, _ in rows], LONGEST - len("\n\n".join(blocks).encode()))
    if len(kept) < len(rows):
        blocks.append(f"{len(rows) - len(kept)} findings are left out here, since GitHub takes no longer summary.")
    by_part: dict[int, list[Sequence[str]]] = {}
    for at, (row, _, part) in enumerate(rows):
        if at in kept:
            by_part.setdefault(id(part), []).append(row)
    blocks += [
        f"### {_cell(part.document.source.path)}\n\n{_table(COLUMNS, by_part[id(part)])}"
        for part in report.documents
        if id(part) in by_part
    ]
    return "\n\n".join(blocks) + "\n"


def _kept(rows: Sequence[tuple[Sequence[str], Finding]], room: int) -> set[int]:
    """Which rows fit into so many bytes, the most severe first."""
    kept: set[int] = set()
    for at in sorted(range(len(rows)), key=lambda at: -rows[at][1].severity.rank):
        room -= len(_line(rows[at][0]).encode()) + 1
        if room < 0:
            break
        kept.add(at)
    return kept


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = tuple(headings)
    return "\n".join([_line(columns), _line("---" for _ in columns), *map(_line, rows)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_cell(text) for text in cells)} |"


def _row(finding: Finding, part: DocumentReport) -> tuple[str, ...]:
    where = place(finding.location, part.document.sources[finding.location.path])
    return (where, finding.code, finding.severity.value, finding.message, finding.help)


def _cell(text: str) -> str:
    """A text that a table shows as it is: code spans kept, everything else escaped."""
    shown = printable(text)
    if shown.count("`") % 2:
        shown = shown.replace("`", "'")
    parts = shown.split("`")
    escaped = [part.replace("|", "\\|") if at % 2 else _SPECIAL.sub(r"\\\1", part) for at, part in enumerate(parts)]
    return "`".join(escaped)
