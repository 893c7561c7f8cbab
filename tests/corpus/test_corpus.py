"""An archive on a real Spark on this machine: the findings of `check`, runs that go on, and the report."""

import csv
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from checker import config, setups
from checker.corpus import entries, joined, report, run, session
from checker.errors import InputError, UsageError
from checker.model.match import Match
from checker.model.reference import ReferenceEntry
from checker.model.text import Span
from checker.works.kept import kept_text, work_to_keep
from checker.works.resolve import Resolver

spark_only = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, which is not installed")
MANUSCRIPTS = 200
FIELDS = "code name severity confidence message line column reference fingerprint help".split()
WORDS = "soils rivers birds maps tides bones seeds clouds mosses lakes of in and coastal urban early slow deep red".split()


def works() -> list[dict[str, Any]]:
    """Made-up works; of some the titles differ in a word."""
    source = random.Random(4)
    made = []
    for number in range(1, 61):
        title = " ".join(source.sample(WORDS, 6)) + f" of region {number // 2}"
        made.append(
            {
                "id": f"https://openalex.org/W{number}",
                "doi": f"https://doi.org/10.5555/made.{number}" if number % 3 else None,
                "title": title.capitalize(),
                "publication_year": 1990 + number % 30,
                "type": "article",
                "authorships": [
                    {"raw_author_name": f"{chr(65 + number % 26)} Reed{number % 7}"},
                    {"raw_author_name": "B Moss"},
                ],
                "primary_location": {"source": {"display_name": "Journal of Made-up Matters"}},
                "biblio": {"volume": str(number), "first_page": str(number * 10), "last_page": str(number * 10 + 8)},
                "is_retracted": number == 7,
            }
        )
    return made


