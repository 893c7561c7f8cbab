"""The prose of a document as the finders see it: everything that can't hold a citation is blanked, offsets stay."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.model.document import Block, BlockKind, Document
from checker.model.text import Span

#: Stands for each character that is no prose.
HOLE = "\0"
#: Stands for each character of a link's destination, which markers reach across: `[[3](#r3),[5](#r5)]`.
LINK = "\x01"

#: A letter, as a pattern: raised and lowered digits count as letters for Python's `\w`.
LETTER = r"[^\W\d_⁰¹²³⁴-₉]"

#: Behind a link's text: its address, or the label of its definition.
_LINK_DESTINATION = re.compile(
    r"(?<=\])\([^()\[\]\s]{1,2000}(?:\s\"[^\"\n]{0,200}\")?\)|(?<=[^\W\d]\])\[(?P<label>[^\[\]\n]{1,100})\]"
)
_LINK_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]{1,100})\]:\s", re.MULTILINE)
#: The escape of a bracket, as programs write it that turn documents into Markdown: `\[12\]`.
_ESCAPE = re.compile(r"\\(?=[\[\]])")
_LINK_FORMATS = frozenset({"markdown", "notebook"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A prose block: its text with `HOLE` and `LINK` set in, the text as written, and where both start in the file."""

    text: str
    raw: str
    start: int
    block: Block

    def span(self, start: int, end: int) -> Span:
        """A range of the passage as a span of the file."""
        return Span(self.start + start, self.start + end)

    def is_hole(self, at: int) -> bool:
        """Whether the character at `at` is no prose."""
        return self.text[at] == HOLE


def passages(document: Document) -> Iterator[Passage]:
    """The prose blocks and headings of a document, in order."""
    links = document.format in _LINK_FORMATS
    labels = frozenset(_LINK_DEFINITION.findall(document.source.text)) if links else frozenset()
    for block in document.blocks:
        if not (block.is_prose or block.kind is BlockKind.HEADING):
            continue
        raw = block.span.of(document.source.text)
        text = _blank(raw, block)
        if links and "]" in raw:
            # found in the text as written: a reader that excludes URLs has blanked the destinations already
            found = (match for match in _LINK_DESTINATION.finditer(raw) if not match["label"] or match["label"] in labels)
            text = _overlay(text, (match.span() for match in found), LINK)
            text = _ESCAPE.sub(" ", text)
        yield Passage(text, raw, block.span.start, block)


def _blank(raw: str, block: Block) -> str:
    ranges = ((max(0, span.start - block.span.start), span.end - block.span.start) for span in block.excluded)
    return _overlay(raw, ranges, HOLE)


def _overlay(text: str, ranges: Iterator[tuple[int, int]], fill: str) -> str:
    """`text` with the ranges (in order) overwritten, as long as before."""
    pieces, position = [], 0
    for start, end in ranges:
        start, end = max(start, position), min(end, len(text))
        if start < end:
            pieces += [text[position:start], fill * (end - start)]
            position = end
    return "".join([*pieces, text[position:]])


def without(document: Document, spans: Sequence[Span]) -> Document:
    """The document with the spans (in order) excluded from its blocks, so that nothing more is found there."""
    starts = [span.start for span in spans]
    blocks = []
    for block in document.blocks:
        own = spans[bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)]
        blocks.append(replace(block, excluded=tuple(sorted((*block.excluded, *own)))) if own else block)
    return replace(document, blocks=tuple(blocks))
