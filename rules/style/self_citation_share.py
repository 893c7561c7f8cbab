"""STY601: too large a share of references to the authors' own works."""

from collections.abc import Iterator, Sequence

from checker.matching.normalize import fold_name
from checker.model.document import Document
from checker.model.reference import Name, ReferenceEntry, ReferenceList
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Option, Severity
from rules.style._lists import among_them, heading_of, percent

_MANUSCRIPT = (
    "---\ntitle: A study\nauthor:\n  - Anna Smith\n---\n\nTumours are rare [1, 2].\n\n{}\n\n"
    "1. Smith A, Jones B. A study of small tumours. Ann Surg. 2015;12:1-9.\n2. {}. Survival. Ann Surg. 2016;13:10-9.\n"
)


class SelfCitationShare(DocumentRule):
    """A large share of the references is to works of the manuscript's own authors.

    What it checks: the entries that name an author of the manuscript by family name and first initial, as a share of the list.

    Why it matters: some self-citation is natural, much of it raises an author's counts and hides the work of others.

    When it stays silent: when the manuscript doesn't name its authors, and in lists of fewer entries than `fewest`.
    """

    code = "STY601"
    name = "self-citation-share"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES
    opt_in = True
    options = (
        Option("most", 0.25, "the largest share of the list, 0 to 1, that may be the authors' own works"),
        Option("fewest", 10, "lists of fewer entries are not judged"),
    )
    examples = (
        Bad(
            _MANUSCRIPT.format("⟦# References⟧", "Doe C, Roe D"),
            format="markdown",
            options={"fewest": 2},
            note="One of two.",
        ),
        Good(_MANUSCRIPT.format("# References", "Doe C, Roe D"), format="markdown", options={"fewest": 2, "most": 0.5}),
        Good(_MANUSCRIPT.format("# References", "Doe C, Roe D"), format="markdown", note="A list of two is too short."),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """At most one finding for a list."""
        authors = document.metadata.author
        for part in document.lists if authors else ():
            if len(part.entries) >= max(context.options["fewest"], 1):
                yield from self._judge(part, authors, context.options["most"])

    def _judge(self, part: ReferenceList, authors: Sequence[Name], most: float) -> Iterator[Finding]:
        own = [entry for entry in part.entries if _is_by(entry, authors)]
        if len(own) <= most * len(part.entries):
            return
        share = percent(len(own), len(part.entries))
        yield self.finding(
            f"the authors' own works are {len(own)} of {len(part.entries)} references ({share})",
            heading_of(part),
            key=("self-citation",),
            related=among_them(own, "one of them"),
            evidence={"own": [entry.id for entry in own], "references": len(part.entries)},
            help=f"replace some of them by others' works: at most {most:.0%} is the house's limit",
        )


def _is_by(entry: ReferenceEntry, authors: Sequence[Name]) -> bool:
    return any(_same(one, other) for one in entry.author for other in authors)


def _same(one: Name, other: Name) -> bool:
    """Whether two names may be one person's: the family name and, where both give one, the first initial."""
    if not one.family or fold_name(one.bare_family) != fold_name(other.bare_family or other.literal):
        return False
    return not (one.given and other.given) or fold_name(one.given)[:1] == fold_name(other.given)[:1]
