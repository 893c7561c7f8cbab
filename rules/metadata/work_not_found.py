"""MET301: a work that OpenAlex doesn't have."""

from collections.abc import Iterator

from checker.model.match import Match, MatchStatus
from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, Finding, Good, MatchRule, Needs, Severity, work
from rules.metadata._record import SURE, brief, details, shown, wrong_identifier

#: A nearest candidate less like the entry than this is none.
_LIKE = 0.3


class WorkNotFound(MatchRule):
    """No work in OpenAlex agrees with the entry.

    What it checks: identifiers, title, and author with year and page were looked up, and no work agrees in enough of them. The
    nearest candidate is named when there is one.

    Why it matters: the title or the authors may be wrong, or the work may not exist. OpenAlex doesn't have every work: books,
    theses, reports and very new or old articles may be missing, so not found proves nothing by itself.

    Of low confidence where no title was read in the entry, or the entry was read with doubt.

    When it stays silent: when the look-up failed or was not made (the entry is counted as skipped), for kinds of work that
    OpenAlex does not collect, and when the entry's DOI is to blame (MET302, MET303).
    """

    code = "MET301"
    name = "work-not-found"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES | Needs.MATCHES
    statuses = frozenset({MatchStatus.NOT_FOUND})
    examples = (
        Bad(
            "References\n\n1. Smith A, Jones B. ⟦Neural sonification of hepatic blood flow⟧. Ann Surg. 2015;12:1-9.\n",
            works=(work("Trends in the incidence of carcinoid tumors", ("Lena Ellis",), 2010, "Annals of Surgery"),),
        ),
        Good(
            "References\n\n1. Ellis L, Shale MJ. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;12:1-9.\n",
            works=(
                work("Trends in the incidence of carcinoid tumors", ("Lena Ellis", "M. J. Shale"), 2010, "Annals of Surgery"),
            ),
            note="British and American spelling make no difference.",
        ),
    )

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        if wrong_identifier(match):
            return
        searched = f" in {', '.join(_article(extent) for extent in match.searched)}" if match.searched else ""
        title = f"`{brief(entry.title)}`" if entry.title else "the entry"
        nearest = next((candidate for candidate in match.runners_up if candidate.score >= _LIKE), None)
        found = details(entry, match, context)
        if nearest:
            near = {"nearest": nearest.work.id, "nearest_url": nearest.work.url, "score": nearest.score}
            found = {**found, "evidence": near, "notes": (f"the nearest work is {shown(nearest.work)}, {nearest.work.url}",)}
        yield self.finding(
            f"no work that agrees with {title} was found{searched}",
            Location(entry.path, entry.span_of("title")),
            key=("not-found",),
            confidence=None if entry.title and entry.confidence >= SURE else Confidence.LOW,
            help="check title and authors against the work itself, or give its DOI",
            **found,
        )


def _article(extent: str) -> str:
    """What was searched, as a sentence says it: `works file: 24 works` is `the works file (24 works)`."""
    name, colon, size = extent.partition(": ")
    return f"the {name} ({size})" if colon else name
