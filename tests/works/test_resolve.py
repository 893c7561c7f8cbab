"""From entries to outcomes: the order of questions, and what must never pass for a missing work."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.errors import InputError
from checker.model.match import IdentifierOutcome, Match, MatchStatus, Skipped, SkipReason
from checker.model.reference import Name, Observation, ObservationKind, ReferenceEntry
from checker.model.text import Span
from checker.works.api import ApiSource
from checker.works.openalex import Client
from checker.works.resolve import Resolver, open_resolver
from checker.works.source import StoreSource
from checker.works.store import Store

from . import openalex_server as faults
from .conftest import WORKS, work
from .openalex_server import Handler, Server

PLACE = Span(0, 0)


def entry(key: str = "1", title: str = "", **variables: str) -> ReferenceEntry:
    """An article by R. Reed in the Journal of Rare Tests, 2019."""
    printed = {"title": title, "container-title": "Journal of Rare Tests", "volume": "7", "page": "101-110"} | variables
    author = (Name("Reed", "R"),)
    return ReferenceEntry(key, "a.bib", PLACE, "", "article-journal", author=author, issued=(2019,), variables=printed)


POLLEN = entry("pollen", WORKS[0]["title"])
HEATHER = entry("heather", WORKS[1]["title"])
PEAT = entry("peat", "Is peat the memory of rainfall?", page="201-210")
GHOST = entry("ghost", "Cartography of imaginary glaciers under anticyclones", page="555-560", volume="99")


@pytest.fixture
def closed_world() -> Resolver:
    return Resolver.of_works(WORKS)


@pytest.fixture
def online(client: Client) -> Resolver:
    return Resolver([ApiSource(client)])


def one(resolver: Resolver, asked: ReferenceEntry) -> Match | Skipped:
    return resolver.resolve([asked])[asked.id]


def found(outcome: Match | Skipped) -> str:
    assert isinstance(outcome, Match), outcome
    assert outcome.work is not None, outcome
    return outcome.work.id


@pytest.mark.parametrize("world", ["closed_world", "online"])
def test_every_way_of_finding_a_work(world: str, request: pytest.FixtureRequest) -> None:
    by_doi = entry("doi", WORKS[0]["title"], DOI="10.5555/Wetland.1")
    outcomes = request.getfixturevalue(world).resolve([PEAT, GHOST, by_doi, HEATHER, POLLEN])
    assert list(outcomes) == ["peat", "ghost", "doi", "heather", "pollen"]
    assert [found(outcomes[key]) for key in ("peat", "doi", "heather", "pollen")] == ["W3", "W1", "W2", "W1"]
    assert isinstance(outcomes["ghost"], Match)
    assert outcomes["ghost"].status is MatchStatus.NOT_FOUND
    assert outcomes["doi"].method == "doi"  # type: ignore[union-attr]
    assert outcomes["heather"].method == "title"  # type: ignore[union-attr]


def test_what_was_searched_is_said(closed_world: Resolver, online: Resolver) -> None:
    assert one(closed_world, GHOST).searched == ("works file: 3 works",)  # type: ignore[union-attr]
    assert one(online, GHOST).searched == ("OpenAlex",)  # type: ignore[union-attr]
    assert one(closed_world, POLLEN).source == "works file"  # type: ignore[union-attr]


@pytest.mark.parametrize("world", ["closed_world", "online"])
def test_an_absent_doi_is_reported(world: str, request: pytest.FixtureRequest) -> None:
    outcome = one(request.getfixturevalue(world), entry("1", WORKS[0]["title"], DOI="10.5555/wetland.404"))
    assert found(outcome) == "W1"
    assert [check.outcome for check in outcome.identifiers] == [IdentifierOutcome.ABSENT]  # type: ignore[union-attr]


def test_a_world_without_such_identifiers_knows_nothing_of_them() -> None:
    outcome = one(Resolver.of_works(WORKS[2:]), entry("1", WORKS[2]["title"], page="201", DOI="10.5555/peat", PMID="9"))
    assert found(outcome) == "W3"
    assert {check.outcome for check in outcome.identifiers} == {IdentifierOutcome.NOT_CHECKED}  # type: ignore[union-attr]


def test_a_doi_of_another_work_does_not_hide_the_right_one(closed_world: Resolver) -> None:
    outcome = one(closed_world, entry("1", WORKS[0]["title"], DOI="10.5555/survey(2)"))
    assert found(outcome) == "W1"
    assert [check.outcome for check in outcome.identifiers] == [IdentifierOutcome.OTHER_WORK]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (ReferenceEntry("1", "a.bib", PLACE, "", confidence=0.0), SkipReason.UNPARSABLE),
        (
            ReferenceEntry("1", "a.bib", PLACE, "", observations=(Observation(ObservationKind.UNPARSABLE, PLACE),)),
            SkipReason.UNPARSABLE,
        ),
        (ReferenceEntry("1", "a.bib", PLACE, "Personal notes."), SkipReason.NO_IDENTITY),
        (ReferenceEntry("1", "a.bib", PLACE, "", "webpage", variables={"title": "Home page"}), SkipReason.NOT_INDEXED),
    ],
)
def test_what_is_not_checked(closed_world: Resolver, asked: ReferenceEntry, reason: SkipReason) -> None:
    outcome = one(closed_world, asked)
    assert isinstance(outcome, Skipped)
    assert outcome.reason is reason


def test_without_works_nothing_is_checked() -> None:
    outcome = one(Resolver(), POLLEN)
    assert isinstance(outcome, Skipped)
    assert outcome.reason is SkipReason.NO_WORKS


def test_a_kind_that_openalex_does_not_collect_is_matched_all_the_same() -> None:
    printed = ReferenceEntry(
        "1", "a.bib", PLACE, "", "software", (), variables={"title": "Peat toolkit", "DOI": "10.5555/soft"}
    )
    assert found(one(Resolver.of_works([work(8, "Peat toolkit", doi="10.5555/soft")]), printed)) == "W8"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (faults.budget_spent, SkipReason.BUDGET),
        (faults.too_fast, SkipReason.NETWORK),
        (faults.status(503), SkipReason.NETWORK),
        (faults.login_page, SkipReason.NETWORK),
        (faults.timed_out, SkipReason.NETWORK),
        (faults.reset, SkipReason.NETWORK),
        (faults.status(404), SkipReason.NETWORK),
    ],
)
def test_trouble_is_never_a_missing_work(
    online: Resolver, server: Server, fault: Callable[[Handler], None], reason: SkipReason
) -> None:
    server.fail(fault, times=1000)
    outcomes = online.resolve([entry("doi", GHOST.title, DOI="10.5555/nothing"), GHOST, POLLEN])
    assert {type(outcome) for outcome in outcomes.values()} == {Skipped}
    assert {outcome.reason for outcome in outcomes.values() if isinstance(outcome, Skipped)} == {reason}


def test_trouble_with_one_question_leaves_the_others(online: Resolver, server: Server) -> None:
    server.fail(faults.login_page)
    outcomes = online.resolve([entry("doi", WORKS[0]["title"], DOI="10.5555/wetland.1"), HEATHER])
    assert (found(outcomes["doi"]), found(outcomes["heather"])) == ("W1", "W2")


def test_many_dois_cost_one_credit(server: Server, client: Client) -> None:
    server.works = [work(number, f"Peat report number {number}", doi=f"10.5555/peat.{number}") for number in range(1, 61)]
    printed = [entry(str(number), f"Peat report number {number}", DOI=f"10.5555/peat.{number}") for number in range(1, 61)]
    outcomes = Resolver([ApiSource(client)]).resolve(printed)
    assert [found(outcome) for outcome in outcomes.values()] == [f"W{number}" for number in range(1, 61)]
    assert (server.spent, len(server.requests)) == (1, 1)


def test_exact_titles_share_a_credit(server: Server, client: Client) -> None:
    subjects = [
        f"{season} {place} {plant}" for season in ("Early", "Late") for place in ("bog", "fen") for plant in ("moss", "fern")
    ]
    server.works = [work(number, f"{subject} records") for number, subject in enumerate(subjects, 1)]
    outcomes = Resolver([ApiSource(client)]).resolve([entry(subject, f"{subject} records") for subject in subjects])
    assert len({found(outcome) for outcome in outcomes.values()}) == 8
    assert server.spent == 1


def test_a_refused_batch_is_asked_again_in_parts(server: Server, client: Client) -> None:
    server.works.append(work(5, "Blood type: a peat perspective"))
    odd = entry("odd", "Blood type: a peat perspective")
    outcomes = Resolver([ApiSource(client)]).resolve([odd, POLLEN])
    assert (found(outcomes["odd"]), found(outcomes["pollen"])) == ("W5", "W1")


def test_equal_entries_are_asked_for_once(online: Resolver, server: Server) -> None:
    online.resolve([entry("a", GHOST.title), entry("b", GHOST.title)])
    assert sum("search.title" in path for path in server.requests) == 1


@pytest.mark.parametrize(
    ("changed", "searched"),
    [({}, False), ({"page": "301-310"}, True), ({"container-title": "Annals of Heather"}, True), ({"volume": "8"}, True)],
)
def test_a_misprinted_title_is_searched_for_where_another_field_differs(
    changed: dict[str, str], searched: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    search = Store.search
    monkeypatch.setattr(Store, "search", lambda store, title: asked.append(title) or search(store, title))
    misprinted = entry("pollen", WORKS[0]["title"].replace("northern", "southern"), **changed)
    assert found(one(Resolver.of_works(WORKS), misprinted)) == "W1"
    assert bool(asked) is searched


def test_what_several_manuscripts_cite_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    store.add(WORKS)
    asked: list[str] = []
    source = StoreSource(store)
    exact = source.exact
    monkeypatch.setattr(source, "exact", lambda entries: (asked.extend(one.title for one in entries), exact(entries))[1])
    resolver = Resolver([source])
    first = resolver.resolve([entry("a", GHOST.title)])["a"]
    again = resolver.resolve([entry("b", GHOST.title), entry("c", "Another that nobody wrote")])["b"]
    assert asked == [GHOST.title, "Another that nobody wrote"]
    assert (first.entry, again.entry) == ("a", "b")


def test_openalex_is_asked_only_for_what_the_works_file_lacks(server: Server, client: Client) -> None:
    store = Store()
    store.add(WORKS[:1])
    outcomes = Resolver([StoreSource(store), ApiSource(client)]).resolve([POLLEN, HEATHER])
    assert [outcome.source for outcome in outcomes.values()] == ["works file", "OpenAlex"]  # type: ignore[union-attr]
    assert not any("pollen" in path for path in server.requests)


def test_a_doi_that_the_works_file_lacks_is_not_missing_while_openalex_has_it(client: Client) -> None:
    store = Store()
    store.add([WORKS[0] | {"doi": None}, WORKS[1]])
    printed = entry("1", WORKS[0]["title"], DOI="10.5555/wetland.1")
    for sources, expected in (
        ([StoreSource(store)], IdentifierOutcome.ABSENT),
        ([StoreSource(store), ApiSource(client)], IdentifierOutcome.AGREES),
    ):
        outcome = one(Resolver(sources), printed)
        assert found(outcome) == "W1"
        assert [check.outcome for check in outcome.identifiers] == [expected]  # type: ignore[union-attr]


def test_works_files_and_indexes_are_opened(tmp_path: Path) -> None:
    import json

    warnings: list[Any] = []
    (tmp_path / "a.jsonl").write_text(json.dumps(WORKS[0]) + '\n{"title": "no id"}\n')
    index = Store(tmp_path / "b.db")
    index.add(WORKS[1:])
    index.index_titles()
    index.close()
    resolver = open_resolver([tmp_path / "b.db", tmp_path / "a.jsonl"], warnings.append)
    outcomes = resolver.resolve([POLLEN, PEAT])
    assert [outcome.source for outcome in outcomes.values()] == ["works file", "index"]  # type: ignore[union-attr]
    assert len(warnings) == 1
    for name in ("gone.db", "gone.jsonl"):
        with pytest.raises(InputError, match=name):
            open_resolver([tmp_path / name], warnings.append)
    assert not (tmp_path / "gone.db").exists()


def test_offline_and_without_works() -> None:
    assert isinstance(one(open_resolver([], pytest.fail), POLLEN), Skipped)


@pytest.mark.parametrize(("owner", "note"), [("Otter, Maria", "record-corrupt"), ("Reed, R.", "record-suspect")])
def test_an_unrelated_title_is_looked_up_to_see_whose_it_is(owner: str, note: str) -> None:
    stolen = "Sleep of captive otters in winter"
    corrupt = work(1, stolen, doi="10.1000/right")
    other = {**work(2, stolen), "authorships": [{"raw_author_name": owner}]}
    outcome = one(Resolver.of_works((corrupt, other)), entry(title="Cartography of imaginary glaciers", DOI="10.1000/right"))
    assert found(outcome) == "W1"
    assert isinstance(outcome, Match)
    title = outcome.field("title")
    assert title is not None
    assert title.note == note
