"""What a manuscript costs, counted by the loopback OpenAlex: requests and credits."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from checker.model.match import Match, MatchStatus
from checker.model.reference import ReferenceEntry
from checker.works.api import ApiSource
from checker.works.cache import Cache
from checker.works.limits import Pacer
from checker.works.openalex import Client
from checker.works.resolve import Resolver

from . import library
from .openalex_server import Server


@pytest.fixture
def client(server: Server, pauses: list[float]) -> Client:
    """A patient one: what a busy machine answers late is asked for again, which would count twice."""
    return Client(server.url, pacer=Pacer(10_000), pause=pauses.append)


@pytest.fixture
def large(server: Server) -> Server:
    server.works = library.works()
    return server


def statuses(source: ApiSource, entries: Sequence[ReferenceEntry]) -> list[MatchStatus | None]:
    outcomes = Resolver([source]).resolve(entries)
    return [outcome.status if isinstance(outcome, Match) else None for outcome in outcomes.values()]


def test_a_hundred_dois_cost_one_credit(large: Server, client: Client) -> None:
    assert set(statuses(ApiSource(client), library.entries(with_doi=True))) == {MatchStatus.MATCHED}
    assert (len(large.requests), large.spent) == (1, 1)


def test_dois_that_a_list_does_not_show_are_asked_for_singly_and_freely(large: Server, client: Client) -> None:
    large.unlisted = {"https://openalex.org/W7", "https://openalex.org/W8"}
    assert set(statuses(ApiSource(client), library.entries(with_doi=True))) == {MatchStatus.MATCHED}
    assert (len(large.requests), large.spent) == (3, 1)


def test_long_and_few_dois_are_free(large: Server, client: Client) -> None:
    large.works = [work | {"doi": f"{work['doi']}.{'x' * 40}", "ids": {}} for work in large.works]
    printed = [
        library.entry(entry.id, entry.title, f"{entry.get('DOI')}.{'x' * 40}") for entry in library.entries(with_doi=True)
    ]
    assert set(statuses(ApiSource(client), printed)) == {MatchStatus.MATCHED}
    assert (len(large.requests), large.spent) == (100, 0)
    assert set(statuses(ApiSource(client), printed[:9])) == {MatchStatus.MATCHED}
    assert large.spent == 0


def test_a_doi_with_a_comma_is_asked_for_singly(large: Server, client: Client) -> None:
    large.works[0] |= {"doi": "https://doi.org/10.5555/a,b", "ids": {"doi": "https://doi.org/10.5555/a,b"}}
    printed = [library.entry("1", library.titles()[0], "10.5555/a,b"), *library.entries(with_doi=True)[1:]]
    assert set(statuses(ApiSource(client), printed)) == {MatchStatus.MATCHED}
    assert (len(large.requests), large.spent) == (2, 1)


def test_a_hundred_right_titles_cost_at_most_forty_credits(large: Server, client: Client) -> None:
    assert set(statuses(ApiSource(client), library.entries(with_doi=False))) == {MatchStatus.MATCHED}
    assert large.spent <= 40
    assert len(large.requests) == large.spent
    assert max(map(len, large.requests)) <= 4000


def test_a_missing_subtitle_costs_no_search(large: Server, client: Client) -> None:
    large.works[2] |= {
        "title": "The return of heather to a drained bog",
        "display_name": "The return of heather to a drained bog",
    }
    assert statuses(ApiSource(client), [library.entries(with_doi=False)[2]]) == [MatchStatus.MATCHED]
    assert large.spent == 2


@pytest.mark.parametrize("with_doi", [True, False])
def test_a_second_run_asks_nothing(large: Server, client: Client, tmp_path: Path, with_doi: bool) -> None:
    printed = [
        *library.entries(with_doi=with_doi),
        library.entry("ghost", "A map of glaciers that never were", "10.5555/ghost"),
    ]
    path = tmp_path / "cache.db"
    first = Resolver([ApiSource(client, Cache(path, client.address, pytest.fail))]).resolve(printed)
    sent = len(large.requests)
    second = Resolver([ApiSource(client, Cache(path, client.address, pytest.fail))]).resolve(printed)
    assert second == first
    assert len(large.requests) == sent
    assert client.tally.requests == sent
    assert client.tally.credits == large.spent
