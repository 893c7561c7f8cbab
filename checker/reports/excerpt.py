"""Excerpts of a source with line numbers, marks under a span, and a label: what a finding points at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rich.cells import cell_len

from checker.model.text import SourceFile, Span
from checker.reports.style import Style, pieces, printable

#: A cut prefers the end of a word, when one is at most this many characters away.
_WORD = 15
#: Cells that line numbers and the bar behind them take at most.
_WIDEST_GUTTER = 10
#: A window on a line is never narrower than this many cells.
_NARROWEST = 20
#: Stands for what a window leaves out.
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands under a span: a character (`^` or `-`) in the colour of a role, and a label."""

    span: Span
    char: str
    role: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a source's text with its marks; without any it is there for orientation. A null line: left-out lines."""

    line: int | None
    marks: tuple[Mark, ...] = ()

    @property
    def marked(self) -> Span:
        """From the first mark to the end of the last."""
        return Span(min(mark.span.start for mark in self.marks), max(mark.span.end for mark in self.marks))

    def number(self, source: SourceFile) -> int:
        """The line number to show: that of the file, which extracted text knows by its anchors."""
        if self.line is None:
            return 0
        return source.position(self.marked.start if self.marks else source.line_span(self.line).start).line


def rows(source: SourceFile, mark: Mark) -> list[Row]:
    """The lines that a mark touches, its label on the last; of more than three only the first two and the last."""
    span = _without_line_ends(source, mark.span)
    first, last = source.line_at(span.start), source.line_at(span.end)
    numbers: Iterable[int | None] = range(first, last + 1) if last - first < 3 else (first, first + 1, None, last)
    return [
        Row(number, (replace(mark, span=_part(source, number, span), label=mark.label if number == last else ""),))
        if number
        else Row(None)
        for number in numbers
    ]


def joined(source: SourceFile, row: Row, other: Row, style: Style) -> Row | None:
    """One row with the marks of two rows of the same line, or null where these are too far apart to be shown together."""
    if row.line is None or row.line != other.line or not (row.marks and other.marks):
        return None
    both = Row(row.line, (*row.marks, *other.marks))
    room = max(_NARROWEST, style.width - _WIDEST_GUTTER)
    near = len(both.marked) <= room and _width(pieces(both.marked.of(source.text))) <= _most_marked(room)
    return both if near else None


def draw(source: SourceFile, row: Row, gutter: int, style: Style) -> Iterator[str]:
    """The line of a row behind its number, and below it a line for each of its marks."""
    if row.line is None:
        yield style.paint("...", "gutter")
        return
    line = source.line_span(row.line)
    text = line.of(source.text)
    room = max(_NARROWEST, style.width - gutter - 3)
    marked = (row.marked if row.marks else Span(line.start, line.start)).shifted(-line.start)
    shown, offset = _window(text, marked, room)
    yield _behind(f"{row.number(source):>{gutter}}", shown, style)
    for mark in row.marks:
        span = mark.span.shifted(-line.start)
        start = min(room - 1, offset + _width(pieces(text[marked.start : span.start])))
        width = max(1, min(room - start, _width(pieces(text[span.start : min(span.end, span.start + room)]))))
        yield from (_behind(" " * gutter, below, style) for below in _below(mark, start, width, room, style))


def _below(mark: Mark, start: int, width: int, room: int, style: Style) -> Iterator[str]:
    """The characters of a mark, and its label behind them or, where that does not fit, on a line of its own."""
    label = printable(mark.label)
    characters = " " * start + style.paint(mark.char * width, mark.role)
    if label and start + width + 1 + cell_len(label) <= room:
        yield f"{characters} {style.paint(label, mark.role)}"
        return
    yield characters
    if not label:
        return
    yield " " * min(start, max(0, room - cell_len(label))) + style.paint(label, mark.role)


def _behind(margin: str, text: str, style: Style) -> str:
    return f"{style.paint(f'{margin} |', 'gutter')} {text}".rstrip()


def _without_line_ends(source: SourceFile, span: Span) -> Span:
    """The span without line ends at its edges."""
    text = span.of(source.text)
    start = span.start + len(text) - len(text.lstrip("\r\n"))
    return Span(start, max(start, span.end - (len(text) - len(text.rstrip("\r\n")))))


def _part(source: SourceFile, number: int, span: Span) -> Span:
    """The part of a span on one line, indentation left out."""
    line = source.line_span(number)
    start = max(line.start, span.start)
    end = max(start, min(line.end, span.end))
    if span.start < line.start:
        start = end - len(source.text[start:end].lstrip())
    return Span(start, end)


def _most_marked(room: int) -> int:
    """How many cells a marked part may have that begins in the middle of a line: the rest is for its surroundings."""
    return room * 2 // 3


def _window(text: str, marked: Span, room: int) -> tuple[str, int]:
    """What to show of a line around its marked part in `room` cells, and in which cell the marked part begins."""
    before = list(pieces(text[max(0, marked.start - room) : marked.start]))
    middle = list(pieces(text[marked.start : min(marked.end, marked.start + room + 1)]))
    after = list(pieces(text[marked.end : marked.end + room]))
    whole = marked.start + len(middle) + len(after) == len(text)
    if not whole or _width(before) + _width(middle) + _width(after) > room:
        middle = _head(middle, max(_most_marked(room), room - _width(before)))
        left = room - _width(middle)
        before = _tail(before, max(left - _width(after), left // 2), cut=marked.start > room)
        after = _head(after, left - _width(before), cut=len(text) > marked.end + room)
    return "".join((*before, *middle, *after)), _width(before)


def _head(parts: list[str], room: int, *, cut: bool = False) -> list[str]:
    """The first pieces that fit, with an ellipsis behind them where some are left out (or `cut`: were before)."""
    if not cut and _width(parts) <= room:
        return parts
    kept, used = [], len(_CUT)
    for part in parts:
        used += cell_len(part)
        if used > room:
            break
        kept.append(part)
    blank = next((at for at in range(len(kept) - 1, max(-1, len(kept) - 1 - _WORD), -1) if kept[at] == " "), None)
    if blank is not None and len(kept) < len(parts):
        del kept[blank + 1 :]
    return [*kept, _CUT] if room > 0 else []


def _tail(parts: list[str], room: int, *, cut: bool = False) -> list[str]:
    """The last pieces that fit, with an ellipsis before them where some are left out."""
    return _head(parts[::-1], room, cut=cut)[::-1]


def _width(parts: Iterable[str]) -> int:
    return sum(cell_len(part) for part in parts)
