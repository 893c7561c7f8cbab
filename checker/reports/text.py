"""The format for people: each finding with the source it points at, then the summary."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from checker.model.finding import DocumentReport, Finding, Report
from checker.model.reference import ReferenceEntry
from checker.model.text import Location, SourceFile
from checker.model.totals import Totals
from checker.reports import excerpt
from checker.reports.excerpt import Mark, Row
from checker.reports.manuscripts import Table
from checker.reports.style import Style, printable
from checker.reports.summary import closing, hints, in_words, place

#: How many of a finding's other places are shown.
MOST_RELATED = 3


@dataclass(frozen=True, slots=True)
class _Panel:
    """Rows of one file under the place that they start from."""

    first: Location
    source: SourceFile
    rows: list[Row]

    def add(self, rows: list[Row], style: Style) -> None:
        """Append the rows of a further place, marked in the same line where the two fit together."""
        last = self.rows[-1]
        both = excerpt.joined(self.source, last, rows[0], style)
        if both:
            self.rows[-1:] = [both, *rows[1:]]
        else:
            gap = [] if last.line and rows[0].line == last.line + 1 else [Row(None)]
            self.rows.extend([*gap, *rows])


def stream(_report: Report, style: Style) -> "_Blocks":
    """All findings with their excerpts, a blank line between them, and the summary."""
    return _Blocks(style)


@dataclass(slots=True)
class _Blocks:
    """The report in the making."""

    style: Style
    gap: str = ""
    manuscripts: Table = field(default_factory=Table)

    def add(self, part: DocumentReport) -> str:
        """The findings of a manuscript."""
        if not self.style.quiet:
            self.manuscripts.add(part)
        return "".join(map(self._apart, _blocks(part, self.style)))

    def end(self, totals: Totals) -> Iterator[str]:
        """The table of the manuscripts where there are several, and the summary."""
        if not self.style.quiet:
            manuscripts = self.manuscripts.lines(self.style)
            if manuscripts:
                yield self._apart("\n".join(manuscripts))
            lines = (*closing(totals, self.style), *hints(totals, self.style))
            yield self._apart("\n".join(wrapped for line in lines for wrapped in _wrap(line, self.style.width, "  ")))

    def _apart(self, block: str) -> str:
        """The block, with a blank line before all but the first."""
        text, self.gap = f"{self.gap}{block}\n", "\n"
        return text


def _blocks(part: DocumentReport, style: Style) -> Iterator[str]:
    """The findings of one manuscript, one text each."""
    sources = part.document.sources
    entries = {entry.id: entry for entry in part.document.references}
    for finding in part.findings:
        entry = entries.get(finding.reference or "")
        yield "\n".join(_finding(finding, sources, entry, style))


def _finding(finding: Finding, sources: Mapping[str, SourceFile], entry: ReferenceEntry | None, style: Style) -> Iterator[str]:
    panels = _panels(finding, sources, entry, style)
    gutter = max(len(str(row.number(panel.source))) for panel in panels for row in panel.rows)
    yield from _header(finding, style)
    for arrow, panel in zip(("-->", *[":::"] * len(panels)), panels, strict=False):
        link = style.link_file(place(panel.first, panel.source), panel.first.path)
        words = in_words(panel.first, panel.source)
        yield f"{' ' * gutter}{style.paint(arrow, 'gutter')} {link}{f' ({words})' if words else ''}"
        yield style.paint(f"{' ' * gutter} |", "gutter")
        for row in panel.rows:
            yield from excerpt.draw(panel.source, row, gutter, style)
    yield from _remarks(finding, gutter, style)


def _remarks(finding: Finding, gutter: int, style: Style) -> Iterator[str]:
    """How many places are not shown, the notes, and what to do."""
    hidden = len(finding.related) - MOST_RELATED
    if hidden > 0:
        yield from _remark(gutter, "", f"… and {hidden} more", style)
    for note in finding.remarks:
        yield from _remark(gutter, "note: ", note, style)
    if style.verbose:
        yield from _remark(gutter, "note: ", f"confidence: {finding.confidence}", style)
    further = dict.fromkeys(fix.title for fix in finding.fixes if fix.title not in finding.help)
    for advice in filter(None, (finding.help, *further)):
        yield from _remark(gutter, "help: ", advice, style)


def _header(finding: Finding, style: Style) -> Iterator[str]:
    """`CODE severity: message`, wrapped."""
    head = f"{finding.code} {finding.severity}:"
    first, *rest = _wrap(f"{head} {printable(finding.message)}", style.width, "    ")
    painted = f"{style.paint(finding.code, 'code')} {style.paint(finding.severity, finding.severity)}:"
    yield painted + first.removeprefix(head)
    yield from rest


def _panels(finding: Finding, sources: Mapping[str, SourceFile], entry: ReferenceEntry | None, style: Style) -> list[_Panel]:
    """The finding's own place and the first of the others; neighbours in one file share a panel."""
    panels: list[_Panel] = []
    own = finding.location
    for number, where in enumerate((own, *finding.related[:MOST_RELATED])):
        source = sources[where.path]
        char, role = ("-", "related") if number else ("^", finding.severity.value)
        rows = excerpt.rows(source, Mark(where.span, char, role, where.label))
        if number == 0 and entry and entry.path == own.path and entry.span.covers(own.span):
            rows = [*_opening(entry, rows[0], source), *rows]
        if panels and panels[-1].first.path == where.path:
            panels[-1].add(rows, style)
        else:
            panels.append(_Panel(where, source, rows))
    return panels


def _opening(entry: ReferenceEntry, marked: Row, source: SourceFile) -> Iterator[Row]:
    """The first line of an entry, for orientation, when the marked lines are further down in it."""
    first = source.line_at(entry.span.start)
    if marked.line is not None and first < marked.line:
        yield Row(first)
        if first + 1 < marked.line:
            yield Row(None)


def _remark(gutter: int, word: str, text: str, style: Style) -> Iterator[str]:
    """A line ` = word text`, wrapped under its own text."""
    lead = f"{' ' * gutter} = {word}"
    first, *rest = _wrap(lead + printable(text), style.width, " " * len(lead))
    yield f"{' ' * gutter} {style.paint('=', 'gutter')} {style.paint(word, 'word')}{style.link_urls(first[len(lead) :])}"
    yield from (style.link_urls(line) for line in rest)


def _wrap(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
