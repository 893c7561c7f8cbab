"""A sentence of a manuscript beside the works that it cites, both read for what rules can compare."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from typing import TypeVar

from checker.model.record import record
from checker.model.reference import ReferenceEntry
from checker.model.text import Span
from checker.model.work import Work


class QuantityKind(StrEnum):
    """What a number counts or measures."""

    COUNT = "count"  # `312 patients`, `n = 312`: people, cases, studies ...
    PERCENT = "percent"
    FRACTION = "fraction"  # `12 of 60`, `12/60`: `value` of `other`
    RATIO = "ratio"  # HR, OR, RR: `unit` says which
    INTERVAL = "interval"  # a confidence interval, from `value` to `other`
    P_VALUE = "p"
    TIME = "time"  # days
    MEASURE = "measure"  # a number with any other unit
    NUMBER = "number"  # a number of nothing in particular


@record
class Quantity:
    """A number in a text with its kind and unit.

    `value` is normalised: times in days, percentages as printed (12 for `12%`). `step` is the size of the last printed digit
    in the same unit, so that `value ± step / 2` is what the print can mean. `other` is the second number of a fraction,
    interval or range. `unit` is the counted noun (`patients`), the unit or the name of the ratio (`HR`). `relation` is the
    sign of a p value. `rough` marks approximate forms (`about`, `half`).
    """

    kind: QuantityKind
    value: float
    span: Span
    step: float = 1.0
    unit: str = ""
    other: float | None = None
    relation: str = "="
    rough: bool = False


@record
class Term:
    """A term of a lexicon in a text: `group` and `name` as the lexicon calls them (`somatostatin-analogues`, `octreotide`)."""

    lexicon: str
    group: str
    name: str
    span: Span


@record
class Word:
    """A content word with the key under which its inflections and spellings meet."""

    key: str
    span: Span


_Item = TypeVar("_Item", Quantity, Term, Word)


@record
class Passage:
    """A stretch of text that was read: all spans are offsets into the file (manuscript) or into the abstract or title."""

    text: str = ""
    start: int = 0
    sentences: tuple[Span, ...] = ()
    words: tuple[Word, ...] = ()
    terms: tuple[Term, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    #: `parts`, once they were asked for: every claim about a work asks again.
    _parts: list["Passage"] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def span(self) -> Span:
        """The place of the whole passage."""
        return Span(self.start, self.start + len(self.text))

    def of(self, span: Span) -> str:
        """The text at a place of the passage."""
        return self.text[span.start - self.start : span.end - self.start]

    def terms_of(self, lexicon: str) -> tuple[Term, ...]:
        """The terms of one lexicon, in the order of the text."""
        return tuple(term for term in self.terms if term.lexicon == lexicon)

    def within(self, span: Span) -> "Passage":
        """The part of the passage at `span`, as one sentence, with what lies wholly in it."""
        return Passage(
            text=self.of(span),
            start=span.start,
            sentences=(span,),
            words=_inside(self.words, span),
            terms=_inside(self.terms, span),
            quantities=_inside(self.quantities, span),
        )

    def parts(self) -> Iterator["Passage"]:
        """The passage sentence by sentence."""
        if not self._parts:
            self._parts.extend(map(self.within, self.sentences))
        return iter(self._parts)

    def keys(self) -> frozenset[str]:
        """The content words, as keys."""
        return frozenset(word.key for word in self.words)


@record
class Evidence:
    """What is known of a cited work: the entry as printed, the record, and its title and abstract, read."""

    entry: ReferenceEntry
    work: Work
    title: Passage
    abstract: Passage

    @property
    def passages(self) -> tuple[Passage, Passage]:
        """Title and abstract."""
        return (self.title, self.abstract)


@record
class Claim:
    """What one group of citations stands for, or a sentence without any.

    `sentence` is the whole sentence; `scope` the part of it that the group covers: back to the previous marker. `references`
    are the ids of the cited entries, `evidence` those of them that were identified; `bound` is false where an item of the group
    names no entry. `markers` are the places of the group. `section` has the headings above in lower case, outermost first.
    `cited_nearby` says whether another sentence that may carry the citation has one: the next, any that a colon introduces, or
    an item of the same list.
    """

    path: str
    sentence: Passage
    scope: Passage
    references: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    bound: bool = True
    markers: tuple[Span, ...] = ()
    section: str = ""
    cited_nearby: bool = False

    @property
    def identified(self) -> bool:
        """Whether all cited works are known."""
        return bool(self.references) and self.bound and len(self.evidence) == len(self.references)

    @property
    def complete(self) -> bool:
        """Whether all cited works are known with their abstracts: only then may a claim be denied."""
        return self.identified and all(item.abstract.text for item in self.evidence)


@record
class Claims:
    """The claims of a manuscript in the order of the text, and the evidence for every identified entry by its id."""

    claims: tuple[Claim, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)


def _inside(items: tuple[_Item, ...], span: Span) -> tuple[_Item, ...]:
    """The items (in the order of their places) that lie wholly in `span`."""
    first = bisect_left(items, span.start, key=lambda item: item.span.start)
    last = bisect_left(items, span.end, first, key=lambda item: item.span.start)
    return tuple(item for item in items[first:last] if item.span.end <= span.end)
