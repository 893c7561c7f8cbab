"""TEI as GROBID writes it → `Document`: the text, citations and references that it read from a PDF file.

https://grobid.readthedocs.io/en/latest/TEI-encoding-of-results/. References are parsed from what is printed (`raw_reference`),
not taken from GROBID's own fields.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from checker.errors import InputError
from checker.model.document import BlockKind, Document, Metadata
from checker.model.text import Anchor, SourceFile, Span
from checker.readers import signs
from checker.readers.extract import Extractor, local_name, text_of
from checker.readers.linked_lists import List, Listed, citations, reference_lists
from checker.readers.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ID = "{http://www.w3.org/XML/1998/namespace}id"
#: The page of an element is the first number of its coordinates.
_COORDINATES = re.compile(r"(\d{1,5}),")
_LABEL = re.compile(r"\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)])\s*")
_IN_HEADER = frozenset({"filedesc", "titlestmt", "title", "profiledesc", "abstract", "div", "p", "s", "ref"})


def read(source: SourceFile) -> Document:
    """Read a TEI document. Raises InputError where it is no TEI, not well-formed, or nested too deep."""
    root = parse_xml(source)
    if local_name(root) != "tei":
        raise InputError(f"{source.path}: no TEI document, but `{local_name(root)}`")
    reader = _Reader(source)
    reader.walk(root)
    extract = reader.finish()
    text = replace(extract.source, anchors=tuple(Anchor(at, page, f"page {page}") for at, page, _ in extract.source.anchors))
    lists, names = reference_lists(text, [List(Span(0, len(text.text)), reader.listed)] if reader.listed else [])
    return Document(
        text,
        "tei",
        extract.blocks,
        lists,
        citations(text, extract.links, names),
        metadata=Metadata(title=_title(root), doi=_doi(root)),
        inferred=True,
    )


class _Reader(Extractor):
    """Writes the text with the pages for lines."""

    blocks: ClassVar[Mapping[str, BlockKind]] = {
        "p": BlockKind.PARAGRAPH, "head": BlockKind.HEADING, "title": BlockKind.HEADING, "table": BlockKind.TABLE,
        "item": BlockKind.LIST_ITEM, "formula": BlockKind.OTHER,
    }  # fmt: skip
    containers: ClassVar[Mapping[str, BlockKind]] = {"figdesc": BlockKind.CAPTION, "note": BlockKind.FOOTNOTE}
    opaque = frozenset({"formula"})
    skipped = frozenset({"label", "graphic", "encodingdesc", "standoff", "facsimile"})

    def __init__(self, source: SourceFile) -> None:
        super().__init__(source)
        self.listed: list[Listed] = []

    def enters(self, element: "Element", tag: str) -> bool:
        if tag == "biblstruct" and element.get(_ID):
            self._reference(element)
            return False
        if next(element.iterancestors("{*}teiHeader"), None) is not None and tag not in _IN_HEADER:
            return False
        return tag not in self.skipped

    def targets(self, element: "Element", tag: str) -> tuple[str, ...]:
        if tag != "ref" or element.get("type") != "bibr":
            return ()
        return tuple(target.removeprefix("#") for target in (element.get("target") or "").split())

    def follow(self, element: "Element") -> None:
        page = _COORDINATES.match(element.get("coords") or "")
        if page:
            self._line = int(page[1])

    def write(self, text: str | None) -> None:
        super().write(text.replace("\n", " ") if text else text)  # the lines of the XML mean nothing

    def _reference(self, element: "Element") -> None:
        notes = [note for note in element.iter("{*}note") if note.get("type") == "raw_reference"]
        printed = text_of(notes[0]) if notes else text_of(element)
        label = _LABEL.match(printed)
        self.begin_block(BlockKind.OTHER)
        self.write(printed[: label.end()].strip() if label else None)
        between = self.here
        self.gap(" ")
        start = self.here
        self.write(printed[label.end() :] if label else printed)
        end = self.here
        self.end_block()
        width = len(label[0].strip()) if label else 0
        place = Span(between - width, between) if label else None
        self.listed.append(Listed(Span(start, end), (element.get(_ID) or "",), signs.label(printed), place))


def _title(root: "Element") -> str:
    return next((text_of(title) for title in root.iterfind(".//{*}titleStmt/{*}title")), "")


def _doi(root: "Element") -> str:
    ids = root.iterfind(".//{*}sourceDesc/{*}biblStruct/{*}idno")
    return next((text_of(one) for one in ids if one.get("type") == "DOI"), "")
