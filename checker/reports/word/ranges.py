"""Ranges of comments in the body of a Word document: insertions alone, which split the runs that a range begins or ends in."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.errors import InputError
from checker.model.text import SourceFile, Span
from checker.readers import docx
from checker.readers.docx import Piece
from checker.reports.word.markup import Element, elements, inserted

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PRESERVE = b' xml:space="preserve"'
#: Which element of the body refers to a note.
_REFERENCES = {"footnote": "footnoteReference", "endnote": "endnoteReference"}


class _Edge(NamedTuple):
    """Where a range begins or ends: a byte between two runs, or inside the run of `text`, which must be split there."""

    at: int
    text: Element | None = None


@dataclass(slots=True)
class _Marks:
    """What goes to one edge: ends of ranges before the starts of others."""

    ends: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)


class Body:
    """The body of a document, with the ranges that are to be marked in it."""

    def __init__(self, source: SourceFile, pieces: Sequence[Piece]) -> None:
        """Find all elements of the body, and of the notes that pieces of the text come from."""
        self._path = source.path
        self._data = docx.member(source, docx.BODY) or b""
        self.elements = elements(self._data, f"{source.path}: {docx.BODY}")
        self._pieces = pieces
        self._starts = [piece.span.start for piece in pieces]
        names = {piece.part for piece in pieces} - {docx.BODY}
        self._parts = {name: elements(docx.member(source, name) or b"", f"{source.path}: {name}") for name in names}
        self._fields = _fields(self.elements)
        self._marks: dict[_Edge, _Marks] = {}
        self._notes = {
            (element.local_name, element.attribute("id")): element
            for element in self.elements
            if element.local_name in _REFERENCES.values()
        }

    def mark(self, number: int, span: Span) -> None:
        """Mark a span of the extracted text as the range of a comment; one in a note is marked at the note's reference."""
        prefix, declaration = namespace(self.elements[0])
        start, end = self._edges(span)
        named = f'{prefix}id="{number}"'
        reference = f"<{prefix}r{declaration}><{prefix}commentReference {named}/></{prefix}r>"
        self._marks.setdefault(start, _Marks()).starts.append(f"<{prefix}commentRangeStart{declaration} {named}/>")
        self._marks.setdefault(end, _Marks()).ends.append(f"<{prefix}commentRangeEnd{declaration} {named}/>{reference}")

    def marked(self) -> bytes:
        """The bytes of the body with all ranges."""
        return inserted(self._data, self._insertions())

    def _insertions(self) -> Iterator[tuple[int, bytes]]:
        preserved = set()
        for edge, marks in self._marks.items():
            new = "".join([*marks.ends, *marks.starts]).encode()
            if edge.text is None:
                yield edge.at, new
                continue
            inside = edge.at not in (edge.text.start, edge.text.end)
            yield edge.at, _split(edge.text, self._data, new, inside=inside)
            if inside and not edge.text.attribute("space") and edge.text.inside not in preserved:
                preserved.add(edge.text.inside)
                yield edge.text.inside - 1, _PRESERVE

    def _edges(self, span: Span) -> tuple[_Edge, _Edge]:
        """Where the range of a span begins and ends."""
        first = self._piece(span.start)
        last = self._piece(max(span.start, span.end - 1))
        if first.part != docx.BODY or last.part != docx.BODY:
            run = self._reference(first)
            return _Edge(run.start), _Edge(run.end)
        begin, finish = self.elements[first.element], self.elements[last.element]
        character = max(0, span.start - first.span.start)
        behind = max(span.end, span.start + 1) - last.span.start
        start = self._field_edge(begin, _edge(begin, self._data, character, len(first.span), last=False), last=False)
        end = self._field_edge(finish, _edge(finish, self._data, behind, len(last.span), last=True), last=True)
        return start, end

    def _piece(self, offset: int) -> Piece:
        """The piece that an offset lies in, or the next one behind it."""
        if not self._pieces:
            raise InputError(f"{self._path}: no text to comment on")
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or (offset >= self._pieces[at].span.end and at + 1 < len(self._pieces)):
            at += 1
        return self._pieces[at]

    def _reference(self, piece: Piece) -> Element:
        """The run of the body that refers to the note with a piece of text; the first run where none does."""
        for around in self._parts[piece.part][piece.element].ancestors if piece.part in self._parts else ():
            reference = self._notes.get((_REFERENCES.get(around.local_name, ""), around.attribute("id")))
            if reference is not None:
                return _outermost_run(reference)
        runs = (element for element in self.elements if element.local_name == "r")
        found = next(runs, None)
        if found is None:
            raise InputError(f"{self._path}: no text in the body to comment on")
        return found

    def _field_edge(self, element: Element, edge: _Edge, *, last: bool) -> _Edge:
        """The edge, outside of a field: a reference manager writes its results anew, and comments in them would go."""
        at = bisect_right(self._fields, element.start, key=lambda place: place.start) - 1
        if at < 0 or self._fields[at].end <= element.start:
            return edge
        return _Edge(self._fields[at].end if last else self._fields[at].start)


