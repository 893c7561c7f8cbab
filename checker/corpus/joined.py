"""A source of works that knows what joins have brought, and notes what it was asked besides: the next join brings that."""

from collections.abc import Mapping, Sequence

from checker.model.reference import ReferenceEntry
from checker.model.work import Work
from checker.works.kept import kept_work
from checker.works.keys import Identifier, page_keys, title_keys
from checker.works.source import Answer, Hit

#: A question for works with a title like this, beside the exact keys.
SEARCH = "search:"


class JoinedSource:
    """Works by the questions that they answer, as `works.source.StoreSource` would have them, for one entry at a time."""

    name = "works file"

    def __init__(self, answers: Mapping[str, Sequence[str]], count: int, kinds: frozenset[str]) -> None:
        """`answers`: the works (see `works.kept`) for each question asked so far, best first.

        `count` and `kinds` are as in `works.Works`.
        """
        self._answers = answers
        self._kinds = kinds
        self.extent = f"{self.name}: {count:,} work{'' if count == 1 else 's'}"
        #: What could not be answered yet. While there is something, what follows from the answers is provisional.
        self.unknown: list[str] = []

    def identify(self, wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        """The bearers of identifiers of those kinds that any work has."""
        return {
            identifier: Answer(tuple(Hit(identifier.kind.lower(), work) for work in self._works([identifier.key])))
            for identifier in wanted
            if identifier.key.partition(":")[0] in self._kinds
        }

    def exact(self, entries: Sequence[ReferenceEntry]) -> Sequence[Answer]:
        """The works with the entry's title, or its first author, year and first page."""
        return [Answer(self._exact(entry)) for entry in entries]

    def search(self, entries: Sequence[ReferenceEntry]) -> Sequence[Answer]:
        """The works with a title like that of the entry; not asked before the exact keys have been."""
        if self.unknown:
            return [Answer() for _ in entries]
        return [Answer(tuple(Hit("search", work) for work in self._works([SEARCH + entry.title]))) for entry in entries]

    def _exact(self, entry: ReferenceEntry) -> tuple[Hit, ...]:
        by_title = self._works(title_keys(entry.title, entry.author[0].full_family if entry.author else ""))
        by_page = self._works(page_keys(entry))
        return (*(Hit("title", work) for work in by_title), *(Hit("author-year-page", work) for work in by_page))

    def _works(self, questions: Sequence[str]) -> list[Work]:
        """The works that answer, in the order of the questions, each once."""
        found: dict[str, Work] = {}
        for question in questions:
            if question not in self._answers:
                self.unknown.append(question)
            for record in self._answers.get(question, ()):
                work = kept_work(record)
                found.setdefault(work.id, work)
        return list(found.values())
