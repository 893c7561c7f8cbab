"""MET302: a DOI that no work has."""

from collections.abc import Iterator

from checker.model.match import Match, MatchStatus
from checker.model.reference import ReferenceEntry
from checker.references.dois import trim_doi
from checker.rule import Bad, Confidence, Context, Finding, Good, MatchRule, Needs, Severity, work
from rules.metadata._fixes import replacement
from rules.metadata._record import details, is_unknown_doi, place


class DoiNotFound(MatchRule):
    """No work in OpenAlex has the DOI of the entry.

    What it checks: the DOI was looked up, and the complete answer was that nothing has it. A warning where the work was found
    by other means without a DOI in its record; an error where its record has another DOI, or where nothing was found at all.

    Why it matters: a DOI with one wrong digit leads nowhere, and an invented reference often comes with an invented DOI.

    When it stays silent: when the DOI could not be looked up; for an arXiv DOI of a work that was found as published; where the
    DOI is the work's but for punctuation behind it (REF203).
    """

    code = "MET302"
    name = "doi-not-found"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES | Needs.MATCHES
    statuses = frozenset(MatchStatus)
    examples = (
        Bad(
            "References\n\n"
            "1. Ellis L. Trends in the incidence of carcinoid tumours."
            " Ann Surg. 2010;12:1-9. doi:⟦10.1000/annsurg.2011⟧\n",
            works=(work("Trends in the incidence of carcinoid tumours", ("L. Ellis",), 2010, doi="10.1000/annsurg.2010"),),
        ),
        Good(
            "References\n\n"
            "1. Ellis L. Trends in the incidence of carcinoid tumours."
            " Ann Surg. 2010;12:1-9. doi:10.1000/annsurg.2010\n",
            works=(work("Trends in the incidence of carcinoid tumours", ("L. Ellis",), 2010, doi="10.1000/annsurg.2010"),),
        ),
    )

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        check = next((check for check in match.identifiers if is_unknown_doi(check, match)), None)
        if check is None:
            return
        message = f"no work in OpenAlex has the DOI `{check.value}`"
        advice = "correct the DOI"
        recorded = match.work.doi if match.work else ""
        if recorded and trim_doi(check.value).lower() == recorded:
            return
        if match.work is None:
            message += ", and none agrees with the entry"
            advice = "check that the work exists, and correct the DOI"
        elif recorded:
            message += f", the work has `{recorded}`"
            advice = f"change `{check.value}` to `{recorded}`"
        found = details(entry, match, context)
        yield self.finding(
            message,
            place(entry, "DOI"),
            key=(check.value,),
            severity=Severity.WARNING if match.work and not recorded else None,
            help=advice,
            fixes=replacement(entry, match, context, "DOI", entry.doi, recorded),
            **{**found, "evidence": {**found["evidence"], "field": "DOI", "printed": check.value, "recorded": recorded}},
        )
