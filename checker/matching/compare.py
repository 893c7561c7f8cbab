"""Compare an entry with one work, field by field, and weigh the agreement."""

import re
from typing import NamedTuple

from checker.matching.authors import AuthorComparison, compare_authors
from checker.matching.containers import container_evidence, is_preprint_server
from checker.matching.locators import number_evidence, page_evidence, year_evidence
from checker.matching.normalize import title_key, title_words
from checker.matching.titles import TitleComparison, compare_titles, is_notice, title_evidence, without_status
from checker.model.match import Agreement, FieldEvidence
from checker.model.reference import ReferenceEntry
from checker.model.work import Work

#: Points for the agreement and against the disagreement of a field: a title alone never suffices unless it is long, and a
#: shared title can't outweigh that authors and year are another's. Set by hand and confirmed by measuring: see `decide`.
_POINTS = {
    "issued": {Agreement.AGREE: 1.5, Agreement.PARTIAL: 0.75, Agreement.DISAGREE: -1.5},
    "volume": {Agreement.AGREE: 1.0, Agreement.DISAGREE: -0.5},
    "page": {Agreement.AGREE: 2.5, Agreement.DISAGREE: -1.0},
    "container-title": {Agreement.AGREE: 1.0, Agreement.PARTIAL: 0.25, Agreement.DISAGREE: -0.5},
}
_SAME_DOI = 6.0
_SAME_TITLE, _SHORT_TITLE, _DISTINCTIVE = 6.0, 3.0, 8.0
_MARKED = 2.0  # a title with a digit more at its end
_SHORT, _LONG = 3, 5  # words of a title
#: Where names end that were read into a title: behind initials, a year, or before a quotation.
_NAME_END = re.compile(r"\b[A-Z]{1,4}[.:]{1,2}\s+|[,.]\s?[“\"]|\(?\b(?:19|20)\d\d[a-z]?\)?[.:,]?\s+[“\"]?")
_YEAR_END = re.compile(r"\d{4}[a-z]?$")
_FIRST_AUTHOR, _OTHER_FIRST_AUTHOR = 2.5, -2.0
_MANY_AUTHORS, _NO_AUTHOR = 1.5, -2.0


class Comparison(NamedTuple):
    """An entry against one work: the evidence, what matters of it for deciding, and the points of the agreement."""

    work: Work
    evidence: tuple[FieldEvidence, ...]
    title: TitleComparison
    authors: AuthorComparison
    same_doi: bool
    points: float

    @property
    def score(self) -> float:
        """The points as a share, 0 to 1, of what full agreement of a long title, authors and year would give."""
        full = _DISTINCTIVE + _FIRST_AUTHOR + _MANY_AUTHORS + _POINTS["issued"][Agreement.AGREE]
        return round(min(1.0, max(0.0, self.points / full)), 3)

    @property
    def same_authors(self) -> bool:
        """Whether the author lists speak for one work: the first author and at least half of the printed names."""
        return bool(self.authors.first) and self.authors.covered >= 0.5

    @property
    def other_authors(self) -> bool:
        """Whether the author lists speak against it: another first author and hardly a name in common."""
        return self.authors.first is False and self.authors.overlap < 0.34

    def agreement(self, field: str) -> Agreement:
        """How one field agrees."""
        for item in self.evidence:
            if item.field == field:
                return item.agreement
        return Agreement.MISSING


def compare(entry: ReferenceEntry, work: Work) -> Comparison:
    """Compare every field of an entry with a work. Pure; titles and names are folded once and kept."""
    printed, misread = _whole_title(entry, work)
    title = compare_titles(printed, work.title)
    authors = compare_authors(entry, work)
    same_doi = bool(entry.doi) and entry.doi.lower() == work.doi
    evidence: tuple[FieldEvidence, ...] = (
        title_evidence(printed, work.title, translated=bool(work.language) and work.language != "en"),
        authors.evidence,
        year_evidence(entry, work),
        container_evidence(entry, work),
        number_evidence(entry, "volume", work.volume),
        number_evidence(entry, "issue", work.issue),
        page_evidence(entry, work),
        _type_evidence(entry, work, title),
    )
    if misread:
        evidence = tuple(_unless_misread(item, misread) for item in evidence)
    points = _title_points(title) + _author_points(authors.first, authors.overlap) + same_doi * _SAME_DOI
    _, _, issued, container, volume, _, page, _ = evidence
    for item in (issued, container, volume, page):
        points += _POINTS[item.field].get(item.agreement, 0.0)
    return Comparison(work, evidence, title, authors, same_doi, points)


