"""BibTeX and biblatex fields → CSL variables with the place of each.

Types and fields follow the mapping of pandoc and citeproc (https://docs.citationstyles.org/en/stable/specification.html).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from checker.model.reference import DateParts, Name
from checker.model.text import Span
from checker.readers import dates
from checker.readers.bibtex_names import Slip, names
from checker.references.pages import expand_pages
from checker.references.tex import plain

_TYPES = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset", "electronic": "webpage", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia", "legislation": "legislation", "manual": "report",
    "mastersthesis": "thesis", "mvbook": "book",
    "online": "webpage", "patent": "patent", "periodical": "periodical", "phdthesis": "thesis", "preprint": "article",
    "proceedings": "book", "reference": "book", "report": "report", "software": "software", "standard": "standard",
    "suppbook": "chapter", "techreport": "report", "thesis": "thesis", "unpublished": "manuscript", "video": "motion_picture",
    "www": "webpage",
}  # fmt: skip
#: The CSL variable of each field; of several fields for one variable the first in this order counts.
_VARIABLES = {
    "title": "title", "journaltitle": "container-title", "journal": "container-title", "booktitle": "container-title",
    "volume": "volume", "issue": "issue", "pages": "page", "page": "page", "eid": "page", "doi": "DOI", "url": "URL",
    "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "issn": "ISSN", "publisher": "publisher", "institution": "publisher",
    "school": "publisher", "organization": "publisher", "location": "publisher-place", "address": "publisher-place",
    "edition": "edition", "series": "collection-title", "chapter": "chapter-number", "howpublished": "medium", "note": "note",
    "abstract": "abstract", "language": "language", "pubstate": "status", "eventtitle": "event-title", "type": "genre",
}  # fmt: skip
_VERBATIM = frozenset({"DOI", "URL", "PMID", "PMCID", "ISBN", "ISSN"})
#: What `number` means: the issue of a journal, else a number of its own.
_NUMBERED_ISSUES = frozenset({"article-journal", "periodical"})
#: What the fields of a parent are for its child, by the child's type (biblatex manual, appendix B).
_IN_BOOK = {"title": "booktitle", "subtitle": "booksubtitle"}
_INHERITED = {
    "article": {"title": "journaltitle", "subtitle": "journalsubtitle"},
    **dict.fromkeys(("inbook", "incollection", "inproceedings", "conference", "inreference", "suppbook"), _IN_BOOK),
}
_NOT_INHERITED = frozenset({"crossref", "xref", "key", "label", "abstract", "note", "doi", "pages", "ids", "author"})
#: A resolver of DOIs, or a publisher's own (`http://doi.acm.org/10.1145/…`), or the scheme.
_DOI_PREFIX = re.compile(
    r"\s*(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|https?://doi\.[a-z0-9.-]{1,60}/(?=10\.\d{4})|doi:\s*)", re.IGNORECASE
)
#: An address of a DOI rather than one (https://shortdoi.org).
_SHORT_DOI = re.compile(r"10/[A-Za-z0-9]{2,12}")
_ARXIV_PREFIX = re.compile(r"\s*(?:arxiv:\s*|https?://arxiv\.org/(?:abs|pdf)/)", re.IGNORECASE)
_ARXIV_ID = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?", re.IGNORECASE)
_YEAR = re.compile(r"\{*\s*(\d{4})([a-z])?\s*\}*$")
_ESCAPED = re.compile(r"\\([_%&#$~{}])|[{}]")


class Value(NamedTuple):
    """A field's value, LaTeX markup kept and abbreviations expanded. `whole`: it stands in the file as one piece at `span`."""

    text: str
    span: Span
    whole: bool = True

    def part(self, start: int) -> Span:
        """The place of the value from its character `start` on."""
        return Span(self.span.start + start, self.span.end) if self.whole and start <= len(self.span) else self.span


@dataclass(slots=True)
class Item:
    """The CSL variables of an entry and where each is printed; `slips`: names that are not as BibTeX wants them."""

    type: str = "document"
    variables: dict[str, str] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    et_al: bool = False
    issued: DateParts | None = None
    year_suffix: str = ""
    slips: tuple[Slip, ...] = ()

    def put(self, variable: str, text: str, span: Span) -> None:
        """Set a variable that has no value yet."""
        if text and variable not in self.variables:
            self.variables[variable] = text
            self.spans[variable] = span


def inherit(entry_type: str, fields: Mapping[str, Value], parent: Mapping[str, Value]) -> dict[str, Value]:
    """The fields of an entry with those that `crossref` gives it: a parent's title becomes that of the book or journal."""
    names = _INHERITED.get(entry_type, {"title": "", "subtitle": ""})
    given = {name: value for name, value in parent.items() if name not in _NOT_INHERITED}
    renamed = {names[name]: value for name, value in given.items() if names.get(name)}
    return {**renamed, **{name: value for name, value in given.items() if name not in names}, **fields}


