"""The OpenAlex API as a source: identifiers and exact titles bundled into few requests, one search for each leftover."""

from collections.abc import Iterator, Mapping, Sequence

from checker.matching.normalize import title_key
from checker.model.match import SkipReason
from checker.model.reference import ReferenceEntry
from checker.model.work import Work
from checker.works import openalex
from checker.works.keys import Identifier, keys_of
from checker.works.openalex import Client, Page, RefusedError
from checker.works.record import work_from_json
from checker.works.source import Answer, Hit, UnavailableError

#: From this many DOIs on, one list for a credit is better than a free request for each.
_WORTH_A_LIST = 10
#: Characters that are syntax in a list of values.
_NOT_LISTED = frozenset('|"')


class ApiSource:
    """OpenAlex itself. What it could not answer is marked as trouble, never as an absent work."""

    name = "OpenAlex"
    extent = "OpenAlex"

    def __init__(self, client: Client) -> None:
        """`client` sends the requests."""
        self._client = client

    @classmethod
    def from_environment(cls) -> "ApiSource":
        """The source that the environment variables describe. Raises UsageError for a malformed address or key."""
        return cls(Client.from_environment())

    def identify(self, wanted: Sequence[Identifier]) -> Mapping[Identifier, Answer]:
        """The bearers of identifiers. Absent arXiv ids and PMCIDs are left out: OpenAlex knows only a part of them."""
        listed = self._listed_dois([identifier for identifier in wanted if identifier.key.startswith("doi:")])
        answers = {}
        for identifier in wanted:
            # A list does not show works outside the core of OpenAlex and merged records; the single look-up does.
            answer = listed.get(identifier.key) or self._single(identifier)
            if answer.hits or answer.trouble or identifier.kind in ("DOI", "PMID"):
                answers[identifier] = answer
        return answers

    def exact(self, entries: Sequence[ReferenceEntry]) -> Sequence[Answer]:
        """The works with the title of each entry, the same but for upper and lower case."""
        titles = {" ".join(entry.title.split()) for entry in entries} - {""}
        titles = {title for title in titles if not _NOT_LISTED & set(title)}
        single = sorted(title for title in titles if "," in title)
        found: dict[str, list[Work]] = {}
        trouble: dict[str, UnavailableError] = {}
        for batch in (*_batches(sorted(titles.difference(single))), *([title] for title in single)):
            try:
                works = self._titled(batch)
            except UnavailableError as problem:
                trouble.update(dict.fromkeys(batch, problem))
                continue
            for work in works:
                found.setdefault(title_key(work.title), []).append(work)
        return [_answer(entry, found, trouble) for entry in entries]

    def search(self, entries: Sequence[ReferenceEntry]) -> Sequence[Answer]:
        """At most ten works with a title like that of each entry; one request for each."""
        return [self._searched(entry) for entry in entries]

    def _listed_dois(self, wanted: Sequence[Identifier]) -> dict[str, Answer]:
        """The bearers by key of those DOIs that a list can ask for, if there are enough of them. Trouble is left to others."""
        dois = sorted({identifier.key.removeprefix("doi:") for identifier in wanted})
        dois = [doi for doi in dois if not {",", '"', "|"} & set(doi)]
        found: dict[str, Answer] = {}
        for batch in _batches(dois) if len(dois) >= _WORTH_A_LIST else ():
            try:
                page = self._client.works(openalex.by_dois(batch))
            except UnavailableError:
                continue
            for record in page.records:
                work = work_from_json(record)
                answer = Answer((Hit("doi", work),) if work else ())
                found.update((key, answer) for key in keys_of(record) if key.startswith("doi:"))
        return found

    def _single(self, identifier: Identifier) -> Answer:
        prefix, _, value = identifier.key.partition(":")
        if prefix == "arxiv":
            prefix, value = "doi", f"10.48550/arxiv.{value}"
        elif prefix == "pmcid":
            value = f"PMC{value}"
        try:
            record = self._client.work(prefix, value)
        except UnavailableError as problem:
            return Answer(trouble=problem)
        work = work_from_json(record) if record else None
        return Answer((Hit(identifier.kind.lower(), work),) if work else ())

    def _titled(self, titles: Sequence[str]) -> list[Work]:
        """The works with these titles. A batch that is refused, or whose works don't fit on a page, is halved."""
        try:
            page = self._client.works(openalex.by_titles(titles))
            if page.is_complete or len(titles) == 1:
                return _works(page)
        except RefusedError:
            if len(titles) == 1:
                return []
        middle = len(titles) // 2
        return self._titled(titles[:middle]) + self._titled(titles[middle:])

    def _searched(self, entry: ReferenceEntry) -> Answer:
        query = openalex.by_title_words(entry.title)
        if not query:
            return Answer(trouble=UnavailableError(SkipReason.NO_IDENTITY, "a title without words"))
        try:
            page = self._client.works(query, openalex.SEARCH_CREDITS)
        except UnavailableError as problem:
            return Answer(trouble=problem)
        return Answer(tuple(Hit("search", work) for work in _works(page)))


def _works(page: Page) -> list[Work]:
    works = (work_from_json(record) for record in page.records)
    return [work for work in works if work is not None]


def _answer(entry: ReferenceEntry, found: Mapping[str, Sequence[Work]], trouble: Mapping[str, UnavailableError]) -> Answer:
    works = found.get(title_key(entry.title), ())
    return Answer(tuple(Hit("title", work) for work in works), trouble.get(" ".join(entry.title.split())))


def _batches(values: Sequence[str]) -> Iterator[list[str]]:
    """The values in lists that one request can hold."""
    from urllib.parse import quote_plus

    room = openalex.LONGEST_URL - 500  # address, names of fields
    batch: list[str] = []
    length = 0
    for value in values:
        size = len(quote_plus(value)) + 1
        if batch and (length + size > room or len(batch) == openalex.MOST_VALUES):
            yield batch
            batch, length = [], 0
        batch.append(value)
        length += size
    if batch:
        yield batch
