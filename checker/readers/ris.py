"""RIS and NBIB (MEDLINE) → `Document`: one tokenizer for their lines, a table of tags for each.

Tags: https://en.wikipedia.org/wiki/RIS_(file_format) and https://www.nlm.nih.gov/bsd/mms/medlineelements.html.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.model.document import Document
from checker.model.reference import DateParts, Name, Observation, ObservationKind
from checker.model.text import SourceFile, Span
from checker.readers import dates
from checker.readers.bibtex_csl import Item
from checker.readers.entries import Entries, put_doi
from checker.references.pages import expand_pages

_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])(?:  -(?:[ \t]|$)|[ \t]{1,4}- )[ \t]*")
_NBIB_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3})[ \t]{0,4}-(?:[ \t]|$)[ \t]*")
_TYPES = {
    "ABST": "article-journal", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter",
    "COMP": "software", "CONF": "paper-conference", "CPAPER": "paper-conference", "DATA": "dataset", "DICT": "entry-dictionary",
    "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia", "GOVDOC": "report", "INPR": "article-journal", "JFULL": "periodical",
    "JOUR": "article-journal", "MANSCPT": "manuscript", "MGZN": "article-magazine", "NEWS": "article-newspaper",
    "PAMP": "pamphlet", "PAT": "patent", "PREP": "article", "RPRT": "report", "SER": "book", "STAND": "standard",
    "STAT": "legislation", "THES": "thesis", "UNPB": "manuscript", "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip
#: Of several tags for one variable the first in this order counts.
_VARIABLES = {
    "TI": "title", "T1": "title", "CT": "title", "JF": "container-title", "T2": "container-title", "JO": "container-title",
    "BT": "container-title", "JA": "container-title", "J2": "container-title", "J1": "container-title",
    "T3": "collection-title", "VL": "volume", "IS": "issue", "UR": "URL", "PB": "publisher", "CY": "publisher-place",
    "PP": "publisher-place", "ET": "edition", "AB": "abstract", "N2": "abstract", "LA": "language", "C2": "PMCID",
}  # fmt: skip
_NBIB_VARIABLES = {
    "TI": "title", "BTI": "title", "JT": "container-title", "TA": "container-title", "VI": "volume", "IP": "issue",
    "PMID": "PMID", "PMC": "PMCID", "PB": "publisher", "PL": "publisher-place", "AB": "abstract", "LA": "language",
    "CTI": "collection-title",
}  # fmt: skip
#: Types whose title may stand under `BT`, and whose `T2` is a series.
_BOOKS = frozenset({"book", "report", "thesis", "standard", "patent"})
_PMCID = re.compile(r"PMC\d+")
_YEAR_FIRST = re.compile(r"(\d{4})[ /-]+([A-Za-z]{3})[a-z]{0,6}(?:[ /-]+(\d{1,2}))?")
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_AID = re.compile(r"\s*\[(doi|pii|bookaccession)\]$")
_OTHERS = frozenset({"et al", "et al.", "others"})


class TagValue(NamedTuple):
    """One `TAG - value` with its continuation lines: the value with spaces for line ends, its place, and the tag's line."""

    tag: str
    text: str
    span: Span
    line: Span


@dataclass(slots=True)
class _Record:
    """One record: from its first tag to the end of its last value."""

    start: int
    end: int
    fields: list[TagValue] = field(default_factory=list)
    notes: list[Observation] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[TagValue]:
        """The fields with one of these tags, in the order of the file."""
        return (found for found in self.fields if found.tag in tags and found.text)

    def first(self, *tags: str) -> TagValue | None:
        """The first field that the first possible of these tags has."""
        return next((found for tag in tags for found in self.all(tag)), None)


