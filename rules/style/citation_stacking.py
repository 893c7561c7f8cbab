"""STY603: a pile of citations in one place."""

from collections.abc import Iterator

from checker.model.document import Citation
from checker.model.text import Location
from checker.rule import Bad, CitationRule, Confidence, Context, Finding, Good, Needs, Option, Severity

_LIST = "\n# References\n\n" + "".join(
    f"{number}. Author{chr(64 + number)} A. Work number {number}. Ann Surg. {2009 + number};{number}:1-9.\n"
    for number in range(1, 8)
)


class CitationStacking(CitationRule):
    """One citation names many works at once.

    What it checks: the number of works in a citation, ranges expanded.

    Why it matters: a reader can't tell which of many works supports what, and such piles often pad a list.

    When it stays silent: for citations of at most `most` works.
    """

    code = "STY603"
    name = "citation-stacking"
    severity = Severity.INFO
    confidence = Confidence.HIGH
    needs = Needs.CITATIONS
    opt_in = True
    options = (Option("most", 5, "how many works one citation may name"),)
    examples = (
        Bad(f"Tumours are rare ⟦[1-6]⟧.\n{_LIST}", format="markdown"),
        Good(f"Tumours are rare [1-5], and small [6, 7].\n{_LIST}", format="markdown"),
    )

    def check(self, citation: Citation, context: Context) -> Iterator[Finding]:
        """At most one finding for a citation."""
        count = len(dict.fromkeys(item.reference or item.label for item in citation.items))
        most = context.options["most"]
        if count > most:
            yield self.finding(
                f"one citation names {count} works, at most {most} are wanted",
                Location(context.document.source.path, citation.span),
                key=("stacking", citation.text),
                evidence={"works": count, "most": most},
                help="say what each work shows, or cite the most telling ones",
            )
