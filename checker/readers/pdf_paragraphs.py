"""Printed lines in reading order → paragraphs of running text: breaks found, hyphenation undone, raised parts kept.

A paragraph ends where the page shows it: by a gap, another size, an indentation, a short line, or the next label of a list.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from checker.model.text import Anchor, Span
from checker.readers import signs
from checker.readers.pdf_layout import Line

#: Distances in sizes: a larger gap than usual between lines, a line that begins further in, one that ends short.
_GAP, _INDENT, _SHORT = 0.25, 0.5, 2.5
_OTHER_SIZE = 0.1
#: The distance from line to line: at least, where nothing tells, and at most within a paragraph (double spacing has 2.3).
_CLOSEST, _SPACING, _FARTHEST = 0.8, 1.35, 3.0
#: So few lines don't tell the margin of their column.
_FEW = 3
#: How far apart the ends of full lines are at most, in points: lines need not be justified.
_FULL = 8.0
#: So many lines without a gap, an indentation or a label are no entry, but a list of them.
_MANY = 8
_SENTENCE_END = re.compile(r"[.?!:;”\"’)\]]\W{0,2}$")
_GOES_ON = re.compile(r"[a-z(\[,;)&–—]")
_HYPHENATED = re.compile(r"([^\W\d_]{2,})[-‐]$")
_HEAD = re.compile(r"([a-zß-ÿ]+)")
_COMPOUND = re.compile(r"[^\W\d_]{2,}-[^\W\d_]{2,}")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:?\s?|\b10\.\d{4,9}/)\S*$", re.IGNORECASE)
#: What goes on with an address: it has a sign, a digit or an extension in it, as words of a sentence don't.
_ADDRESS_GOES_ON = re.compile(r"[/._=&?%#~-]|[a-z0-9]+[/._=&?%#~\d-]\S*|\d")
_BREAKS_ADDRESS = re.compile(r"[/._=&?%#~-]$")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(slots=True)
class Text:
    """The running text of a document, paragraphs apart by blank lines, with its raised parts and the pages as anchors."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    raised: list[Span] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append to the text."""
        self.pieces.append(text)
        self.length += len(text)

    def add_line(self, line: Line) -> None:
        """Append a line with its raised parts; one that goes on where the last one stopped makes one with it."""
        for start, end in line.raised:
            span = Span(self.length + start, self.length + end)
            if self.raised and self.raised[-1].end == span.start:
                span = Span(self.raised.pop().start, span.end)
            self.raised.append(span)
        self.add(line.text)


def assemble(lines: Sequence[Line]) -> Text:
    """The paragraphs of the lines of a document."""
    text = Text()
    compounds = frozenset(match[0].lower() for line in lines for match in _COMPOUND.finditer(line.text))
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    for paragraph in _paragraphs(lines):
        if text.length:
            text.add("\n\n")
        before: Line | None = None
        for line in paragraph.lines:
            if before is not None:
                _join(text, before, line, compounds, words, "\n" if paragraph.mixed else " ")
            if not text.anchors or text.anchors[-1].line != line.page:
                text.anchors.append(Anchor(text.length, line.page, f"page {line.page}"))
            text.add_line(line)
            before = line
    return text


def _join(text: Text, before: Line, line: Line, compounds: frozenset[str], words: Counter[str], space: str) -> None:
    """Put between two lines what stands between their words: `space`, nothing, or a hyphen less."""
    if _is_cut_address(before.text, line.text) or _is_cut_raised(before, line):
        return
    cut, head = _HYPHENATED.search(before.text), _HEAD.match(line.text)
    if cut and head:
        whole, parts = (cut[1] + head[1]).lower(), f"{cut[1]}-{head[1]}".lower()
        if parts not in compounds or words[whole]:
            text.pieces[-1] = text.pieces[-1][:-1]
            text.length -= 1
    elif not (before.text[-1] in "-‐–" and before.text[-2:-1].strip()):  # ranges, compounds: `2563-` `2569`, `Smith-` `Jones`
        text.add(space)