def read(source: SourceFile, taken: frozenset[str] = frozenset()) -> Document:
    """Read a bibliography of either format: one list with all records. `taken` are ids that other files of the manuscript have.

    A record without its end (`ER`) is noted; it ends where the next one begins.
    """
    nbib = _is_nbib(source)
    entries = Entries(source, "nbib" if nbib else "ris", taken)
    for record in _nbib_records(source) if nbib else _ris_records(source):
        span = Span(record.start, record.end)
        key = record.first("PMID") if nbib else record.first("ID")
        item = _nbib_item(record) if nbib else _ris_item(record)
        entries.add(span, item, key.text if key else "", key.span if key else None, record.notes)
    return entries.document()


def _is_nbib(source: SourceFile) -> bool:
    """Whether the first tag of a file is one of MEDLINE's."""
    for line in source.lines():
        if len(line):
            return not _RIS_LINE.match(source.text, line.start, line.end)
    return False


def tag_values(source: SourceFile, pattern: re.Pattern[str]) -> Iterator[TagValue]:
    """The tagged values of a file in order; a line without a tag continues the value before it."""
    tag, pieces, start, end, head = "", [""], 0, 0, Span(0, 0)
    for line in source.lines():
        match = pattern.match(source.text, line.start, line.end)
        text = source.text[match.end() if match else line.start : line.end].strip()
        if match:
            if tag:
                yield TagValue(tag, " ".join(pieces), Span(start, end), head)
            tag, pieces, start, head = match[1], [text], match.end(), line
            end = start + len(text)
        elif text and tag:
            pieces.append(text)
            end = line.start + len(source.text[line.start : line.end].rstrip())
    if tag:
        yield TagValue(tag, " ".join(pieces), Span(start, end), head)


def _ris_records(source: SourceFile) -> Iterator[_Record]:
    """The records of a RIS file: from `TY` to `ER`, or to the next `TY` where `ER` was lost."""
    record: _Record | None = None
    for value in tag_values(source, _RIS_LINE):
        line = value.line
        if value.tag == "ER":
            if record:
                record.end = line.end
                yield record
            record = None
            continue
        if record and value.tag == "TY":
            yield _unended(record)
            record = None
        if record is None:
            record = _Record(line.start, line.end)
            if value.tag != "TY":
                place = Span(line.start, line.start + len(value.tag))
                record.notes.append(Observation(ObservationKind.UNPARSABLE, place, "a record begins without `TY`"))
        record.fields.append(value)
        record.end = max(value.span.end, line.start + len(value.tag))
    if record:
        yield _unended(record)


def _unended(record: _Record) -> _Record:
    first = record.fields[0]
    place = Span(record.start, max(record.start + 2, first.span.end))
    record.notes.append(Observation(ObservationKind.UNPARSABLE, place, "the record has no `ER`"))
    return record


def _nbib_records(source: SourceFile) -> Iterator[_Record]:
    """The records of a MEDLINE file: each begins with its `PMID`."""
    record: _Record | None = None
    for value in tag_values(source, _NBIB_LINE):
        start = value.line.start
        if value.tag == "PMID" or record is None:
            if record:
                yield record
            record = _Record(start, start)
            if value.tag != "PMID":
                place = Span(start, start + len(value.tag))
                record.notes.append(Observation(ObservationKind.UNPARSABLE, place, "a record begins without `PMID`"))
        record.fields.append(value)
        record.end = max(value.span.end, start + len(value.tag))
    if record:
        yield record


def _ris_item(record: _Record) -> Item:
    kind = record.first("TY")
    found = Item(_TYPES.get(kind.text.upper(), "document") if kind else "document")
    for doi in record.all("DO", "M3", "UR", "L3"):
        if put_doi(found, doi.text, doi.span):
            break
    else:
        if wrong := record.first("DO"):
            found.put("DOI", wrong.text, wrong.span)
    book = found.type in _BOOKS
    for tag, variable in _VARIABLES.items():
        value = record.first(tag)
        if book and tag in ("T2", "BT"):
            variable = "collection-title" if tag == "T2" else "title"
        if value and (variable != "PMCID" or _PMCID.fullmatch(value.text)):
            found.put(variable, value.text, value.span)
    if number := record.first("SN"):
        found.put("ISSN" if _ISSN.match(number.text) else "ISBN", number.text, number.span)
    _put_pages(found, record.first("SP"), record.first("EP"))
    editors = ("ED", "A2") if found.type != "article-journal" else ("ED",)
    _put_names(found, tuple(record.all("AU", "A1")), tuple(record.all(*editors)))
    _put_date(found, record.first("DA"), record.first("PY", "Y1"))
    return found


