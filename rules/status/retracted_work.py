"""STA401: a cited work that was retracted."""

from collections.abc import Iterator

from checker.matching.titles import is_notice
from checker.model.match import Match
from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, Finding, Good, MatchRule, Needs, Severity, work
from rules.metadata._record import details, sureness


class RetractedWork(MatchRule):
    """OpenAlex flags the cited work as retracted.

    What it checks: the retraction flag of the identified work. The flag has neither date nor reason.

    Why it matters: a retracted result no longer supports a claim; citing it without saying so misleads the reader.

    When it stays silent: when the record is the notice itself and not the article, and when the entry says that the
    work was retracted.
    """

    code = "STA401"
    name = "retracted-work"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES | Needs.MATCHES
    examples = (
        Bad(
            "References\n\n1. Ellis L. ⟦Trends in the incidence of carcinoid tumours⟧. Ann Surg. 2010;12:1-9.\n",
            works=(work("Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2010, is_retracted=True),),
        ),
        Good(
            "References\n\n1. Ellis L. Retraction: Trends in the incidence of carcinoid tumours. Ann Surg. 2012;14:1.\n",
            works=(work("Retraction: Trends in the incidence of carcinoid tumours", ("Lena Ellis",), 2012, is_retracted=True),),
            note="The notice itself is cited.",
        ),
    )

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        if match.work is None or not match.work.is_retracted or is_notice(match.work.title) or "retract" in entry.raw.lower():
            return
        yield self.finding(
            f"OpenAlex flags `{match.work.title}` as retracted",
            Location(entry.path, entry.span_of("title")),
            key=("retracted",),
            confidence=sureness(entry, match),
            help="remove the citation, or say in the text that the work was retracted",
            **details(entry, match, context),
        )