def item(entry_type: str, fields: Mapping[str, Value]) -> Item:
    """The CSL item of an entry."""
    found = Item(_TYPES.get(entry_type, "document"))
    if entry_type == "inbook" and "booktitle" not in fields:  # BibTeX's own `inbook`: the title is that of the whole book
        found.type = "book"
    for name, variable in _variables(tuple(fields)):
        _put(found, variable, fields[name])
    _join_subtitle(found, fields)
    _put_number(found, fields)
    _put_arxiv(found, fields)
    _put_names(found, fields)
    _put_date(found, fields)
    return found


@lru_cache(1 << 8)  # the entries of a file mostly have the same fields
def _variables(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The fields among some that are CSL variables, each with its variable, in the order in which they count."""
    return tuple((name, variable) for name, variable in _VARIABLES.items() if name in names)


def _put(found: Item, variable: str, value: Value) -> None:
    if variable in _VERBATIM:
        text = value.text.strip()
        text = _ESCAPED.sub(r"\1", text) if "\\" in text or "{" in text else text
        prefix = _DOI_PREFIX.match(value.text) if variable in ("DOI", "URL") else None
        bare = text[len(prefix[0].strip()) :] if prefix else text
        if (prefix or variable == "DOI") and _SHORT_DOI.fullmatch(bare):
            found.put("URL", f"https://doi.org/{bare}", value.span)
            return
        if prefix:
            found.put("DOI", bare.replace("%2F", "/").replace("%2f", "/"), value.part(prefix.end()))
        if variable != "DOI" or not prefix:
            found.put(variable, text, value.span)
    else:
        text = plain(value.text)
        found.put(variable, expand_pages(text) if variable == "page" else text, value.span)


def _join_subtitle(found: Item, fields: Mapping[str, Value]) -> None:
    for name, subtitle, variable in (("title", "subtitle", "title"), ("booktitle", "booksubtitle", "container-title")):
        if subtitle in fields and name in fields and found.spans.get(variable) == fields[name].span:
            found.variables[variable] += f": {plain(fields[subtitle].text)}"


def _put_number(found: Item, fields: Mapping[str, Value]) -> None:
    number = fields.get("number")
    if number:
        variable = "issue" if found.type in _NUMBERED_ISSUES else "collection-number" if "series" in fields else "number"
        found.put(variable, plain(number.text), number.span)


def _put_arxiv(found: Item, fields: Mapping[str, Value]) -> None:
    """An arXiv id as `number: arXiv:…`, as reference managers export preprints."""
    eprint = fields.get("eprint")
    kind = fields.get("archiveprefix") or fields.get("eprinttype")
    if not eprint or (kind and kind.text.strip().lower() != "arxiv"):
        return
    prefix = _ARXIV_PREFIX.match(eprint.text)
    start = prefix.end() if prefix else 0
    match = _ARXIV_ID.match(eprint.text, start)
    if match:
        found.put("archive", "arXiv", eprint.span)
        found.put("number", f"arXiv:{match[0]}", eprint.part(start))
        if found.type == "document":
            found.type = "article"


def _put_names(found: Item, fields: Mapping[str, Value]) -> None:
    author, editor = fields.get("author"), fields.get("editor")
    if author:
        found.author, found.et_al, slips = names(author.text, author.span.start if author.whole else None)
        if slips:
            found.slips = tuple(slip if slip.span else Slip(author.span, slip.problem) for slip in slips)
        found.spans["author"] = author.span
        if found.et_al:
            found.spans["et-al"] = author.span
    if editor:
        found.editor = names(editor.text, editor.span.start if editor.whole else None).names
        found.spans["editor"] = editor.span


def _put_date(found: Item, fields: Mapping[str, Value]) -> None:
    """`issued` of `date`, or of `year`, `month` and `day`; a year that is none (`in press`) becomes the status."""
    date, year = fields.get("date"), fields.get("year")
    value = date or year
    if not value:
        return
    found.spans["issued"] = value.span
    match = _YEAR.match(value.text)
    if match:
        found.issued, found.year_suffix = (int(match[1]),), match[0].strip("{} ") if match[2] else ""
        if year and "month" in fields:
            day = fields["day"].text if "day" in fields else ""
            found.issued = dates.parse(f"{day} {_month(fields['month'].text)} {match[1]}") or found.issued
    else:
        found.issued = dates.parse(value.text)
        if not found.issued:
            found.put("status", plain(value.text), value.span)


def _month(text: str) -> str:
    text = plain(text)
    return dates.MONTHS[int(text) - 1] if text.isdecimal() and 1 <= int(text) <= 12 else text
