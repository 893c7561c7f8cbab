"""What the command line and the configuration say about claims: lexicons, a trained model, missing abstracts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from checker.rule import work

CLAIM = (
    "Treatment with novelo delayed progression of midgut tumours [1].\n\n"
    "References\n\n1. Ellis L. Paxilo in midgut tumours. Ann Surg. 2018;12:1-9.\n"
)


def check(folder: Path, text: str, abstract: str, *arguments: str) -> tuple[int, dict[str, object], str]:
    cited = work("Paxilo in midgut tumours", ("Lena Ellis",), 2018, "Ann Surg", abstract=abstract)
    (folder / "works.jsonl").write_text(json.dumps(cited) + "\n", encoding="utf-8")
    (folder / "m.txt").write_text(text, encoding="utf-8")
    given = ["check", "m.txt", "--works", "works.jsonl", "--offline", "--format", "json", "--exit-zero", *arguments]
    done = subprocess.run([sys.executable, "-m", "checker", *given], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout) if done.stdout.startswith("{") else {}, done.stderr


def codes(report: dict[str, object]) -> set[str]:
    findings = report["findings"]
    assert isinstance(findings, list)
    return {finding["code"] for finding in findings}


def test_a_lexicon_of_the_configuration_adds_terms(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('[terms.house]\npaxilo = ["paxilo"]\nnovelo = ["novelo"]\n', encoding="utf-8")
    abstract = "Paxilo delayed progression of midgut tumours."
    assert "CLM503" not in codes(check(tmp_path, CLAIM, abstract)[1])
    (tmp_path / "citeproof.toml").write_text('[lexicons]\nagents = ["house.toml"]\n', encoding="utf-8")
    assert "CLM503" in codes(check(tmp_path, CLAIM, abstract)[1])


@pytest.mark.parametrize(
    ("configuration", "said"),
    [
        ('[lexicons]\nagent = ["house.toml"]\n', "did you mean `agents`?"),
        ('[lexicons]\nagents = ["missing.toml"]\n', "missing.toml"),
        ('[lexicons]\nagents = ["bad.toml"]\n', "bad.toml"),
        ('[lexicons]\nagents = "house.toml"\n', "expected a list of strings"),
    ],
    ids=["name", "missing", "bad", "type"],
)
def test_a_bad_lexicon_ends_the_run_with_one_line(configuration: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("terms = 1\n", encoding="utf-8")
    (tmp_path / "citeproof.toml").write_text(configuration, encoding="utf-8")
    status, _, error = check(tmp_path, CLAIM, "")
    assert status == 2
    assert said in error
    assert error.count("\n") == 1


def test_a_model_that_is_not_installed_ends_the_run(tmp_path: Path) -> None:
    status, _, error = check(tmp_path, CLAIM, "Paxilo helps.", "--spacy-model", "no_such_model")
    assert status == 2
    assert "--spacy-model no_such_model" in error


def test_a_model_that_is_not_installed_ends_a_run_without_claims_too(tmp_path: Path) -> None:
    status, _, error = check(tmp_path, "Nothing is claimed.", "", "--spacy-model", "no_such_model")
    assert status == 2
    assert "--spacy-model no_such_model: no such model or folder" in error


def test_missing_abstracts_are_counted(tmp_path: Path) -> None:
    notices = check(tmp_path, CLAIM, "")[1]["notices"]
    assert "1 of 1 cited works has no abstract" in json.dumps(notices)
    assert "abstract" not in json.dumps(check(tmp_path, CLAIM, "Paxilo helps.")[1]["notices"])
