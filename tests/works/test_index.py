"""The index: built from parts, resumed after a kill, brought up to date, and never half there."""

import gzip
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from checker.errors import InputError
from checker.works import index
from checker.works.keys import Identifier
from checker.works.store import Store

from .conftest import work

#: Builds the index of argv[1] in argv[2]; the broken line of a part kills it while that part is being added.
KILLED = """
import os, signal, sys
from pathlib import Path
from checker.works import index
index.build([Path(sys.argv[1])], Path(sys.argv[2]), lambda line: os.kill(os.getpid(), signal.SIGKILL))
"""


def part(folder: Path, day: str, *records: dict[str, Any], number: int = 0, more: bytes = b"") -> Path:
    path = folder / "data" / "works" / f"updated_date={day}" / f"part_{number:04}.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    dated = ({"updated_date": day, **record} for record in records)
    path.write_bytes(gzip.compress(b"".join(json.dumps(record).encode() + b"\n" for record in dated) + more))
    return path


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    folder = tmp_path / "snapshot"
    part(folder, "2024-01-01", work(1, "Peat and rain", doi="10.5555/peat"), work(2, "Lichen on roofs"))
    part(folder, "2024-02-01", work(3, "Heather in wind"), work(4, "Moss under snow"), number=1)
    part(folder, "2024-03-01", work(5, "Sedges by the lake"))
    return folder


def build(folder: Path, target: Path) -> index.Built:
    return index.build([folder], target, pytest.fail)


