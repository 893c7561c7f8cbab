"""STY606: a list with too few DOIs."""

from collections.abc import Iterator

from checker.model.document import Document
from checker.model.match import Match
from checker.model.reference import ReferenceEntry, ReferenceList
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Option, Severity, work
from rules.style._lists import among_them, heading_of, percent

_LIST = (
    "Tumours are rare [1, 2].\n\n{}\n\n1. Smith A, Jones B. A study of small tumours. Ann Surg. 2015;12:1-9.\n"
    "2. Doe C, Roe D. Survival. Ann Surg. 2016;13:10-9. doi:10.1000/x.7\n"
)
_TITLE = "A study of small tumours"
#: Kinds of works that publishers register DOIs for.
_REGISTERED = frozenset({"article-journal", "paper-conference"})


class DoiCoverage(DocumentRule):
    """Too few of the references print a DOI.

    What it checks: the articles and conference papers of a list, and everything whose record has a DOI; works whose record has
    none are not counted.

    Why it matters: publishers link and deposit references by DOI; what lacks one has to be looked up.

    When it stays silent: when at least the share `least` has a DOI.
    """

    code = "STY606"
    name = "doi-coverage"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES
    opt_in = True
    options = (
        Option("least", 1.0, "the smallest share of references with a DOI, 0 to 1"),
        Option("or_url", False, "whether a web address counts as well"),
    )
    examples = (
        Bad(_LIST.format("⟦# References⟧"), format="markdown"),
        Good(_LIST.format("# References"), format="markdown", options={"least": 0.5}),
        Good(
            _LIST.format("# References"),
            format="markdown",
            works=(work(_TITLE, ("Ann Smith", "Bo Jones"), 2015, "Annals of Surgery", "1-9", volume="12"),),
            note="The record of the first has no DOI.",
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """At most one finding for a list."""
        for part in document.lists:
            yield from self._judge(part, context)

    def _judge(self, part: ReferenceList, context: Context) -> Iterator[Finding]:
        counted = [entry for entry in part.entries if entry.doi or _may_have(entry, context)]
        url = context.options["or_url"]
        lacking = [entry for entry in counted if not (entry.doi or (url and entry.get("URL")))]
        having = len(counted) - len(lacking)
        if not counted or having >= context.options["least"] * len(counted):
            return
        what = "a DOI or a web address" if url else "a DOI"
        yield self.finding(
            f"only {having} of {len(counted)} references ({percent(having, len(counted))}) print {what}",
            heading_of(part),
            key=("doi-coverage",),
            related=among_them(lacking, f"without {what}"),
            evidence={"without": [entry.id for entry in lacking], "counted": len(counted)},
            help=f"add DOIs: at least {context.options['least']:.0%} are wanted",
        )


def _may_have(entry: ReferenceEntry, context: Context) -> bool:
    """Whether a work has a DOI according to its record, or is of a kind that has one."""
    match = context.matches.get(entry.id)
    if isinstance(match, Match) and match.work is not None:
        return bool(match.work.doi)
    return entry.type in _REGISTERED
