"""Which of the candidate works is the one an entry means: matched, ambiguous or not found.

Without identifiers, `benchmarks/calibrate_matching.py` measures (2026-11-23; 2,000 references in three styles, most of them
damaged, among 63,000 works; half of them without their own work; the half to choose by, then the half held out):

    enough  margin   precision  recall   precision  recall
         3       2      0.9782  0.9782      0.9879  0.9899
         4       2      0.9820  0.9722      0.9879  0.9879
         5       2      0.9879  0.9722      0.9879  0.9879
         6       2      0.9898  0.9643      0.9878  0.9778
         7       2      0.9896  0.9464      0.9877  0.9677

A margin of 1 or 3 changes no figure by more than 0.002; no weight of `checker.matching.compare`, a quarter more or less,
improves both halves by more than that. A lighter weight of long titles costs 0.016 of recall.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from checker.matching.compare import Comparison, compare
from checker.matching.containers import is_preprint_server
from checker.matching.normalize import family_key, title_key
from checker.matching.titles import compare_titles
from checker.model.match import (
    Agreement,
    Candidate,
    FieldEvidence,
    IdentifierCheck,
    IdentifierOutcome,
    Match,
    MatchStatus,
)
from checker.model.reference import ReferenceEntry
from checker.model.work import Work

_MOST_CANDIDATES = 10
_MOST_RUNNERS_UP = 3
#: Points (see `compare`) that a work needs to be the one, and by which it must lead another work.
_ENOUGH = 5.0
_MARGIN = 2.0
#: Below this, two titles have nothing to do with each other: a record under the right DOI and authors looks corrupt.
_UNRELATED = 0.6
_TELLING = 4  # words of a title that is no other work's by chance
_FIELDS_OF_VERSIONS = ("title", "issued", "container-title", "volume", "issue", "page", "type")


def decide(
    entry: ReferenceEntry,
    candidates: Sequence[Work] = (),
    identifiers: Sequence[IdentifierCheck] = (),
    searched: tuple[str, ...] = (),
    source: str = "",
) -> Match:
    """The outcome of identification for one entry. Pure: the same arguments give the same match.

    `candidates` are the works that exact keys and searches gave, in any order. `identifiers` are the stores' answers for the
    entry's identifiers: AGREES with the bearer as `work`, ABSENT where a complete answer has none, NOT_CHECKED. Bearers need
    not be repeated among the candidates. `searched` says what was searched (`title`, `author and year` ...) and is passed on in
    the match; so is `source`, the store that answered, where a work was identified.
    """
    bearers = [check.work for check in identifiers if check.work is not None]
    works = list({work.id: work for work in (*bearers, *candidates[:_MOST_CANDIDATES])}.values())
    ranked = sorted([compare(entry, work) for work in works], key=_rank)
    by_id = {comparison.work.id: comparison for comparison in ranked}
    judged = tuple(_judge(entry, check, by_id, ranked) for check in identifiers)
    named = next((check for check in judged if check.outcome is IdentifierOutcome.AGREES and check.work), None)
    known: dict[str, Any] = {"entry": entry.id, "identifiers": judged, "searched": searched}
    if named is not None and named.work is not None:
        found = _found(by_id[named.work.id], ranked)
        return Match(**known, **found, method=named.kind.lower(), source=source)
    excluded = {check.work.id for check in judged if check.work is not None}
    rest = [comparison for comparison in ranked if comparison.work.id not in excluded]
    good = [comparison for comparison in rest if _suffices(comparison)]
    if not good:
        return Match(**known, status=MatchStatus.NOT_FOUND, runners_up=_runners_up(rest or ranked))
    best = good[0]
    rivals = [other for other in good[1:] if best.points - other.points < _MARGIN and not _versions(best, other)]
    if rivals:
        crossed = _all_but_its_title([best, *rivals])
        if crossed is None:
            return Match(**known, status=MatchStatus.AMBIGUOUS, score=best.score, runners_up=_runners_up(good))
        return Match(**known, **_found(crossed, rest), method=_method(crossed), source=source)
    if len(good) > 1:
        versions = (other for other in good if other is best or _versions(best, other))
        best = min(versions, key=lambda one: _is_other_kind(entry, one))
    return Match(**known, **_found(best, rest), method=_method(best), source=source)


def _rank(comparison: Comparison) -> tuple[float, bool, bool, str]:
    """Best first; of equals the one with a DOI, then the published one, then by id so that the order is stable."""
    work = comparison.work
    return (-comparison.points, not work.doi, work.type == "preprint", work.id)


def _is_other_kind(entry: ReferenceEntry, comparison: Comparison) -> bool:
    """Whether the entry names a journal and the record is a preprint, or the other way round."""
    printed = entry.container_title
    return bool(printed) and is_preprint_server(printed) != (comparison.work.type == "preprint")


def _suffices(comparison: Comparison) -> bool:
    """Whether the agreement identifies the work without an identifier of the entry's own."""
    title = comparison.title
    page = comparison.agreement("page") is Agreement.AGREE
    same_place = page and comparison.agreement("volume") is not Agreement.DISAGREE
    if title.kind == "none":
        return same_place and comparison.same_authors and comparison.agreement("issued") is not Agreement.DISAGREE
    if title.veto and title.kind == "wording":
        return _all_but_mark(comparison)
    if title.veto or (not title.agrees and title.similarity < 0.8):
        # another title by the same authors is most often another work of theirs
        if not (same_place and comparison.same_authors):
            return False
        return comparison.points >= _ENOUGH - 2 * title.veto or _all_but_title(comparison)
    return comparison.points >= _ENOUGH


def _all_but_title(comparison: Comparison) -> bool:
    """Whether every author, the year and the container agree: two works of theirs don't begin on one page of one volume."""
    return comparison.authors.overlap == 1 and all(
        comparison.agreement(field) is Agreement.AGREE for field in ("issued", "container-title")
    )


