"""Word documents (.docx) → `Document`: the text as printed, with the changes accepted; paragraphs are the places people go to.

Office Open XML, ECMA-376 part 1 (WordprocessingML). Field codes (reference managers') are passed over: what they display is
what the author sees.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from checker.errors import InputError
from checker.model.document import Block, BlockKind, Document
from checker.model.text import Anchor, SourceFile, Span
from checker.readers import docx_numbering, sections
from checker.readers.docx_numbering import Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: WordprocessingML's namespace, in the notation of lxml.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: The most that a part may unpack to, in bytes: a longer one is a zip bomb, not a manuscript.
_LARGEST_PART = 128 * 1024 * 1024
#: What is not printed: deleted and moved text, field codes, the second rendering of a drawing.
_HIDDEN = frozenset(
    {f"{W}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sectPr", "tblPr")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_MARKS = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
#: What zipfile raises on archives that are broken in one way or another.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
#: The part of the package that holds the text, and those that hold its notes.
BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


class Piece(NamedTuple):
    """Where printed text comes from: `span` of the extracted text is the `element`-th element of a part, in document order."""

    span: Span
    part: str
    element: int


@dataclass(slots=True)
class _Text:
    """The text as it grows, with its blocks, raised parts and anchors; and the element of each piece that has one."""

    pieces: list[str] = field(default_factory=list)
    elements: list[tuple[Span, "Element"]] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    paragraphs: int = 0

    def add(self, text: str, element: "Element | None" = None) -> None:
        self.pieces.append(text)
        if element is not None:
            self.elements.append((Span(self.length, self.length + len(text)), element))
        self.length += len(text)


def read(source: SourceFile) -> Document:
    """Read a Word document from `source.data`. Raises InputError where it is no such document, damaged or encrypted."""
    text, _ = _extract(source)
    extracted = replace(source, text="".join(text.pieces), plain=False, anchors=tuple(text.anchors) or (Anchor(0, 1),))
    lists = sections.reference_lists(extracted)
    blocks = tuple(
        replace(block, kind=BlockKind.OTHER) if any(part.span.overlaps(block.span) for part in lists) else block
        for block in text.blocks
    )
    return Document(extracted, "docx", blocks, lists)


def pieces(source: SourceFile) -> tuple[Piece, ...]:
    """The pieces of the text that `read` extracts, in order; printed list numbers and paragraph ends are none of them."""
    text, roots = _extract(source)
    places = {element: (part, at) for part, root in roots.items() for at, element in enumerate(root.iter("*"))}
    return tuple(Piece(span, *places[element]) for span, element in text.elements)


def _extract(source: SourceFile) -> tuple[_Text, dict[str, "Element"]]:
    """The text of a package, and the roots of the parts that it comes from, by name."""
    package = _open(source)
    numbering = docx_numbering.read(_part(package, source, "word/numbering.xml"))
    styles = _heading_styles(_part(package, source, "word/styles.xml"))
    text, roots = _Text(), dict[str, "Element"]()
    for name in (BODY, *_NOTES):
        root = _part(package, source, name)
        if root is not None:
            roots[name] = root
            _write(root, BlockKind.PARAGRAPH if name == BODY else BlockKind.FOOTNOTE, text, numbering, styles)
        elif name == BODY:
            raise InputError(f"{source.path}: a ZIP archive without {BODY}; not a Word document")
    return text, roots


def _open(source: SourceFile) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(source.data))
    except _DAMAGE as problem:
        raise InputError(f"{source.path}: a damaged Word document ({problem}); save it again in Word") from None


def member(source: SourceFile, name: str) -> bytes | None:
    """A part of a Word document, unpacked, or null where it has none. Raises InputError where it is damaged or too large."""
    return _member(_open(source), source, name)


def _member(package: zipfile.ZipFile, source: SourceFile, name: str) -> bytes | None:
    try:
        info = package.getinfo(name)
        if info.file_size > _LARGEST_PART:
            raise InputError(f"{source.path}: {name} unpacks to {info.file_size:,} bytes; this is no manuscript")
        with package.open(info) as stream:
            data = stream.read(_LARGEST_PART + 1)
        if len(data) > _LARGEST_PART:
            raise InputError(f"{source.path}: {name} unpacks to more than {_LARGEST_PART:,} bytes; this is no manuscript")
    except KeyError:
        return None
    except _DAMAGE as problem:
        raise InputError(f"{source.path}: {name} can't be unpacked ({problem}); save the document again in Word") from None
    return data


def _part(package: zipfile.ZipFile, source: SourceFile, name: str) -> "Element | None":
    """The root of a part of the package, or null where it has none."""
    from lxml import etree

    data = _member(package, source, name)
    if data is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise InputError(f"{source.path}: {name} is not well-formed ({problem.msg}); save the document again in Word") from None


def _heading_styles(root: "Element | None") -> dict[str, int]:
    """The styles that are headings, with their level: by outline level, or by the name that every language version has."""
    levels: dict[str, int] = {}
    for style in root.iter(f"{W}style") if root is not None else ():
        name = style.find(f"{W}name")
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        shown = (name.get(f"{W}val") or "").lower() if name is not None else ""
        level = _integer(outline.get(f"{W}val")) + 1 if outline is not None else _integer(shown.removeprefix("heading "))
        if shown == "title" or 0 < level < 10:
            levels[style.get(f"{W}styleId") or ""] = level or 1
    return levels


def _integer(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0


def _write(root: "Element", kind: BlockKind, text: _Text, numbering: Numbering, styles: dict[str, int]) -> None:
    """The paragraphs of a part, one block each, numbered through as Word counts them."""
    for paragraph in _visible(root, f"{W}p"):
        text.paragraphs += 1
        start, raised = text.length, list[Span]()
        label = numbering.label(paragraph)
        if label:
            text.add(label)
        for run, is_raised, element in _runs(paragraph):
            if is_raised:
                raised.append(Span(text.length, text.length + len(run)))
            text.add(run, element)
        if text.length > start:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            level = styles.get(style.get(f"{W}val") or "", 0) if style is not None else 0
            shape = BlockKind.HEADING if level else BlockKind.TABLE if _in_table(paragraph) else kind
            text.anchors.append(Anchor(start, text.paragraphs, f"paragraph {text.paragraphs}"))
            text.blocks.append(Block(shape, Span(start, text.length), level, superscripts=_joined(raised)))
            text.add("\n\n")


def _visible(root: "Element", tag: str) -> Iterator["Element"]:
    """The elements with a tag that are printed, in order, without recursion; what is nested in one comes behind it."""
    pending = [root]
    while pending:
        element = pending.pop()
        if element.tag == tag and element is not root:
            yield element
        pending.extend(child for child in reversed(element) if child.tag not in _HIDDEN)


def _runs(paragraph: "Element") -> Iterator[tuple[str, bool, "Element"]]:
    """The printed text of a paragraph element by element, and whether it is raised; text boxes are paragraphs themselves."""
    pending = [(child, False) for child in reversed(paragraph)]
    while pending:
        element, raised = pending.pop()
        if element.tag in _HIDDEN or element.tag == f"{W}p":
            continue
        if element.tag == f"{W}r":
            align = element.find(f"{W}rPr/{W}vertAlign")
            raised = align is not None and align.get(f"{W}val") == "superscript"
        if element.tag == f"{W}t" and element.text:
            yield element.text, raised, element
        elif element.tag in _MARKS:
            yield _MARKS[str(element.tag)], raised, element
        pending.extend((child, raised) for child in reversed(element))


def _joined(raised: list[Span]) -> tuple[Span, ...]:
    """Raised runs that touch as one: Word splits runs wherever it was edited."""
    joined: list[Span] = []
    for span in raised:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _in_table(paragraph: "Element") -> bool:
    return next(paragraph.iterancestors(f"{W}tc"), None) is not None
