"""JATS and NLM XML articles → `Document`, as publishers and PubMed Central hold them.

Tags: https://jats.nlm.nih.gov/publishing/tag-library/1.3/.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from checker.model.document import BlockKind, Document, Metadata
from checker.model.reference import DateParts, Name, Observation, ObservationKind, ReferenceEntry
from checker.model.text import SourceFile, Span
from checker.readers import dates, jats_refs
from checker.readers.extract import Extract, Extractor, is_element, local_name, text_of, trimmed
from checker.readers.linked_lists import List, Listed, citations, reference_lists
from checker.readers.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: Articles inside an article: their lists and citations are their own.
_PARTS = frozenset({"article", "sub-article", "response"})
_ABSTRACTS = frozenset({"abstract", "trans-abstract"})
_IN_FRONT = frozenset({"article-meta", "title-group", "article-title", "subtitle", *_ABSTRACTS})
_SECTIONS = frozenset({"sec", *_ABSTRACTS})
_NUMBER = re.compile(r"\W{0,3}(\d{1,4})\W{0,3}")
#: Which date tells best what the authors could know.
_DATE_ORDER = ("accepted", "rev-recd", "received", "epub", "pub", "ppub", "collection")


def read(source: SourceFile) -> Document:
    """Read a decoded XML article. Raises InputError where it is not well-formed or nested too deep."""
    root = parse_xml(source)
    reader = _Reader(source)
    reader.walk(root)
    extract = reader.finish()
    lists, names = reference_lists(extract.source, reader.lists(extract))
    return Document(
        extract.source,
        "jats",
        extract.blocks,
        lists,
        citations(extract.source, extract.links, names),
        comments=extract.comments,
        metadata=_metadata(root),
    )


class _Reader(Extractor):
    """Writes the text of an article and its parts; entries are written by their tags."""

    blocks: ClassVar[Mapping[str, BlockKind]] = {
        "p": BlockKind.PARAGRAPH, "title": BlockKind.HEADING, "article-title": BlockKind.HEADING, "subtitle": BlockKind.HEADING,
        "table": BlockKind.TABLE, "attrib": BlockKind.PARAGRAPH, "verse-line": BlockKind.PARAGRAPH,
        "code": BlockKind.OTHER, "preformat": BlockKind.OTHER, "disp-quote": BlockKind.PARAGRAPH,
        "term": BlockKind.LIST_ITEM, "def": BlockKind.LIST_ITEM,
    }  # fmt: skip
    containers: ClassVar[Mapping[str, BlockKind]] = {
        "caption": BlockKind.CAPTION, "fn": BlockKind.FOOTNOTE, "list-item": BlockKind.LIST_ITEM,
        "table-wrap-foot": BlockKind.FOOTNOTE,
    }  # fmt: skip
    opaque = frozenset(
        {
            "disp-formula",
            "inline-formula",
            "math",
            "chem-struct",
            "code",
            "preformat",
            "uri",
            "email",
            "ext-link",
            "related-object",
        }
    )
    skipped = frozenset(
        {"label", "tex-math", "object-id", "permissions", "alt-text", "long-desc", "processing-meta", "journal-meta",
         "alt-title"}
    )  # fmt: skip

    def __init__(self, source: SourceFile) -> None:
        super().__init__(source)
        self._parts: list[tuple[Element, int]] = []
        self._scopes: dict[Element, Span] = {}
        self._written: list[tuple[Element, Element, Listed, dict[Element, Span], Element | None]] = []

    def enters(self, element: "Element", tag: str) -> bool:
        around = element.getparent()
        outer = "" if around is None else local_name(around)
        if tag == "ref":
            self._write_reference(element)
            return False
        if tag in ("sub-article", "response") and next(element.iter("ref"), None) is None:
            return False  # a letter or a review of the article: it cites on its own, and nothing of its own
        if outer in ("front", "article-meta", "front-stub") and tag not in _IN_FRONT:
            return False
        if tag in _PARTS or tag in _SECTIONS:
            self._parts.append((element, self.here))
        if tag in _ABSTRACTS and element.find("title") is None:
            self.begin_block(BlockKind.HEADING)
            self.write("Abstract")
            self.end_block()
        return tag not in self.skipped

    def leaves(self, element: "Element", tag: str) -> None:  # noqa: ARG002
        if self._parts and self._parts[-1][0] is element:
            self._scopes[element] = Span(self._parts.pop()[1], self.here)

    def targets(self, element: "Element", tag: str) -> tuple[str, ...]:
        return tuple((element.get("rid") or "").split()) if tag == "xref" else ()

    def level(self, tag: str) -> int:
        return 1 if tag == "article-title" else 1 + sum(local_name(part) in _SECTIONS for part, _ in self._parts)

    def lists(self, extract: Extract) -> list[List]:
        """The lists of the article and its parts, once all is written: those that serve the same part as one."""
        text = extract.source.text
        found: dict[Element | None, List] = {}
        for reference, owner, listed, spans, tagged in self._written:
            listed.span = trimmed(text, listed.span)
            if tagged is not None:
                listed.entry = _entry(tagged, {part: trimmed(text, span) for part, span in spans.items()}, listed.span)
            else:
                identified = jats_refs.Item()
                jats_refs.identify(identified, reference, {})
                listed.found = identified.variables
            scope = self._scopes.get(owner, Span(0, len(text)))
            found.setdefault(owner, List(scope)).entries.append(listed)
        return sorted(found.values(), key=lambda part: (part.scope.start, -part.scope.end))

    def _write_reference(self, reference: "Element") -> None:
        """Write one `ref`: its label, then its text as printed, or in a plain style where only tags are there."""
        shown, tagged = jats_refs.chosen(reference)
        self.begin_block(BlockKind.OTHER)
        label = reference.find("label")
        if label is None and shown is not None:
            label = shown.find("label")
        printed = text_of(label)
        self.write(printed)
        label_end = self.here
        self.gap(" ")
        start = self.here
        spans: dict[Element, Span] = {}
        if shown is not None and not jats_refs.is_printed(shown) and tagged is not None:
            self._write_rendered(tagged, spans)
        else:
            self._write_printed(reference, spans)
        end = self.here
        self.end_block()
        number = _NUMBER.fullmatch(printed)
        self._written.append(
            (
                reference,
                self._owner(reference),
                Listed(
                    Span(start, end),
                    tuple(name for part in reference.iter("*") if (name := part.get("id"))),
                    int(number[1]) if number else None,
                    Span(label_end - len(printed), label_end) if printed else None,
                ),
                spans,
                tagged,
            )
        )

    def _owner(self, reference: "Element") -> "Element":
        """The part that a list serves: the section of the body that holds it, else the article."""
        for part, _ in reversed(self._parts):
            if local_name(part) in _PARTS or next(part.iterancestors("body"), None) is not None:
                return part
        return reference.getroottree().getroot()

    def _write_rendered(self, citation: "Element", spans: dict["Element", Span]) -> None:
        for text, part in jats_refs.rendered(citation):
            start = self.here
            self.write(text)
            if part is not None:
                spans[part] = Span(start, self.here)

    def _write_printed(self, element: "Element", spans: dict["Element", Span]) -> None:
        start = self.here
        self.follow(element)
        self.write(element.text)
        for part in element:
            if is_element(part) and local_name(part) != "label" and not _is_repeated(part):
                self._write_printed(part, spans)
            self.write(part.tail)
        spans[element] = Span(start, self.here)


def _is_repeated(part: "Element") -> bool:
    """Whether an element says the same as one before it: the second form of a citation or of a name."""
    around = part.getparent()
    return around is not None and local_name(around) in ("citation-alternatives", "name-alternatives") and around[0] is not part


def _entry(citation: "Element", spans: dict["Element", Span], whole: Span) -> ReferenceEntry:
    item = jats_refs.item(citation, {part: span for part, span in spans.items() if len(span)})
    if jats_refs.has_siblings(citation):
        item.observations.append(Observation(ObservationKind.SEVERAL_WORKS, whole))
    return ReferenceEntry(
        id="",
        path="",
        span=whole,
        raw="",
        type=item.type,
        author=tuple(item.author),
        editor=tuple(item.editor),
        et_al=item.et_al,
        issued=item.issued,
        variables=item.variables,
        field_spans=item.spans,
        observations=tuple(item.observations),
        style="jats",
        year_suffix=item.year_suffix,
    )


def _metadata(root: "Element") -> Metadata:
    """What the article says about itself in its own front matter."""
    meta = root.find(".//article-meta")
    if meta is None:
        return Metadata()
    title = meta.find("./title-group/article-title")
    doi = next((text_of(part) for part in meta.findall("article-id") if part.get("pub-id-type") == "doi"), "")
    return Metadata(text_of(title), tuple(_authors(meta)), _date(meta), doi)


def _authors(meta: "Element") -> list[Name]:
    found = []
    for contributor in meta.findall("./contrib-group/contrib"):
        if (contributor.get("contrib-type") or "author") == "author":
            name = Name(text_of(contributor.find(".//surname")), text_of(contributor.find(".//given-names")))
            found.append(name if name.family else Name(literal=text_of(contributor.find("collab"))))
    return [name for name in found if name.family or name.literal]


def _date(meta: "Element") -> DateParts | None:
    """The date of submission, or else of acceptance or publication."""
    found: dict[str, DateParts] = {}
    for part in (*meta.findall("./history/date"), *meta.findall("pub-date")):
        year, month, day = (text_of(part.find(tag)) for tag in ("year", "month", "day"))
        pieces = [piece for piece in (year, month if year else "", day if month else "") if piece]
        date = dates.parse("-".join(pieces) if month.isdecimal() else " ".join(pieces[::-1]))
        if date:
            found.setdefault(part.get("date-type") or part.get("pub-type") or "pub", date)
    return next((found[name] for name in _DATE_ORDER if name in found), next(iter(found.values()), None))
