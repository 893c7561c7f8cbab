"""The client against a loopback OpenAlex: what is asked, what it costs, and what becomes of every fault."""

import socket
from collections.abc import Callable

import pytest

from checker.errors import UsageError
from checker.model.match import SkipReason
from checker.works import openalex, queries
from checker.works.limits import Pacer
from checker.works.openalex import Client, Page, RefusedError
from checker.works.source import UnavailableError

from . import openalex_server as faults
from .conftest import fetch
from .openalex_server import Handler, Server

POLLEN = queries.by_identifier("doi", "10.5555/wetland.1")


def test_a_single_work_is_free(client: Client, server: Server) -> None:
    assert fetch(client, queries.by_identifier("doi", "10.5555/survey(2)")).records[0]["id"].endswith("W2")
    assert fetch(client, queries.by_identifier("pmid", "111")).records[0]["id"].endswith("W1")
    assert server.spent == 0
    assert server.requests[0].startswith("/works/doi:10.5555/survey%282%29?select=id,doi,")


def test_a_missing_work_is_null(client: Client) -> None:
    assert fetch(client, queries.by_identifier("doi", "10.5555/nothing")) == Page((), 0)


def test_dois_and_titles_share_one_credit(client: Client, server: Server) -> None:
    page = fetch(client, queries.by_dois(["10.5555/wetland.1", "10.5555/survey(2)", "10.5555/nothing"]))
    assert [record["id"][-2:] for record in page.records] == ["W1", "W2"]
    page = fetch(client, queries.by_titles(["Slow Pollen Drift over Northern Wetlands", "Is peat a memory of rainfall?"]))
    assert (len(page.records), page.is_complete, server.spent) == (2, True, 2)


def test_a_title_with_a_comma_is_quoted(client: Client) -> None:
    page = fetch(client, queries.by_titles(["Heather, moss and lichen: a survey"]))
    assert [record["id"][-2:] for record in page.records] == ["W2"]
    with pytest.raises(RefusedError):
        fetch(client, queries.by_titles(["Heather, moss and lichen: a survey", "Other"]))


@pytest.mark.parametrize(
    "title", ["Is peat a memory of *rainfall*?", "Is peat a memory of rainfal!", "“Peat” as memory of rainfall"]
)
def test_a_search_survives_syntax_and_a_misprint(client: Client, title: str) -> None:
    page = fetch(client, queries.by_words(queries.search_words(title)))
    assert [record["id"][-2:] for record in page.records] == ["W3"]


def test_words_without_letters_make_no_search() -> None:
    assert queries.search_words("?! …") == ""


def test_one_connection_serves_all_requests(client: Client, server: Server) -> None:
    for _ in range(5):
        fetch(client, POLLEN)
    assert len(server.connections) == 1


