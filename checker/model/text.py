"""Decoded source text, spans over it, and places that a person can go to."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.model.record import pickled_by_values, record

#: Hyphens, dashes and minus signs, to be put into a character class.
DASHES = r"\-‐‑‒–—−"
_NOT_LINE_END = re.compile(r"[^\r\n]")


@dataclass(init=False, slots=True, order=True, unsafe_hash=True)
class Span:
    """A half-open range `start:end` of code points in the text of one `SourceFile`.

    Not to be changed. It is not `frozen`, which would double the time to make one: a large bibliography has a million.
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        """Raises ValueError for what is no range."""
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}:{end}")
        self.start = start
        self.end = end

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def of(self, text: str) -> str:
        """The slice of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, offset: int) -> "Span":
        """The span moved by `offset` code points."""
        return Span(self.start + offset, self.end + offset)


pickled_by_values(Span)


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with the spans turned into spaces, line ends kept: every offset stays true."""
    pieces, at = [], 0
    for span in sorted(spans):
        if span.start >= at:
            pieces += [text[at : span.start], _NOT_LINE_END.sub(" ", span.of(text))]
            at = span.end
    return "".join(pieces) + text[at:]


class Position(NamedTuple):
    """A place as an editor shows it: 1-based line and column, counted in code points."""

    line: int
    column: int


class Anchor(NamedTuple):
    """Where extracted text comes from: the text from `offset` on stands at `line` of the file.

    `line` is what a person goes by: the source line (XML, HTML), the paragraph (DOCX), the page (PDF); `label` says it in
    words (`paragraph 12`, an XPath).
    """

    offset: int
    line: int
    label: str = ""


class Part(NamedTuple):
    """A piece of an assembled text: from `offset` on it is the text of `file` from `start` on."""

    offset: int
    file: "SourceFile"
    start: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One input file, decoded once. `text` keeps its line ends; a byte-order mark is not part of it.

    `plain` is false for formats without a plain text (DOCX, PDF, XML): `text` is then what the reader extracted, offsets into
    it mean nothing outside citeproof, and `anchors` (by offset, the first at 0) say where each part stands in the file.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False
    plain: bool = True
    anchors: tuple[Anchor, ...] = ()
    #: The file itself, for formats that are no text (DOCX): their reader takes it from here.
    data: bytes = field(default=b"", repr=False)
    #: The files that an assembled text (LaTeX with `\input`) was put together from, by offset, the first at 0.
    parts: tuple[Part, ...] = ()
    _line_starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [0]
        at = self.text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        object.__setattr__(self, "_line_starts", starts)

    def position(self, offset: int) -> Position:
        """Line and column of a code-point offset (`len(text)` is the place behind the last character).

        With anchors: the line of the anchor before it, and the column counted from there.
        """
        if self.parts:
            file, place = self.origin(Span(offset, offset))
            return file.position(place.start)
        anchor = self.anchor(offset)
        if anchor is not None:
            return Position(anchor.line, offset - anchor.offset + 1)
        line = self.line_at(offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def origin(self, span: Span) -> tuple["SourceFile", Span]:
        """The file that a span of an assembled text comes from, and its place there, cut at the end of that piece."""
        if not self.parts:
            return self, span
        number = max(0, bisect_right(self.parts, span.start, key=lambda part: part.offset) - 1)
        part = self.parts[number]
        limit = self.parts[number + 1].offset if number + 1 < len(self.parts) else len(self.text)
        moved = part.start - part.offset
        return part.file, Span(span.start + moved, max(span.start, min(span.end, limit)) + moved)

    def line_at(self, offset: int) -> int:
        """The 1-based line of `text` that an offset is on, for `line_span`; in extracted text it is no line of the file."""
        return bisect_right(self._line_starts, offset)

    def anchor(self, offset: int) -> Anchor | None:
        """The anchor that an offset of extracted text belongs to; null in plain text."""
        if not self.anchors:
            return None
        return self.anchors[max(0, bisect_right(self.anchors, offset, key=lambda anchor: anchor.offset) - 1)]

    def line_span(self, line: int) -> Span:
        """The span of a 1-based line without its line end."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] - 1 if line < len(self._line_starts) else len(self.text)
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    @property
    def line_count(self) -> int:
        """How many lines the text has (an empty text has one)."""
        return len(self._line_starts)

    def lines(self) -> Iterator[Span]:
        """The spans of all lines, in order, without their line ends."""
        return (self.line_span(number) for number in range(1, self.line_count + 1))


@record
class Location:
    """A span in a file, with a short label for the reader (`cited here`)."""

    path: str
    span: Span
    label: str = ""
