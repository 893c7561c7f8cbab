"""Citations that a reference manager keeps in a file: each of their works is looked for in the printed list."""

from collections.abc import Sequence
from dataclasses import replace

from checker.matching.normalize import fold, fold_name, title_key
from checker.model.document import Citation, CitationField, CitationItem, CitationStyle, Document
from checker.model.reference import ReferenceEntry

_IDENTIFIERS = ("DOI", "PMID", "PMCID")
#: A title of fewer letters is no proof by itself that an entry prints it.
_LONG_TITLE = 15
#: The share of a title's words that an entry by the same author of the same year must print where the title was edited.
_MOST_WORDS = 0.6


def bound(document: Document) -> Document:
    """The document with the entry of every work that its fields cite, null where the list has none.

    Identifiers that only the fields have are noted with their entries, as those of links are: works are found by them.
    """
    if not document.fields or all(one.references for one in document.fields):
        return document
    entries = _Printed(document.references)
    known: dict[tuple[str, str, str], str | None] = {}
    fields = []
    for one in document.fields:
        for work in one.works:
            if _key(work) not in known:
                known[_key(work)] = entries.find(work)
        fields.append(replace(one, references=tuple(known[_key(work)] for work in one.works)))
    works = {reference: work for one in reversed(fields) for work, reference in zip(one.works, one.references, strict=True)}
    lists = (
        replace(part, entries=tuple(_identified(entry, works.get(entry.id)) for entry in part.entries))
        for part in document.lists
    )
    return replace(document, fields=tuple(fields), lists=tuple(lists))


def _identified(entry: ReferenceEntry, work: ReferenceEntry | None) -> ReferenceEntry:
    kept = {name: work.get(name) for name in _IDENTIFIERS if work.get(name)} if work else {}
    return replace(entry, variables={**kept, **entry.variables}) if kept else entry


def links(document: Document) -> tuple[Citation, ...]:
    """A citation for each field whose works all have an entry, for `linked`; the others are read as printed."""
    return tuple(_citation(document, one) for one in document.fields if one.references and None not in one.references)


def _citation(document: Document, one: CitationField) -> Citation:
    text = one.span.of(document.source.text)
    labels = [text] if len(one.works) == 1 else [_label(work) for work in one.works]
    items = (CitationItem(label, one.span, reference) for label, reference in zip(labels, one.references, strict=True))
    return Citation(one.span, text, CitationStyle.NUMERIC, tuple(items))


def _label(work: ReferenceEntry) -> str:
    head = work.author[0].full_family if work.author else work.title
    return f"{head} {work.year or ''}".strip()


def _key(work: ReferenceEntry) -> tuple[str, str, str]:
    return (work.doi.lower(), work.title, str(work.year or ""))


class _Printed:
    """The entries of a printed list, to be found by what a reference manager says of a work."""

    def __init__(self, entries: Sequence[ReferenceEntry]) -> None:
        self._entries = entries
        self._titles = {title_key(entry.title): entry.id for entry in reversed(entries) if entry.title}
        self._dois = {entry.doi.lower(): entry.id for entry in reversed(entries) if entry.doi}
        self._raw = {entry.id: title_key(entry.raw) for entry in entries}

    def find(self, work: ReferenceEntry) -> str | None:
        """The entry that prints a work: by its title, its DOI, its title anywhere, or its author, year and most of it."""
        title = title_key(work.title)
        found = self._titles.get(title) if title else None
        if found is None and work.doi:
            found = self._dois.get(work.doi.lower())
        if found is None and len(title) >= _LONG_TITLE:
            found = next((entry.id for entry in self._entries if title in self._raw[entry.id]), None)
        return found or self._nearly(work)

    def _nearly(self, work: ReferenceEntry) -> str | None:
        """The one entry by the same first author, of the same year, with most words of the title."""
        if not work.author or not work.year:
            return None
        head = fold_name(work.author[0].full_family)
        near = (
            entry
            for entry in self._entries
            if entry.year == work.year and head in fold_name(entry.raw[:200]) and _share(work.title, entry) >= _MOST_WORDS
        )
        found = list(near)
        return found[0].id if len(found) == 1 else None


def _share(title: str, entry: ReferenceEntry) -> float:
    """The share of a title's words that an entry prints; all of an empty title."""
    words = fold(title).split()
    printed = set(fold(entry.raw).split())
    return sum(word in printed for word in words) / len(words) if words else 1.0
