"""CIT106: one entry twice in one cluster."""

from collections.abc import Iterator

from checker.model.document import Citation, CitationItem
from checker.model.text import Location
from checker.rule import Bad, CitationRule, Confidence, Context, Finding, Good, Needs, Severity


class RepeatedCitation(CitationRule):
    """A cluster cites the same entry twice.

    What it checks: whether two items of one cluster, ranges expanded, name the same entry: `[3, 5, 3]`, `[2-4, 3]`.

    Why it matters: one of the two is often a slip for another work.

    When it stays silent: when the items point to different places in the work (`@smith, p. 3; @smith, p. 9`).
    """

    code = "CIT106"
    name = "repeated-citation"
    severity = Severity.INFO
    confidence = Confidence.HIGH
    needs = Needs.CITATIONS
    examples = (
        Bad(
            "Tumours are rare [1, 2, ⟦1⟧].\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
        Good(
            "Tumours are rare [1, 2]. They grow slowly [1].\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
    )

    def check(self, citation: Citation, context: Context) -> Iterator[Finding]:
        """A finding for each item that an earlier item of the cluster repeats."""
        path = context.document.source.path
        seen: dict[tuple[str, str, str], CitationItem] = {}
        for item in citation.items:
            if item.reference is None:
                continue
            first = seen.setdefault((item.reference, item.locator, item.suffix), item)
            if first is not item:
                yield self.finding(
                    f"`{item.label}` is cited twice in `{' '.join(citation.text.split())}`",
                    Location(path, item.span),
                    related=(Location(path, first.span, "the same entry"),),
                    help="delete one of the two, or correct it",
                )
