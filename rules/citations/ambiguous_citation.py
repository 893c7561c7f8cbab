"""CIT105: a citation that fits several entries."""

from collections.abc import Iterator

from checker.model.document import Citation
from checker.model.text import Location
from checker.rule import Bad, CitationRule, Confidence, Context, Finding, Good, Needs, Severity
from rules.entries._same_work import same_work
from rules.places import place


class AmbiguousCitation(CitationRule):
    """A citation by author and year fits more than one entry.

    What it checks: citations such as `Smith 2015` where the list has two works of that author and year.

    Why it matters: the reader can't tell which work is meant. Styles tell such works apart by a letter: `2015a`, `2015b`.

    When it stays silent: when a letter or a second author decides, and when the entries are one work listed twice (REF210).
    """

    code = "CIT105"
    name = "ambiguous-citation"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs.CITATIONS | Needs.ENTRIES
    examples = (
        Bad(
            "Tumours are rare (⟦Smith 2015⟧). Survival is poor (Doe 2016).\n\nReferences\n\n"
            "Doe, C. (2016). Survival after surgery. Annals of Surgery, 13, 10-19.\n\n"
            "Smith, A. (2015). A study of tumours. Annals of Surgery, 12, 1-9.\n\n"
            "Smith, A. (2015). Growth of small tumours. Annals of Surgery, 14, 20-29.\n"
        ),
        Good(
            "Tumours are rare (Smith 2015a). Survival is poor (Smith 2015b).\n\nReferences\n\n"
            "Smith, A. (2015a). A study of tumours. Annals of Surgery, 12, 1-9.\n\n"
            "Smith, A. (2015b). Growth of small tumours. Annals of Surgery, 14, 20-29.\n"
        ),
    )

    def check(self, citation: Citation, context: Context) -> Iterator[Finding]:
        """A finding for each item that fits several works."""
        for item in citation.items:
            if item.reference is not None or len(item.candidates) < 2:
                continue
            first, *others = (context.entry(reference) for reference in item.candidates)
            if all(same_work(first, other) for other in others):
                continue
            yield self.finding(
                f"`{item.label}` fits `{len(item.candidates)}` entries",
                Location(context.document.source.path, item.span),
                related=tuple(place(entry, "this entry fits") for entry in (first, *others)),
                help="tell the works apart by a letter after the year, in the list and in the text",
            )
