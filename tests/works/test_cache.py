"""The cache: what it keeps and for how long, and that nothing that befalls its file stops a run."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.works import cache
from checker.works.answers import Recorded
from checker.works.cache import Cache

from .conftest import WORKS

HERE = "https://api.example"
NOW = 1_800_000_000
DAY = 86_400
POLLEN, HEATHER = ({**record, "biblio": {}} for record in WORKS[:2])


def recorded(*works: dict[str, object], asked: int = NOW) -> Recorded:
    return Recorded(works, asked, HERE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "caches" / "cache.db"


def opened(path: Path, now: float = NOW, **options: bool) -> Cache:
    return Cache(path, HERE, pytest.fail, clock=lambda: now, **options)


def test_answers_are_replayed_in_their_order(path: Path) -> None:
    opened(path).put({"search:a": recorded(HEATHER, POLLEN), "doi:10.5555/none": recorded()})
    again = opened(path)
    assert again.get("search:a") == recorded(HEATHER, POLLEN)
    assert again.get("doi:10.5555/none") == recorded()
    assert again.get("doi:10.5555/other") is None


def test_an_answer_that_lost_its_works_is_no_answer(path: Path) -> None:
    used = opened(path)
    used.put({"search:a": recorded(HEATHER, POLLEN)})
    used._database.execute("DELETE FROM records WHERE id LIKE '%W1'")  # type: ignore[union-attr]
    assert used.get("search:a") is None


def test_servers_are_kept_apart(path: Path) -> None:
    opened(path).put({"doi:a": recorded(POLLEN)})
    assert Cache(path, "https://mirror.example", pytest.fail, clock=lambda: NOW).get("doi:a") is None


@pytest.mark.parametrize(
    ("question", "answer", "days"),
    [("doi:a", (POLLEN,), 30), ("search:a", (POLLEN,), 7), ("doi:a", (), 1), ("search:a", (), 1)],
)
def test_answers_grow_old(path: Path, question: str, answer: tuple[dict[str, object], ...], days: int) -> None:
    opened(path).put({question: recorded(*answer)})
    assert opened(path, NOW + days * DAY - 1).get(question) is not None
    assert opened(path, NOW + days * DAY).get(question) is None


def test_a_newer_record_replaces_the_old_one(path: Path) -> None:
    opened(path).put({"doi:a": recorded(POLLEN)})
    opened(path, NOW + 5).put({"title:a": recorded({**POLLEN, "is_retracted": True}, asked=NOW + 5)})
    assert opened(path).get("doi:a").records[0]["is_retracted"] is True  # type: ignore[union-attr]


def test_refresh_takes_new_answers_only(path: Path) -> None:
    opened(path).put({"doi:a": recorded(POLLEN)})
    fresh = opened(path, NOW + 10, refresh=True)
    assert fresh.get("doi:a") is None
    fresh.put({"doi:a": recorded(HEATHER, asked=NOW + 11)})
    assert fresh.get("doi:a") == recorded(HEATHER, asked=NOW + 11)


def test_info_prune_and_clear(path: Path) -> None:
    opened(path).put({"doi:old": recorded(POLLEN, asked=NOW - 40 * DAY), "doi:a": recorded(HEATHER), "doi:b": recorded()})
    database = cache.open_cache(path, pytest.fail)
    held = cache.info(database)
    assert (held.answers, held.negative, held.works, held.oldest, held.newest) == (3, 1, 2, NOW - 40 * DAY, NOW)
    assert held.size > 0
    assert cache.prune(database, NOW) == 1
    assert (cache.info(database).answers, cache.info(database).works) == (2, 1)
    assert cache.clear(database) == 2
    assert (cache.info(database).answers, cache.info(database).works) == (0, 0)
    database.close()


def other_database(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE precious (thing TEXT)")
    database.commit()
    database.close()


def torn(path: Path) -> None:
    used = opened(path)
    used.put({f"doi:{number}": recorded(POLLEN) for number in range(1000)})
    used._database.close()  # type: ignore[union-attr]
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("spoil", [lambda path: path.write_text("not a database, but long enough" * 99), other_database, torn])
def test_an_unusable_file_is_moved_aside(path: Path, spoil: Callable[[Path], object]) -> None:
    path.parent.mkdir()
    spoil(path)
    warnings: list[str] = []
    for _ in range(2):
        used = Cache(path, HERE, warnings.append, clock=lambda: NOW)
        used.get("doi:1")
        used.put({"doi:a": recorded(POLLEN)})
    assert len(warnings) == 1
    assert "moved to" in warnings[0]
    assert path.with_name("cache.db.unusable").exists()
    assert opened(path).get("doi:a") == recorded(POLLEN)


def test_an_empty_file_becomes_a_cache(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    opened(path).put({"doi:a": recorded()})
    assert opened(path).get("doi:a") == recorded()


def test_without_a_place_there_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    warnings: list[str] = []
    used = Cache(tmp_path / "file" / "cache.db", HERE, warnings.append)
    used.put({"doi:a": recorded(POLLEN)})
    assert used.get("doi:a") is None
    assert len(warnings) == 1


@pytest.mark.parametrize("limit", ["PRAGMA query_only = ON", "PRAGMA max_page_count = 1"])
def test_a_full_or_read_only_disk_means_no_cache(path: Path, limit: str) -> None:
    warnings: list[str] = []
    used = Cache(path, HERE, warnings.append, clock=lambda: NOW)
    used._database.execute(limit)  # type: ignore[union-attr]
    for number in range(20):
        used.put({f"doi:{number}": recorded({**POLLEN, "title": "long " * 9999})})
    assert used.get("doi:1") is None
    assert len(warnings) == 1
    assert path.exists()


WRITER = """
import sys, time
from pathlib import Path
from checker.works.answers import Recorded
from checker.works.cache import Cache
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
used = Cache(path, "https://api.example", sys.exit)
for number in range(count):
    for question in (f"doi:{name}.{number}", f"doi:shared.{number}"):
        works = tuple({"id": f"https://openalex.org/W{number}{k}", "title": "t" * 500} for k in range(3))
        used.put({question: Recorded(works, int(time.time()), "https://api.example")})
        assert used.get(question).records == works
    print(number, flush=True)
"""


def writer(path: Path, name: str, count: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_eight_processes_share_a_cache(path: Path) -> None:
    running = [writer(path, str(name), 25) for name in range(8)]
    errors = [process.communicate()[1].decode() for process in running]
    assert errors == [""] * 8
    database = cache.open_cache(path, pytest.fail)
    held = cache.info(database)
    assert (held.answers, held.works) == (8 * 25 + 25, 75)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_killed_process_loses_nothing(path: Path) -> None:
    process = writer(path, "victim", 100_000)
    assert process.stdout is not None
    written = [int(process.stdout.readline()) for _ in range(20)]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    used = Cache(path, HERE, pytest.fail, clock=time.time)
    assert all(used.get(f"doi:victim.{number}") is not None for number in written)
    used.put({"doi:next": recorded(POLLEN, asked=int(time.time()))})
    assert used.get("doi:next") is not None
