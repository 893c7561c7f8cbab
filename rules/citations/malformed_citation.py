"""CIT104: a citation whose form is broken."""

from collections.abc import Iterator

from checker.model.document import Citation
from checker.model.text import Location
from checker.rule import Bad, CitationRule, Confidence, Context, Finding, Good, Needs, Severity

_PROBLEMS = {
    "reversed-range": "the range `{}` runs backwards",
    "huge-range": "the range `{}` is implausibly long",
    "empty-item": "a number is missing in `{}`",
    "missing-comma": "a comma is missing in `{}`",
    "unbalanced": "a bracket is missing in `{}`",
}


class MalformedCitation(CitationRule):
    """A citation is broken in form: a reversed range, an empty item, an unbalanced bracket.

    What it checks: the punctuation of a cluster (`[9-3]`, `[3,,5]`, `[3, 4`) and the length of its ranges.

    Why it matters: the reader can't tell which works are meant, and reference managers drop what they can't read.

    When it stays silent: when the brackets hold something else than a citation, such as an interval or a unit.
    """

    code = "CIT104"
    name = "malformed-citation"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    needs = Needs.CITATIONS
    examples = (
        Bad(
            "Tumours are rare [1, 2]. Survival is poor ⟦[3-1]⟧.\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
        ),
        Good(
            "Tumours are rare [1-3], with a score in the interval [9, 3].\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
        ),
    )

    def check(self, citation: Citation, context: Context) -> Iterator[Finding]:
        """A finding for a cluster with a problem."""
        if not citation.problem:
            return
        wording = _PROBLEMS.get(citation.problem, f"{citation.problem.replace('-', ' ')} in `{{}}`")
        yield self.finding(
            wording.format(" ".join(citation.text.split())),
            Location(context.document.source.path, citation.span),
            severity=Severity.ERROR if citation.problem == "reversed-range" else Severity.WARNING,
            help="write the numbers in ascending order, one comma or dash between them",
        )
