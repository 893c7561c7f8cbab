"""Word documents (.docx) → `Document`: the text as printed, with the changes accepted; paragraphs are the places people go to.

Office Open XML, ECMA-376 part 1 (WordprocessingML). What reference managers keep in fields comes along with the places of
what they print; where a document prints no list, the works that its fields cite are its list.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from checker.errors import InputError
from checker.model.document import Block, CitationField, Document
from checker.model.text import SourceFile, Span
from checker.readers import docx_list, docx_numbering, docx_works, sections
from checker.readers.docx_fields import Fields, bookmark_codes
from checker.readers.docx_package import Package
from checker.readers.docx_styles import Styles
from checker.readers.docx_text import BODY, ENDNOTES, NOTES, Text, Writer
from checker.readers.text import metadata

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["BODY", "Piece", "member", "pieces", "read"]


class Piece(NamedTuple):
    """Where printed text comes from: `span` of the extracted text is the `element`-th element of a part, in document order."""

    span: Span
    part: str
    element: int


def read(source: SourceFile) -> Document:
    """Read a Word document from `source.data`. Raises InputError where it is no such document, damaged or encrypted."""
    package = Package(source)
    text, fields, _ = _extract(package, source.path)
    works = docx_works.Works(root for name in package.names("customXml/item") if (root := package.root(name)) is not None)
    return _document(source, text, fields, works)


def pieces(source: SourceFile) -> tuple[Piece, ...]:
    """The pieces of the text that `read` extracts, in order; printed list numbers and paragraph ends are none of them."""
    text, _, roots = _extract(Package(source), source.path)
    places = {element: (part, at) for part, root in roots.items() for at, element in enumerate(root.iter("*"))}
    return tuple(Piece(span, *places[element]) for span, element in text.elements)


def member(source: SourceFile, name: str) -> bytes | None:
    """A part of a Word document, unpacked, or null where it has none. Raises InputError where it is damaged or too large."""
    return Package(source).member(name)


def _extract(package: Package, path: str) -> tuple[Text, Fields, dict[str, "Element"]]:
    """The text of a package with its fields, and the roots of the parts that it comes from, by name."""
    roots = {name: root for name in (BODY, *NOTES) if (root := package.root(name)) is not None}
    if BODY not in roots:
        raise InputError(f"{path}: a ZIP archive without {BODY}; not a Word document")
    text, fields = Text(), Fields(bookmark_codes(package.root("docProps/custom.xml")))
    writer = Writer(
        text,
        fields,
        docx_numbering.read(package.root("word/numbering.xml")),
        Styles(package.root("word/styles.xml")),
        docx_list.is_list_of_endnotes(roots.get(ENDNOTES)),
    )
    for name, root in roots.items():
        if name == BODY:
            writer.write(root)
        else:
            writer.write_notes(root, NOTES[name])
    return text, fields, roots


def _document(source: SourceFile, text: Text, fields: Fields, works: docx_works.Works) -> Document:
    """The document of what was written, with its citation fields and lists."""
    cited, notices = _cited(fields, works)
    cited = [one for one in cited if _in_one_block(one.span, text.blocks)]
    extracted = text.source(source)
    lists = docx_list.printed(extracted, text, [field.span for field in fields.found if docx_works.is_list(field.code)])
    if not lists and cited:
        cited, lists = docx_list.of_fields(text, cited, source.path)
        extracted = text.source(source)
    blocks = sections.without_lists(text.blocks, lists)
    about = metadata(extracted.text, blocks, lists)
    return Document(extracted, "docx", blocks, lists, metadata=about, notices=notices, fields=tuple(cited))


def _cited(fields: Fields, works: docx_works.Works) -> tuple[list[CitationField], tuple[str, ...]]:
    """The citation fields in the order of the text, and a line for each manager some of whose fields can't be read."""
    found: dict[Span, CitationField] = {}
    unread: Counter[str] = Counter()
    for field in fields.found:
        try:
            cited = works.cited(field.code, field.data)
        except docx_works.UnreadableError as problem:
            unread[problem.manager] += 1
            continue
        if cited and cited[1]:
            found.setdefault(field.span, CitationField(field.span, cited[0], tuple(cited[1])))
    notices = (
        f"{count} citation {'field' if count == 1 else 'fields'} of {manager} without readable data"
        for manager, count in sorted(unread.items())
    )
    return _outermost(found[span] for span in sorted(found)), tuple(notices)


def _in_one_block(span: Span, blocks: Sequence[Block]) -> bool:
    """Whether a citation stands in one paragraph: one that goes on behind it has lost its end."""
    place = bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1
    return place >= 0 and span.end <= blocks[place].span.end


def _outermost(fields: Iterable[CitationField]) -> list[CitationField]:
    """The fields without those inside another, such as a field in a content control."""
    kept: list[CitationField] = []
    for one in fields:
        if kept and kept[-1].span.overlaps(one.span):
            if len(one.span) > len(kept[-1].span):
                kept[-1] = one
        else:
            kept.append(one)
    return kept