def test_the_key_travels_in_the_header_only(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENALEX_API_KEY", "s3cret")
    monkeypatch.setenv("CITEPROOF_OPENALEX_URL", server.url)
    server.fail(faults.elsewhere)
    client = Client.from_environment()
    with pytest.raises(UnavailableError) as problem:
        fetch(client, POLLEN)
    assert server.authorizations == ["Bearer s3cret"]
    assert "s3cret" not in repr(problem.value) + "".join(server.requests)


@pytest.mark.parametrize(
    ("url", "key"), [("ftp://x", ""), ("nowhere", ""), ("http://127.0.0.1", "two words"), ("http://x", "a\nb")]
)
def test_a_malformed_setting_is_a_usage_error(url: str, key: str) -> None:
    with pytest.raises(UsageError):
        Client(url, key)


def test_a_refused_key_ends_the_run(client: Client, server: Server) -> None:
    server.fail(faults.bad_key)
    with pytest.raises(UsageError, match="OPENALEX_API_KEY"):
        fetch(client, POLLEN)


@pytest.mark.parametrize(
    "fault",
    [faults.too_fast, faults.anonymous_search_paused, faults.reset, faults.cut_off, faults.truncated_json]
    + [faults.status(code) for code in (500, 502, 503, 504)],
)
def test_what_may_pass_is_tried_again(
    client: Client, server: Server, pauses: list[float], fault: Callable[[Handler], None]
) -> None:
    server.fail(fault, times=2)
    assert fetch(client, POLLEN).records
    assert len(pauses) == 2
    assert all(0 < pause <= 30 for pause in pauses)
    server.fail(fault, times=4)
    with pytest.raises(UnavailableError):
        fetch(client, POLLEN)
    assert len(server.requests) == 7


@pytest.mark.parametrize(
    "fault",
    [faults.plan_required, faults.silent, faults.login_page, faults.other_json, faults.elsewhere, faults.status(403)],
)
def test_what_will_not_pass_is_not_tried_again(
    client: Client, server: Server, pauses: list[float], fault: Callable[[Handler], None]
) -> None:
    server.fail(fault)
    with pytest.raises(UnavailableError) as problem:
        fetch(client, POLLEN)
    assert problem.value.reason is SkipReason.NETWORK
    assert not pauses
    assert len(server.requests) == 1
    assert fetch(client, POLLEN).records


def test_an_incomplete_search_is_no_answer(client: Client, server: Server) -> None:
    server.fail(faults.timed_out)
    with pytest.raises(UnavailableError):
        fetch(client, queries.by_words("peat"))


@pytest.mark.parametrize("fault", [faults.status(404), faults.other_json])
def test_a_list_is_never_absent(client: Client, server: Server, fault: Callable[[Handler], None]) -> None:
    server.fail(fault)
    with pytest.raises(UnavailableError):
        fetch(client, queries.by_dois(["10.5555/a", "10.5555/b"]))


@pytest.mark.parametrize("status", [429, 503])
def test_nobody_waits_for_an_hour(client: Client, server: Server, pauses: list[float], status: int) -> None:
    body = b'{"error": "Anonymous search is paused"}'
    server.fail(lambda handler: handler.answer(body, status, "application/json", {"Retry-After": "3600"}))
    with pytest.raises(UnavailableError) as problem:
        fetch(client, queries.by_words("peat"))
    assert problem.value.reason is SkipReason.NETWORK
    assert not pauses
    assert fetch(client, POLLEN).records


def test_endless_redirects_end(client: Client, server: Server) -> None:
    server.fail(faults.in_circles, times=50)
    with pytest.raises(UnavailableError, match="redirects"):
        fetch(client, POLLEN)
    assert len(server.requests) == 6


def test_a_body_without_end_is_cut(client: Client, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openalex, "_LARGEST_BODY", 10_000)
    server.fail(lambda handler: handler.answer(b" " * 1_000_000, content_type="application/json"))
    with pytest.raises(UnavailableError, match="too large"):
        fetch(client, POLLEN)


@pytest.mark.parametrize("fault", [faults.slow_headers, faults.slow_body])
def test_an_answer_that_drips_is_cut(client: Client, server: Server, fault: Callable[[Handler], None]) -> None:
    server.fail(fault)
    with pytest.raises(UnavailableError, match="took longer"):
        fetch(client, POLLEN)


def test_a_spent_budget_stops_all_requests(client: Client, server: Server, pauses: list[float]) -> None:
    server.fail(faults.budget_spent)
    for _ in range(3):
        with pytest.raises(UnavailableError) as problem:
            fetch(client, POLLEN)
        assert problem.value.reason is SkipReason.BUDGET
    assert len(server.requests) == 1
    assert not pauses


def test_the_budget_is_not_overdrawn(client: Client, server: Server) -> None:
    server.spent = faults.BUDGET - 5
    fetch(client, POLLEN)
    with pytest.raises(UnavailableError) as problem:
        fetch(client, queries.by_words("peat"))
    assert problem.value.reason is SkipReason.BUDGET
    assert server.spent == faults.BUDGET - 5


def test_a_dead_network_is_given_up(client: Client, server: Server) -> None:
    server.fail(faults.silent, times=100)
    requests = [queries.by_identifier("doi", f"10.5555/wetland.{number}") for number in range(50)]
    answers = dict(client.fetch_all(requests))
    assert all(isinstance(answer, UnavailableError) for answer in answers.values())
    assert len(answers) == 50
    assert len(server.requests) < 20


def test_answers_come_as_they_are_ready(client: Client, server: Server) -> None:
    server.standing_faults = {"wetland.0": faults.silent}
    requests = [queries.by_identifier("doi", f"10.5555/wetland.{number}") for number in range(30)]
    order = [request for request, _ in client.fetch_all(requests)]
    assert set(order) == set(requests)
    assert order[-1] == requests[0]
    assert len(server.connections) <= 8


def test_nobody_listens(server: Server) -> None:
    server.stop()
    with pytest.raises(UnavailableError, match="connection failed"):
        fetch(Client(server.url, timeout=(0.5, 0.5), pause=lambda _: None, pacer=Pacer(10_000)), POLLEN)


def test_a_host_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnavailableError, match="connection failed"):
        fetch(Client("http://openalex.invalid", pause=lambda _: None, pacer=Pacer(10_000)), POLLEN)


def test_no_tls_no_request(server: Server) -> None:
    with pytest.raises(UnavailableError, match="TLS"):
        fetch(Client(server.url.replace("http:", "https:"), "s3cret", timeout=(0.5, 0.5)), POLLEN)
    assert not server.authorizations
