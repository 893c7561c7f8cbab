"""What OpenAlex answered, each answer under its question, so that the API, the cache and the snapshot say the same.

A question is an identifier's key (`doi:10.1000/x`), a title (`title:…`) or the words of a search (`search:…`). An answer
without works is as good as any: OpenAlex was asked and has none. Failures are no answers and are never recorded.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from checker.matching.normalize import family_key
from checker.model.match import SkipReason
from checker.model.reference import ReferenceEntry
from checker.model.work import Work
from checker.works.keys import Identifier, main_title
from checker.works.queries import LONGEST_LIST, PAGE, search_words
from checker.works.record import work_from_json
from checker.works.source import Answer, Hit, UnavailableError

#: Characters that are syntax in a list of titles.
_NOT_LISTED = frozenset('|"')
#: Shorter main titles (`Introduction: ...`) belong to many works.
_SHORTEST_MAIN_TITLE = 12
#: A page of works with one title is full: the one that is meant may be on the next.
_TOO_MANY = UnavailableError(SkipReason.NO_IDENTITY, f"{PAGE} works or more have this title")

#: Why questions have no answer, by question.
Trouble = Mapping[str, UnavailableError]


@dataclass(frozen=True, slots=True)
class Recorded:
    """The Work objects (see `record.slim`) of an answer, `asked` at that Unix time of the server at the address `source`."""

    records: tuple[Mapping[str, Any], ...]
    asked: int
    source: str

    @property
    def date(self) -> str:
        """The day of the answer (UTC), as in `2026-11-23`."""
        return time.strftime("%Y-%m-%d", time.gmtime(self.asked))


def title_question(title: str) -> str:
    """The question for the works with exactly this title, case aside; empty for a title that can't be asked for."""
    folded = " ".join(title.lower().encode("utf-8", "ignore").decode().split())  # without lone surrogates
    fits = 0 < len(quote_plus(folded)) <= LONGEST_LIST
    return f"title:{folded}" if fits and not _NOT_LISTED & set(folded) else ""


def search_question(title: str) -> str:
    """The question for works with a title like this; empty for one without words."""
    words = search_words(title)
    return f"search:{words}" if words else ""


class RecordedSource:
    """OpenAlex as a source of recorded answers. How an unknown answer comes about is left to the subclasses (`_ask`)."""

    name = "OpenAlex"
    extent = "OpenAlex"

    def __init__(self) -> None:
        """Nothing is known yet."""
        #: The answers of this run, by question.
        self.known: dict[str, Recorded] = {}

    def identify(self, wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        """The bearers of identifiers. Absent arXiv ids and PMCIDs are left out: OpenAlex knows only a part of them."""
        trouble = self._ask([identifier.key for identifier in wanted])
        answers = {identifier: self._answer(identifier.key, identifier.kind.lower(), trouble) for identifier in wanted}
        return {
            identifier: answer
            for identifier, answer in answers.items()
            if answer.hits or answer.trouble or identifier.kind in ("DOI", "PMID")
        }

    def exact(self, entries: Sequence[ReferenceEntry]) -> Sequence[Answer]:
        """The works with the title of each entry, case aside, else with its main title: OpenAlex often lacks the subtitle."""
        whole = self._titled(entries, [entry.title for entry in entries])
        missing = [main_title(entry.title) if not answer.hits else "" for entry, answer in zip(entries, whole, strict=True)]
        main = self._titled(entries, [title if len(title) >= _SHORTEST_MAIN_TITLE else "" for title in missing])
        return [
            Answer(one.hits or two.hits, one.trouble or two.trouble or (_TOO_MANY if len(one.hits) >= PAGE else None))
            for one, two in zip(whole, main, strict=True)
        ]

    def search(self, entries: Sequence[ReferenceEntry]) -> Sequence[Answer]:
        """At most ten works with a title like that of each entry."""
        questions = [search_question(entry.title) for entry in entries]
        trouble = self._ask(questions)
        wordless = Answer(trouble=UnavailableError(SkipReason.NO_IDENTITY, "a title without words"))
        return [self._answer(question, "search", trouble) if question else wordless for question in questions]

    def _ask(self, questions: Iterable[str]) -> Trouble:
        """Make the answers to questions of one kind known, empty ones aside; says which could not be had, and why."""
        raise NotImplementedError

    def _titled(self, entries: Sequence[ReferenceEntry], titles: Sequence[str]) -> list[Answer]:
        """The works with one title for each entry; none for an empty title."""
        questions = [title_question(title) for title in titles]
        trouble = self._ask(questions)
        answers = [self._answer(question, "title", trouble) for question in questions]
        return [_likely_first(entry, answer) for entry, answer in zip(entries, answers, strict=True)]

    def _answer(self, question: str, method: str, trouble: Trouble) -> Answer:
        recorded = self.known.get(question)
        works = map(work_from_json, recorded.records) if recorded else ()
        return Answer(tuple(Hit(method, work) for work in works if work is not None), trouble.get(question))


def _likely_first(entry: ReferenceEntry, answer: Answer) -> Answer:
    """Of many works with one title ("Editorial"), those by the entry's first author and of about its year first."""
    family = family_key(entry.author[0].full_family) if entry.author else ""

    def unlikely(hit: Hit) -> tuple[bool, bool]:
        work: Work = hit.work
        first = family_key(work.authors[0].raw_name) if work.authors else ""
        return family != first, not (entry.year and work.year and abs(entry.year - work.year) <= 1)

    return Answer(tuple(sorted(answer.hits, key=unlikely)), answer.trouble)
