"""The authors of a reference list, to be looked up by the names that an author-date citation prints."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.citations.fold import fold, fold_umlauts
from checker.model.reference import Name, ReferenceEntry

_LETTER = re.compile(r"[a-z]\s*$")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_CAPITALS = re.compile(r"\b[^\W\d_a-z]")
_ACRONYM = re.compile(r"[(\[]([^\W\d_]{2,12})[)\]]")
_UNDATED = re.compile(
    r"\b(?:in\s+press|forthcoming|in\s+prep|in\s+review|under\s+review|submitted|n\.\s?d\.|unpublished|accepted)", re.IGNORECASE
)


#: How a printed entry starts: what stands before its year, a bracket or the end of its first sentence.
_HEAD = re.compile(r"[^\W\d_][^0-9()\[\]{}@\"“]{0,400}")
#: How much of a printed entry may be its head.
_REACH = 400
_WORD = re.compile(r"[^\W\d_][^\W\d_'’‐‑-]*")


@dataclass(frozen=True, slots=True)
class Author:
    """An entry as author-date citations see it: the keys of each author's name, and the letter of the year.

    `printed` has the words with which the entry starts, for lists of authors that were read in part only.
    """

    entry: ReferenceEntry
    names: tuple[frozenset[str], ...]
    printed: frozenset[str]
    letter: str

    def fits_names(self, cited: Sequence[str]) -> bool:
        """Whether the cited name keys are authors of the entry, in order, the first one first."""
        if not cited or cited[0] not in self.names[0]:
            return False
        place = 1
        for key in cited[1:]:
            found = next((at for at in range(place, len(self.names)) if key in self.names[at]), None)
            if found is None and key not in self.printed:
                return self.entry.et_al and len(cited) > len(self.names)
            place = place if found is None else found + 1
        return True

    def fits_count(self, cited: int, et_al: bool) -> bool:
        """Whether that many names, with or without `et al.` (two or more others), are how a citation prints this entry."""
        many = len(self.names) + (2 if self.entry.et_al else 0)
        return many > cited + 1 if et_al else many == cited

    def fits_year(self, year: int | None, letter: str) -> bool:
        """Whether the entry has this year; null stands for `in press` and its like.

        A letter on one side only is no contradiction.
        """
        if year is None:
            return self.entry.year is None or _UNDATED.search(self.entry.raw) is not None
        if self.entry.year is None:  # unread or left out, which is no reason to call the work missing
            return not _YEAR.search(self.entry.raw) or re.search(rf"(?<!\d){year}{letter}(?!\d)", self.entry.raw) is not None
        return self.entry.year == year and (not letter or not self.letter or letter == self.letter)


class AuthorIndex:
    """The entries of a list by the names of their first author."""

    def __init__(self, entries: Iterable[ReferenceEntry]) -> None:
        """Index the entries; those without an author are found by their editors."""
        self.nameless: list[Author] = []
        self._first: dict[str, list[Author]] = defaultdict(list)
        for entry in entries:
            author = _author(entry)
            for key in author.names[0]:
                self._first[key].append(author)
            if not author.names[0]:
                self.nameless.append(author)

    def first(self, key: str) -> Sequence[Author]:
        """The entries whose first author has this name key."""
        return self._first.get(key, ())


def _author(entry: ReferenceEntry) -> Author:
    names = [_keys(name) for name in entry.author or entry.editor] or [frozenset()]
    suffix = _LETTER.search(entry.year_suffix)
    start = _HEAD.match(_ACRONYM.sub("", entry.raw[:_REACH]))
    head = start[0] if start else ""
    words = [fold(word) for word in _WORD.findall(head)]
    # the first word and the whole of what is printed before the year, in case a name was not read as its author writes it
    first = {fold(head), fold(head.partition(",")[0]), fold(head.partition(":")[0]), *words[:1]}
    names[0] |= _proper(first)
    return Author(entry, tuple(names), frozenset(words), suffix[0].strip() if suffix else "")


def _keys(name: Name) -> frozenset[str]:
    """The keys under which a name may be cited: with and without particles; a group's acronym too."""
    forms = {
        name.full_family,
        name.family or name.literal,
        f"{name.non_dropping_particle} {name.family}".strip(),
        name.bare_family,
    }
    if name.literal:
        forms.add(re.sub(r"^The\s+", "", name.literal))
        forms.add("".join(_CAPITALS.findall(name.literal)) if " " in name.literal.strip() else name.literal)
        forms.update(_ACRONYM.findall(name.literal))
        forms.add(_ACRONYM.sub("", name.literal))
    return _proper({fold(form) for form in forms} | {fold_umlauts(form) for form in forms})


def _proper(keys: set[str]) -> frozenset[str]:
    """The keys that may be names: no initials."""
    return frozenset(key for key in keys if key and not (len(key) == 1 and key.isascii()))


def choose(authors: Iterable[Author], cited: Sequence[str], et_al: bool, year: int | None, letter: str) -> list[Author]:
    """The entries that a citation means: none, one, or several that nothing tells apart.

    `authors` have the cited names. A printed year goes before none, an exact letter before a missing one, a fitting
    count of names before another.
    """
    fits = [author for author in authors if author.fits_year(year, letter)]
    fits = [author for author in fits if author.entry.year is not None] or fits
    fits = [author for author in fits if author.letter == letter] or fits
    return [author for author in fits if author.fits_count(len(cited), et_al)] or fits
