"""HTML articles → `Document`, as publishers, repositories and pandoc write them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote

from checker.model.document import BlockKind, Document
from checker.model.text import SourceFile, Span
from checker.readers import html_metadata, sections, signs
from checker.readers.extract import Extract, Extractor, is_element, local_name, text_of, trimmed
from checker.readers.linked_lists import List, Listed, citations, reference_lists
from checker.readers.xml import parse_html

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Lists with fewer linked items are not taken for reference lists by their links alone.
_LEAST_LINKED = 3
_LABEL = re.compile(r"[\[(]?(\d{1,4})(?:[\])]\.?|\.)(?=\s|[^\W\d]|$)\s?")
#: Words of links that pages put behind an entry.
_FURNITURE = re.compile(
    r"\W*(?:google scholar|semantic scholar|cross ?ref|pub ?med(?: central)?|pmc(?: free article)?|scopus|web of science"
    r"|view (?:article|in article|record)|(?:free )?full ?text|article|download citation|cas|ads|math|mathscinet"
    r"|(?:go|return) to ref\w*|doi)?\W*",
    re.IGNORECASE,
)
_DOI_LINK = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/\S{1,500})", re.IGNORECASE)


def read(source: SourceFile) -> Document:
    """Read a decoded HTML article. Raises InputError where nothing is in it or it is nested too deep."""
    root = parse_html(source)
    reader = _Reader(source, _entries(root))
    reader.walk(root)
    extract = reader.finish()
    lists, names = reference_lists(extract.source, reader.lists(extract))
    blocks = extract.blocks
    if (
        not lists
    ):  # the list is known by its text alone: entries in table rows, in lines of one element, in elements of any kind
        lists = sections.reference_lists(extract.source)
        blocks = sections.without_lists(blocks, lists)
    return Document(
        extract.source,
        "html",
        blocks,
        lists,
        citations(extract.source, extract.links, names),
        comments=extract.comments,
        metadata=html_metadata.read(root),
    )


class _Reader(Extractor):
    """Writes the text of a page; `entries` are the elements that are entries of reference lists."""

    blocks: ClassVar[Mapping[str, BlockKind]] = {
        **dict.fromkeys(_HEADINGS, BlockKind.HEADING), "table": BlockKind.TABLE, "pre": BlockKind.OTHER,
        **dict.fromkeys(
            ("p", "div", "section", "article", "main", "header", "body", "ul", "ol", "dl", "dd", "dt", "blockquote", "figure",
             "details", "summary", "aside", "address", "center"),
            BlockKind.PARAGRAPH,
        ),
    }  # fmt: skip
    containers: ClassVar[Mapping[str, BlockKind]] = {
        "li": BlockKind.LIST_ITEM,
        "figcaption": BlockKind.CAPTION,
        "caption": BlockKind.CAPTION,
    }
    line_end = "\n"
    opaque = frozenset({"code", "pre", "kbd", "samp", "math", "svg"})
    skipped = frozenset(
        {"head", "script", "style", "nav", "footer", "form", "button", "noscript", "template", "iframe", "select", "object",
         "textarea", "svg", "annotation"}
    )  # fmt: skip

    def __init__(self, source: SourceFile, entries: list[list["Element"]]) -> None:
        super().__init__(source)
        self._lists: dict[Element, int] = {entry: place for place, part in enumerate(entries) for entry in part}
        self._written: list[tuple[int, Element, Listed]] = []

    def enters(self, element: "Element", tag: str) -> bool:
        if element in self._lists:
            self._write_entry(element)
            return False
        if tag == "dt" and element.getnext() in self._lists:
            return False  # the label of the entry behind it
        return tag not in self.skipped and element.get("hidden") is None

    def targets(self, element: "Element", tag: str) -> tuple[str, ...]:
        cited = element.get("data-cites")
        if cited:
            return tuple(f"ref-{key}" for key in cited.split())
        if tag != "a":
            return ()
        _, _, fragment = (element.get("href") or "").partition("#")
        return tuple(filter(None, (unquote(fragment), element.get("data-rid"))))

    def level(self, tag: str) -> int:
        return int(tag[1]) if tag in _HEADINGS else 1

    def lists(self, extract: Extract) -> list[List]:
        """The lists of the page; each serves all of it."""
        found: dict[int, List] = {}
        shown: dict[Element, int] = {}
        text = extract.source.text
        for place, element, listed in self._written:
            listed.span = _without_empty_brackets(text, trimmed(text, listed.span))
            label = _LABEL.match(text, listed.span.start, listed.span.end)
            if label:
                listed.number = int(label[1])
                listed.label = Span(label.start(), label.start() + len(label[0].rstrip()))
                listed.span = Span(label.end(), listed.span.end)
            term = element.getprevious()
            if listed.number is None and term is not None and local_name(term) == "dt":
                label = _LABEL.fullmatch(text_of(term))
                listed.number = int(label[1]) if label else None
            around = element.getparent()
            if around is not None and local_name(around) == "ol" and local_name(element) == "li":
                shown[around] = shown[around] + 1 if around in shown else _first_number(around)
                listed.number = listed.number or shown[around]
            found.setdefault(place, List(Span(0, len(text)))).entries.append(listed)
        return list(found.values())

    def _write_entry(self, element: "Element") -> None:
        self.begin_block(BlockKind.OTHER)
        start = self.here
        found: dict[str, str] = {}
        self._write_inline(element, found)
        ids = tuple(name for part in element.iter("*") for name in (part.get("id"), part.get("name")) if name)
        self._written.append((self._lists[element], element, Listed(Span(start, self.here), ids, found=found)))
        self.end_block()

    def _write_inline(self, element: "Element", found: dict[str, str]) -> None:
        """Write an entry without the links to databases and back to the text; a DOI that only a link has is kept."""
        self.follow(element)
        self.write(element.text)
        for part in element:
            if is_element(part) and not self._is_furniture(part, found):
                block = local_name(part) in self.blocks
                if block:
                    self.gap(" ")
                self._write_inline(part, found)
                if block:
                    self.gap(" ")
            self.write(part.tail)

    def _is_furniture(self, part: "Element", found: dict[str, str]) -> bool:
        if local_name(part) in self.skipped or "backlink" in (part.get("class") or "") or part.get("role") == "doc-backlink":
            return True
        if local_name(part) != "a":
            return False
        address = part.get("href") or ""
        doi = _DOI_LINK.match(unquote(address))
        if doi:
            found.setdefault("DOI", doi[1])
        return address.startswith("#") or bool(_FURNITURE.fullmatch(text_of(part)))


def _without_empty_brackets(text: str, span: Span) -> Span:
    """The span without the brackets at its end whose links were left out: `[] [] []`."""
    end = span.end
    while text.endswith(("[]", "()"), span.start, end):
        end -= 2
        while end > span.start and text[end - 1].isspace():
            end -= 1
    return Span(span.start, end)


def _first_number(items: "Element") -> int:
    """The number that a browser shows before the first item of an ordered list."""
    first = items.get("start") or ""
    return int(first) if first.isdecimal() and len(first) < 5 else 1


def _entries(root: "Element") -> list[list["Element"]]:
    """The entries of the reference lists of a page: by their roles, else under their heading, else as targets of links."""
    marked = [part for part in root.iter("*") if part.get("role") == "doc-biblioentry" or _has_class(part, "csl-entry")]
    if marked:
        return [marked]
    headed = [items for heading in root.iter(*_HEADINGS) if (items := _under(heading))]
    return headed or _linked(root)


def _has_class(part: "Element", name: str) -> bool:
    return name in (part.get("class") or "").split()


def _under(heading: "Element") -> list["Element"]:
    """The items of the lists, or the paragraphs, that follow a heading of a reference list up to the next heading."""
    if not signs.is_reference_heading(text_of(heading)):
        return []
    around: Element | None = heading
    while around is not None and local_name(around) not in ("body", "main"):
        items = _items(around.itersiblings())
        if items:
            return items
        around = around.getparent()
    return []


def _items(following: Iterable["Element"]) -> list["Element"]:
    found: list[Element] = []
    paragraphs: list[Element] = []
    for part in following:
        if not is_element(part):
            continue
        if local_name(part) in _HEADINGS:
            break
        found += _top_items(part)
        paragraphs += [part] if local_name(part) == "p" else part.iter("p")
    return found or [part for part in paragraphs if text_of(part)]


def _top_items(part: "Element") -> Iterator["Element"]:
    """The items of the lists in an element, those of lists inside them left out."""
    return (item for item in part.iter("li", "dd") if next(item.iterancestors("li", "dd"), None) is None and text_of(item))


def _linked(root: "Element") -> list[list["Element"]]:
    """The items of the lists most of whose items are targets of links in the page."""
    linked = {(anchor.get("href") or "").partition("#")[2] for anchor in root.iter("a")} - {""}
    found = []
    for part in root.iter("ol", "ul"):
        items = [item for item in part if is_element(item) and local_name(item) == "li"]
        hit = [item for item in items if any(one.get("id") in linked or one.get("name") in linked for one in item.iter("*"))]
        if len(hit) >= _LEAST_LINKED and 2 * len(hit) > len(items):
            found.append(items)
    return found