def namespace(root: Element) -> tuple[str, str]:
    """The prefix for new elements of WordprocessingML, and its declaration where the root has none."""
    for name, value in root.attributes.items():
        if name.startswith("xmlns:") and value == _WORD:
            return f"{name.removeprefix('xmlns:')}:", ""
    return "aq:", f' xmlns:aq="{_WORD}"'


def _edge(element: Element, data: bytes, character: int, length: int, *, last: bool) -> _Edge:
    """The edge of a range in front of a character of an element's text; `last`: where the range ends, else where it begins."""
    run = _outermost_run(element)
    if run is not element.parent:
        return _Edge(run.end if last else run.start)
    if 0 < character < length and _divisible(element, data):
        return _Edge(element.byte_of(character), element)
    if _content(run)[-1 if last else 0] is element:
        return _Edge(run.end if last else run.start)
    return _Edge(element.end if last else element.start, element)


def _outermost_run(element: Element) -> Element:
    """The outermost run around an element (a text box is inside one); itself where there is none."""
    runs = [around for around in element.ancestors if around.local_name == "r"]
    return runs[-1] if runs else element


def _content(run: Element) -> list[Element]:
    return [child for child in run.children if child.local_name != "rPr"]


def _divisible(element: Element, data: bytes) -> bool:
    """Whether a text can be split: not inside CDATA, nor where Word drops white space at its ends, which a split would keep."""
    if element.local_name != "t" or b"<" in data[element.inside : element.close]:
        return False
    text = "".join(piece for _, piece in element.text)
    return element.attribute("space") == "preserve" or text == text.strip()


def _split(text: Element, data: bytes, between: bytes, *, inside: bool) -> bytes:
    """What ends a run (and, inside its text, that too) in front of some markup, and begins it again behind."""
    run = text.parent
    if run is None:  # pragma: no cover - an edge with a text always has its run
        return between
    close, reopen = f"</{run.name}>".encode(), data[run.start : run.inside]
    properties = next((data[child.start : child.end] for child in run.children if child.local_name == "rPr"), b"")
    if not inside:
        return close + between + reopen + properties
    return b"".join([f"</{text.name}>".encode(), close, between, reopen, properties, f"<{text.name}".encode(), _PRESERVE, b">"])


def _fields(found: Sequence[Element]) -> list[Span]:
    """The outermost complex fields (17.16.18) that begin and end among the same siblings, as spans of bytes."""
    spans: list[Span] = []
    open_: list[Element] = []
    for element in found:
        if element.local_name != "fldChar":
            continue
        kind, run = element.attribute("fldCharType"), _outermost_run(element)
        if kind == "begin":
            open_.append(run)
        elif kind == "end" and open_:
            begin = open_.pop()
            if begin.parent is run.parent:
                while spans and spans[-1].start >= begin.start:
                    spans.pop()  # nested in this one
                spans.append(Span(begin.start, run.end))
    return spans
