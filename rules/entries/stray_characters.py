"""REF206: punctuation that belongs to nothing."""

from collections.abc import Iterator

from checker.model.finding import Edit, Safety
from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, EntryRule, Finding, Fix, Good, Needs, Severity
from rules.entries._list_style import model_note

_SURE = 0.5


class StrayCharacters(EntryRule):
    """Punctuation stands where no field of the entry needs it.

    What it checks: characters before the first author (`. Smith A`), doubled punctuation (`2018::60`).

    Why it matters: such characters are what is left of a lost bullet, field or mark, and hide the entry from search services.

    When it stays silent: when the entry could not be read surely.
    """

    code = "REF206"
    name = "stray-characters"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. ⟦. ⟧Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
        Good(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
    )

    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """A finding for each place with stray characters."""
        for note in entry.observed(ObservationKind.LEADING_CHARACTERS):
            text = context.text(entry.path, note.span)
            yield self.finding(
                f"`{text.strip() or text}` stands before the first author",
                Location(entry.path, note.span),
                entry=entry,
                help="delete the stray characters",
                fixes=(Fix("delete the stray characters", (Edit(entry.path, note.span, ""),), Safety.SAFE),),
            )
        for note in entry.observed(ObservationKind.STRAY_CHARACTERS):
            if entry.confidence >= _SURE:
                yield self.finding(
                    f"stray `{context.text(entry.path, note.span).strip()}` in the entry",
                    Location(entry.path, note.span),
                    entry=entry,
                    confidence=Confidence.MEDIUM,
                    notes=model_note(context.document, entry),
                    help="delete what is too much, or add what is missing between",
                )