def _is_cut_raised(before: Line, line: Line) -> bool:
    """Whether raised numbers go on in the next line."""
    return bool(before.raised and line.raised) and before.raised[-1][1] == len(before.text) and line.raised[0][0] == 0


def _is_cut_address(before: str, line: str) -> bool:
    """Whether a URL or DOI goes on in the next line."""
    if not _ADDRESS.search(before[-200:]):
        return False
    following = line.split(None, 1)[0]
    return bool(_ADDRESS_GOES_ON.match(following) and (_BREAKS_ADDRESS.search(before) or not following[0].isupper()))


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together. `mixed`: those of a list whose entries the page doesn't set apart; its parser will."""

    lines: list[Line] = field(default_factory=list)
    mixed: bool = False


def _paragraphs(lines: Sequence[Line]) -> Iterator[_Paragraph]:
    """The paragraphs, over columns and pages."""
    state = _State()
    for chunk in _chunks(lines):
        state.enter(chunk)
        for place, line in enumerate(chunk.lines):
            if state.begins(chunk, place) and state.current.lines:
                yield state.current
                state.current = _Paragraph(mixed=state.mixed)
            state.add(line)
        state.right = chunk.right
    if state.current.lines:
        yield state.current


@dataclass(slots=True)
class _State:
    """What is known on the way through the lines.

    `number` is that of the last list label at the start of a paragraph, `right` the right edge of the chunk before, `hanging`
    whether first lines hang out. `listed`: under the heading of a reference list; `mixed` as in a paragraph.
    """

    current: _Paragraph = field(default_factory=_Paragraph)
    number: int | None = None
    right: float = 0.0
    hanging: bool = False
    style: bool | None = None
    listed: bool = False
    mixed: bool = False

    def enter(self, chunk: "_Chunk") -> None:
        """Look at a chunk before its lines are read."""
        first = chunk.lines[0]
        if self.style is True or (self.style is not None and chunk.first):
            self.hanging = self.style
        self.style = _hangs(chunk)
        if _is_heading(first):
            self.listed, self.mixed, self.number = True, False, None
        elif self.listed and signs.ends_list(first.text):
            self.listed = self.mixed = False
        elif self.listed and self.number is None and len(chunk.lines) >= _MANY:
            self.mixed = self.style is not True and signs.label(first.text) is None

    def begins(self, chunk: "_Chunk", place: int) -> bool:
        """Whether a paragraph begins with a line of a chunk."""
        line, lines = chunk.lines[place], self.current.lines
        if not lines or _is_heading(line) or _is_heading(lines[-1]) or self.current.mixed is not self.mixed:
            return True
        if self.mixed:
            return False
        if self._is_next(line):
            return True
        if place:
            return _breaks(chunk.lines[place - 1], line, self.style, chunk.margin, chunk.right)
        return not _continues(lines, line, self.hanging, self.number, chunk, self.right)

    def _is_next(self, line: Line) -> bool:
        label = signs.label(line.text)
        return label is not None and label == (1 if self.number is None else self.number + 1)

    def add(self, line: Line) -> None:
        """Take a line into the present paragraph."""
        if not self.current.lines:
            self.current.mixed = self.mixed
            if self._is_next(line) or signs.label(line.text) == 1:
                self.number = signs.label(line.text)
        self.current.lines.append(line)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Lines of one column and size without a gap between them. `first`: the column begins with it."""

    lines: Sequence[Line]
    first: bool
    margin: float
    right: float


def _chunks(lines: Sequence[Line]) -> Iterator[_Chunk]:
    margins: list[float] = []
    for _, run in groupby(lines, lambda line: line.column):
        column = list(run)
        margin = _margin(column)
        if len(column) < _FEW:  # too few to tell: the nearest margin of an earlier column
            near = [known for known in margins if -1 < margin - known < _FEW * column[0].size]
            margin = max(near, default=margin)
        margins.append(margin)
        right = _right(column)
        start = 0
        for place in range(1, len(column) + 1):
            if place == len(column) or _is_apart(column, place):
                yield _Chunk(column[start:place], start == 0, margin, right)
                start = place


def _is_apart(column: Sequence[Line], place: int) -> bool:
    """Whether a gap or another size of type stands in front of a line of a column: more than above or below it.

    Spacing differs between manuscripts and within one (double, single in the list): neighbours are compared.
    """
    before, line = column[place - 1], column[place]
    if _is_heading(before) or _is_heading(line) or abs(before.size - line.size) > _OTHER_SIZE * line.size:
        return True
    step = before.baseline - line.baseline
    beside = [column[near - 1].baseline - column[near].baseline for near in (place - 1, place + 1) if 0 < near < len(column)]
    beside = [other for other in beside if other > _CLOSEST * line.size]
    return step > min(beside, default=_SPACING * line.size) + _GAP * line.size or step > _FARTHEST * line.size


def _margin(column: Iterable[Line]) -> float:
    """Where the lines of a column begin that are not indented: the leftmost place that is not far from all others."""
    lines = sorted(column, key=lambda line: line.left)
    return next((one.left for one, other in pairwise(lines) if other.left - one.left < _FEW * one.size), lines[0].left)


def _right(column: Iterable[Line]) -> float:
    """Where full lines of a column end: the rightmost place that two of them have nearly in common; one alone may stick out."""
    rights = sorted((line.right for line in column), reverse=True)
    return next((one for one, other in pairwise(rights) if one - other < _FULL), rights[0])


def _hangs(chunk: _Chunk) -> bool | None:
    """Whether first lines hang out (lists) or in (prose), by what follows lines that end short; null where none tells."""
    margin = _margin(chunk.lines) if len(chunk.lines) > 1 else chunk.margin
    hanging = indented = 0
    for before, line in pairwise(chunk.lines):
        inner, inner_before = (one.left - margin > _INDENT * one.size for one in (line, before))
        if inner and inner_before and abs(line.left - before.left) < 1.0:
            hanging += 1  # the third line of an entry
        elif _is_short(before, chunk.right):
            hanging += not inner and inner_before
            indented += inner
        elif inner and not inner_before:
            hanging += 1
    return None if hanging == indented else hanging > indented


def _is_short(line: Line, right: float) -> bool:
    return right - line.right > _SHORT * line.size


def _breaks(before: Line, line: Line, hanging: bool | None, margin: float, right: float) -> bool:
    """Whether a paragraph begins with a line, in the midst of a chunk."""
    inner, inner_before = (one.left - margin > _INDENT * one.size for one in (line, before))
    if hanging:
        return not inner
    if inner and not inner_before and _is_short(before, right):
        return True
    if inner and not inner_before and hanging is False:
        return True
    return _is_short(before, right) and bool(_SENTENCE_END.search(before.text)) and not _GOES_ON.match(line.text)


def _is_heading(line: Line) -> bool:
    return signs.is_reference_heading(line.text)


def _continues(current: Sequence[Line], line: Line, hanging: bool, number: int | None, chunk: _Chunk, right: float) -> bool:
    """Whether a paragraph goes on at the head of a column or behind a gap."""
    before = current[-1]
    if not chunk.first or abs(before.size - line.size) > _OTHER_SIZE * line.size:
        return False
    inner = line.left - chunk.margin > _INDENT * line.size
    if hanging:
        return inner or (number is not None and signs.label(current[0].text) == number and signs.label(line.text) is None)
    if _HYPHENATED.search(before.text) or _GOES_ON.match(line.text):
        return True
    return not (inner or _SENTENCE_END.search(before.text) or _is_short(before, right))
