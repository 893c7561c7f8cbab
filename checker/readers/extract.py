"""A tree of XML or HTML elements → extracted text with blocks, anchors and links: what the readers of JATS and HTML share."""

import html.entities
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from checker.model.document import Block, BlockKind
from checker.model.text import Anchor, Location, SourceFile, Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: What may stand between two pieces of a block, from weak to strong: a word, a cell, a row.
_GAPS = " \t\n"
_BLOCK_END = "\n\n"
#: A comment with this word is kept in the text, for suppressions.
_DIRECTIVE = "citeproof:"


class Link(NamedTuple):
    """A place that points at elements by their ids."""

    span: Span
    targets: tuple[str, ...]


class Extract(NamedTuple):
    """What an `Extractor` has written: the source with its text and anchors, the blocks, links and comments in order."""

    source: SourceFile
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    comments: tuple[Location, ...]


class Extractor:
    """Walks a tree once, without recursion, and writes its text block by block, white space collapsed.

    A format says which tags begin a block and of what kind (`blocks`), which give their kind to the blocks inside
    (`containers`), whose text is no prose (`opaque`) and which don't count at all (`skipped`). Elements that need more are
    dealt with in `enters` and `leaves`.
    """

    blocks: ClassVar[Mapping[str, BlockKind]] = {}
    containers: ClassVar[Mapping[str, BlockKind]] = {}
    opaque: ClassVar[frozenset[str]] = frozenset()
    skipped: ClassVar[frozenset[str]] = frozenset()
    #: What a forced line end is in the text.
    line_end: ClassVar[str] = " "

    def __init__(self, source: SourceFile) -> None:
        """Begin an empty text for the file that `source` was decoded from."""
        self._source = source
        self._pieces: list[str] = []
        self._length = 0
        self._gap = ""
        self._line = 1
        self._kinds: list[BlockKind] = []
        self._tables = 0
        self._open: tuple[int, BlockKind, int] | None = None  # where the current block starts, its kind and level
        self._path: list[str] = []
        self._counts: list[dict[str, int]] = [{}]
        self._begun: list[int] = []
        self._anchors: list[Anchor] = []
        self._found: list[tuple[int, BlockKind, int, int]] = []
        self._excluded: list[Span] = []
        self._raised: list[Span] = []
        self._links: list[Link] = []
        self._comments: list[Span] = []

    # what a format may say

    def enters(self, element: "Element", tag: str) -> bool:  # noqa: ARG002
        """Whether to write the inside of an element; what is refused may have been dealt with here."""
        return tag not in self.skipped

    def leaves(self, element: "Element", tag: str) -> None:
        """An element that was entered ends."""

    def targets(self, element: "Element", tag: str) -> tuple[str, ...]:  # noqa: ARG002
        """The ids that an element points at, none for most elements."""
        return ()

    def level(self, tag: str) -> int:  # noqa: ARG002
        """The level of a heading."""
        return 1

    # writing

    @property
    def here(self) -> int:
        """Where the text ends at present. A span that begins here is trimmed of the white space before its first word."""
        return self._length

    @property
    def kind(self) -> BlockKind | None:
        """The kind that the elements around give to a block."""
        return self._kinds[-1] if self._kinds else None

    def walk(self, root: "Element") -> None:
        """Write an element and all that is in it."""
        pending: list[Iterator[Element]] = [iter((root,))]
        opened: list[tuple[Element, str]] = []
        while pending:
            node = next(pending[-1], None)
            if node is None:
                pending.pop()
                if opened:
                    self._close(*opened.pop())
            elif not is_element(node):
                self._other(node)
            elif self._enter(node, local_name(node)):
                opened.append((node, local_name(node)))
                pending.append(iter(node))
            else:
                self.write(node.tail)

    def write(self, text: str | None) -> None:
        """Add text to the current block, or begin one, and follow the lines of the file."""
        if not text:
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._line += 1
                self.gap(" ")
            words = line.split()
            if not words:
                if line:
                    self.gap(" ")
                continue
            if line[0].isspace():
                self.gap(" ")
            self._append(" ".join(words))
            if line[-1].isspace():
                self.gap(" ")

    def gap(self, kind: str) -> None:
        """What follows stands apart by a space, a tab or a line end; the strongest wish counts."""
        if not self._gap or _GAPS.index(kind) > _GAPS.index(self._gap):
            self._gap = kind

    def begin_block(self, kind: BlockKind) -> None:
        """End the current block and give what follows a kind of its own, until `end_block`."""
        self._flush()
        self._kinds.append(kind)

    def end_block(self) -> None:
        """End the block that `begin_block` began."""
        self._flush()
        self._kinds.pop()

    def exclude(self, start: int) -> None:
        """What was written from `start` on is no prose."""
        self._excluded.append(Span(start, self._length))

    def link(self, start: int, targets: tuple[str, ...]) -> None:
        """What was written from `start` on points at these ids."""
        self._links.append(Link(Span(start, self._length), targets))

    def follow(self, element: "Element") -> None:
        """What is written next stands at the element's line."""
        self._line = cast("int | None", element.sourceline) or self._line

    def finish(self) -> Extract:
        """The text with all that is known about it; spans lie within one block each and have no white space at their ends."""
        self._flush()
        text = "".join(self._pieces)
        places = [(start, end) for start, _, _, end in self._found]
        starts = [start for start, _ in places]
        excluded, raised = (_by_block(text, spans, starts, places) for spans in (self._excluded, self._raised))
        blocks = tuple(
            Block(kind, Span(start, end), level, tuple(excluded.get(start, ())), tuple(raised.get(start, ())))
            for start, kind, level, end in self._found
        )
        links = (Link(trimmed(text, link.span), link.targets) for link in self._links)
        source = SourceFile(
            self._source.path, text, self._source.encoding, self._source.bom, plain=False, anchors=tuple(self._anchors)
        )
        return Extract(
            source,
            blocks,
            tuple(
                sorted((link for link in links if _holder(link.span, starts, places) is not None), key=lambda link: link.span)
            ),
            tuple(Location(source.path, span) for span in self._comments),
        )

    # the walk

    def _enter(self, element: "Element", tag: str) -> bool:
        count = self._counts[-1].get(tag, 0) + 1
        self._counts[-1][tag] = count
        self.follow(element)
        self._path.append(f"{tag}[{count}]")
        if not self.enters(element, tag):
            self._path.pop()
            return False
        self._counts.append({})
        if tag in self.containers:
            self.begin_block(self.containers[tag])
        elif tag in self.blocks and not self._tables:
            self.begin_block(self._kind_of(tag))
        elif tag in self.blocks:
            self.gap(" ")
        self._tables += tag == "table"
        if self._gap and self._open:
            self._append("")  # what begins here begins behind the space
        self._begun.append(self._length)
        self.write(element.text)
        return True

    def _kind_of(self, tag: str) -> BlockKind:
        own, around = self.blocks[tag], self.kind
        return own if around is None or (own is BlockKind.HEADING and around is not BlockKind.CAPTION) else around

    def _close(self, element: "Element", tag: str) -> None:
        start = self._begun.pop()
        if tag in ("sup", "superscript"):
            self._raised.append(Span(start, self._length))
        if tag in self.opaque:
            self.exclude(start)
        targets = self.targets(element, tag)
        if targets:
            self.link(start, targets)
        self.leaves(element, tag)
        self._tables -= tag == "table"
        if tag in self.containers or (tag in self.blocks and not self._tables):
            self.end_block()
        elif tag in ("td", "th"):
            self.gap("\t")
        elif tag == "tr":
            self.gap("\n")
        elif tag in ("br", "break"):
            self.gap(self.line_end)
        elif tag in self.blocks:
            self.gap(" ")
        self._counts.pop()
        self._path.pop()
        self.write(element.tail)

    def _other(self, node: "Element") -> None:
        """A comment, a processing instruction or an entity without a definition."""
        content = node.text or ""
        if content.startswith("&") and content.endswith(";"):
            self.write(html.entities.html5.get(content[1:], ""))
        elif _DIRECTIVE in content:
            self._comment(node, content)
        self.write(node.tail)

    def _comment(self, node: "Element", content: str) -> None:
        self.follow(node)
        alone = self._open is None
        if alone:
            self.begin_block(BlockKind.OTHER)
        self.gap(" ")
        self._append("<!--")
        start = self._length - len("<!--")
        self.write(content)
        self._append("-->")
        self._comments.append(Span(start, self._length))
        self.exclude(start)
        if alone:
            self.end_block()

    def _append(self, text: str) -> None:
        if self._open is None:
            if self._length:
                self._pieces.append(_BLOCK_END)
                self._length += len(_BLOCK_END)
            kind = self.kind or BlockKind.PARAGRAPH
            level = self.level(self._path[-1].split("[", 1)[0]) if kind is BlockKind.HEADING else 0
            self._open = (self._length, kind, level)
            self._anchors.append(Anchor(self._length, self._line, "/" + "/".join(self._path)))
        elif self._gap:
            self._pieces.append(self._gap)
            self._length += 1
        if text and self._anchors[-1].line != self._line:
            self._anchors.append(Anchor(self._length, self._line, self._anchors[-1].label))
        self._gap = ""
        self._pieces.append(text)
        self._length += len(text)

    def _flush(self) -> None:
        if self._open:
            start, kind, level = self._open
            self._found.append((start, kind, level, self._length))
        self._open, self._gap = None, ""


def is_element(node: object) -> bool:
    """Whether a node of the tree is an element; comments and entities have a function for a tag."""
    return isinstance(getattr(node, "tag", None), str)


def local_name(element: "Element") -> str:
    """The tag of an element without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def text_of(element: "Element | None") -> str:
    """All text in an element, white space collapsed; an empty string for none."""
    return "" if element is None else " ".join("".join(map(str, element.itertext("*"))).split())


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.end - (len(inside) - len(inside.rstrip()))))


def _holder(span: Span, starts: list[int], places: list[tuple[int, int]]) -> int | None:
    """The start of the block that holds a span with some text in it."""
    place = bisect_right(starts, span.start) - 1
    return starts[place] if place >= 0 and span.start < span.end <= places[place][1] else None


def _by_block(text: str, spans: Iterable[Span], starts: list[int], places: list[tuple[int, int]]) -> dict[int, list[Span]]:
    """The spans of each block by its start, trimmed and in order."""
    found: dict[int, list[Span]] = {}
    for span in sorted(trimmed(text, span) for span in spans):
        holder = _holder(span, starts, places)
        if holder is not None:
            found.setdefault(holder, []).append(span)
    return found