def content(path: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as database:
        tables = ("works", "keys", "title_words", "words", "parts", "places")
        return {table: database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}


def titles(path: Path, query: str) -> list[str]:
    with closing(Store(path)) as store:
        return [found.title for found in store.search(query)]


def test_a_snapshot(snapshot: Path, tmp_path: Path) -> None:
    target = tmp_path / "works.db"
    assert build(snapshot, target) == index.Built(works=5, added=3)
    assert titles(target, "Hether in wind") == ["Heather in wind"]
    with closing(Store(target)) as store:
        assert store.newest() == "2024-03-01"
        assert [found.id for found in store.by_identifier(Identifier("DOI", "10.5555/peat"))] == ["W1"]
    assert build(snapshot, target) == index.Built(works=5, known=3)
    assert [path.name for path in tmp_path.glob("works.db*")] == ["works.db"]


def test_a_killed_build_goes_on(snapshot: Path, tmp_path: Path) -> None:
    broken = part(snapshot, "2024-02-01", work(3, "Heather in wind"), more=b"{broken\n", number=1)
    target = tmp_path / "works.db"
    killed = subprocess.run([sys.executable, "-c", KILLED, snapshot, target], check=False)
    assert killed.returncode == -9
    assert not target.exists()
    with closing(Store(tmp_path / "works.db.partial")) as store:
        assert list(store.parts()) == ["data/works/updated_date=2024-01-01/part_0000.gz"]
    assert broken == part(snapshot, "2024-02-01", work(3, "Heather in wind"), work(4, "Moss under snow"), number=1)
    assert build(snapshot, target) == index.Built(works=5, added=2, known=1)
    whole = tmp_path / "whole.db"
    build(snapshot, whole)
    assert content(target) == content(whole)


def test_a_newer_record_takes_the_place_of_the_older(snapshot: Path, tmp_path: Path) -> None:
    target = tmp_path / "works.db"
    build(snapshot, target)
    part(snapshot, "2024-04-01", work(1, "Peat and sunshine", doi="10.5555/sun"))
    part(snapshot, "2023-12-01", work(2, "An older title"))
    assert build(snapshot, target) == index.Built(works=5, added=2, known=3)
    assert titles(target, "peat") == ["Peat and sunshine"]
    with closing(Store(target)) as store:
        assert store.by_identifier(Identifier("DOI", "10.5555/peat")) == ()
        assert store.by_title("Peat and rain") == ()
        assert store.by_title("An older title") == ()
    whole = tmp_path / "whole.db"
    build(snapshot, whole)
    assert sorted(row[1:] for row in content(target)["works"]) == sorted(row[1:] for row in content(whole)["works"])


def test_removed_works(snapshot: Path, tmp_path: Path) -> None:
    target = tmp_path / "works.db"
    build(snapshot, target)
    (snapshot / "deleted_ids.csv").write_text(
        "date,id\n2024-05-01,https://openalex.org/W2\n2024-05-01,https://openalex.org/A9\n"
    )
    merged = snapshot / "data" / "merged_ids" / "works" / "2024-05-02.csv.gz"
    merged.parent.mkdir(parents=True)
    merged.write_bytes(gzip.compress(b"merge_date,id,merge_into_id\n2024-05-02,W4,W5\n"))
    assert build(snapshot, target) == index.Built(works=3, known=3, removed=2)
    assert titles(target, "Lichen on roofs") == []
    assert titles(target, "Sedges by the lake") == ["Sedges by the lake"]
    assert not [row for row in content(target)["keys"] if row[1] in (2, 4)]
    assert build(snapshot, target) == index.Built(works=3, known=3)


def test_a_part_that_is_cut_off_is_named_with_its_line(snapshot: Path, tmp_path: Path) -> None:
    path = part(snapshot, "2024-02-01", *(work(number, f"Title {number}") for number in range(3, 200)), number=1)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    target = tmp_path / "works.db"
    with pytest.raises(InputError, match=r"part_0001\.gz:\d+: "):
        build(snapshot, target)
    assert not target.exists()
    path.write_bytes(whole)
    assert build(snapshot, target) == index.Built(works=199, added=2, known=1)


def test_bad_lines_and_objects_without_an_id_are_left_out(snapshot: Path, tmp_path: Path) -> None:
    part(snapshot, "2024-03-01", work(5, "Sedges by the lake"), {"title": "no id"}, more=b"{broken\n")
    lines: list[str] = []
    assert index.build([snapshot], tmp_path / "works.db", lines.append) == index.Built(works=5, added=3, unusable=1)
    assert ["part_0000.gz:3" in line for line in lines] == [True]


def test_only_works_are_read_and_of_two_formats_json_lines(snapshot: Path) -> None:
    for name in ("data/authors/part_0.gz", "data/works/updated_date=2024-01-01/part_0.parquet", "manifest.txt"):
        (snapshot / name).parent.mkdir(parents=True, exist_ok=True)
        (snapshot / name).write_bytes(b"")
    parts, removals = index.find_parts([snapshot])
    assert [item.path.name for item in parts] == ["part_0000.gz", "part_0001.gz", "part_0000.gz"]
    assert removals == []


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no works to index"):
        build(tmp_path, tmp_path / "works.db")
    with pytest.raises(InputError, match="no such file"):
        build(tmp_path / "gone", tmp_path / "works.db")


@pytest.mark.parametrize("name", ["works.db", "works.db.partial"])
def test_a_foreign_file_is_neither_used_nor_replaced(snapshot: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(InputError, match=name):
        build(snapshot, tmp_path / "works.db")
    assert (tmp_path / name).read_bytes() == b"something else"


def test_a_damaged_index_is_one_clear_error(snapshot: Path, tmp_path: Path) -> None:
    target = tmp_path / "works.db"
    build(snapshot, target)
    whole = target.read_bytes()
    target.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(InputError, match=r"works\.db"), closing(Store(target)) as store:
        store.search("peat and rain")


def test_parquet_without_duckdb_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "part_0.parquet"
    path.write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(InputError, match=r"citeproof\[index\]"):
        index.build([path], tmp_path / "works.db", pytest.fail)


def test_parquet(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    lines, path = tmp_path / "works.jsonl", tmp_path / "part_0.parquet"
    record = work(1, "Peat and rain", doi="10.5555/peat", publication_date="2019-05-01", updated_date="2024-01-01")
    lines.write_text(json.dumps(record))
    duckdb.sql(f"COPY (SELECT * FROM read_json('{lines}')) TO '{path}' (FORMAT parquet)")
    build(path, tmp_path / "parquet.db")
    build(lines, tmp_path / "lines.db")
    found = []
    for name in ("parquet.db", "lines.db"):
        with closing(Store(tmp_path / name)) as store:
            found.append(store.by_title("Peat and rain"))
    assert found[0] == found[1] != ()
    path.write_bytes(b"PAR1")
    with pytest.raises(InputError, match=r"part_0\.parquet"):
        build(path, tmp_path / "broken.db")
