"""The base of the rules that compare one printed field with the record."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from checker.model.match import Agreement, FieldEvidence, Match
from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.rule import Confidence, Context, Finding, MatchRule, Needs, Severity
from rules.metadata._record import details, difference, place, replacement, sureness


class FieldRule(MatchRule):
    """A rule about CSL `variables` of an identified entry; the first that differs is reported, unless its note is excused."""

    needs = Needs.ENTRIES | Needs.MATCHES
    variables: ClassVar[tuple[str, ...]]
    #: Notes of partial agreement that are worth a line of severity info; other partial agreement is silent.
    remarkable: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def message(self, item: FieldEvidence) -> str:
        """What differs, both values in backticks."""

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        for variable in self.variables:
            item = difference(match, variable)
            if item is None or (item.agreement is Agreement.PARTIAL and item.note not in self.remarkable):
                continue
            yield self.finding(
                self.message(item),
                self.location(entry, item),
                key=(variable, item.printed, item.recorded),
                severity=Severity.INFO if item.agreement is Agreement.PARTIAL else None,
                confidence=self.sureness(entry, match, item),
                help=self.advice(item),
                fixes=replacement(entry, context, variable, item.printed, item.recorded),
                **details(entry, match, context, item),
            )
            return

    def location(self, entry: ReferenceEntry, item: FieldEvidence) -> Location:
        """Where the field is printed."""
        return place(entry, item.field)

    def sureness(self, entry: ReferenceEntry, match: Match, item: FieldEvidence) -> Confidence:  # noqa: ARG002
        """How sure the difference is: as sure as the identification."""
        return sureness(entry, match)

    def advice(self, item: FieldEvidence) -> str:
        """What to do about it."""
        return f"change `{item.printed}` to `{item.recorded}`, or cite the work that was meant"
