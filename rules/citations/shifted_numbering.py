"""CIT110: a run of citations whose numbers are all off by the same amount."""

from collections.abc import Iterator

from checker.model.document import Document
from checker.model.text import Location, Span
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Severity
from rules.citations._named import named
from rules.citations._shift import Shift, shifts
from rules.places import label, place

_MOST_RELATED = 10
_LIST = (
    "References\n\n"
    "1. Yang A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
    "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
    "3. Poe E, Low F, Kay G. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
    "4. Fox G, Ray H. Imaging of the liver. Ann Surg. 2018;15:30-9.\n"
)


class ShiftedNumbering(DocumentRule):
    """The numbers of a run of citations are all off by the same amount.

    What it checks: citations in a row for which the sentence names authors (`Yang et al. [30]`). Where at least two different
    numbers disagree with the names, and the names fit the entries the same number of places away, the numbering has shifted.

    Why it matters: an entry was inserted or deleted without renumbering the text, so the citations between are wrong too,
    though no name betrays them.

    When it stays silent: for keys, and when a name between fits the number as it stands. A single disagreement is CIT108.

    Measured on 2026-11-25 on published articles, in 40 copies of which the numbers of up to 20 citations were raised by one:
    precision 1.00, recall 0.68; CIT108 was the sign of the other 13.
    """

    code = "CIT110"
    name = "shifted-numbering"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    needs = Needs.CITATIONS | Needs.ENTRIES
    examples = (
        Bad(f"Yang et al. [1] saw few. ⟦Doe et al. [3] saw none, as is usual [4]. Poe et al. [4]⟧ saw many.\n\n{_LIST}"),
        Good(f"Yang et al. [1] saw few. Doe et al. [2] saw none. Poe et al. [3] saw many, as did Fox [4].\n\n{_LIST}"),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """A finding for each shifted run, from its first to its last telling citation."""
        for shift in shifts(named(context), document):
            yield self._shifted(shift, document)

    def _shifted(self, shift: Shift, document: Document) -> Finding:
        path = document.source.path
        first, last = shift.members[0], shift.members[-1]
        names = " and ".join(f"`{item.narrative.names[-1]}`" for item in (first, last))
        way = "more" if shift.offset < 0 else "less"
        numbers = [label(item.cited[0]) for item in (first, last)]
        return self.finding(
            f"the numbers from `{numbers[0]}` to `{numbers[1]}` are `{abs(shift.offset)}` {way} than those of {names}",
            Location(path, Span(first.narrative.span.start, last.narrative.citation.span.end)),
            key=(str(shift.offset), *numbers),
            related=tuple(
                place(entry, f"`{item.narrative.names[-1]}` heads this entry")
                for item in shift.members[:_MOST_RELATED]
                for entry in item.fitting
                if entry.number == (item.cited[0].number or 0) + shift.offset
            ),
            evidence={"offset": shift.offset, "citations": len(shift.members)},
            help=f"renumber the citations of this part by `{shift.offset:+d}`, and check where the shift begins and ends",
        )
