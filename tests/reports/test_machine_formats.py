"""The formats that other programs read, each against its consumer's own schema or reader."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from lxml import etree

from checker import registry, reports
from checker.model.finding import Report, Severity
from checker.model.text import Location, Span
from checker.reports import sarif

SCHEMAS = Path(__file__).parent / "schemas"


@pytest.fixture
def described(report: Report) -> Report:
    """The report with the descriptions of all rules."""
    return replace(report, rules=tuple(rule.description() for rule in registry.load().rules))


def sarif_run(report: Report) -> dict[str, Any]:
    log = json.loads(reports.render(report, "sarif"))
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(log, schema)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_is_valid_and_points_at_its_rules(described: Report) -> None:
    run = sarif_run(described)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in described.rules]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"] == {"citeproof/v1": result["partialFingerprints"]["citeproof/v1"]}


def test_sarif_carries_what_github_requires(described: Report) -> None:
    run = sarif_run(described)
    for rule in run["tool"]["driver"]["rules"]:
        for key in ("shortDescription", "fullDescription"):
            assert 0 < len(rule[key]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert len(rule["properties"]["tags"]) <= 20
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert set(result["locations"][0]["physicalLocation"]["region"]) == {"startLine", "startColumn", "endLine", "endColumn"}
        assert result["message"]["text"]


def test_sarif_says_what_was_not_checked(report: Report) -> None:
    notes = [note["message"]["text"] for note in sarif_run(report)["invocations"][0]["toolExecutionNotifications"]]
    assert any("`page` was not checked" in note for note in notes)


def test_sarif_escapes_brackets_which_would_be_links(report: Report) -> None:
    part = report.documents[0]
    finding = replace(part.findings[0], message="`[3](evil)` is no citation")
    run = sarif_run(replace(report, documents=(replace(part, findings=(finding,)),)))
    assert "\\[3\\](evil)" in run["results"][0]["message"]["text"]


@pytest.mark.parametrize(("path", "expected"), [("a b/ü.md", "a%20b/%C3%BC.md"), ("./x.md", "x.md"), ("x.md", "x.md")])
def test_uri_is_relative_and_encoded(path: str, expected: str) -> None:
    assert sarif.uri(path) == expected


def test_github_annotations_come_errors_first(report: Report) -> None:
    lines = [line for line in reports.render(report, "github").splitlines() if line.startswith("::")]
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning"]
    assert "file=paper.md,line=3,endLine=3,col=" in lines[0]
    assert "title=citeproof (CIT101)::" in lines[0]


def test_github_escapes_what_would_end_a_command(report: Report) -> None:
    part = report.documents[0]
    finding = replace(part.findings[0], message="100% wrong\n::error::injected", help="")
    text = reports.render(replace(report, documents=(replace(part, findings=(finding,)),)), "github")
    assert "100%25 wrong\\n::error::injected" in text or "100%25 wrong%0A::error::injected" in text
    assert sum(line.startswith("::") for line in text.splitlines()) == 1


def test_github_leaves_columns_out_of_spans_over_lines(report: Report) -> None:
    part = report.documents[0]
    finding = replace(part.findings[0], location=Location("paper.md", Span(0, 20)))
    text = reports.render(replace(report, documents=(replace(part, findings=(finding,)),)), "github")
    assert "col=" not in text


def with_findings(report: Report, count: int) -> Report:
    """The report with so many infos, warnings and errors."""
    part = report.documents[0]
    findings = tuple(replace(part.findings[0], severity=level) for level in reversed(Severity) for _ in range(count))
    return replace(report, documents=(replace(part, findings=findings),))


def test_github_gets_no_more_annotations_of_a_kind_than_it_shows(report: Report) -> None:
    lines = reports.render(with_findings(report, 12), "github").splitlines()
    commands = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert commands == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    rest = [line.split(" ")[4] for line in lines if line.startswith("  paper.md:3:40: CIT101 ")]
    assert rest == ["error:"] * 2 + ["warning:"] * 2 + ["info:"] * 2


def test_markdown_keeps_to_the_length_of_a_step_summary_errors_first(report: Report) -> None:
    part = report.documents[0]
    long_ = tuple(replace(finding, message="é" * 50_000) for finding in with_findings(report, 5).documents[0].findings)
    text = reports.render(replace(report, documents=(replace(part, findings=long_),)), "markdown")
    assert len(text.encode()) <= 1024 * 1024
    assert "6 findings are left out here" in text
    assert [text.count(f"| {level} |") for level in ("error", "warning", "info")] == [5, 4, 0]


def test_markdown_counts_the_manuscripts(report: Report) -> None:
    text = reports.render(replace(report, documents=report.documents * 2), "markdown")
    assert "| Manuscript | References | Checked | Errors | Warnings | Info |\n| --- |" in text
    assert "| paper.md | 3 | 2 | 1 | 1 | 0 |" in text


def test_gitlab_report_is_valid(report: Report) -> None:
    schema = json.loads((SCHEMAS / "gitlab-code-quality.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(reports.render(report, "gitlab")), schema)


def test_gitlab_issues_have_distinct_fingerprints(report: Report) -> None:
    part = report.documents[0]
    doubled = replace(report, documents=(replace(part, findings=(*part.findings, *part.findings)),))
    issues = json.loads(reports.render(doubled, "gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 4
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("/", "./"))


def test_gitlab_is_an_empty_list_without_findings(report: Report) -> None:
    clean = replace(report, documents=(replace(report.documents[0], findings=()),))
    assert json.loads(reports.render(clean, "gitlab")) == []


@pytest.mark.parametrize("kind", ["found", "clean", "hostile"])
def test_junit_is_valid(kind: str, report: Report, hostile: Report) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd"))
    clean = replace(report, documents=(replace(report.documents[0], findings=(), matches={}),))
    shown = {"found": report, "clean": clean, "hostile": hostile}[kind]
    schema.assertValid(etree.fromstring(reports.render(shown, "junit").encode()))


def test_junit_counts_agree_with_its_cases(report: Report) -> None:
    suite = ET.fromstring(reports.render(report, "junit").split("\n", 1)[1]).find("testsuite")
    assert suite is not None
    cases = suite.findall("testcase")
    assert int(suite.attrib["tests"]) == len(cases) == 3
    assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure")) == 2
    assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped")) == 1


def test_junit_has_a_passing_case_when_all_is_well(report: Report) -> None:
    part = replace(report.documents[0], findings=(), matches={})
    suite = ET.fromstring(reports.render(replace(report, documents=(part,)), "junit").split("\n", 1)[1]).find("testsuite")
    assert suite is not None
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("1", "0")


def test_csv_is_read_back(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(reports.render(report, "csv"))))
    assert [row["code"] for row in rows] == ["CIT101", "MET306"]
    assert rows[1]["reference"] == "lee2018"


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_csv_cells_are_no_formulas(formula: str, report: Report) -> None:
    part = report.documents[0]
    finding = replace(part.findings[0], message=formula)
    rows = list(
        csv.DictReader(io.StringIO(reports.render(replace(report, documents=(replace(part, findings=(finding,)),)), "csv")))
    )
    assert rows[0]["message"] == f"'{formula}"


def test_jsonl_has_the_findings_of_the_json_report(report: Report) -> None:
    lines = [json.loads(line) for line in reports.render(report, "jsonl").splitlines()]
    assert lines == json.loads(reports.render(report, "json"))["findings"]
