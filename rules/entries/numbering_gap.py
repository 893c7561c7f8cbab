"""REF211: printed numbers with a gap, a repeat or a step back."""

from collections.abc import Iterator
from itertools import pairwise

from checker.model.document import Document
from checker.model.reference import ReferenceEntry, ReferenceList
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Fix, Good, Needs, Severity

#: With more breaks than this share, the numbers are not a sequence (or the list was not read as it is printed).
_BROKEN_SHARE = 0.2


class NumberingGap(DocumentRule):
    """The printed numbers of a list have a gap, a repeat or a step back.

    What it checks: whether each number follows the one before it.

    Why it matters: an entry was lost, or the numbers behind it no longer fit the citations.

    When it stays silent: for lists without numbers, and when so many numbers break the sequence that it is none.
    """

    code = "REF211"
    name = "numbering-gap"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
            "⟦5.⟧ Fox G, Ray H. Imaging of the liver. Ann Surg. 2018;15:30-9.\n"
            "6. Kay I, Lee J. Dose and response. Ann Surg. 2019;16:40-9.\n"
            "7. May K, Orr L. Late effects of treatment. Ann Surg. 2020;17:50-9.\n"
        ),
        Good(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """A finding for each number that doesn't follow the one before."""
        for part in document.lists:
            numbered = [(entry, entry.number) for entry in part.entries if entry.number is not None]
            breaks = [(entry, number, before) for (_, before), (entry, number) in pairwise(numbered) if number != before + 1]
            if len(numbered) == len(part.entries) and len(breaks) <= _BROKEN_SHARE * len(numbered):
                fixes = _renumbering(document, part) if breaks else ()
                for entry, number, before in breaks:
                    yield self._report(entry, number, before, fixes)
                    fixes = ()  # one fix mends them all

    def _report(self, entry: ReferenceEntry, number: int, before: int, fixes: tuple[Fix, ...]) -> Finding:
        if number == before + 2:
            problem = f"`{before + 1}` is missing"
        elif number > before:
            problem = f"`{before + 1}` to `{number - 1}` are missing"
        else:
            problem = "the number is a repeat" if number == before else "the numbers step back"
        return self.finding(
            f"entry `{number}` follows entry `{before}`: {problem}",
            Location(entry.path, entry.label_span or entry.span),
            entry=entry,
            key=(str(before), str(number)),
            help="add the lost entry or renumber the list",
            fixes=fixes,
        )


def _renumbering(document: Document, part: ReferenceList) -> tuple[Fix, ...]:
    """The fix that closes gaps; none where numbers repeat or step back, or where the text cites an entry that is missing."""
    numbers = [entry.number or 0 for entry in part.entries]
    cited = [item for citation in document.citations for item in citation.items if document.list_of(item.span.start) is part]
    if any(later <= number for number, later in pairwise(numbers)) or any(item.reference is None for item in cited):
        return ()
    from checker.edits.lists import renumbered  # most runs have no use for it

    edits = renumbered(document, part, part.entries)
    return (Fix("close the gap in the numbers, in the list and in all citations", edits),) if edits else ()
