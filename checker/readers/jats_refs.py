"""A tagged reference of JATS, NLM or BITS XML → CSL variables with the place of each.

Elements and attributes: https://jats.nlm.nih.gov/publishing/tag-library/1.3/ (element-citation, mixed-citation).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.model.reference import DateParts, Name, Observation, ObservationKind
from checker.model.text import Span
from checker.readers import dates
from checker.readers.extract import is_element, local_name, text_of
from checker.references.pages import expand_pages

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CITATIONS = ("mixed-citation", "element-citation", "nlm-citation", "citation")
_NAMES = frozenset({"name", "string-name", "collab", "etal", "anonymous"})
_AUTHORS = ("author", "allauthors")
_TYPES = {
    "journal": "article-journal", "book": "book", "chapter": "chapter", "confproc": "paper-conference",
    "conference": "paper-conference", "conf-proceedings": "paper-conference", "thesis": "thesis", "report": "report",
    "gov": "report", "data": "dataset", "database": "dataset", "software": "software", "web": "webpage", "webpage": "webpage",
    "website": "webpage", "preprint": "article", "patent": "patent", "newspaper": "article-newspaper", "standard": "standard",
    "legal": "legislation", "magazine": "article-magazine", "working-paper": "report",
}  # fmt: skip
_VARIABLES = {
    "volume": "volume", "issue": "issue", "edition": "edition", "publisher-name": "publisher", "institution": "publisher",
    "publisher-loc": "publisher-place", "series": "collection-title", "conf-name": "event-title", "page-range": "page",
    "isbn": "ISBN", "issn": "ISSN", "version": "version",
}  # fmt: skip
#: What an entry is the title of, the most particular first: with one of these, `source` is the container.
_TITLES = ("article-title", "chapter-title", "part-title", "data-title")
_IDENTIFIERS = {
    "doi": "DOI",
    "pmid": "PMID",
    "pmc": "PMCID",
    "pmcid": "PMCID",
    "isbn": "ISBN",
    "issn": "ISSN",
    "arxiv": "arXiv",
}
_DOI = re.compile(r"10\.\d{4,9}/\S{1,500}")
_DOI_PREFIX = re.compile(r"(?:doi:?\s*|https?://(?:dx\.|www\.)?doi\.org/)+", re.IGNORECASE)
_YEAR = re.compile(r"((?:1[5-9]|20)\d\d)([a-z])?\b")
#: A title and behind its full stop a journal, a few words with capitals: `Feeding in the Azores. Aquat. Living Resour`.
_JOURNAL_BEHIND = re.compile(
    r"(.{20,1000}?[^\W\d_]{3}(?:[?!]|(?=\.)))\.?\s?((?!(?:An?|Parts?|Versions?|Vol|Suppl|Chapter|Reply|Comment|Results)\b)"
    r"(?:The )?[A-Z][\w&-]{0,30}\.?(?: (?:[A-Z(][\w&()-]{0,30}\.?|of|the|and|for|in|on|&)){0,6})"
)
_HREF = "{http://www.w3.org/1999/xlink}href"


@dataclass(slots=True)
class Item:
    """The CSL variables of a reference and where each is printed."""

    type: str = "document"
    variables: dict[str, str] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    author: list[Name] = field(default_factory=list)
    editor: list[Name] = field(default_factory=list)
    et_al: bool = False
    issued: DateParts | None = None
    year_suffix: str = ""
    observations: list[Observation] = field(default_factory=list)

    def put(self, variable: str, text: str, span: Span | None) -> None:
        """Set a variable that has no value yet."""
        if text and variable not in self.variables:
            self.variables[variable] = text
            if span is not None:
                self.spans[variable] = span


def is_tagged(citation: "Element") -> bool:
    """Whether a citation's parts are tagged, so that its text need not be parsed."""
    tags = {local_name(part) for part in citation.iter("*")}
    return bool(tags & {*_TITLES, "source"}) and bool(
        tags & {"year", "name", "string-name", "collab", "volume", "publisher-name"}
    )


def is_printed(citation: "Element") -> bool:
    """Whether there is text between the tags, so that the citation reads as it stands."""
    return bool((citation.text or "").strip()) or any((part.tail or "").strip() for part in citation)


def chosen(reference: "Element") -> tuple["Element | None", "Element | None"]:
    """Of the citations of a `ref` the one to print and the one to read the variables from; the latter null without tags."""
    citations = [part for part in reference.iter("*") if local_name(part) in CITATIONS]
    tagged = [part for part in citations if is_tagged(part)]
    if not citations:
        return None, None
    shown = citations[0] if citations[0] in tagged else next((part for part in citations if is_printed(part)), citations[0])
    if shown in tagged or not tagged:
        return shown, shown if shown in tagged else None
    return shown, tagged[0]


