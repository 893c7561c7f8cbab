"""The base of the rules that compare one printed field with the record."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from checker.model.match import Agreement, FieldEvidence, Match
from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.text import Location
from checker.rule import Confidence, Context, Finding, Fix, MatchRule, Needs, Severity
from rules.metadata._fixes import replacement
from rules.metadata._record import details, difference, place, sureness


class FieldRule(MatchRule):
    """A rule about CSL `variables` of an identified entry; the first that differs is reported, unless its note is excused."""

    needs = Needs.ENTRIES | Needs.MATCHES
    differing = True
    variables: ClassVar[tuple[str, ...]]
    #: Notes of partial agreement that are worth a line of severity info; other partial agreement is silent.
    remarkable: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def message(self, item: FieldEvidence, entry: ReferenceEntry) -> str:
        """What differs, both values in backticks."""

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        for variable in self.variables:
            compared = difference(match, variable)
            if compared is None or (compared.agreement is Agreement.PARTIAL and compared.note not in self.remarkable):
                continue
            if _is_unknown(entry, variable):
                continue
            item = self.as_printed(compared, entry, context)
            found = details(entry, match, context, item)
            yield self.finding(
                self.message(item, entry),
                self.location(entry, item),
                key=(variable, compared.printed, compared.recorded),
                severity=self.level(item, match),
                confidence=self.sureness(entry, match, item),
                help=self.advice(item, entry, context),
                fixes=self.fixes(item, entry, match, context),
                **{**found, "notes": (*self.remarks(item, entry, context), *found["notes"])},
            )
            return

    def as_printed(self, item: FieldEvidence, entry: ReferenceEntry, context: Context) -> FieldEvidence:
        """The comparison with both values in the form that the list prints."""
        return item

    def location(self, entry: ReferenceEntry, item: FieldEvidence) -> Location:
        """Where the field is printed."""
        return place(entry, item.field)

    def level(self, item: FieldEvidence, match: Match) -> Severity | None:
        """The severity of the difference; null for the rule's own."""
        return Severity.INFO if item.agreement is Agreement.PARTIAL else None

    def sureness(self, entry: ReferenceEntry, match: Match, item: FieldEvidence) -> Confidence:
        """How sure the difference is: as sure as the identification."""
        return sureness(entry, match)

    def advice(self, item: FieldEvidence, entry: ReferenceEntry, context: Context) -> str:
        """What to do about it."""
        return f"change `{item.printed}` to `{item.recorded}`"

    def remarks(self, item: FieldEvidence, entry: ReferenceEntry, context: Context) -> tuple[str, ...]:
        """Lines about the difference, shown before how the work was identified."""
        return ()

    def fixes(self, item: FieldEvidence, entry: ReferenceEntry, match: Match, context: Context) -> tuple[Fix, ...]:
        """The recorded value in the place of the printed one."""
        return replacement(entry, match, context, item.field, item.printed, item.recorded)


def _is_unknown(entry: ReferenceEntry, variable: str) -> bool:
    """Whether a field's value is an abbreviation of BibTeX that the style or another file defines."""
    undefined = entry.observed(ObservationKind.UNDEFINED_STRING)
    return bool(undefined) and any(entry.span_of(variable).covers(note.span) for note in undefined)
