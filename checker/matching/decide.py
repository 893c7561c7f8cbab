"""Which of the candidate works is the one an entry means: matched, ambiguous or not found."""

from collections.abc import Sequence

from checker.model.match import IdentifierCheck, Match
from checker.model.reference import ReferenceEntry
from checker.model.work import Work


def decide(
    entry: ReferenceEntry,
    candidates: Sequence[Work] = (),
    identifiers: Sequence[IdentifierCheck] = (),
    searched: tuple[str, ...] = (),
    source: str = "",
) -> Match:
    """The outcome of identification for one entry. Pure: the same arguments give the same match.

    `candidates` are the works that exact keys and searches gave, in any order. `identifiers` are the stores' answers for the
    entry's identifiers: AGREES with the bearer as `work`, ABSENT where a complete answer has none, NOT_CHECKED. Bearers need
    not be repeated among the candidates. `searched` says what was searched (`title`, `author and year` ...) and `source`
    which store answered; both are passed on in the match.
    """
    raise NotImplementedError
