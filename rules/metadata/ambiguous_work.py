"""MET312: an entry that fits several works."""

from collections.abc import Iterator

from checker.model.match import Match, MatchStatus
from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, Finding, Good, MatchRule, Needs, Severity, work
from rules.metadata._record import shown


class AmbiguousWork(MatchRule):
    """Several works fit the entry equally well, so that it could not be checked against one.

    What it checks: whether the best candidate leads the next by enough; versions of one work don't count as two.

    Why it matters: what the entry doesn't say (authors, pages, a DOI) the reader can't guess either.

    When it stays silent: when one work fits best, or when none fits (MET301).
    """

    code = "MET312"
    name = "ambiguous-work"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES | Needs.MATCHES
    statuses = frozenset({MatchStatus.AMBIGUOUS})
    examples = (
        Bad(
            "@article{ellis,\n  title = {⟦Trends in the incidence of carcinoid tumours⟧},\n"
            "  journal = {Annals},\n  year = {2010}\n}\n",
            format="bibtex",
            works=(
                work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, volume="1", doi="10.1000/one"),
                work("Trends in the incidence of carcinoid tumours", ("Karl Roe",), 2010, doi="10.1000/two", identifier="W2"),
            ),
        ),
        Good(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12:1-9.\n",
            works=(
                work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010),
                work("Trends in the incidence of carcinoid tumours", ("Karl Roe",), 1986, identifier="W2"),
            ),
        ),
    )

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        rivals = match.runners_up
        yield self.finding(
            f"the entry fits `{len(rivals)}` works equally well",
            Location(entry.path, entry.span_of("title")),
            entry=entry,
            key=("ambiguous",),
            related=context.citing_places(entry.id),
            evidence={"candidates": [{"work": rival.work.id, "score": rival.score} for rival in rivals]},
            notes=tuple(f"candidate {shown(rival.work)}, {rival.work.url}" for rival in rivals),
            help="add what tells them apart: the DOI, authors or pages",
        )
