"""Excerpts of a source with line numbers, marks under a span, and a label: what a finding points at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from checker.model.text import SourceFile, Span
from checker.reports.style import Style, pieces, printable

#: A cut prefers the end of a word, when one is at most this many characters away.
_WORD = 15
#: A window on a line is never narrower than this many cells.
_NARROWEST = 20
#: Stands for what a window leaves out.
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a source, with its marked part or, for orientation only, without. A null line stands for left-out lines."""

    line: int | None
    marked: Span | None = None


def rows(source: SourceFile, span: Span) -> tuple[Row, ...]:
    """The lines that a span touches; of more than three only the first two and the last."""
    span = _without_line_ends(source, span)
    first, last = source.position(span.start).line, source.position(span.end).line
    numbers: Iterable[int | None] = range(first, last + 1) if last - first < 3 else (first, first + 1, None, last)
    return tuple(Row(number, _part(source, number, span) if number else None) for number in numbers)


def draw(source: SourceFile, row: Row, gutter: int, mark: str, role: str, label: str, style: Style) -> Iterator[str]:
    """The line of a row behind its number, and below it the marks (`^` or `-`) with the label."""
    if row.line is None:
        yield style.paint("...", "gutter")
        return
    line = source.line_span(row.line)
    room = max(_NARROWEST, style.width - gutter - 3)
    marked = Span(line.start, line.start) if row.marked is None else row.marked
    shown, offset, width = _window(line.of(source.text), marked.start - line.start, marked.end - line.start, room)
    yield _behind(f"{row.line:>{gutter}}", shown, style)
    if row.marked is None:
        return
    margin, label = " " * gutter, printable(label)
    marks = " " * offset + style.paint(mark * width, role)
    if offset + width + 1 + cell_len(label) <= room:
        yield _behind(margin, f"{marks} {style.paint(label, role)}" if label else marks, style)
        return
    yield _behind(margin, marks, style)
    yield _behind(margin, " " * min(offset, max(0, room - cell_len(label))) + style.paint(label, role), style)


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


def _window(text: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """What to show of a line around `start:end` in `room` cells, and the cell offset and width of the marked part."""
    before = list(pieces(text[max(0, start - room) : start]))
    marked = list(pieces(text[start : min(end, start + room + 1)]))
    after = list(pieces(text[end : end + room]))
    if start + len(marked) + len(after) < len(text) or _width(before) + _width(marked) + _width(after) > room:
        marked = _head(marked, max(room // 2, room - 2 * min(len(before), _WORD)))
        left = room - _width(marked)
        before = _tail(before, max(left - _width(after), left // 2), cut=start > room)
        after = _head(after, left - _width(before), cut=len(text) > end + room)
    shown = "".join((*before, *marked, *after))
    return shown, min(_width(before), room - 1), max(1, _width(marked))


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
