"""Incremental runs say what fresh runs say, whatever has changed and whatever has become of the file."""

import json
import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from checker import config, results, setups

#: A house rule that leaves a trace in a file for each manuscript that it is run on.
RULE = '''
from pathlib import Path
from checker.rule import DocumentRule, Needs, Severity, Confidence

class Traced(DocumentRule):
    """Leaves a trace.

    What it checks: nothing.
    Why: to see which manuscripts the rules are run on.
    When it stays silent: always.
    """

    code, name, severity, confidence = "HOU901", "traced", Severity.INFO, Confidence.HIGH
    needs = Needs.ENTRIES

    def check(self, document, context):
        with Path(TRACE).open("a") as stream:
            stream.write(Path(document.source.path).stem + "\\n")
        return ()
'''


class Desk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        self.trace = folder / "trace"
        (folder / "rules").mkdir()
        (folder / "rules" / "traced.py").write_text(RULE.replace("TRACE", repr(str(self.trace))), encoding="utf-8")
        (folder / "papers").mkdir()
        for name in "abcd":
            text = f"---\nbibliography: {name}.bib\n---\n\nKnown from [@one], not from [@{name}].\n"
            (folder / "papers" / f"{name}.md").write_text(text, encoding="utf-8")
            (folder / "papers" / f"{name}.bib").write_text(self.bib(2001), encoding="utf-8")
        self.works({"id": "https://openalex.org/W1", "title": "Soils of made-up islands", "publication_year": 2001})

    @staticmethod
    def bib(year: int) -> str:
        return (
            f"@article{{one,\n  author = {{Reed, Ruth}},\n  title = {{Soils of made-up islands}},\n  year = {{{year}}},\n}}\n"
        )

    def works(self, *works: object) -> None:
        (self.folder / "works.jsonl").write_text("".join(json.dumps(work) + "\n" for work in works), encoding="utf-8")

    def run(self, *options: str) -> tuple[int, bytes, bytes]:
        """Status, standard output and standard error of a run."""
        command = [sys.executable, "-m", "checker", "check", "papers", "--works", "works.jsonl", "--offline"]
        rules = ["--rules", "rules", "--ignore", "CLM", "--format", "json"]
        environment = {**os.environ, "CITEPROOF_CACHE_DIR": str(self.cache)}
        done = subprocess.run([*command, *rules, *options], cwd=self.folder, capture_output=True, check=False, env=environment)
        return done.returncode, done.stdout, done.stderr

    def judged(self) -> str:
        """The manuscripts that the rules were run on since the last call."""
        names = "".join(sorted(self.trace.read_text(encoding="utf-8").split())) if self.trace.exists() else ""
        self.trace.unlink(missing_ok=True)
        return names


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_has_not_changed_is_not_judged_again_and_what_has_is(desk: Desk) -> None:
    fresh = desk.run()
    assert desk.judged() == "abcd"
    assert b"CIT101" in fresh[1]
    assert desk.run() == fresh
    assert desk.run("--jobs", "2") == fresh
    assert desk.judged() == ""
    (desk.folder / "papers" / "b.bib").write_text(desk.bib(1999), encoding="utf-8")
    changed = desk.run()
    assert desk.judged() == "b"
    assert b"MET306" in changed[1]
    assert desk.run("--no-incremental") == changed
    assert desk.judged() == "abcd"
    desk.works({"id": "https://openalex.org/W1", "title": "Soils of made-up islands", "publication_year": 1999})
    other = desk.run()
    assert desk.judged() == "abcd"
    assert desk.run("--no-incremental") == other != changed


@pytest.mark.parametrize("change", ["setting", "rule", "folder"])
def test_other_settings_rules_and_places_are_judged_anew(desk: Desk, change: str) -> None:
    desk.run()
    desk.judged()
    options: list[str] = []
    if change == "setting":
        options = ["--config", 'severity = {CIT101 = "info"}']
    elif change == "rule":
        with (desk.folder / "rules" / "traced.py").open("a", encoding="utf-8") as stream:
            stream.write("\n# changed\n")
    else:
        moved = desk.folder / "moved"
        moved.mkdir()
        for name in ("papers", "rules", "works.jsonl"):
            shutil.move(desk.folder / name, moved / name)
        desk.folder = moved
    found = desk.run(*options)
    assert desk.judged() == "abcd"
    assert desk.run(*options, "--no-incremental") == found


def _corrupt(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE mine (x)")


def _evil(path: Path) -> None:
    """Results that would run something when unpickled, and some that are cut short."""
    with sqlite3.connect(path) as database:
        keys = [key for (key,) in database.execute("SELECT key FROM results ORDER BY key")]
        import zlib

        payload = zlib.compress(pickle.dumps((os.system, "touch evil")))
        for number, key in enumerate(keys):
            database.execute("UPDATE results SET result = ? WHERE key = ?", (payload if number % 2 else payload[:9], key))


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [_corrupt, _foreign, _evil, _directory], ids=lambda call: call.__name__)
def test_a_file_that_cannot_be_used_does_no_harm(desk: Desk, damage: Callable[[Path], None]) -> None:
    fresh = desk.run()
    for suffix in ("-wal", "-shm"):
        desk.cache.joinpath(results.FILE_NAME + suffix).unlink(missing_ok=True)
    damage(desk.cache / results.FILE_NAME)
    desk.judged()
    assert desk.run() == fresh
    assert desk.judged() == "abcd"
    assert not (desk.folder / "evil").exists()
    if damage is _foreign:
        with sqlite3.connect(desk.cache / results.FILE_NAME) as database:
            assert database.execute("SELECT name FROM sqlite_schema").fetchall() == [("mine",)]


def test_clearing_the_cache_forgets_results(desk: Desk) -> None:
    desk.run()
    desk.judged()
    environment = {**os.environ, "CITEPROOF_CACHE_DIR": str(desk.cache)}
    subprocess.run([sys.executable, "-m", "checker", "cache", "clear"], check=True, env=environment, capture_output=True)
    desk.run()
    assert desk.judged() == "abcd"


def test_a_changed_lexicon_or_model_is_another_run(tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text("a = 1", encoding="utf-8")
    rules = setups.setup(config.Settings())
    setup = replace(rules, lexicons={Path("designs.toml"): (words,)})
    before = results._identity(setup)
    assert results._identity(setup) == before != results._identity(rules)
    words.write_text("a = 10", encoding="utf-8")
    assert results._identity(setup) != before
    assert results._identity(replace(rules, spacy_model=str(tmp_path))) != results._identity(rules)