def _put_pages(found: Item, first: TagValue | None, last: TagValue | None) -> None:
    if first and last and first.text != last.text:
        start, end = sorted((first.span, last.span))
        place = Span(start.start, end.end) if end.start - start.end < 20 else first.span
        found.put("page", expand_pages(f"{first.text}-{last.text}"), place)
    elif page := first or last:
        found.put("page", expand_pages(page.text), page.span)


def _put_date(found: Item, *values: TagValue | None) -> None:
    """`issued` of the fullest date; where the values tell of different years, the last one's."""
    given = [(date, value.span) for value in values if value and (date := _date(value.text))]
    if given:
        year = given[-1][0][0]
        found.issued, found.spans["issued"] = max((one for one in given if one[0][0] == year), key=lambda one: len(one[0]))


def _date(text: str) -> DateParts | None:
    match = _YEAR_FIRST.match(text)
    if match:
        return dates.parse(f"{match[3] or ''} {match[2]} {match[1]}".strip()) or dates.parse(match[1])
    return dates.parse(text.strip("/ "))


def _put_names(found: Item, authors: Sequence[TagValue], editors: Sequence[TagValue]) -> None:
    people = [value for value in authors if value.text.lower() not in _OTHERS]
    found.et_al = len(people) < len(authors)
    found.author, found.editor = tuple(map(_name, people)), tuple(map(_name, editors))
    for variable, values in (("author", authors), ("editor", editors)):
        if values:
            found.spans[variable] = Span(values[0].span.start, values[0].span.end)


def _name(value: TagValue) -> Name:
    """`Family, Given, Suffix`; without a comma the name of a group."""
    parts = [part.strip() for part in value.text.split(",", 2)]
    if len(parts) == 1 or not parts[1]:
        return Name(literal=parts[0], span=value.span)
    return Name(family=parts[0], given=parts[1], suffix=parts[2] if len(parts) > 2 else "", span=value.span)


def _nbib_item(record: _Record) -> Item:
    types = {value.text.lower() for value in record.all("PT")}
    book = record.first("BTI")
    found = Item("chapter" if book and record.first("TI") else "book" if book else "article-journal")
    found.type = "article" if "preprint" in types else found.type
    for tag, variable in _NBIB_VARIABLES.items():
        value = record.first(tag)
        if value:
            variable = "container-title" if tag == "BTI" and found.type == "chapter" else variable
            text = value.text.removesuffix(".") if variable == "title" else value.text
            found.put(variable, text, Span(value.span.start, value.span.end - (len(value.text) - len(text))))
    for value in record.all("LID", "AID"):
        kind = _AID.search(value.text)
        if kind and kind[1] == "doi":
            put_doi(found, value.text[: kind.start()], Span(value.span.start, value.span.end - len(kind[0])))
    if number := record.first("IS", "ISBN"):
        text = number.text.split(" ", 1)[0]
        found.put("ISBN" if number.tag == "ISBN" else "ISSN", text, Span(number.span.start, number.span.start + len(text)))
    _put_pages(found, record.first("PG"), None)
    _put_names(found, _people(record, "FAU", "AU"), _people(record, "FED", "ED"))
    _put_date(found, record.first("DP"))
    return found


def _people(record: _Record, full: str, short: str) -> tuple[TagValue, ...]:
    """The names in full where the record has them, and the groups among them; short names in the same form."""
    if record.first(full):
        return tuple(record.all(full, "CN") if full == "FAU" else record.all(full))
    return tuple(
        value if value.tag == "CN" else value._replace(text=", ".join(value.text.rsplit(" ", 1)))
        for value in record.all(short, *(("CN",) if short == "AU" else ()))
    )
