"""Whether the authors whom a sentence names are those of the cited entries, and which other entry they head."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from checker.matching.normalize import fold, fold_name
from checker.model.document import Document
from checker.model.reference import ReferenceEntry
from rules.citations._narrative import Form, Narrative, narratives

#: Names of at least so many letters are taken to be one name misspelt when this share of their letters agrees.
_LONG_NAME = 5
_ALIKE = 0.8
_WELL_READ = 0.5
_PIECE = re.compile(r"[\s'’‐‑-]+")


@dataclass(frozen=True)
class Named:
    """A narrative citation with the entries it cites and the other entries of the list that its first name heads.

    `disagrees`: none of the names is an author of a cited entry, on evidence enough to say so.
    """

    narrative: Narrative
    cited: tuple[ReferenceEntry, ...]
    fitting: tuple[ReferenceEntry, ...]

    @cached_property
    def agrees(self) -> bool:
        """Whether a cited entry prints one of the names, with a misspelt letter where no entry has the name as it stands."""
        lenient = not self.fitting
        return any(
            any(_prints(entry, name, lenient) for name in self.narrative.names)
            or any(fold_name(name) in _families(entry) for name in self.narrative.between)
            for entry in self.cited
        )

    @property
    def disagrees(self) -> bool:
        """Whether none of the names is an author of a cited entry, on evidence enough to say so."""
        if not self.cited or self.agrees:
            return False
        narrative = self.narrative
        sure = narrative.form is Form.OTHERS or not any(entry.et_al for entry in self.cited)
        read = all(entry.author and entry.confidence >= _WELL_READ for entry in self.cited)
        if narrative.form in (Form.OTHERS, Form.TEAM) and narrative.adjacent and sure and read:
            return True
        return bool(self.fitting)


def named(document: Document) -> list[Named]:
    """The narrative citations of a document whose items all have an entry, in the order of the text."""
    entries = {entry.id: entry for entry in document.references}
    heads = {id(part): _heads(part.entries) for part in document.lists}
    everywhere = _heads(document.references)
    found = []
    for narrative in narratives(document):
        cited = [entries[item.reference] for item in narrative.citation.items if item.reference]
        if len(cited) == len(narrative.citation.items):
            part = document.list_of(narrative.citation.span.start)
            index = everywhere if part is None or not part.entries else heads[id(part)]
            found.append(Named(narrative, tuple(cited), tuple(_fitting(narrative, cited, index))))
    return found


def _heads(entries: Iterable[ReferenceEntry]) -> dict[str, list[ReferenceEntry]]:
    """The entries by the folded family name of their first author, with and without particles."""
    heads: dict[str, list[ReferenceEntry]] = defaultdict(list)
    for entry in entries:
        if entry.author:
            first = entry.author[0]
            for key in {fold_name(first.full_family), fold_name(first.family)} - {""}:
                heads[key].append(entry)
    return heads


def _fitting(
    narrative: Narrative, cited: Sequence[ReferenceEntry], heads: dict[str, list[ReferenceEntry]]
) -> list[ReferenceEntry]:
    """The entries, other than those cited, that the names head; those of the named year first."""
    keys = [fold_name(name) for name in narrative.names]
    # of `In Europe, Yang et al.` the name next to `et al.` counts too; two joined names are authors of one work
    own = (keys[0],) if narrative.form is Form.PAIR else (keys[0], keys[-1])
    found = {entry.id: entry for key in own for entry in heads.get(key, ())}
    others = [entry for entry in found.values() if entry.id not in {entry.id for entry in cited}]
    if narrative.form is Form.PAIR:
        others = [entry for entry in others if any(keys[1] == fold_name(name.family) for name in entry.author)]
    return sorted(others, key=lambda entry: narrative.year is not None and entry.year != narrative.year)


def _families(entry: ReferenceEntry) -> set[str]:
    """The folded family names of an entry's authors, with and without particles."""
    return {fold_name(name) for author in entry.author for name in (author.full_family, author.family)} - {""}


def _prints(entry: ReferenceEntry, name: str, lenient: bool) -> bool:
    """Whether an entry prints a name, or (where `lenient`) has an author spelled alike."""
    key = fold_name(name)
    families = _families(entry)
    if key in families:
        return True
    words = {fold_name(word) for word in fold(entry.raw).split()}
    if key in words or any(fold_name(piece) in words for piece in _PIECE.split(name) if len(piece) > 2):
        return True
    if len(key) < _LONG_NAME:
        return False
    # a name that ran together with its neighbour, or was parsed with it
    head = fold(entry.raw[: len(entry.raw) // 2]).replace(" ", "")
    return key in head or (lenient and any(_spelt_alike(key, family) for family in families))


def _spelt_alike(one: str, other: str) -> bool:
    return len(other) >= _LONG_NAME and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
