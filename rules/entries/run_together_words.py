"""REF208: two words without a space between them."""

import re
from collections.abc import Iterator

from checker.model.finding import Edit
from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.text import Location, Span
from checker.rule import Bad, Confidence, Context, EntryRule, Finding, Fix, Good, Needs, Severity

_SURE = 0.5
#: The last letter of the first word, before the capital or number that begins the second.
_SEAM = re.compile(r"[a-z](?=[A-Z\d])")


class RunTogetherWords(EntryRule):
    """Two words of an entry run together.

    What it checks: a word glued to the superscript of an isotope (`of177Lu`), to the capital or bracket that begins the next.

    Why it matters: the title can't be found by its words, and the lost space often goes with a lost superscript.

    When it stays silent: for names of genes, cells, devices and trials, which mix letters, capitals and digits on purpose.
    """

    code = "REF208"
    name = "run-together-words"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "References\n\n"
            "1. Smith A, Jones B. Phase 3 trial ⟦of177Lu⟧-dotatate for midgut tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
        Good(
            "References\n\n"
            "1. Smith A, Jones B. Phase 3 trial of 177Lu-dotatate for midgut tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Expression of TP53 and miR21 in MCF7 cells. Ann Surg. 2016;13:10-9.\n"
        ),
    )

    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """A finding for each place where a space is missing."""
        if entry.confidence < _SURE:
            return
        for note in entry.observed(ObservationKind.RUN_TOGETHER):
            yield self.finding(
                f"words run together in `{context.text(entry.path, note.span)}`",
                Location(entry.path, note.span),
                entry=entry,
                help="put a space between the words",
                fixes=_fixes(entry.path, note.span, context.text(entry.path, note.span)),
            )


def _fixes(path: str, span: Span, printed: str) -> tuple[Fix, ...]:
    """A space before the capital or number that begins the second word (`inThe`, `of177Lu`)."""
    seam = _SEAM.search(printed)
    if seam is None:
        return ()
    at = span.start + seam.start() + 1
    return (Fix("put a space between the words", (Edit(path, Span(at, at), " "),)),)
