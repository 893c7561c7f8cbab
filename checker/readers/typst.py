"""Typst → `Document`: `@key`, `#cite(<key>)` and `#bibliography("refs.bib")`, outside comments, raw text, maths and code.

https://typst.app/docs/reference/syntax/ and https://typst.app/docs/reference/model/cite/.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.model.document import Block, BlockKind, Citation, CitationItem, CitationStyle, Document, Metadata
from checker.model.text import Location, SourceFile, Span
from checker.readers import sections
from checker.readers.assembly import Assembled, Survey, assemble
from checker.readers.typst_scan import Marks, scan

_HEADING = re.compile(r"(={1,6})[ \t]+")
_ITEM = re.compile(r"(?:[-+]|\d{1,4}\.)[ \t]+")
_TRAILING = ".:"
#: What stands between two keys of one cluster.
_BETWEEN = re.compile(r"[ \t]*\n?[ \t]*")


def read(source: SourceFile) -> Document:
    """Read a Typst manuscript with the files that it includes."""
    assembled = assemble(source, "typst", _survey) if "include" in source.text else Assembled(source)
    source = assembled.source
    text = source.text
    marks = scan(text)
    blocks = tuple(_blocks(text, marks))
    named = tuple(marks.bibliography)
    return Document(
        source,
        "typst",
        blocks,
        (),
        tuple(_citations(text, marks)),
        comments=tuple(Location(source.path, span) for span in marks.comments),
        metadata=Metadata(
            title=_title(text, blocks),
            bibliography=tuple(span.of(text) for span in named),
            bibliography_spans=named,
            nocite=("*",) if marks.full else assembled.nocite,
        ),
        notices=assembled.notices,
    )


def _survey(text: str) -> Survey:
    return Survey(scan(text).included, Span(0, len(text)))


def _blocks(text: str, marks: Marks) -> Iterator[Block]:
    """The paragraphs, headings and list items; what holds nothing but code is no prose."""
    holes = marks.opaque
    at = 0
    for lines in _units(text):
        span = Span(lines[0].start, lines[-1].end)
        while at < len(holes) and holes[at].end <= span.start:
            at += 1
        inside, place = [], at
        while place < len(holes) and holes[place].start < span.end:
            inside.append(Span(max(span.start, holes[place].start), min(span.end, holes[place].end)))
            place += 1
        yield _block(text, span, tuple(inside))


def _units(text: str) -> Iterator[Sequence[Span]]:
    """The runs of lines between blank lines; headings and list items stand alone."""
    for lines in sections.paragraphs(text):
        unit: list[Span] = []
        for line in lines:
            content = line.of(text)
            if unit and (_HEADING.match(content) or _ITEM.match(content) or _HEADING.match(unit[-1].of(text))):
                yield unit
                unit = []
            unit.append(line)
        yield unit


def _block(text: str, span: Span, holes: tuple[Span, ...]) -> Block:
    edges = [span.start, *(edge for hole in holes for edge in (hole.start, hole.end)), span.end]
    parts = (text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    if not any(char.isalnum() for part in parts for char in part):
        return Block(BlockKind.OTHER, span)
    heading = _HEADING.match(text, span.start, span.end)
    if heading:
        return Block(BlockKind.HEADING, Span(heading.end(), span.end), len(heading[1]), holes)
    kind = BlockKind.LIST_ITEM if _ITEM.match(text, span.start, span.end) else BlockKind.PARAGRAPH
    return Block(kind, span, 0, holes)


def _title(text: str, blocks: Iterable[Block]) -> str:
    return next((block.span.of(text).strip() for block in blocks if block.kind is BlockKind.HEADING), "")


def _citations(text: str, marks: Marks) -> Iterator[Citation]:
    """The keys that are no labels of the text; keys next to each other are one cluster, as Typst sets them."""
    cluster: list[CitationItem] = []
    start = end = 0
    for key, whole in marks.keys:
        if key.of(text) in marks.labels:
            continue
        item = CitationItem(key.of(text), key)
        if cluster and _BETWEEN.fullmatch(text, end, whole.start):
            cluster.append(item)
        else:
            if cluster:
                yield _cluster(text, start, end, cluster)
            cluster, start = [item], whole.start
        end = whole.end
    if cluster:
        yield _cluster(text, start, end, cluster)


def _cluster(text: str, start: int, end: int, items: Sequence[CitationItem]) -> Citation:
    return Citation(Span(start, end), text[start:end], CitationStyle.KEYS, tuple(items))
