"""Which of the candidate works is the one an entry means: matched, ambiguous or not found."""

from collections.abc import Mapping, Sequence

from checker.model.match import Match
from checker.model.reference import ReferenceEntry
from checker.model.work import Work


def decide(
    entry: ReferenceEntry,
    candidates: Sequence[Work] = (),
    identified: Mapping[str, Work | None] | None = None,
    searched: tuple[str, ...] = (),
    source: str = "",
) -> Match:
    """The outcome of identification for one entry. Pure: the same arguments give the same match.

    `candidates` are the works that exact keys and searches gave, in any order. `identified` maps the entry's identifiers by
    kind (`DOI`, `PMID`, `PMCID`, `arXiv`) to the work that bears it; None means that a complete answer has no such work, and a
    kind that is missing was not looked up. Identified works need not be repeated among the candidates. `searched` says what was
    searched (`title`, `author and year` ...) and `source` which store answered; both are passed on in the match.
    """
    raise NotImplementedError
