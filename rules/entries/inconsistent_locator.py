"""REF214: issue numbers or last pages in some entries only."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources

from checker.matching.normalize import fold
from checker.model.document import Document
from checker.model.match import Match
from checker.model.reference import ReferenceEntry, ReferenceList
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Severity, work
from rules.entries._list_style import enumerate_labels, journal_articles, places

_FEWEST = 4
#: More exceptions than this are no exceptions.
_MINORITY = 0.4
_LONE_PAGE = re.compile(r"[1-9]\d{0,3}")
#: No issue, or the number of one: a supplement or a part is told apart from the volume in every style.
_ISSUE = re.compile(r"(?:\d{1,4}(?:\s?[-–/]\s?\d{1,4})?)?")
_PAGE_RANGE = re.compile(r"\d+\s?[-–]{1,2}\s?\d+")
_LEXICON = "article_number_journals.txt"


class InconsistentLocator(DocumentRule):
    """Some journal articles print an issue number, or a last page, and the others don't.

    What it checks: the journal articles of a printed list: whether all or none have an issue number, and whether one has a
    first page alone. One finding each, which names the minority. The confidence in a lone page is low until the record of
    the work has a last page: the article may be one page long, or the number that of an article.

    Why it matters: a journal's style has one form; a first page alone may be a lost range.

    When it stays silent: for bibliography files, where styles decide what is printed; when the list is split evenly; where no
    other entry of the journal has an issue either; for supplements; for journals that number articles instead of pages
    (`BMC`, `Sci Rep`, `Trials`), for pages with letters, and where the record has one page.
    """

    code = "REF214"
    name = "inconsistent-locator"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14(⟦3⟧):20-9.\n"
            "4. Fox G, Ray H. Imaging of the liver. Ann Surg. 2018;15:30-9.\n"
        ),
        Bad(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:⟦131⟧.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
            "4. Fox G, Ray H. Imaging of the liver. Ann Surg. 2018;15:30-9.\n"
            "5. Kay I, Lee J. Dose and response. Trials. 2019;16:40.\n",
            works=(work("A study of tumours", ["Anna Smith", "Ben Jones"], 2015, "Ann Surg", "131-139", volume="12"),),
        ),
        Good(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. PLoS One. 2017;14:e2029.\n"
            "4. Fox G, Ray H. Imaging of the liver. Ann Surg. 2018;15:30-9.\n"
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """At most three findings for a printed list."""
        for part in document.lists:
            if part.path == document.source.path and not any(entry.key for entry in part.entries):
                yield from self._issues(part)
                yield from self._pages(part, context)

    def _issues(self, part: ReferenceList) -> Iterator[Finding]:
        entries = [entry for entry in journal_articles(part) if _ISSUE.fullmatch(entry.get("issue"))]
        odd = _minority(entries, lambda entry: bool(entry.get("issue")))
        if odd and odd[0].get("issue"):
            yield self._report(odd, "issue", "an issue number", "print the issue number in all entries or in none")
        printing = {fold(entry.container_title) for entry in entries if entry.get("issue")}
        lost = [entry for entry in odd if not entry.get("issue") and fold(entry.container_title) in printing]
        if lost:
            yield self._report(lost, "volume", "no issue number", "print the issue number in all entries or in none")

    def _pages(self, part: ReferenceList, context: Context) -> Iterator[Finding]:
        paged = [entry for entry in journal_articles(part) if _is_lone(entry) or _PAGE_RANGE.fullmatch(entry.get("page"))]
        odd = [(entry, _runs_on(entry, context)) for entry in _minority(paged, _is_lone) if _is_lone(entry)]
        for known, confidence in ((True, self.confidence), (None, Confidence.LOW)):
            alike = [entry for entry, runs_on in odd if runs_on is known]
            if alike:
                yield self._report(alike, "page", "a first page without a last page", "print the last page too", confidence)

    def _report(
        self, odd: Sequence[ReferenceEntry], variable: str, what: str, advice: str, confidence: Confidence = Confidence.MEDIUM
    ) -> Finding:
        first, *others = places(odd, variable, "here too")
        return self.finding(
            f"{what} in {enumerate_labels(odd)}, unlike the others",
            Location(first.path, first.span),
            entry=odd[0],
            key=(what,),
            confidence=confidence,
            related=tuple(others),
            help=advice,
        )


def _minority(entries: Sequence[ReferenceEntry], trait: Callable[[ReferenceEntry], bool]) -> list[ReferenceEntry]:
    """The entries that have a trait where most have not, or the other way round; none where the list is split."""
    having = [entry for entry in entries if trait(entry)]
    lacking = [entry for entry in entries if not trait(entry)]
    smaller = min(having, lacking, key=len)
    return smaller if len(entries) >= _FEWEST and len(smaller) <= _MINORITY * len(entries) else []


def _runs_on(entry: ReferenceEntry, context: Context) -> bool | None:
    """Whether the record of the work has a last page behind the printed one; None where there is no record of it."""
    match = context.matches.get(entry.id)
    if not isinstance(match, Match) or match.work is None or match.work.first_page != entry.get("page"):
        return None
    return match.work.last_page not in ("", match.work.first_page)


def _is_lone(entry: ReferenceEntry) -> bool:
    """Whether the pages are one number that is a page, not the number of an article."""
    return bool(_LONE_PAGE.fullmatch(entry.get("page"))) and not _numbers_articles(entry.container_title)


def _numbers_articles(journal: str) -> bool:
    folded = f"{fold(journal)} "
    return any(folded.startswith(f"{known} ") for known in _article_number_journals())


@cache
def _article_number_journals() -> tuple[str, ...]:
    """Folded journal names, and first words of names, that stand for journals without pages."""
    lines = resources.files(__package__).joinpath(_LEXICON).read_text(encoding="utf-8").splitlines()
    return tuple(fold(line) for line in lines if line and not line.startswith("#"))
