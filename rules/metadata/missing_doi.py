"""MET310: a DOI that the list could give."""

from collections.abc import Iterator

from checker.model.match import Match
from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, Finding, Good, MatchRule, Needs, Severity, work
from rules.metadata._fixes import addition
from rules.metadata._record import details


class MissingDoi(MatchRule):
    """The identified work has a DOI, and the entry prints none though the list prints DOIs.

    What it checks: entries without an identifier of their own whose record has a DOI.

    Why it matters: a DOI makes the reference checkable and leads the reader to the work.

    When it stays silent: in lists where fewer than half of the entries print a DOI: their style does without.
    """

    code = "MET310"
    name = "missing-doi"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES | Needs.MATCHES
    examples = (
        Bad(
            "References\n\n"
            "1. ⟦Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12:1-9.⟧\n"
            "2. Braun M. Sleep of captive otters. Ann Surg. 2003;5:1-9. doi:10.1000/other.7\n",
            works=(work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, doi="10.1000/annsurg.2010"),),
        ),
        Good(
            "References\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12:1-9.\n",
            works=(work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, doi="10.1000/annsurg.2010"),),
            note="No entry of the list prints a DOI.",
        ),
    )

    def run(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in one manuscript."""
        entries = context.document.references
        if 2 * sum("DOI" in entry.field_spans for entry in entries) >= len(entries):  # a link or field prints none
            yield from super().run(context)

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        if match.work is None or not match.work.doi or entry.doi or match.identifiers:
            return
        yield self.finding(
            f"the DOI `{match.work.doi}` of the work is not printed",
            Location(entry.path, entry.span),
            key=(match.work.doi,),
            help=f"add `doi:{match.work.doi}`",
            fixes=addition(entry, match, context, match.work.doi),
            **details(entry, match, context),
        )
