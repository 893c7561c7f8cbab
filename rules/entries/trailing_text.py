"""REF209: prose behind the end of an entry."""

from collections.abc import Iterator

from checker.model.finding import Edit
from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, EntryRule, Finding, Fix, Good, Needs, Severity

_SHOWN = 60


class TrailingText(EntryRule):
    """Prose runs on behind the last field of an entry.

    What it checks: sentences behind the pages or the DOI, such as an annotation of the entry that lost its line break.

    Why it matters: the text becomes a part of the entry; link services fail on it, and it is cited along with the work.

    When it stays silent: for notes that belong to an entry (`in French`, `Accessed 3 May 2020`, `Epub 2019`, identifiers).
    """

    code = "REF209"
    name = "trailing-text"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "References\n\n"
            "1. Smith A, Jones B. Early cases. Cancer. 2015;12:1-9 ⟦This is a review of the cases that were treated early.⟧\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
        Good(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9. Epub 2014 Dec 1.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9. PMID: 12345678.\n"
        ),
    )

    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry: the first text that is too much."""
        notes = (*entry.observed(ObservationKind.TRAILING_TEXT), *entry.observed(ObservationKind.GLUED_TEXT))
        if not notes:
            return
        note = min(notes, key=lambda note: note.span)
        text = " ".join(context.text(entry.path, note.span).split())
        shown = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
        yield self.finding(
            f"`{shown}` follows the end of the entry",
            Location(entry.path, note.span),
            entry=entry,
            key=(text,),
            help="delete the text, or set it apart from the entry",
            fixes=(Fix("delete the text", (Edit(entry.path, note.span, ""),)),),
        )