def printed(work: dict[str, Any], source: random.Random) -> str:
    """A reference to a work, at times damaged: a word left out, another year, another title, no authors that fit."""
    title, year, doi = work["title"], work["publication_year"], work["doi"]
    kind = source.randrange(8)
    if kind == 0:
        title = " ".join(title.split()[1:]).capitalize()
    elif kind == 1:
        year += 3
    elif kind == 2:
        title, doi = f"Nothing known on {source.choice(WORDS)} and {source.choice(WORDS)} anywhere", None
    given, family = work["authorships"][0]["raw_author_name"].split()
    place = f"J Made-up Matters. {year};{work['biblio']['volume']}:{work['biblio']['first_page']}-{work['biblio']['last_page']}"
    return f"{family} {given}, Moss B. {title}. {place}.{f' doi:{doi[16:]}' if doi and kind > 4 else ''}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    (folder / "works.jsonl").write_text("".join(json.dumps(work) + "\n" for work in works()), encoding="utf-8")
    (folder / "papers").mkdir()
    source = random.Random(5)
    for number in range(MANUSCRIPTS):
        cited = source.sample(works(), 3)
        entries = "\n".join(f"{place}. {printed(work, source)}" for place, work in enumerate(cited, 1))
        text = (
            f"A paper\n\nThis is known [1, 2]. That is not [3], and [{4 + number % 2}] is missing.\n\nReferences\n\n{entries}\n"
        )
        (folder / "papers" / f"{number:03}.txt").write_text(text, encoding="utf-8")
    (folder / "papers" / "017.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="pyspark (the extra `spark`) is not installed")
    opened = session.open_session("local[2]")
    yield opened
    opened.stop()


def start(spark: Any, archive: Path, name: str, source: str, settings: str = "s") -> tuple[dict[str, Any], list[str]]:
    """A run into the folder `name` of the archive: its summary, and what it told."""
    told: list[str] = []
    prepare = partial(setups.setup, config.Settings(select=("CIT", "REF", "MET", "STA")))
    works_files = [str(archive / "works.jsonl")]
    return run.run(spark, source, works_files, archive / name, prepare, settings, 3, told.append), told


def table(spark: Any, folder: Path, columns: list[str]) -> list[tuple[Any, ...]]:
    return sorted(tuple(row) for row in spark.read.parquet(str(folder)).select(*columns).collect())


@pytest.fixture(scope="module")
def finished(spark: Any, archive: Path) -> dict[str, Any]:
    return start(spark, archive, "out", str(archive / "papers"))[0]


@spark_only
def test_the_findings_are_those_of_check(spark: Any, archive: Path, finished: dict[str, Any]) -> None:
    options = ["--works", "works.jsonl", "--offline", "--select", "CIT,REF,MET,STA", "--format", "json", "--jobs", "2"]
    command = [sys.executable, "-m", "checker", "check", str(archive / "papers"), *options]
    done = subprocess.run(command, cwd=archive, capture_output=True, check=False, encoding="utf-8")
    expected = json.loads(done.stdout)
    columns = ["path", "file", *FIELDS, "evidence"]
    wanted = sorted(
        (
            item["path"],
            item["path"],
            *(item[name] for name in FIELDS),
            json.dumps(item["evidence"], ensure_ascii=False, sort_keys=True),
        )
        for item in expected["findings"]
    )
    assert table(spark, archive / "out" / "findings", columns) == wanted
    assert {item["code"] for item in expected["findings"]} > {"CIT101", "MET301", "MET306", "STA401"}
    assert finished["manuscripts"] == MANUSCRIPTS
    assert finished["failed"] == 1
    assert sum(finished["references"].values()) == expected["summary"]["references"]
    statuses = [(item["path"], item["id"], item["status"]) for item in expected["references"]]
    assert table(spark, archive / "out" / "references", ["path", "reference", "status"]) == sorted(statuses)
    failed = spark.read.parquet(str(archive / "out" / "manuscripts")).where("problem IS NOT NULL")
    ((problem,),) = failed.select("problem").collect()
    assert "the file is empty" in problem


@spark_only
def test_a_run_goes_on_where_it_was(spark: Any, archive: Path, finished: dict[str, Any]) -> None:
    before = table(spark, archive / "out" / "findings", ["path", *FIELDS])
    (archive / "out" / "stage" / "done" / "1").unlink()
    shutil.rmtree(archive / "out" / "findings" / "part=1")
    left = archive / "out" / "findings" / ".spark-staging-of-a-killed-run"
    left.mkdir()
    summary, told = start(spark, archive, "out", str(archive / "papers"))
    assert told == ["checking the manuscripts: parts 1 to 1 of 3"]
    assert summary == finished
    assert not left.exists()
    assert table(spark, archive / "out" / "findings", ["path", *FIELDS]) == before
    with pytest.raises(UsageError, match="begun with other"):
        start(spark, archive, "out", str(archive / "papers"), "other settings")


@spark_only
def test_rows_with_texts_are_manuscripts(
    spark: Any, archive: Path, finished: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "_HOT", 1)  # what two entries ask is spread already: the findings stay
    rows = [
        {"path": path.name, "text": path.read_text(encoding="utf-8"), "journal": "Made-up", "year": 2020}
        for path in sorted((archive / "papers").iterdir())[:5]
    ]
    (archive / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    start(spark, archive, "rows", str(archive / "rows.jsonl"))
    same = [row for row in table(spark, archive / "out" / "findings", ["path", *FIELDS]) if Path(row[0]).name < "005.txt"]
    assert table(spark, archive / "rows" / "findings", FIELDS) == sorted(row[1:] for row in same)
    assert set(table(spark, archive / "rows" / "manuscripts", ["journal", "year"])) == {("Made-up", 2020)}
    with pytest.raises(InputError, match="the columns"):
        start(spark, archive, "wrong", str(archive / "works.jsonl"))


@spark_only
def test_the_report_sums_the_archive_up(
    archive: Path, finished: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb", reason="duckdb (the extra `spark`) is not installed")
    monkeypatch.setattr(report, "_BATCH", 30)
    report.report(archive / "out", tmp_path / "report")
    with (tmp_path / "report" / "findings-by-rule.csv").open(encoding="utf-8", newline="") as stream:
        counts = {(row["code"], row["severity"]): int(row["findings"]) for row in csv.DictReader(stream)}
    assert counts == {(item["code"], item["severity"]): item["count"] for item in finished["findings"]}
    with (tmp_path / "report" / "retracted.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["work"] for row in csv.DictReader(stream)] == ["https://openalex.org/W7"]
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert "200 manuscripts; 1 could not be checked" in page
    assert "not-found.csv" in page
    assert "The first 50 of 200 rows." in page
    with (tmp_path / "report" / "manuscripts.csv").open(encoding="utf-8", newline="") as stream:
        assert len({row["path"] for row in csv.DictReader(stream)}) == MANUSCRIPTS


@spark_only
def test_what_spark_submit_sets_stays(tmp_path: Path) -> None:
    pyspark = pytest.importorskip("pyspark", reason="pyspark (the extra `spark`) is not installed")
    script = tmp_path / "script.py"
    script.write_text(
        "from checker.corpus.session import open_session\n"
        "context = open_session(None).sparkContext\n"
        "print(context.master, context.getConf().get('spark.sql.shuffle.partitions'))\n",
        encoding="utf-8",
    )
    submit = str(Path(pyspark.__file__).parent / "bin" / "spark-submit")
    command = [submit, "--master", "local[1]", "--conf", "spark.sql.shuffle.partitions=7", str(script)]
    python = {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
    done = subprocess.run(command, env=os.environ | python, capture_output=True, check=False, encoding="utf-8")
    assert "local[1] 7" in done.stdout.splitlines(), done.stderr


def test_what_was_not_found_anywhere_is_said_to_be_none(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="duckdb (the extra `spark`) is not installed")
    nothing = {"manuscripts": 0, "failed": 0, "references": {}, "findings": []}
    (tmp_path / "summary.json").write_text(json.dumps(nothing), encoding="utf-8")
    report.report(tmp_path, tmp_path / "report")
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert page.count("<p>None.</p>") == len(report.QUESTIONS)


def test_a_report_needs_a_run(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="duckdb (the extra `spark`) is not installed")
    with pytest.raises(InputError, match=r"no complete run.*corpus check"):
        report.report(tmp_path, tmp_path / "report")


def test_what_no_join_has_brought_is_asked_for_before_any_search() -> None:
    span = Span(0, 1)
    entry = ReferenceEntry("1", "a.txt", span, "x", variables={"title": "Soils of region 4", "DOI": "10.5555/made.1"})
    record = kept_text(work_to_keep(works()[3]))
    answers: dict[str, list[str]] = {}
    asked = []
    while True:
        source = joined.JoinedSource(answers, 60, frozenset({"doi"}))
        outcome = Resolver([source]).resolve([entry])["1"]
        if not source.unknown:
            break
        asked.append([question.partition(":")[0] for question in source.unknown])
        answers |= {question: [record] if question.startswith("search:") else [] for question in source.unknown}
    assert asked == [["doi", "title"], ["search"]]
    assert isinstance(outcome, Match)
    assert outcome.searched == ("works file: 60 works",)
