"""The entries that citations may mean: by printed number within the list in scope, and by key."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from checker.citations.authors import AuthorIndex
from checker.model.document import CitationItem, Document
from checker.model.reference import ReferenceEntry, ReferenceList


class Limits(NamedTuple):
    """The greatest number of a list, and the greatest that may still be a citation, though of no entry."""

    top: int
    most: int


class ListIndex:
    """One reference list, ready to be asked."""

    def __init__(self, part: ReferenceList, format_name: str = "") -> None:
        """Index the entries of a list of a document in a format; of entries with one number the first is meant."""
        self._entries = part.entries
        self.numbered = any(entry.number is not None for entry in part.entries)
        by_place = not self.numbered and not _is_found_by_key(part, format_name)
        self._by_number: dict[int, ReferenceEntry] = {}
        for place, entry in enumerate(part.entries, 1):
            number = place if by_place else entry.number  # a list printed without numbers may still be cited by place
            if number is not None:
                self._by_number.setdefault(number, entry)

    def __len__(self) -> int:
        return len(self._by_number)

    @cached_property
    def authors(self) -> AuthorIndex:
        """The entries by their authors, whom most numeric manuscripts never ask for."""
        return AuthorIndex(self._entries)

    @property
    def limits(self) -> Limits:
        """The greatest number of the list, and the greatest that may still be a citation."""
        top = max(self._by_number, default=0)
        return Limits(top, top + max(20, top // 2))

    def number(self, value: int) -> ReferenceEntry | None:
        """The entry with this printed number."""
        return self._by_number.get(value)


class Entries:
    """All reference lists of a document."""

    def __init__(self, document: Document) -> None:
        """Index the lists of a document."""
        self.labels = frozenset(document.labels)
        order = sorted(document.lists, key=lambda part: part.scope)
        self._starts = [part.scope.start for part in order]
        self._parts = [(part, ListIndex(part, document.format)) for part in order]
        self._references = document.references
        own = {entry.key: entry for entry in reversed(document.references) if entry.key}
        aliases = {alias: entry for entry in reversed(document.references) for alias in entry.aliases}
        self.keys = {**_by_identifier(document.references), **aliases, **own}

    def __bool__(self) -> bool:
        return any(part.entries for part, _ in self._parts)

    @cached_property
    def have_numbers(self) -> bool:
        """Whether numbers may mean entries of some list."""
        return any(len(index) for _, index in self._parts)

    @cached_property
    def all(self) -> AuthorIndex:
        """The entries of all lists by their authors."""
        return AuthorIndex(self._references)

    def list_at(self, offset: int) -> ListIndex | None:
        """The list that a citation at `offset` means."""
        for place in range(bisect_right(self._starts, offset) - 1, -1, -1):
            part, index = self._parts[place]
            if offset <= part.scope.end and part.entries:
                return index
        return None

    def authors_at(self, offset: int) -> AuthorIndex:
        """The authors of the list that a citation at `offset` means; those of all lists where it means none."""
        part = self.list_at(offset)
        return part.authors if part else self.all

    def bind_number(self, item: CitationItem) -> CitationItem:
        """The item of a numeric cluster with its entry, where the list in scope has the number."""
        part = self.list_at(item.span.start)
        entry = part.number(int(item.label)) if part else None
        return replace(item, reference=entry.id) if entry else item

    def bind_key(self, item: CitationItem) -> CitationItem:
        """The item of a key cluster with its entry: one that has exactly this key, or the identifier that the key is."""
        entry = self.keys.get(item.label) or self.keys.get(_normal(item.label))
        return replace(item, reference=entry.id) if entry else item


def _is_found_by_key(part: ReferenceList, format_name: str) -> bool:
    """Whether the entries of a list have keys in place of numbers; LaTeX numbers the items that it prints, keys or not."""
    return any(entry.key and not (format_name == "latex" and entry.printed) for entry in part.entries)


def _by_identifier(entries: Sequence[ReferenceEntry]) -> dict[str, ReferenceEntry]:
    """The entries by identifiers as Manubot cites them (https://manubot.org): `doi:10.1000/182`, `pmid:…`, `url:https://…`."""
    found: dict[str, ReferenceEntry] = {}
    for entry in reversed(entries):
        for prefix, variable in (("doi:", "DOI"), ("pmid:", "PMID"), ("pmcid:", "PMCID"), ("url:", "URL")):
            value = entry.get(variable)
            if value:
                found[prefix + value] = found[_normal(prefix + value)] = entry
    return found


def _normal(key: str) -> str:
    """A key that is an identifier without what makes no difference: the case of a DOI, the last stroke of a URL."""
    if key[:4].lower() == "doi:":
        return key.lower()
    return key.rstrip("/") if key.startswith("url:") else key
