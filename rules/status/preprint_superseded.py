"""STA403: a preprint that has been published."""

from collections.abc import Iterator

from checker.matching.containers import is_preprint_server, same_container
from checker.model.match import Match
from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.model.work import Work, WorkLocation
from checker.rule import Bad, Confidence, Context, Finding, Good, MatchRule, Needs, Option, Severity, work
from rules.metadata._record import details, is_preprint_doi, place, sureness, wrong_identifier

#: What says that an entry is of a preprint, the most telling first.
_NAMED_BY = ("container-title", "arXiv", "DOI")

_UNPUBLISHED = "Ellis L, Shale M. Trends in the incidence of carcinoid tumours. {}. 2010. doi:10.1101/2010.01.02.123456"
_PREPRINT = work(
    "Trends in the incidence of carcinoid tumours",
    ("Lena Ellis", "Mo Shale"),
    2010,
    "medRxiv",
    type="preprint",
    source_type="repository",
    doi="10.1101/2010.01.02.123456",
)


class PreprintSuperseded(MatchRule):
    """The entry cites a preprint of a work that a journal or conference has published.

    What it checks: for an entry that names a preprint server, or no journal but the number or DOI of a preprint, whether
    OpenAlex has a published version of the work. A house that takes the preprints of some servers only names them in
    `allowed`: preprints of others are then reported too, published or not.

    Why it matters: the published version passed review, may differ, and is the one that readers and indexes look for.

    When it stays silent: when the entry names the publication as well, when no record of one is known and its server is
    allowed, and when the identifier is to blame (MET302, MET303).
    """

    code = "STA403"
    name = "preprint-superseded"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES | Needs.MATCHES
    options = (Option("allowed", ["*"], "preprint servers whose preprints may be cited; `*` stands for all"),)
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
        Good(f"References\n\n1. {_UNPUBLISHED.format('medRxiv')}\n", works=(_PREPRINT,)),
        Bad(
            f"References\n\n1. {_UNPUBLISHED.format('⟦medRxiv⟧')}\n",
            works=(_PREPRINT,),
            options={"allowed": ["arXiv"]},
        ),
        Good(f"References\n\n1. {_UNPUBLISHED.format('medRxiv')}\n", works=(_PREPRINT,), options={"allowed": ["medrxiv"]}),
    )

    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        if not _is_of_preprint(entry) or wrong_identifier(match) or match.work is None:
            return
        found = next(((one, spot) for one in (match.work, *match.versions) if (spot := _publication(one))), None)
        if found is None:
            yield from self._unless_allowed(entry, match, context)
            return
        published, spot = found
        if same_container(entry.container_title, spot.source):
            return
        year = f" ({published.year})" if published.year else ""
        yield self.finding(
            f"the preprint was published in `{spot.source}`{year}",
            _place(entry),
            key=("published", published.doi),
            confidence=sureness(entry, match),
            help="cite the published version" + (f", doi:{published.doi}" if published.doi else ""),
            **details(entry, match, context),
        )

    def _unless_allowed(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """A finding for a preprint of a server that the house does not take."""
        allowed = context.options["allowed"]
        server = entry.container_title or ("arXiv" if entry.get("arXiv") else entry.doi)
        if "*" in allowed or any(name.casefold() in server.casefold() for name in allowed):
            return
        servers = ", ".join(f"`{name}`" for name in allowed)
        yield self.finding(
            f"the entry is a preprint of `{server}`, the style takes {f'those of {servers}' if servers else 'none'}",
            _place(entry),
            key=("not allowed", server),
            help="cite a published work, or ask the editor",
            **details(entry, match, context),
        )


def _place(entry: ReferenceEntry) -> Location:
    """Where an entry says that it is of a preprint."""
    return place(entry, next((name for name in _NAMED_BY if name in entry.field_spans), "title"))


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
