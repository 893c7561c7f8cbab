"""STA403: a preprint that has been published."""

from collections.abc import Iterator

from checker.matching.containers import is_preprint_server, same_container
from checker.model.match import Match
from checker.model.reference import ReferenceEntry
from checker.model.work import Work, WorkLocation
from checker.rule import Bad, Confidence, Context, Finding, Good, MatchRule, Needs, Severity, work
from rules.metadata._record import details, is_preprint_doi, place, sureness, wrong_identifier

#: What says that an entry is of a preprint, the most telling first.
_NAMED_BY = ("container-title", "arXiv", "DOI")


class PreprintSuperseded(MatchRule):
    """The entry cites a preprint of a work that a journal or conference has published.

    What it checks: for an entry that names a preprint server, or no journal but the number or DOI of a preprint, whether
    OpenAlex has a published version of the work.

    Why it matters: the published version passed review, may differ, and is the one that readers and indexes look for.

    When it stays silent: when the entry names the publication as well, when no record of one is known, and when the identifier
    is to blame (MET302, MET303).
    """

    code = "STA403"
    name = "preprint-superseded"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES | Needs.MATCHES
    examples = (
        Bad(
            "References\n\n1. Ellis L, Shale M. Trends in the incidence of carcinoid tumours. ⟦medRxiv⟧. 2010."
            " doi:10.1101/2010.01.02.123456\n",
            works=(
                work(
                    "Trends in the incidence of carcinoid tumours",
                    ("Lena Ellis", "Mo Shale"),
                    2011,
                    "Annals of Surgery",
                    doi="10.1000/annsurg.2011",
                ),
            ),
        ),
        Good(
            "References\n\n1. Ellis L, Shale M. Trends in the incidence of carcinoid tumours. medRxiv. 2010."
            " doi:10.1101/2010.01.02.123456\n",
            works=(
                work(
                    "Trends in the incidence of carcinoid tumours",
                    ("Lena Ellis", "Mo Shale"),
                    2010,
                    "medRxiv",
                    type="preprint",
                    source_type="repository",
                    doi="10.1101/2010.01.02.123456",
                ),
            ),
        ),
    )

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        if not _is_of_preprint(entry) or wrong_identifier(match) or match.work is None:
            return
        found = next(((one, spot) for one in (match.work, *match.versions) if (spot := _publication(one))), None)
        if found is None or same_container(entry.container_title, found[1].source):
            return
        published, spot = found
        year = f" ({published.year})" if published.year else ""
        yield self.finding(
            f"the preprint was published in `{spot.source}`{year}",
            place(entry, next((name for name in _NAMED_BY if name in entry.field_spans), "title")),
            key=("published", published.doi),
            confidence=sureness(entry, match),
            help="cite the published version" + (f", doi:{published.doi}" if published.doi else ""),
            **details(entry, match, context),
        )


def _is_of_preprint(entry: ReferenceEntry) -> bool:
    if entry.container_title:
        return is_preprint_server(entry.container_title)
    return bool(entry.get("arXiv")) or is_preprint_doi(entry.doi)


def _publication(record: Work) -> WorkLocation | None:
    """Where a record says that the work was published, if it does: not in a repository, and not as submitted."""
    for spot in record.locations:
        if spot.source and spot.source_type in ("journal", "conference", "book series") and spot.version != "submittedVersion":
            return None if is_preprint_server(spot.source) else spot
    return None
