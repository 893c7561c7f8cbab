"""STY602: a list that is mostly old."""

from collections.abc import Iterator

from checker.model.document import Document
from checker.model.reference import ReferenceList
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Option, Severity
from rules.style._lists import among_them, heading_of, percent

_MANUSCRIPT = (
    "Tumours are rare [1, 2].\n\n{}\n\n1. Smith A, Jones B. A study of small tumours. Ann Surg. {};12:1-9.\n"
    "2. Doe C, Roe D. Survival. Ann Surg. 2016;13:10-9.\n"
)


class OldReferences(DocumentRule):
    """A large share of the references is old.

    What it checks: the entries older than `years`, counted from the manuscript's date or else from the newest entry, as a share
    of the dated entries.

    Why it matters: a review that rests on old works may miss what has been found since.

    When it stays silent: in lists of fewer dated entries than `fewest`.
    """

    code = "STY602"
    name = "old-references"
    severity = Severity.INFO
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES
    opt_in = True
    options = (
        Option("years", 10, "how many years old a reference may be"),
        Option("most", 0.5, "the largest share of older references, 0 to 1"),
        Option("fewest", 10, "lists of fewer dated entries are not judged"),
    )
    examples = (
        Bad(_MANUSCRIPT.format("⟦# References⟧", 1999), format="markdown", options={"fewest": 2, "most": 0.4}),
        Good(_MANUSCRIPT.format("# References", 2010), format="markdown", options={"fewest": 2, "most": 0.4}),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """At most one finding for a list."""
        written = document.metadata.date[0] if document.metadata.date else 0
        for part in document.lists:
            yield from self._judge(part, written, context)

    def _judge(self, part: ReferenceList, written: int, context: Context) -> Iterator[Finding]:
        dated = [(entry.year, entry) for entry in part.entries if entry.year]
        years, most = context.options["years"], context.options["most"]
        if len(dated) < max(context.options["fewest"], 1):
            return
        now = written or max(year for year, _ in dated)
        old = [entry for year, entry in sorted(dated, key=lambda pair: pair[0]) if now - year > years]
        if len(old) <= most * len(dated):
            return
        share = percent(len(old), len(dated))
        than = "the manuscript" if written else "the newest one"
        yield self.finding(
            f"of {len(dated)} dated references, {len(old)} ({share}) are more than {years} years older than {than} ({now})",
            heading_of(part),
            key=("old",),
            related=among_them(old, "one of the oldest"),
            evidence={"old": [entry.id for entry in old], "dated": len(dated)},
            help=f"look for newer works: at most {most:.0%} older than {years} years",
        )
