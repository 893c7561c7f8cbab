"""MET303: an identifier that names another work."""

from collections.abc import Iterator, Sequence

from checker.model.match import IdentifierOutcome, Match, MatchStatus
from checker.model.reference import ReferenceEntry
from checker.rule import Bad, Confidence, Context, Finding, Good, MatchRule, Needs, Severity, work
from rules.metadata._fixes import replacement
from rules.metadata._record import brief, details, place, shown


class DoiOfAnotherWork(MatchRule):
    """The DOI (PMID, PMCID, arXiv number) of the entry belongs to another work.

    What it checks: the work that bears the identifier has another title and other authors than the entry, or a second work
    fits the entry while this one does not.

    Why it matters: the reader who follows the link lands on something else, and indexes credit the wrong work.

    When it stays silent: when the title alone differs while the authors agree (MET304, or the record itself is corrupt); for a
    chapter that prints the DOI of its book.
    """

    code = "MET303"
    name = "doi-of-another-work"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES | Needs.MATCHES
    statuses = frozenset(MatchStatus)
    examples = (
        Bad(
            "References\n\n"
            "1. Ellis L. Trends in the incidence of carcinoid tumours."
            " Ann Surg. 2010;12:1-9. doi:⟦10.1000/other.7⟧\n",
            works=(
                work("Trends in the incidence of carcinoid tumours", ("L. Ellis",), 2010, doi="10.1000/annsurg.2010"),
                work("Sleep of captive otters", ("Maria Braun", "K. Ito"), 2003, doi="10.1000/other.7", identifier="W2"),
            ),
        ),
        Good(
            "References\n\n"
            "1. Ellis L. Trends in the incidence of carcinoid tumours."
            " Ann Surg. 2010;12:1-9. doi:10.1000/annsurg.2010\n",
            works=(work("Trends in incidence of carcinoid tumors", ("Lena Ellis",), 2010, doi="10.1000/annsurg.2010"),),
            note="A small difference in the title doesn't make it another work.",
        ),
    )

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """A finding for each identifier that names another work."""
        for check in match.identifiers:
            if check.outcome is not IdentifierOutcome.OTHER_WORK or check.work is None:
                continue
            printed = f"the entry is `{brief(entry.title)}`" if entry.title else "not to that of the entry"
            recorded = match.work.doi if match.work and check.kind == "DOI" else ""
            found = details(entry, match, context)
            values = {"field": check.kind, "printed": entry.title, "recorded": check.work.title, "other_work": check.work.id}
            yield self.finding(
                f"{check.kind} `{check.value}` belongs to {shown(check.work)}, {printed}",
                place(entry, check.kind),
                key=(check.kind, check.value),
                help=f"change `{check.value}` to `{recorded}`" if recorded else f"correct or remove the {check.kind}",
                fixes=replacement(entry, match, context, check.kind, entry.get(check.kind), recorded),
                **{
                    **found,
                    "evidence": {**found["evidence"], **values},
                    "notes": (f"the {check.kind} leads to {check.work.url}", *_about_the_entry(match, found["notes"])),
                },
            )


def _about_the_entry(match: Match, notes: Sequence[str]) -> tuple[str, ...]:
    """The notes on the identification, saying that they are about the entry and not about its DOI."""
    return tuple(f"the entry is {note}" for note in notes) if match.work else tuple(notes)
