"""The format for people: each finding with the source it points at, then the summary."""

import textwrap
from collections.abc import Iterator, Mapping

from checker.model.finding import DocumentReport, Finding, Report
from checker.model.reference import ReferenceEntry
from checker.model.text import Location, SourceFile
from checker.reports import excerpt
from checker.reports.excerpt import Row
from checker.reports.style import Style, printable
from checker.reports.summary import hints, place, summary

#: How many of a finding's other places are shown.
MOST_RELATED = 3


def render(report: Report, style: Style) -> str:
    """All findings with their excerpts, a blank line between them, and the summary."""
    blocks = [block for part in report.documents for block in _blocks(part, style)]
    if not style.quiet:
        lines = (*summary(report, style), *hints(report))
        blocks.append("\n".join(wrapped for line in lines for wrapped in _wrap(line, style.width, "  ")))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _blocks(part: DocumentReport, style: Style) -> Iterator[str]:
    """The findings of one manuscript, one text each."""
    sources = part.document.sources
    entries = {entry.id: entry for entry in part.document.references}
    for finding in part.findings:
        entry = entries.get(finding.reference or "")
        yield "\n".join(_finding(finding, sources, entry, style))


def _finding(finding: Finding, sources: Mapping[str, SourceFile], entry: ReferenceEntry | None, style: Style) -> Iterator[str]:
    places = (finding.location, *finding.related[:MOST_RELATED])
    shown = [excerpt.rows(sources[where.path], where.span) for where in places]
    if entry and entry.path == finding.location.path and entry.span.covers(finding.location.span):
        shown[0] = (*_opening(entry, shown[0], sources[entry.path]), *shown[0])
    gutter = max(len(str(row.line)) for group in shown for row in group if row.line)
    yield from _header(finding, style)
    yield from _excerpts(finding, places, shown, sources, gutter, style)
    hidden = len(finding.related) - MOST_RELATED
    if hidden > 0:
        yield from _remark(gutter, "", f"… and {hidden} more", style)
    for note in finding.notes:
        yield from _remark(gutter, "note: ", note, style)
    if style.verbose:
        yield from _remark(gutter, "note: ", f"confidence: {finding.confidence}", style)
    for advice in dict.fromkeys((finding.help, *(fix.title for fix in finding.fixes))):
        if advice:
            yield from _remark(gutter, "help: ", advice, style)


def _header(finding: Finding, style: Style) -> Iterator[str]:
    """`CODE severity: message`, wrapped."""
    head = f"{finding.code} {finding.severity}:"
    first, *rest = _wrap(f"{head} {printable(finding.message)}", style.width, "    ")
    painted = f"{style.paint(finding.code, 'code')} {style.paint(finding.severity, finding.severity)}:"
    yield painted + first.removeprefix(head)
    yield from rest


def _opening(entry: ReferenceEntry, marked: tuple[Row, ...], source: SourceFile) -> Iterator[Row]:
    """The first line of an entry, for orientation, when the marked lines are further down in it."""
    first, start = source.position(entry.span.start).line, marked[0].line
    if start is not None and first < start:
        yield Row(first)
        if first + 1 < start:
            yield Row(None)


def _excerpts(
    finding: Finding,
    places: tuple[Location, ...],
    shown: list[tuple[Row, ...]],
    sources: Mapping[str, SourceFile],
    gutter: int,
    style: Style,
) -> Iterator[str]:
    """The excerpt of the finding's own place, then of the others; a header line wherever the file changes."""
    path, last = "", 0
    for number, (where, group) in enumerate(zip(places, shown, strict=True)):
        source = sources[where.path]
        if where.path != path:
            arrow = "-->" if number == 0 else ":::"
            yield f"{' ' * gutter}{style.paint(arrow, 'gutter')} {style.link_file(place(where, source), where.path)}"
            yield style.paint(f"{' ' * gutter} |", "gutter")
        elif group[0].line != last + 1:
            yield style.paint("...", "gutter")
        mark, role = ("^", finding.severity.value) if number == 0 else ("-", "related")
        for row in group:
            label = where.label if row is group[-1] else ""
            yield from excerpt.draw(source, row, gutter, mark, role, label, style)
        path, last = where.path, group[-1].line or 0


def _remark(gutter: int, word: str, text: str, style: Style) -> Iterator[str]:
    """A line ` = word text`, wrapped under its own text."""
    lead = f"{' ' * gutter} = {word}"
    first, *rest = _wrap(lead + printable(text), style.width, " " * len(lead))
    yield f"{' ' * gutter} {style.paint('=', 'gutter')} {style.paint(word, 'word')}{style.link_urls(first[len(lead) :])}"
    yield from (style.link_urls(line) for line in rest)


def _wrap(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
