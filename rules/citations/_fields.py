"""Where a manuscript prints something else than its reference manager keeps in the file: a number, year, identifier, work."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from checker.matching.normalize import first_page, fold, title_key
from checker.model.document import CitationField, Document
from checker.model.reference import ReferenceEntry
from checker.model.text import Span

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NUMBER = re.compile(r"[\s\[(]*(\d{1,4})[\s\])]*")
#: A work is said to be missing from the list only where no entry prints so much of the words of its title.
_SOME_WORDS = 0.5
_LEAST_WORDS = 4
#: How much of a citation or title a message shows, in characters.
_SHOWN = 90
#: Kinds of works that styles cite in the text alone.
_UNLISTED = frozenset({"personal_communication", "interview", "legal_case", "legislation", "bill", "hearing", "regulation"})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One such place: what is printed there, what the field keeps, and the entry that is concerned, where there is one.

    `variable` is the CSL variable that differs, `citation-number` for the number, and empty for a work that the list has not.
    """

    field: CitationField
    span: Span
    variable: str
    printed: str
    kept: str
    entry: ReferenceEntry | None = None


def disagreements(document: Document) -> Iterator[Disagreement]:
    """All of them: those of the citations in the order of the text, then those of the entries, each once."""
    entries = {entry.id: entry for entry in document.references}
    printed = [frozenset(fold(entry.raw).split()) for entry in document.references] if document.fields else []
    absent: set[str] = set()
    compared: dict[str, tuple[CitationField, ReferenceEntry]] = {}
    for one in document.fields:
        for work, reference in zip(one.works, one.references, strict=False):
            if reference is not None:
                compared.setdefault(reference, (one, work))
            elif work.title not in absent and _is_absent(work, printed):
                absent.add(work.title)
                shown = shorten(one.span.of(document.source.text), _SHOWN)
                yield Disagreement(one, one.span, "", shown, shorten(work.title, _SHOWN))
        yield from _of_citation(document, one, entries)
    for reference, (one, work) in compared.items():
        yield from _of_entry(one, work, entries[reference])


def _is_absent(work: ReferenceEntry, printed: Sequence[frozenset[str]]) -> bool:
    """Whether surely no entry prints a work: none has half of the words of its title. `printed` has the words of each entry."""
    words = [word for word in fold(work.title).split() if len(word) > 3]
    if work.type in _UNLISTED or len(words) < _LEAST_WORDS:
        return False
    return not any(sum(word in entry for word in words) >= _SOME_WORDS * len(words) for entry in printed)


def _of_citation(document: Document, one: CitationField, entries: dict[str, ReferenceEntry]) -> Iterator[Disagreement]:
    """The number, or the year, that a citation of one work prints, against its entry."""
    if len(one.references) != 1 or one.references[0] is None:
        return
    entry, shown = entries[one.references[0]], one.span.of(document.source.text)
    number = _NUMBER.fullmatch(shown)
    if number and entry.number is not None and int(number[1]) != entry.number and not _is_year(number[1], entry):
        yield Disagreement(one, one.span, "citation-number", number[1], str(entry.number), entry)
    years = _YEAR.findall(shown)
    kept = {str(year) for year in (entry.year, one.works[0].year) if year}
    if not number and len(years) == 1 and kept and years[0] not in kept and years[0] not in entry.raw:
        yield Disagreement(one, one.span, "issued", years[0], str(entry.year or one.works[0].year), entry)


def _is_year(number: str, entry: ReferenceEntry) -> bool:
    """Whether a number alone in brackets is the year of the work: `Smith (2019)`."""
    return number in entry.raw and len(number) == 4


def _of_entry(one: CitationField, work: ReferenceEntry, entry: ReferenceEntry) -> Iterator[Disagreement]:
    """What an entry prints otherwise than the work that it was made from. What it leaves out is the style's choice."""
    if entry.style == "csl-json":  # the list was written from the fields
        return
    if work.year and entry.year and str(work.year) not in entry.raw:
        yield Disagreement(one, entry.span_of("issued"), "issued", str(entry.year), str(work.year), entry)
    if work.doi and entry.doi and work.doi.lower() != entry.doi.lower() and title_key(work.title) in title_key(entry.raw):
        yield Disagreement(one, entry.span_of("DOI"), "DOI", entry.doi, work.doi, entry)
    for variable in ("volume", "page"):
        printed, kept = (first_page(source.get(variable)) for source in (entry, work))
        words = {first_page(word) for word in re.findall(r"\w+", entry.raw)}
        if printed and kept and printed != kept and kept not in words:
            yield Disagreement(one, entry.span_of(variable), variable, entry.get(variable), work.get(variable), entry)