def _all_but_its_title(rivals: Sequence[Comparison]) -> Comparison | None:
    """The work whose authors and pages an entry gives under the title of another one by others, if it is such a mixture."""
    meant = [one for one in rivals if one.same_authors and one.agreement("page") is Agreement.AGREE]
    others = [one for one in rivals if _lends_its_title(one)]
    return meant[0] if len(meant) == 1 and len(meant) + len(others) == len(rivals) else None


def _lends_its_title(other: Comparison) -> bool:
    """Whether a work has the printed title and other authors than the entry."""
    return other.title.agrees and not other.title.veto and other.title.words >= _TELLING and other.authors.first is False


def _all_but_mark(comparison: Comparison) -> bool:
    """Whether authors and year agree and nothing speaks against it: the digit behind the title is then no number of a part."""
    places = [comparison.agreement(field) for field in ("container-title", "volume", "page")]
    year = comparison.agreement("issued")
    same_year = year is Agreement.AGREE or (year is Agreement.PARTIAL and Agreement.AGREE in places)
    return comparison.authors.overlap == 1 and same_year and Agreement.DISAGREE not in places


def _judge(
    entry: ReferenceEntry, check: IdentifierCheck, by_id: dict[str, Comparison], ranked: Sequence[Comparison]
) -> IdentifierCheck:
    """Turn AGREES into OTHER_WORK where the entry contradicts the bearer of its identifier."""
    if check.work is None:
        return check
    bearer = by_id[check.work.id]
    agrees = _is_container_of(entry, check.work) or _bears_out(bearer, ranked)
    outcome = IdentifierOutcome.AGREES if agrees else IdentifierOutcome.OTHER_WORK
    return check if check.outcome is outcome else replace(check, outcome=outcome)


def _bears_out(bearer: Comparison, ranked: Sequence[Comparison]) -> bool:
    title = bearer.title
    if title.agrees and (not title.veto or (title.kind == "wording" and _is_place(bearer))):
        return True
    if title.kind == "none":
        return not bearer.other_authors
    better = any(
        other.title.agrees and not other.title.veto and not other.other_authors and not _versions(bearer, other)
        for other in ranked
        if other is not bearer
    )
    if better:
        return False
    return bearer.same_authors or (title.similarity >= 0.8 and not title.veto)


def _is_place(bearer: Comparison) -> bool:
    """Whether authors or pages say that a title with a digit more is the printed one's."""
    return bearer.same_authors or bearer.agreement("page") is Agreement.AGREE


def _is_container_of(entry: ReferenceEntry, work: Work) -> bool:
    """Whether the bearer is the book that the entry is a chapter of: publishers give chapters the DOI of the book."""
    book = entry.container_title
    return bool(book) and work.type in ("book", "edited-book", "proceedings") and compare_titles(book, work.title).agrees


def _versions(one: Comparison, other: Comparison) -> bool:
    """Whether two records are of one work: a preprint and its publication, or a duplicate.

    Without a DOI of its own, a record of the same authors under the printed title is a duplicate of a record that bears the
    printed DOI and the same authors: the bearer's title is then corrupt.
    """
    if one.same_doi and one.same_authors and other.same_authors and other.title.agrees and not other.work.doi:
        return True
    if not compare_titles(one.work.title, other.work.title).agrees:
        return False
    return not (one.work.authors and other.work.authors) or _first_family(one.work) == _first_family(other.work)


def _first_family(work: Work) -> str:
    return family_key(work.authors[0].raw_name)


def _found(best: Comparison, ranked: Sequence[Comparison]) -> dict[str, Any]:
    """The fields of a match that say which work it is, how the entry agrees with it, and what else was considered."""
    rest = [other for other in ranked if other is not best] if len(ranked) > 1 else []  # most have one candidate
    versions = [other for other in rest if _versions(best, other)]
    others = [other for other in rest if other not in versions] if versions else rest
    return {
        "status": MatchStatus.MATCHED,
        "work": best.work,
        "score": best.score,
        "evidence": tuple(
            [
                item if item.agreement is not Agreement.DISAGREE else _eased(item, best, versions, others)
                for item in best.evidence
            ]
        ),
        "runners_up": _runners_up(others),
        "versions": tuple(other.work for other in versions),
    }


def _eased(
    item: FieldEvidence, best: Comparison, versions: Sequence[Comparison], others: Sequence[Comparison]
) -> FieldEvidence:
    """The evidence that disagrees in the light of everything known: another version of the work may have the printed value.

    A recorded title that has nothing in common with the printed one is suspect where the authors agree, and corrupt where it is
    the title of a work by others; where the printed one is such a title, the entry is a mixture of two works.
    """
    if item.field in _FIELDS_OF_VERSIONS and any(other.agreement(item.field) is Agreement.AGREE for other in versions):
        return item._replace(agreement=Agreement.PARTIAL, note="other-version")
    if item.field == "title" and best.title.similarity < _UNRELATED and best.same_authors:
        if any(_lends_its_title(other) for other in others):
            return item._replace(note="title-of-another")
        stolen = any(
            other.authors.first is False and title_key(other.work.title) == title_key(item.recorded) for other in others
        )
        return item._replace(note="record-corrupt" if stolen else "record-suspect")
    return item


def _method(best: Comparison) -> str:
    if best.title.agrees:
        return "title"
    return "author-year-page" if best.agreement("page") is Agreement.AGREE and best.authors.first else "search"


def _runners_up(comparisons: Sequence[Comparison]) -> tuple[Candidate, ...]:
    return tuple([Candidate(other.work, other.score) for other in comparisons[:_MOST_RUNNERS_UP]])
