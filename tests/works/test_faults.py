"""Whatever goes wrong with one reference, it is not checked, with the reason; the others are."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.errors import UsageError
from checker.model.match import Match, MatchStatus, Skipped, SkipReason
from checker.works import snapshot
from checker.works.api import ApiSource
from checker.works.cache import Cache
from checker.works.openalex import Client
from checker.works.record import FIELDS
from checker.works.resolve import Resolver

from . import library
from . import openalex_server as faults
from .conftest import work
from .openalex_server import Handler, Server

Fault = Callable[[Handler], None]

FAULTS: dict[str, Fault] = {
    "too fast": faults.too_fast,
    "anonymous": faults.anonymous_search_paused,
    "plan": faults.plan_required,
    **{str(code): faults.status(code) for code in (400, 403, 405, 500, 502, 503, 504)},
    "silent": faults.silent,
    "slow headers": faults.slow_headers,
    "slow body": faults.slow_body,
    "reset": faults.reset,
    "cut off": faults.cut_off,
    "truncated": faults.truncated_json,
    "wrong JSON": faults.other_json,
    "empty object": lambda handler: handler.json({}),
    "null": lambda handler: handler.json(None),
    "HTML": faults.login_page,
    "elsewhere": faults.elsewhere,
    "in circles": faults.in_circles,
    "100 MB": faults.endless,
    "deep": lambda handler: handler.answer(b"[" * 500_000, content_type="application/json"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_touches_its_reference_only(server: Server, client: Client, fault: Fault) -> None:
    server.works = library.works()
    broken, *others = library.entries(with_doi=True)[:4]
    server.standing_faults = {broken.get("DOI"): fault, "filter=display_name": fault, "search.title": fault}
    outcomes = Resolver([ApiSource(client)]).resolve([broken, *others])
    skipped = outcomes.pop(broken.id)
    assert isinstance(skipped, Skipped)
    assert skipped.reason is SkipReason.NETWORK
    assert skipped.detail
    assert {outcome.status for outcome in outcomes.values() if isinstance(outcome, Match)} == {MatchStatus.MATCHED}
    assert len(outcomes) == 3


def test_a_list_that_fails_is_replaced_by_single_look_ups(server: Server, client: Client) -> None:
    server.works = library.works()
    server.standing_faults = {"filter=doi": faults.timed_out}
    outcomes = Resolver([ApiSource(client)]).resolve(library.entries(with_doi=True))
    assert {getattr(outcome, "status", None) for outcome in outcomes.values()} == {MatchStatus.MATCHED}


def test_an_exhausted_day_leaves_what_was_answered(server: Server, client: Client) -> None:
    server.works = library.works()
    server.standing_faults = {"filter=display_name": faults.budget_spent}
    outcomes = Resolver([ApiSource(client)]).resolve(
        [*library.entries(with_doi=True)[:5], library.entry("title", library.titles()[9])]
    )
    assert [getattr(outcome, "status", None) for outcome in outcomes.values()] == [MatchStatus.MATCHED] * 5 + [None]
    assert outcomes["title"].reason is SkipReason.BUDGET  # type: ignore[union-attr]


@pytest.mark.parametrize(("allowed", "searched"), [(0, 0), (1, 0), (30, 2), (31, 3)])
def test_a_budget_goes_to_the_first(server: Server, client: Client, allowed: int, searched: int) -> None:
    limited = Client(server.url, budget=allowed, pacer=client._pacer)
    printed = [library.entry(str(number), f"Nobody wrote the paper of number {number}") for number in range(9)]
    outcomes = list(Resolver([ApiSource(limited)]).resolve(printed).values())
    assert [isinstance(outcome, Match) for outcome in outcomes] == [number < searched for number in range(9)]
    assert {outcome.reason for outcome in outcomes if isinstance(outcome, Skipped)} == {SkipReason.BUDGET}
    assert server.spent <= allowed


def test_a_refused_key_is_the_users_problem(server: Server, client: Client) -> None:
    server.fail(faults.bad_key, times=100)
    with pytest.raises(UsageError, match="OPENALEX_API_KEY"):
        Resolver([ApiSource(client)]).resolve(library.entries(with_doi=True))


ODD: list[Any] = [None, 7, True, "odd", [None, [1]], {"source": 3, "author": []}]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: json.dumps(odd)[:20])
def test_any_field_may_be_anything(server: Server, client: Client, odd: Any) -> None:
    title = library.titles()[0]
    server.works = [work(number, title, doi=f"10.5555/{name}") | {name: odd} for number, name in enumerate(FIELDS[2:], 1)]
    server.works += [work(99, title, doi="10.5555/all") | dict.fromkeys(FIELDS[2:], odd)]
    printed = [library.entry(record["doi"] or "", title, str(record["doi"])[16:]) for record in server.works]
    outcomes = Resolver([ApiSource(client)]).resolve(printed)
    assert len(outcomes) == len(server.works)


def test_a_title_of_too_many_works_is_not_missing(server: Server, client: Client) -> None:
    many = [work(number, "Editorial", publication_year=1990 + number % 20) for number in range(1, 150)]
    server.works = [record | {"authorships": [{"raw_author_name": "Ann Other"}]} for record in many]
    outcome = Resolver([ApiSource(client)]).resolve([library.entry("1", "Editorial")])["1"]
    assert isinstance(outcome, Skipped)
    assert outcome.detail == "100 works or more have this title"
    server.works[90] = work(91, "Editorial", biblio={"volume": "7", "first_page": "99901"})
    outcome = Resolver([ApiSource(client)]).resolve([library.entry("1", "Editorial")])["1"]
    assert isinstance(outcome, Match)
    assert outcome.work is not None
    assert outcome.work.id == "W91"


def test_lone_surrogates_stop_nothing(server: Server, client: Client, tmp_path: Path) -> None:
    server.works = [work(1, "Peat \ud800 and rain", doi="10.5555/a")]
    printed = [library.entry("1", "Peat \ud800 and rain", "10.5555/a\udfff"), library.entry("2", "x", "10.5555/a")]
    cache = Cache(tmp_path / "cache.db", client.address, pytest.fail)
    for _ in range(2):
        source = ApiSource(client, cache)
        outcomes = Resolver([source]).resolve(printed * 6)
        assert isinstance(outcomes["1"], Match)
    snapshot.write_snapshot(tmp_path / "works.jsonl", source.known)
    assert len(snapshot.read_snapshots([tmp_path / "works.jsonl"])) == len(source.known)


@pytest.mark.parametrize("title", ["wort " * 5000, "字" * 5000, "t" * 9000, "\u0301 " * 9999, ", " * 9999 + "x"])
def test_no_request_is_too_long(server: Server, client: Client, title: str) -> None:
    outcome = Resolver([ApiSource(client)]).resolve([library.entry("1", title)])["1"]
    assert outcome
    assert max(map(len, server.requests), default=0) < 8190
