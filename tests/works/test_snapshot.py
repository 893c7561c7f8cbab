"""The snapshot: the same outcomes as online, stable bytes, and nothing unknown passed off as missing."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.model.match import Match, MatchStatus, Skipped, SkipReason
from checker.model.reference import ReferenceEntry
from checker.works import snapshot
from checker.works.answers import Recorded
from checker.works.api import ApiSource
from checker.works.openalex import Client
from checker.works.resolve import Resolver, open_resolver

from . import library
from .openalex_server import Server

Outcomes = Mapping[str, Match | Skipped]
GHOST = library.entry("ghost", "Cartography of glaciers that never were", "10.5555/ghost")


@pytest.fixture
def printed() -> list[ReferenceEntry]:
    some = library.entries(with_doi=True)[:12] + library.entries(with_doi=False)[12:24]
    misprint = library.entry("misprint", library.titles()[30].replace("northern", "nothern"))
    return [*some, misprint, GHOST]


@pytest.fixture
def online(server: Server, client: Client, printed: list[ReferenceEntry]) -> tuple[ApiSource, Outcomes]:
    server.works = library.works()
    source = ApiSource(client)
    return source, Resolver([source]).resolve(printed)


def offline(path: Path) -> Resolver:
    return open_resolver([path], pytest.fail)


def test_the_outcomes_are_those_of_the_api(
    online: tuple[ApiSource, Outcomes], printed: list[ReferenceEntry], server: Server, tmp_path: Path
) -> None:
    source, outcomes = online
    assert {getattr(outcome, "status", None) for outcome in outcomes.values()} == {MatchStatus.MATCHED, MatchStatus.NOT_FOUND}
    snapshot.write_snapshot(tmp_path / "a.jsonl", source.known)
    sent = len(server.requests)
    assert offline(tmp_path / "a.jsonl").resolve(printed) == outcomes
    assert len(server.requests) == sent


def test_the_bytes_depend_on_the_answers_alone(online: tuple[ApiSource, Outcomes], tmp_path: Path) -> None:
    known = online[0].known
    snapshot.write_snapshot(tmp_path / "a.jsonl", known)
    snapshot.write_snapshot(tmp_path / "b.jsonl", dict(reversed(known.items())))
    snapshot.write_snapshot(tmp_path / "c.jsonl", snapshot.read_snapshots([tmp_path / "a.jsonl"]))
    first, *others = [(tmp_path / name).read_bytes() for name in ("a.jsonl", "b.jsonl", "c.jsonl")]
    assert others == [first, first]
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["a.jsonl", "b.jsonl", "c.jsonl"]
    assert b'{"question":"doi:10.5555/ghost","works":[],"retrieved":"' in first


def test_what_was_never_asked_is_unknown(online: tuple[ApiSource, Outcomes]) -> None:
    resolver = Resolver([snapshot.SnapshotSource(online[0].known)])
    new = library.entry("new", "A paper that was added since", "10.5555/new")
    outcome = resolver.resolve([new])["new"]
    assert isinstance(outcome, Skipped)
    assert outcome.reason is SkipReason.NOT_IN_WORKS


def test_an_edited_entry_still_finds_its_work(online: tuple[ApiSource, Outcomes]) -> None:
    resolver = Resolver([snapshot.SnapshotSource(online[0].known)])
    mended = library.entry("mended", library.titles()[30])
    shortened = library.entry("short", library.titles()[12].partition(" over ")[0], library.doi(13))
    outcomes = resolver.resolve([mended, shortened])
    assert [outcome.work.id for outcome in outcomes.values()] == ["W31", "W13"]  # type: ignore[union-attr]


def test_openalex_may_know_what_the_snapshot_does_not(online: tuple[ApiSource, Outcomes], client: Client) -> None:
    sources = [snapshot.SnapshotSource(online[0].known), ApiSource(client)]
    printed = [library.entries(with_doi=False)[50], library.entry("none", "A paper that nobody ever wrote")]
    outcomes = Resolver(sources).resolve(printed)
    assert [outcome.status for outcome in outcomes.values()] == [MatchStatus.MATCHED, MatchStatus.NOT_FOUND]  # type: ignore[union-attr]


def test_several_snapshots_are_one(online: tuple[ApiSource, Outcomes], printed: list[ReferenceEntry], tmp_path: Path) -> None:
    source, outcomes = online
    half = len(source.known) // 2
    items = list(source.known.items())
    snapshot.write_snapshot(tmp_path / "a.jsonl", dict(items[:half]))
    snapshot.write_snapshot(tmp_path / "b.jsonl", dict(items[half:]))
    resolver = open_resolver([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], pytest.fail)
    assert resolver.resolve(printed) == outcomes


def test_odd_characters_survive(tmp_path: Path) -> None:
    record = {
        "id": "https://openalex.org/W1",
        "title": "Line\u2028separator, next\x85line, \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    }
    answers = {"title:odd\u2028": Recorded((record,), 0, "here")}
    snapshot.write_snapshot(tmp_path / "a.jsonl", answers)
    ((question, read),) = snapshot.read_snapshots([tmp_path / "a.jsonl"]).items()
    assert question == "title:odd\u2028"
    assert read.records[0]["title"] == record["title"]


@pytest.mark.parametrize(
    "spoil",
    ["<<<<<<< HEAD", '{"question":"doi:a"', '{"question":"doi:a","works":["W404"],"retrieved":"2026-01-01","source":""}'],
)
def test_a_damaged_snapshot_is_refused(online: tuple[ApiSource, Outcomes], tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "a.jsonl"
    snapshot.write_snapshot(path, online[0].known)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(spoil + "\n")
    with pytest.raises(InputError, match="write it again"):
        offline(path)


def test_a_place_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be written"):
        snapshot.write_snapshot(tmp_path / "nowhere" / "a.jsonl", {})
    (tmp_path / "a.jsonl").mkdir()
    with pytest.raises(InputError, match="can't be written"):
        snapshot.write_snapshot(tmp_path / "a.jsonl", {})
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_snapshot_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"citeproof":"works","version":2}\n')
    with pytest.raises(InputError, match="another version"):
        offline(tmp_path / "a.jsonl")


def test_old_answers_are_named_with_their_age() -> None:
    day = 86_400
    record = {"id": "https://openalex.org/W1", "title": "T"}
    answers = {"doi:a": Recorded((record,), 10 * day, ""), "doi:b": Recorded((), 90 * day, "")}
    assert list(snapshot.stale(answers, 100 * day, 30)) == ["doi:a: W1: 90 days old (retrieved 1970-01-11)\n"]
    assert len(list(snapshot.stale(answers, 100 * day, 5))) == 2
