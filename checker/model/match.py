"""What identification says about an entry: the work it is, how that was found, and how far the fields agree."""

from enum import StrEnum
from typing import NamedTuple

from checker.model.record import record
from checker.model.work import Work


class MatchStatus(StrEnum):
    """The outcomes of identification; with `Skipped` these are the statuses of the JSON contract."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not-found"


class Agreement(StrEnum):
    """How a printed field compares with the record's."""

    AGREE = "agree"
    PARTIAL = "partial"  # a tolerated or explained difference; `FieldEvidence.note` says which
    DISAGREE = "disagree"
    MISSING = "missing"  # one side has no value: nothing to compare


#: What a field is that both sides have and that is not the same.
_DIFFERENT = frozenset({Agreement.PARTIAL, Agreement.DISAGREE})


class FieldEvidence(NamedTuple):
    """The comparison of one CSL variable (`title`, `author`, `issued`, `container-title`, `volume`, `issue`, `page`, `type`).

    `printed` and `recorded` are the two values as shown to people; `similarity` is 0 to 1 where it means anything; `note` is a
    short machine word for what kind of difference it is (`subtitle`, `abbreviation`, `online-first`, `author-added` ...).
    `position` is the 0-based place of the differing name in the entry's author list.
    """

    field: str
    agreement: Agreement
    printed: str = ""
    recorded: str = ""
    similarity: float | None = None
    note: str = ""
    position: int | None = None


class IdentifierOutcome(StrEnum):
    """What became of an identifier printed in an entry."""

    AGREES = "agrees"  # it names the matched work
    OTHER_WORK = "other-work"  # it names a work that the rest of the entry contradicts
    ABSENT = "absent"  # a complete answer says that no work has it
    NOT_CHECKED = "not-checked"


@record
class IdentifierCheck:
    """An identifier (`DOI`, `PMID`, `PMCID`, `arXiv`) of an entry and the work that bears it, if any.

    The resolver hands the answers of the stores to `matching.decide.decide(entry, candidates, identifiers)`: AGREES with the
    bearer as `work`, ABSENT or NOT_CHECKED. Deciding turns AGREES into OTHER_WORK where the entry contradicts the bearer.
    """

    kind: str
    value: str
    outcome: IdentifierOutcome
    work: Work | None = None


@record
class Candidate:
    """A work that was considered, with its score (0 to 1)."""

    work: Work
    score: float


@record
class Match:
    """The outcome for one entry. `work` is set when matched; `runners_up` lists the next best candidates, best first.

    `method` says how the work was identified (`doi`, `pmid`, `pmcid`, `arxiv`, `title`, `author-year-page`, `search`);
    `searched` what was searched, for the message of a missing work; `source` which store answered (`works file` ...).
    `versions` are other records of the same work: its preprint, its publication, a duplicate.
    """

    entry: str
    status: MatchStatus
    work: Work | None = None
    score: float = 0.0
    method: str = ""
    evidence: tuple[FieldEvidence, ...] = ()
    identifiers: tuple[IdentifierCheck, ...] = ()
    runners_up: tuple[Candidate, ...] = ()
    versions: tuple[Work, ...] = ()
    searched: tuple[str, ...] = ()
    source: str = ""

    def field(self, name: str) -> FieldEvidence | None:
        """The comparison of one CSL variable, if it was made."""
        for item in self.evidence:  # eight at most, and asked for by every rule: no generator
            if item.field == name:
                return item
        return None

    @property
    def differs(self) -> bool:
        """Whether a field disagrees with the identified work, or agrees in part only."""
        return not _DIFFERENT.isdisjoint([item.agreement for item in self.evidence])


class SkipReason(StrEnum):
    """Why an entry was not checked; the texts are shown to people."""

    UNPARSABLE = "the entry could not be read"
    NOT_INDEXED = "a kind of work that OpenAlex does not hold"
    NO_IDENTITY = "neither a title nor an identifier to search for"
    NO_WORKS = "no works to compare with (offline, and no works file given)"
    NOT_IN_WORKS = "not in the works file"
    NETWORK = "OpenAlex could not be asked"
    BUDGET = "the OpenAlex budget is used up"
    INTERRUPTED = "the run was interrupted"


@record
class Skipped:
    """An entry that was not checked, and why. Never to be read as `not found`."""

    entry: str
    reason: SkipReason
    detail: str = ""
