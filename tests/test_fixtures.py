"""Whole manuscripts through the command line: each fixture gives exactly the findings that it promises."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from checker.cli import app

FIXTURES = Path(__file__).parent.parent / "fixtures"


def check(name: str, manuscript: str) -> dict[str, Any]:
    """The JSON report of a fixture's manuscript in the closed world of its works."""
    folder = FIXTURES / name
    arguments = ["check", str(folder / manuscript), "--works", str(folder / "works.jsonl"), "--offline", "--format", "json"]
    configuration = [] if (folder / "citeproof.toml").exists() else ["--isolated"]
    result = CliRunner().invoke(app, [*arguments, *configuration])
    assert result.exit_code in (0, 1), result.output
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def marked(finding: dict[str, Any]) -> str:
    """The text that a finding covers."""
    return Path(finding["path"]).read_text(encoding="utf-8")[finding["start"] : finding["end"]]


@pytest.mark.parametrize(
    ("name", "manuscript"),
    [("mini-review", "review.md"), ("claims", "review.md"), ("bibtex", "paper.md"), ("author-date", "review.txt")],
)
def test_findings_are_the_expected_ones(name: str, manuscript: str) -> None:
    expected = json.loads((FIXTURES / name / "expected.json").read_text(encoding="utf-8"))
    report = check(name, manuscript)
    found = [(item["code"], item["severity"], item["reference"], marked(item)) for item in report["findings"]]
    wanted = [(item["code"], item["severity"], item["reference"], item["text"]) for item in expected]
    assert sorted(found, key=str) == sorted(wanted, key=str)


def test_page_copied_from_a_browser() -> None:
    expected = json.loads((FIXTURES / "springer-page" / "expected.json").read_text(encoding="utf-8"))
    report = check("springer-page", "page.txt")
    entries = {(item["line"], item["path"]): item["id"] for item in report["references"]}
    named: dict[tuple[str, str], set[int]] = {}
    for finding in report["findings"]:
        places = [finding, *finding["related"]]
        ids = {int(entries[place["line"], place["path"]]) for place in places if (place["line"], place["path"]) in entries}
        named.setdefault((finding["code"], finding["severity"]), set()).update(ids)
    for item in expected["must_find"]:
        assert set(item["references"]) <= named.get((item["code"], item["severity"]), set()), item
    loud = {code for code, severity in named if severity != "info"}
    assert loud <= set(expected["allowed"])
    assert report["summary"]["references"] == report["summary"]["checked"] == 58
    assert {item["status"] for item in report["references"]} == {"matched"}
    assert any("no in-text citation was found" in notice["message"] for notice in report["notices"])


def test_page_is_read_into_the_gold_fields() -> None:
    gold = json.loads((FIXTURES / "springer-page" / "references.gold.json").read_text(encoding="utf-8"))
    report = check("springer-page", "page.txt")
    for wanted, reference in zip(gold, report["references"], strict=True):
        found = {name: value for name, value in reference["csl"].items() if name in wanted["csl"]}
        assert found == wanted["csl"], wanted["number"]
