"""Whether the authors whom a sentence names are those of the cited entries, and which other entry they head."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from checker.matching.normalize import fold, fold_name
from checker.model.match import Match
from checker.model.reference import ReferenceEntry
from checker.model.work import Work
from checker.rule import Context
from rules.citations._narrative import Form, Narrative, narratives

#: Names of at least so many letters are taken to be one name misspelt when this share of their letters agrees.
_LONG_NAME = 5
_ALIKE = 0.8
_WELL_READ = 0.5
#: Where a name ran together with initials or its neighbour.
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_PIECE = re.compile(r"[\s'’‐‑-]+")


@dataclass(frozen=True)
class Named:
    """A narrative citation with the entries it cites, their works as far as known, and the other entries its names head."""

    narrative: Narrative
    cited: tuple[ReferenceEntry, ...]
    works: tuple[Work, ...]
    fitting: tuple[ReferenceEntry, ...]

    @cached_property
    def agrees(self) -> bool:
        """Whether a cited entry, or its work, has one of the names among its authors."""
        names, between = self.narrative.names, {fold_name(name) for name in self.narrative.between}
        recorded = {fold_name(word) for work in self.works for author in work.authors for word in fold(author.raw_name).split()}
        return (
            any(_prints(entry, name) for entry in self.cited for name in names)
            or any(between & _families(entry) for entry in self.cited)
            or any(fold_name(name.split()[-1]) in recorded for name in names)
        )

    @cached_property
    def disagrees(self) -> bool:
        """Whether none of the names is an author of a cited entry, on evidence enough to say so."""
        form = self.narrative.form
        if not self.cited or self.agrees or (form is Form.TEAM and self._seniors_unknown):
            return False
        read = all(entry.author and entry.confidence >= _WELL_READ for entry in self.cited)
        return bool(self.fitting) or (read and self.narrative.adjacent and form in (Form.OTHERS, Form.TEAM))

    @property
    def misspelt(self) -> str:
        """The author of a cited entry whose name is spelt much like the one in the sentence, or an empty string."""
        key = fold_name(self.narrative.names[-1])
        if self.fitting or len(key) < _LONG_NAME:
            return ""
        families = [author.full_family for entry in self.cited for author in entry.author]
        return next((family for family in families if _spelt_alike(key, fold_name(family))), "")

    @property
    def _seniors_unknown(self) -> bool:
        """Whether a printed author list is cut and no work tells who the last author is."""
        whole = sum(not work.authors_truncated for work in self.works)
        return whole < len(self.cited) and any(entry.et_al for entry in self.cited)


def named(context: Context) -> list[Named]:
    """The narrative citations of a document whose items all have an entry, in the order of the text."""
    document = context.document
    found: list[Named] = []
    told = list(narratives(document))
    if not told:
        return found
    entries = {entry.id: entry for entry in document.references}
    heads = {id(part): _heads(part.entries) for part in document.lists}
    everywhere = _heads(document.references)
    for narrative in told:
        cited = tuple(entries[item.reference] for item in narrative.citation.items if item.reference)
        if len(cited) == len(narrative.citation.items):
            part = document.list_of(narrative.citation.span.start)
            index = everywhere if part is None or not part.entries else heads[id(part)]
            works = tuple(work for entry in cited if (work := _work(entry, context)))
            found.append(Named(narrative, cited, works, tuple(_fitting(narrative, cited, index))))
    return found


def _work(entry: ReferenceEntry, context: Context) -> Work | None:
    outcome = context.matches.get(entry.id)
    return outcome.work if isinstance(outcome, Match) else None


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


def _prints(entry: ReferenceEntry, name: str) -> bool:
    """Whether an entry prints a name, as an author or (misread, or an editor's) anywhere else."""
    key = fold_name(name)
    if key in _families(entry):
        return True
    words = {fold_name(word) for word in fold(f"{entry.raw} {_GLUED.sub(' ', entry.raw)}").split()}
    return key in words or any(fold_name(piece) in words for piece in _PIECE.split(name) if len(piece) > 2)


def _spelt_alike(one: str, other: str) -> bool:
    return len(other) >= _LONG_NAME and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