def has_siblings(citation: "Element") -> bool:
    """Whether its `ref` lists further works besides a citation."""
    around = citation.getparent()
    return around is not None and local_name(around) == "ref" and sum(local_name(part) in CITATIONS for part in around) > 1


def item(citation: "Element", spans: Mapping["Element", Span]) -> Item:
    """The CSL item of a tagged citation. `spans` has the place of each element that was printed."""
    found = Item()
    _put_titles(found, citation, spans)
    for part in _parts(citation):
        tag, text = local_name(part), text_of(part)
        if tag in _VARIABLES:
            value = text.strip(" ().,;:")
            found.put(_VARIABLES[tag], expand_pages(value) if tag == "page-range" else value, spans.get(part))
        elif tag == "year" and found.issued is None:
            _put_year(found, citation, text, spans.get(part))
        elif tag in _NAMES:
            _put_name(found, part, spans.get(part))
    _put_pages(found, citation, spans)
    identify(found, citation, spans)
    found.type = _type(found, citation)
    return found


def identify(found: Item, citation: "Element", spans: Mapping["Element", Span]) -> None:
    """Add the identifiers and addresses that are tagged in a citation."""
    for part in citation.iter("pub-id", "object-id", "ext-link", "uri"):
        text = text_of(part)
        kind = (part.get("pub-id-type") or part.get("ext-link-type") or "").lower()
        address = part.get(_HREF) or text
        doi = _DOI.search(text if kind == "doi" and "10." in text else address)
        if kind == "doi" or (doi and "doi.org/" in address):
            _put_doi(found, text or address, doi[0].rstrip(".,;") if doi else "", spans.get(part))
        elif kind in _IDENTIFIERS:
            found.put(_IDENTIFIERS[kind], text, spans.get(part))
        elif "://" in address:
            found.put("URL", address, spans.get(part))


def _put_doi(found: Item, text: str, doi: str, span: Span | None) -> None:
    if not doi and span is not None:
        found.observations.append(Observation(ObservationKind.MALFORMED_IDENTIFIER, span, f"DOI `{text}`"))
    found.put("DOI", doi or _DOI_PREFIX.sub("", text), span)


def _parts(citation: "Element") -> Iterator["Element"]:
    """The elements of a citation, those inside names and titles left out."""
    for part in citation:
        if not is_element(part):
            continue
        yield part
        if local_name(part) not in {*_NAMES, *_TITLES, "source"}:
            yield from _parts(part)


def _put_titles(found: Item, citation: "Element", spans: Mapping["Element", Span]) -> None:
    parts: dict[str, Element] = {}
    for part in _parts(citation):
        parts.setdefault(local_name(part), part)
    title = next((parts[tag] for tag in _TITLES if tag in parts), None)
    source = parts.get("source")
    if title is not None:
        found.put("title", text_of(title).rstrip(" .,;"), spans.get(title))
    if source is not None:
        found.put("title" if title is None else "container-title", text_of(source).rstrip(" ,;"), spans.get(source))
    elif title is not None and citation.find(".//volume") is not None:
        _part_journal(found)


def _part_journal(found: Item) -> None:
    """Take the journal out of a title that was tagged together with it."""
    both = found.variables.get("title", "")
    parted = _JOURNAL_BEHIND.fullmatch(both)
    if parted is None:
        return
    found.variables.update({"title": parted[1], "container-title": parted[2]})
    span = found.spans.get("title")
    if span is not None and len(span) >= len(both):
        begin = span.start + parted.start(2)
        found.spans["title"] = Span(span.start, span.start + len(parted[1]))
        found.spans["container-title"] = Span(begin, begin + len(parted[2]))


def _put_year(found: Item, citation: "Element", text: str, span: Span | None) -> None:
    year = _YEAR.search(text)
    if not year:
        return
    month = text_of(citation.find(".//month"))
    day = text_of(citation.find(".//day"))
    found.issued = dates.parse(f"{day} {month} {year[1]}" if month.isalpha() and day else f"{month} {year[1]}") or (
        int(year[1]),
    )
    if month.isdecimal() and 1 <= int(month[:4]) <= 12:
        found.issued = (int(year[1]), int(month))
    found.year_suffix = year[1] + (year[2] or "")
    if span is not None:
        found.spans["issued"] = span


