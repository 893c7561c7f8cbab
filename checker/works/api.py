"""The OpenAlex API as a source: identifiers and exact titles bundled into few requests, one search for each leftover.

What was answered before is not asked again: answers of this run are remembered, those of earlier runs come from a cache.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any, TypeVar

from checker.works import queries
from checker.works.answers import Recorded, RecordedSource, Trouble, title_question
from checker.works.cache import Cache, cache_path
from checker.works.keys import keys_of
from checker.works.limits import Tally
from checker.works.openalex import Client, Page, RefusedError
from checker.works.queries import Request
from checker.works.record import slim, title_of, work_from_json, work_id
from checker.works.source import UnavailableError

#: From this many DOIs on, one list for a credit is better than a free request for each.
_WORTH_A_LIST = 10
_ARXIV_DOI = "10.48550/arxiv."
#: Characters that are syntax in a list of DOIs.
_UNLISTED = frozenset(',"|')

_T = TypeVar("_T")
Records = Sequence[Mapping[str, Any]]


class ApiSource(RecordedSource):
    """OpenAlex itself. What it could not answer is marked as trouble, never as an absent work."""

    def __init__(self, client: Client, cache: Cache | None = None, watch: Callable[[], None] = lambda: None) -> None:
        """`client` sends the requests; `cache` has earlier answers and takes new ones; `watch` is told of every step."""
        super().__init__()
        self.client = client
        self._cache = cache
        self._watch = watch

    def _ask(self, questions: Iterable[str]) -> Trouble:
        """Each answer is kept as soon as it is there. An interrupt (Ctrl-C) leaves the rest unknown."""
        unknown = self._unknown(questions)
        kinds = {question.partition(":")[0] for question in unknown}
        try:
            self._watch()
            if kinds == {"title"}:
                return self._ask_titles(unknown)
            return self._ask_searches(unknown) if kinds == {"search"} else self._ask_identifiers(unknown)
        except KeyboardInterrupt:
            problem = self.client.interrupt()
            return {question: problem for question in unknown if question not in self.known}

    def _unknown(self, questions: Iterable[str]) -> list[str]:
        """The questions whose answers neither this run nor the cache knows, each once."""
        unknown = [question for question in dict.fromkeys(questions) if question and question not in self.known]
        for question in unknown:
            recorded = self._cache.get(question) if self._cache else None
            if recorded is not None:
                self.known[question] = recorded
                self.client.tally.cached += 1
        return [question for question in unknown if question not in self.known]

    def _ask_identifiers(self, keys: Sequence[str]) -> Trouble:
        """DOIs in lists where that is worth its credits; the rest one by one, free of charge.

        A list does not show works outside the core of OpenAlex and merged records; the single look-up does.
        """
        for dois, page in self._fetch(_doi_lists(keys)):
            if isinstance(page, Page):
                self._learn(_bearers({f"doi:{doi}" for doi in dois}, page.records))
        trouble: dict[str, UnavailableError] = {}
        for key, page in self._fetch({_single(key): key for key in keys if key not in self.known}):
            if isinstance(page, Page):
                self._learn({key: page.records})
            else:
                trouble[key] = page
        return trouble

    def _ask_titles(self, questions: Sequence[str]) -> Trouble:
        """Many titles in a request, one in a request where it holds a comma. What can't be had at once is halved."""
        titles = sorted(question.removeprefix("title:") for question in questions)
        waiting = [*queries.batches([title for title in titles if "," not in title])]
        waiting += [[title] for title in titles if "," in title]
        trouble: dict[str, UnavailableError] = {}
        while waiting:
            halves: list[list[str]] = []
            for batch, page in self._fetch({queries.by_titles(batch): batch for batch in waiting}):
                if isinstance(page, RefusedError) or (isinstance(page, Page) and not page.is_complete):
                    if len(batch) > 1:
                        middle = len(batch) // 2
                        halves += [batch[:middle], batch[middle:]]
                        continue
                    page = page if isinstance(page, Page) else Page((), 0)
                if isinstance(page, Page):
                    self._learn(_titled(batch, page.records))
                else:
                    trouble.update({f"title:{title}": page for title in batch})
            waiting = halves
        return trouble

    def _ask_searches(self, questions: Sequence[str]) -> Trouble:
        """A search for each."""
        trouble: dict[str, UnavailableError] = {}
        requests = {queries.by_words(question.removeprefix("search:")): question for question in questions}
        for question, page in self._fetch(requests):
            if isinstance(page, Page):
                self._learn({question: page.records})
            else:
                trouble[question] = page
        return trouble

    def _fetch(self, requests: Mapping[Request, _T]) -> Iterator[tuple[_T, Page | UnavailableError]]:
        """What each request was for, with the answer or why there is none."""
        for request, page in self.client.fetch_all(list(requests)):
            self._watch()
            yield requests[request], page

    def _learn(self, answers: Mapping[str, Records]) -> None:
        now = int(time.time())
        found = {
            question: Recorded(tuple(slim(record) for record in records if work_id(record)), now, self.client.address)
            for question, records in answers.items()
        }
        self.known.update(found)
        if self._cache:
            self._cache.put(found)


def open_api(
    warn: Callable[[str], None],
    *,
    budget: int | None = None,
    cached: bool = True,
    refresh: bool = False,
    watch: Callable[[Tally], None] | None = None,
) -> ApiSource:
    """OpenAlex as the environment describes it, with the user's cache unless not `cached`.

    `budget` is how many credits may be spent; `refresh` takes nothing from the cache that is there; `watch` gets the costs so
    far after every step; `warn` gets a line when the cache can't be used. Raises UsageError for a malformed address or key.
    """
    client = Client.from_environment(budget)
    cache = Cache(cache_path(), client.address, warn, refresh=refresh) if cached else None
    return ApiSource(client, cache, (lambda: watch(client.tally)) if watch else lambda: None)


def _doi_lists(keys: Sequence[str]) -> dict[Request, list[str]]:
    """The requests for lists of DOIs; none where single look-ups are better: for few, or for too long ones."""
    dois = [key.removeprefix("doi:") for key in keys if key.startswith("doi:") and key.isascii() and not _UNLISTED & set(key)]
    lists = list(queries.batches(dois))
    worth = len(dois) >= _WORTH_A_LIST and len(lists) == ceil(len(dois) / queries.MOST_VALUES)
    return {queries.by_dois(some): some for some in lists} if worth else {}


def _single(key: str) -> Request:
    prefix, _, value = key.partition(":")
    if prefix == "arxiv":
        return queries.by_identifier("doi", _ARXIV_DOI + value)
    return queries.by_identifier(prefix, f"PMC{value}" if prefix == "pmcid" else value)


def _bearers(keys: set[str], records: Records) -> dict[str, Records]:
    """The record of each key that has one; best the one whose own DOI it is, not that of another of its locations."""
    found: dict[str, Records] = {}
    own: dict[str, Records] = {}
    for record in records:
        work = work_from_json(record)
        if work is not None:
            found |= {key: [record] for key in keys.intersection(keys_of(work)) if key not in found}
            own[next(keys_of(work), "")] = [record]
    return found | {key: own[key] for key in keys & own.keys()}


def _titled(titles: Sequence[str], records: Records) -> Mapping[str, Records]:
    """The records with each title, by question."""
    found: dict[str, list[Mapping[str, Any]]] = {f"title:{title}": [] for title in titles}
    for record in records:
        question = title_question(title_of(record))
        if question in found:
            found[question].append(record)
    return found
