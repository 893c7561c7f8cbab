"""MET311: a notice where an article is cited, or a preprint where a journal is."""

from collections.abc import Iterator

from checker.matching.normalize import strip_markup
from checker.model.match import Agreement, Match
from checker.model.reference import ReferenceEntry
from checker.rule import Bad, Confidence, Context, Finding, Good, MatchRule, Needs, Severity, work
from rules.metadata._record import brief, details, difference, place, sureness


class TypeMismatch(MatchRule):
    """The identified work is of another kind than the entry says: a notice about the article, a protocol, or only a preprint.

    What it checks: whether the record is a retraction, correction, comment or reply while the printed title is not (a
    warning), whether it is a protocol by its title while the printed one leaves that out (an info), and whether OpenAlex has
    the work as a preprint only while the entry names a journal (an info).

    Why it matters: a notice is not the article, a protocol has no results, a preprint has not passed the journal's review.

    When it stays silent: when a published version is known, when the entry names a preprint server, and when the identifier is
    to blame (MET302, MET303).
    """

    code = "MET311"
    name = "type-mismatch"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES | Needs.MATCHES
    differing = True
    examples = (
        Bad(
            "References\n\n"
            "1. Ellis L, Shale M. ⟦Trends in the incidence of carcinoid tumours⟧."
            " Ann Surg. 2010;12:1-9. doi:10.1000/notice.1\n",
            works=(
                work(
                    "Retraction: Trends in the incidence of carcinoid tumours",
                    ("Lena Ellis", "Mo Shale"),
                    2010,
                    doi="10.1000/notice.1",
                ),
            ),
        ),
        Good(
            "References\n\n"
            "1. Ellis L."
            " Trends in the incidence of carcinoid tumours. arXiv. 2010. doi:10.48550/arXiv.1001.00001\n",
            works=(
                work(
                    "Trends in the incidence of carcinoid tumours",
                    ("Lena Ellis",),
                    2010,
                    "arXiv (Cornell University)",
                    type="preprint",
                    source_type="repository",
                    doi="10.48550/arxiv.1001.00001",
                ),
            ),
        ),
    )

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        item = difference(match, "type")
        if item is None or match.work is None or item.note not in ("notice", "protocol", "preprint"):
            return
        if item.note == "notice":
            message = f"the identified work is a notice, `{brief(match.work.title)}`, not `{brief(entry.title)}`"
            advice = "cite the article itself"
        elif item.note == "protocol":
            message = f"the identified work is a protocol, `{strip_markup(match.work.title)}`"
            advice = "cite the work that has the results, or give the protocol its whole title"
        else:
            message = f"`{entry.container_title}` is printed, OpenAlex knows the work as a preprint only"
            advice = "check where the work was published"
        yield self.finding(
            message,
            place(entry, "container-title" if item.note == "preprint" else "title"),
            key=(item.note,),
            severity=None if item.agreement is Agreement.DISAGREE else Severity.INFO,
            confidence=sureness(entry, match),
            help=advice,
            **details(entry, match, context, item),
        )
