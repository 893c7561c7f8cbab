"""A baseline hides what was there before, by what it says and not by where it stands."""

from dataclasses import replace
from pathlib import Path

import pytest

from checker import baseline
from checker.errors import UsageError
from checker.model.finding import Confidence, Finding, Severity
from checker.model.text import Location, Span


def finding(fingerprint: str, start: int = 0) -> Finding:
    where = Location("paper.md", Span(start, start + 1))
    return Finding("MET306", "year-mismatch", Severity.WARNING, Confidence.HIGH, "m", where, fingerprint=fingerprint)


def test_the_same_findings_are_hidden_wherever_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert baseline.write(path, [finding("a"), finding("b")]) == 2
    moved = [finding("a", 900), finding("b", 950), finding("c", 990)]
    shown, known = baseline.load(path).take(moved)
    assert (shown, known) == ((moved[2],), tuple(moved[:2]))


def test_it_hides_as_many_as_there_were(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    baseline.write(path, [finding("a")])
    shown, known = baseline.load(path).take([finding("a"), finding("a", 5)])
    assert (len(shown), len(known)) == (1, 1)


def test_stale_entries_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    baseline.write(path, [finding("a"), finding("b")])
    known = baseline.load(path)
    known.take([finding("b")])
    assert known.left == 1


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "1.json", tmp_path / "2.json"
    baseline.write(one, [finding("a"), finding("b")])
    baseline.write(other, [replace(finding("b"), location=Location("paper.md", Span(7, 9))), finding("a")])
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 9, "findings": []}', '{"version": 1, "findings": [1]}'])
def test_what_is_no_baseline_is_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"baseline\.json: [^\n]+$"):
        baseline.load(path)


def test_a_missing_baseline_says_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--write-baseline"):
        baseline.load(tmp_path / "baseline.json")