def _put_pages(found: Item, citation: "Element", spans: Mapping["Element", Span]) -> None:
    first, last = citation.find(".//fpage"), citation.find(".//lpage")
    if first is None:
        first = citation.find(".//elocation-id")
        last = None
    if first is None:
        return
    pages = expand_pages("-".join(part for part in (text_of(first).strip(" .,;"), text_of(last).strip(" .,;")) if part))
    begin, end = spans.get(first), spans.get(last) if last is not None else None
    found.put("page", pages, Span(begin.start, end.end) if begin and end and end.end > begin.start else begin)


def _put_name(found: Item, part: "Element", span: Span | None) -> None:
    tag, role = local_name(part), _role(part)
    editors = found.editor if role.startswith("ed") else None
    names = found.author if role in _AUTHORS else editors
    if tag == "etal":
        found.et_al = found.et_al or names is found.author
        if span is not None and names is found.author:
            found.spans["et-al"] = span
    elif names is not None and tag != "anonymous":
        name = _name(part, span)
        if name.family or name.literal:
            names.append(name)
            _widen(found.spans, "editor" if names is found.editor else "author", span)


def _role(part: "Element") -> str:
    """What the people of a name's group did: `author` unless it says otherwise."""
    group = part.getparent()
    while group is not None and local_name(group) not in CITATIONS:
        role = group.get("person-group-type")
        if role:
            return role.lower()
        group = group.getparent()
    return "author"


def _widen(spans: dict[str, Span], variable: str, span: Span | None) -> None:
    if span is not None:
        first = spans.get(variable, span)
        spans[variable] = Span(min(first.start, span.start), max(first.end, span.end))


def _name(part: "Element", span: Span | None) -> Name:
    family = text_of(part.find(".//surname")).strip(" ,;")
    if not family:
        return Name(literal=text_of(part).strip(" ,;"), span=span)
    given, suffix = (text_of(part.find(f".//{tag}")).strip(" ,;") for tag in ("given-names", "suffix"))
    return Name(family=family, given=given, suffix=suffix, span=span)


def _type(found: Item, citation: "Element") -> str:
    named = (citation.get("publication-type") or citation.get("citation-type") or "").lower()
    kind = _TYPES.get(named, "")
    if kind == "book" and "container-title" in found.variables:
        return "chapter"
    if kind or named:
        return kind or "document"
    if "container-title" in found.variables and "volume" in found.variables:
        return "article-journal"
    return "book" if "publisher" in found.variables else "document"


def rendered(citation: "Element") -> Iterator[tuple[str, "Element | None"]]:
    """A citation without punctuation as pieces of text in a plain journal style, each with the element that it is.

    `Avery S (2006) Title. Journal 4(7): 577–587. doi:10.1000/xyz`
    """
    people = [part for part in _parts(citation) if local_name(part) in _NAMES and _role(part) in _AUTHORS]
    for place, part in enumerate(people):
        if place:
            yield ", ", None
        yield "et al." if local_name(part) == "etal" else _printed_name(part), part
    yield from _around(" (", citation.find(".//year"), ") " if people else "). ")
    located = any(citation.find(f".//{tag}") is not None for tag in ("volume", "fpage", "elocation-id"))
    for tag in (*_TITLES, "source"):
        for part in citation.iter(tag):
            text = text_of(part)
            yield text, part
            yield " " if text.endswith((".", "?", "!")) or (tag == "source" and located) else ". ", None
    yield from _around("", citation.find(".//edition"), " ")
    yield from _around("", citation.find(".//volume"), "")
    yield from _around("(", citation.find(".//issue"), ")")
    page = citation.find(".//fpage")
    yield from _around(": ", page if page is not None else citation.find(".//elocation-id"), "")
    yield from _around("–", citation.find(".//lpage"), "")
    if located:
        yield ". ", None
    yield from _around("", citation.find(".//publisher-loc"), ": ")
    yield from _around("", citation.find(".//publisher-name"), ". ")
    for part in citation.iter("pub-id", "ext-link", "uri"):
        kind = (part.get("pub-id-type") or "").lower()
        if kind in ("doi", "") and text_of(part):
            yield from _around("doi:" if kind == "doi" else "", part, " ")


def _around(before: str, part: "Element | None", after: str) -> Iterator[tuple[str, "Element | None"]]:
    if part is not None and text_of(part):
        yield before, None
        yield text_of(part), part
        yield after, None


def _printed_name(part: "Element") -> str:
    name = _name(part, None)
    return name.literal or " ".join(
        text for text in (name.family, name.given.replace(". ", ".").rstrip("."), name.suffix) if text
    )
