"""Whole runs of the command against the loopback OpenAlex: one report from API, cache and snapshot, and broken-off runs."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from checker.cli import app
from checker.errors import CiteproofError

from . import library
from . import openalex_server as faults
from .openalex_server import Server

KEY = "s3cr3tkey"


class Desk:
    """A folder with a bibliography, and the command run in it."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder = folder
        self.server = server
        self.cache = folder / "cache"
        self.write(range(6), range(6, 10))

    def write(self, with_doi: range, without: range, more: str = "") -> None:
        texts = [_bib(number, library.doi(number + 1)) for number in with_doi] + [_bib(number) for number in without]
        (self.folder / "refs.bib").write_text("\n".join(texts) + more, encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        return {"CITEPROOF_OPENALEX_URL": self.server.url, "CITEPROOF_CACHE_DIR": str(self.cache), "OPENALEX_API_KEY": KEY}

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """A run in a process of its own, to be broken off."""
        command = [sys.executable, "-m", "checker", *arguments]
        environment = {**os.environ, **self.environment}
        return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """A run in this process, which saves the start: exit status, standard output and standard error."""
        with contextlib.chdir(self.folder):
            result = CliRunner().invoke(app, arguments, env=self.environment)
        if result.exception is None or isinstance(result.exception, SystemExit):
            return result.exit_code, result.stdout, result.stderr
        assert isinstance(result.exception, CiteproofError), result.exception
        told = "".join(traceback.format_exception(result.exception))
        return 2, result.stdout, result.stderr + told


def _bib(number: int, doi: str = "") -> str:
    title = library.titles()[number]
    printed = f"  doi = {{{doi}}},\n" if doi else ""
    return (
        f"@article{{key{number},\n  author = {{Reed, Ruth}},\n  title = {{{title}}},\n  year = {{2017}},\n  volume = {{7}},\n"
        f"  journal = {{Journal of Rare Tests}},\n  pages = {{{number + 1}01--{number + 1}10}},\n{printed}}}\n"
    )


GHOST = (
    "@article{ghost,\n  author = {Nobody, Ann},\n  title = {Cartography of glaciers that never were},\n"
    "  journal = {Journal of Rare Tests},\n  year = {2011},\n  volume = {1},\n  pages = {1--2},\n}\n"
)


@pytest.fixture
def desk(tmp_path: Path, server: Server) -> Desk:
    server.works = library.works()
    return Desk(tmp_path, server)


def statuses(out: str) -> list[str]:
    return [item["status"] for item in json.loads(out)["references"]]


def test_api_cache_and_snapshot_give_the_same_bytes(desk: Desk) -> None:
    desk.write(range(6), range(6, 10), GHOST)
    status, from_api, _ = desk.run("check", "refs.bib", "--format", "json")
    assert (status, statuses(from_api)) == (0, ["matched"] * 10 + ["not-found"])
    sent = len(desk.server.requests)
    assert desk.run("check", "refs.bib", "--format", "json")[:2] == (0, from_api)
    assert desk.run("snapshot", "refs.bib", "--quiet")[:2] == (0, "")
    assert desk.run("check", "refs.bib", "--format", "json", "--offline")[:2] == (0, from_api)
    assert len(desk.server.requests) == sent
    assert desk.run("check", "refs.bib", "--format", "json", "--refresh")[:2] == (0, from_api)
    assert len(desk.server.requests) == 2 * sent
    written = (desk.folder / "citeproof.works.jsonl").read_bytes()
    assert KEY.encode() not in written + b"".join(path.read_bytes() for path in desk.cache.iterdir())


def test_an_index_and_a_works_file_give_the_bytes_of_the_api(desk: Desk) -> None:
    dump = desk.folder / "works.jsonl"
    dump.write_text("".join(f"{json.dumps(record)}\n" for record in desk.server.works), encoding="utf-8")
    assert desk.run("index", "build", "works.jsonl", "-o", "works.db")[0] == 0
    asked = ("check", "refs.bib", "--format", "json", "--exit-zero")
    _, from_api, _ = desk.run(*asked, "--no-cache")
    codes = Counter(finding["code"] for finding in json.loads(from_api)["findings"])
    assert (statuses(from_api), codes) == (["matched"] * 10, {"MET306": 10, "MET310": 4})
    for works in ("works.db", "works.jsonl"):
        assert desk.run(*asked, "--offline", "--works", works)[1] == from_api


def test_what_is_not_found_says_where_it_was_looked_for(desk: Desk) -> None:
    (desk.folder / "works.jsonl").write_text(json.dumps(desk.server.works[0]), encoding="utf-8")
    (desk.folder / "refs.bib").write_text(GHOST, encoding="utf-8")
    for more, where in (
        (("--no-cache",), "in OpenAlex"),
        (("--offline", "--works", "works.jsonl"), "in the works file (1 work)"),
    ):
        (finding,) = json.loads(desk.run("check", "refs.bib", "--format", "json", *more)[1])["findings"]
        assert (finding["code"], finding["severity"]) == ("MET301", "warning")
        assert finding["message"].endswith(where)


def test_json_has_the_same_bytes_for_any_jobs_and_any_cache(desk: Desk) -> None:
    for number in range(5):
        (desk.folder / f"refs{number}.bib").write_text(
            _bib(number, library.doi(number + 1)) + _bib(9 - number), encoding="utf-8"
        )
    asked = ("check", ".", "--format", "json", "--exit-zero")
    cold = [desk.run(*asked, "--refresh", "--jobs", jobs) for jobs in ("1", "4")]
    warm = [desk.run(*asked, "--jobs", jobs) for jobs in ("1", "4")]
    without = desk.run(*asked, "--no-cache", "--jobs", "4")
    assert {out for _, out, _ in (*cold, *warm, without)} == {cold[0][1]}
    assert len(json.loads(cold[0][1])["documents"]) == 6


def test_a_snapshot_says_whether_it_covers_the_manuscript(desk: Desk) -> None:
    assert desk.run("snapshot", "refs.bib", "--check")[0] == 2
    assert desk.run("snapshot", "refs.bib", "--no-cache")[0] == 0
    assert desk.run("snapshot", "refs.bib", "--check")[:2] == (0, "")
    desk.write(range(6), range(6, 10), GHOST)
    status, out, _ = desk.run("snapshot", "refs.bib", "--check")
    assert status == 1
    assert "refs.bib:" in out
    assert "not in the works file" in out
    report = json.loads(desk.run("check", "refs.bib", "--offline", "--format", "json")[1])
    assert [item["status"] for item in report["references"]] == ["matched"] * 10 + ["skipped"]
    assert not any(finding["code"] == "MET301" for finding in report["findings"])
    assert not desk.cache.exists()


def test_a_snapshot_is_written_whole_or_not_at_all(desk: Desk) -> None:
    desk.server.standing_faults = {"filter=display_name": faults.plan_required, "search.title": faults.plan_required}
    status, out, err = desk.run("snapshot", "refs.bib")
    assert status == 2
    assert out.count("refs.bib:") == 4
    assert "no snapshot written" in err
    assert not (desk.folder / "citeproof.works.jsonl").exists()


def test_the_cache_is_described_and_emptied(desk: Desk) -> None:
    desk.run("check", "refs.bib")
    status, out, _ = desk.run("cache", "info")
    assert status == 0
    assert str(desk.cache) in out
    assert "answers  10 (0 without a work)" in out
    assert desk.run("cache", "prune")[:2] == (0, "0 answers removed\n")
    assert desk.run("cache", "clear")[:2] == (0, "10 answers removed\n")


def test_a_budget_is_kept_and_what_is_not_checked_is_said(desk: Desk) -> None:
    _, out, _ = desk.run("check", "refs.bib", "--budget", "0", "--verbose")
    assert desk.server.spent == 0
    assert "6 of 10 references" in out
    assert "budget" in out


@pytest.mark.parametrize("fault", [faults.bad_key, faults.login_page])
def test_the_key_is_never_shown(desk: Desk, fault: Any) -> None:
    desk.server.fail(fault, times=1000)
    status, out, err = desk.run("check", "refs.bib", "--verbose")
    assert status == 2
    assert set(desk.server.authorizations) == {f"Bearer {KEY}"}
    assert KEY not in out + err + "".join(desk.server.requests)
    assert "OpenAlex" in err


def wait_for(desk: Desk, requests: int) -> None:
    """Until so many requests have come in, and the answers to earlier ones have had time to arrive."""
    end = time.monotonic() + 30
    while len(desk.server.requests) < requests:
        assert time.monotonic() < end
        time.sleep(0.02)
    time.sleep(0.3)


def test_an_interrupt_keeps_what_is_known(desk: Desk) -> None:
    desk.server.standing_faults = {"filter=display_name": faults.silent}
    process = desk.start("check", "refs.bib", "--format", "json")
    wait_for(desk, 8)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130, err
    assert statuses(out.decode()) == ["matched"] * 6 + ["skipped"] * 4
    assert {item["reason"] for item in json.loads(out)["skipped"]} == {"the run was interrupted"}


def test_a_killed_run_is_taken_up_where_it_ended(desk: Desk) -> None:
    desk.server.standing_faults = {"filter=display_name": faults.silent}
    process = desk.start("check", "refs.bib")
    wait_for(desk, 8)
    process.kill()
    process.communicate()
    desk.server.standing_faults = {}
    before = len(desk.server.requests)
    status, out, _ = desk.run("check", "refs.bib", "--format", "json")
    assert (status, statuses(out)) == (0, ["matched"] * 10)
    assert not any("/works/doi:" in path for path in desk.server.requests[before:])


def test_parallel_runs_agree(desk: Desk) -> None:
    running = [desk.start("check", "refs.bib", "--format", "json", "--quiet") for _ in range(3)]
    results = [process.communicate() for process in running]
    assert {err for _, err in results} == {b""}
    assert len({out for out, _ in results}) == 1
    assert statuses(results[0][0].decode()) == ["matched"] * 10