def _whole_title(entry: ReferenceEntry, work: Work) -> tuple[str, tuple[str, ...]]:
    """The printed title, or the recorded one where just that stands in the entry and was misread; and what is then misread too.

    It may have been read short, so that its rest became a container title, behind the last name, or not at all: names were.
    """
    if entry.title == work.title or not entry.printed:  # the fields of a bibliography have names: none is misread
        return entry.title, ()
    title = without_status(work.title)
    read, recorded = title_key(entry.title), title_key(title)
    if read == recorded or len(title_words(title)) < _LONG or recorded not in (raw := title_key(entry.raw)):
        return entry.title, ()
    if recorded.startswith(read):
        rest = recorded.removeprefix(read)
        ran_over = title_key(entry.container_title).startswith(rest)  # and the numbers behind are the container's own
        return work.title, ("container-title",) if ran_over else ("container-title", "volume", "issue", "page")
    if recorded in read:
        behind = (entry.title[end.end() :] for end in _NAME_END.finditer(entry.title))
        whole = next((rest for rest in behind if title_key(rest).startswith(recorded)), "")
        return (whole, ("author",)) if whole else (entry.title, ())
    if not read:
        return entry.title, ()
    if recorded.endswith(read):  # its beginning was taken for a name or the year
        return work.title, ("author",)
    before = _YEAR_END.sub("", raw[: raw.index(recorded)])
    return (work.title, ("author",)) if before.endswith(read) else (entry.title, ())


def _unless_misread(item: FieldEvidence, misread: tuple[str, ...]) -> FieldEvidence:
    """The evidence, worth nothing for a field into which a misread title ran over, or which ran over into the title."""
    if item.agreement is Agreement.DISAGREE and item.field in misread:
        return item._replace(agreement=Agreement.MISSING, note="misread")
    return item


def _title_points(title: TitleComparison) -> float:
    if title.kind == "none":
        return 0.0
    if title.veto:
        return _MARKED if title.kind == "wording" else -5.0
    if title.agrees:
        if title.words <= _SHORT:
            return _SHORT_TITLE
        return _DISTINCTIVE if title.kind == "same" and title.words >= _LONG else _SAME_TITLE
    if title.similarity >= 0.9:
        return 4.0
    if title.similarity >= 0.8:
        return 2.0
    return -1.0 if title.similarity >= 0.6 else -5.0


def _author_points(first: bool | None, overlap: float) -> float:
    if first is None:
        return 0.0
    points = _FIRST_AUTHOR if first else _OTHER_FIRST_AUTHOR * (1 - overlap)
    return points + (_MANY_AUTHORS * overlap if overlap >= 0.3 else _NO_AUTHOR * (overlap == 0))


def _type_evidence(entry: ReferenceEntry, work: Work, title: TitleComparison) -> FieldEvidence:
    """Whether the record is of another kind: a notice about an article, a protocol, a preprint where a journal is printed."""
    recorded = work.type
    if entry.title not in ("", work.title) and is_notice(work.title) and not is_notice(entry.title):
        return FieldEvidence("type", Agreement.DISAGREE, entry.type, recorded, note="notice")
    if title.veto and title.kind == "subtitle" and "protocol" in title_words(work.title):
        return FieldEvidence("type", Agreement.PARTIAL, entry.type, recorded, note="protocol")
    if work.type == "preprint" and entry.container_title and not is_preprint_server(entry.container_title):
        return FieldEvidence("type", Agreement.PARTIAL, entry.type, recorded, note="preprint")
    return FieldEvidence("type", Agreement.MISSING, entry.type, recorded)
