"""The JSON document: its schema, its values, its bytes."""

import json
from dataclasses import replace
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from checker import reports
from checker.errors import UsageError
from checker.model.finding import Report
from checker.model.match import Candidate, Match, MatchStatus
from checker.model.work import Work


def parsed(report: Report) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(reports.render(report, "json"))
    jsonschema.validate(document, json.loads(reports.schema("check")), cls=jsonschema.Draft202012Validator)
    return document


def strict(node: Any) -> Any:
    """A schema that allows no key that it does not name."""
    if isinstance(node, list):
        return [strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    closed = {key: strict(value) for key, value in node.items()}
    if "required" in node and "additionalProperties" not in node:
        closed["additionalProperties"] = False
    return closed


@pytest.mark.parametrize("name", reports.SCHEMAS)
def test_schemas_are_valid(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(reports.schema(name)))


def test_the_schema_names_every_key(report: Report) -> None:
    jsonschema.validate(parsed(report), strict(json.loads(reports.schema("check"))))


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(UsageError, match="did you mean `check`"):
        reports.schema("chek")


def test_summary_and_documents(report: Report) -> None:
    document = parsed(report)
    assert document["schema_version"] == 1
    assert document["tool"] == {"name": "citeproof", "version": "1.2.3"}
    assert document["summary"] == {
        "references": 3,
        "citations": 2,
        "checked": 2,
        "findings": {"error": 1, "warning": 1, "info": 0},
        "skipped": 1,
        "ignored": 1,
        "baselined": 0,
    }
    assert document["documents"] == [{"path": "paper.md", "format": "markdown", "citation_style": "keys"}]
    assert document["notices"] == [{"path": "paper.md", "message": "tables were not read"}]
    assert document["skipped"] == [
        {"reference": "page", "reason": "a kind of work that OpenAlex does not hold: webpage"},
    ]


def test_citations(report: Report) -> None:
    first, second = parsed(report)["citations"]
    assert first == {
        "path": "paper.md",
        "line": 3,
        "column": 25,
        "end_line": 3,
        "end_column": 33,
        "start": 36,
        "end": 44,
        "text": "@lee2018",
        "style": "keys",
        "items": [{"reference": "lee2018", "label": "lee2018"}],
    }
    assert second["items"] == [{"reference": None, "label": "nobody"}]


def test_references(report: Report) -> None:
    lee, page, ghost = parsed(report)["references"]
    assert lee["csl"] == {
        "id": "lee2018",
        "type": "article-journal",
        "author": [{"family": "Lee", "given": "Ada"}],
        "issued": {"date-parts": [[2018]]},
        "title": "Attention in the wild",
        "custom": {"et_al": True},
    }
    assert (lee["line"], lee["end_line"], lee["start"]) == (1, 5, 0)
    assert lee["work"] == {
        "id": "https://openalex.org/W1",
        "doi": "10.1000/x",
        "title": "Attention in the wild",
        "publication_year": 2021,
    }
    assert lee["match"] == {"method": "doi", "score": 0.9712}
    assert [item["status"] for item in (lee, page, ghost)] == ["matched", "skipped", "not-found"]
    assert page["work"] is page["match"] is ghost["work"] is ghost["match"] is None


def test_an_ambiguous_match_names_no_work(report: Report) -> None:
    part = report.documents[0]
    unsure = Match("ghost", MatchStatus.AMBIGUOUS, Work("W2"), 0.9, "search", runners_up=(Candidate(Work("W3"), 0.9),))
    matches = {**part.matches, "ghost": unsure}
    ghost = parsed(replace(report, documents=(replace(part, matches=matches),)))["references"][2]
    assert (ghost["status"], ghost["work"], ghost["match"]) == ("ambiguous", None, None)


def test_findings(report: Report) -> None:
    undefined, year = parsed(report)["findings"]
    assert undefined["reference"] is None
    assert (year["line"], year["column"], year["end_line"], year["end_column"]) == (4, 12, 4, 16)
    assert year["related"] == [
        {"path": "paper.md", "line": 3, "column": 25, "end_line": 3, "end_column": 33, "label": "cited here"},
    ]
    assert year["evidence"] == {"work": "https://openalex.org/W1", "printed": "2018", "recorded": "2021"}
    assert year["fixes"][0]["safety"] == "safe"
    assert year["fixes"][0]["edits"][0]["replacement"] == "2021"
    assert year["fingerprint"] == "2" * 16


def test_formats_without_plain_text_have_no_offsets(report: Report) -> None:
    part = report.documents[0]
    source = replace(part.document.source, plain=False)
    document = parsed(replace(report, documents=(replace(part, document=replace(part.document, source=source)),)))
    assert {(item["start"], item["end"]) for item in document["citations"]} == {(None, None)}
    assert document["findings"][0]["start"] is None
    assert document["findings"][1]["start"] is not None


def test_bytes_are_the_same_every_time_and_end_in_a_newline(report: Report) -> None:
    text = reports.render(report, "json")
    assert text == reports.render(report, "json")
    assert text.endswith("}\n")


def test_text_is_kept_and_hostile_characters_are_escaped(hostile: Report) -> None:
    text = reports.render(hostile, "json")
    assert not set(text) & set("\x1b\x07\x00\x9b\r\u202e\u2066")
    assert json.loads(text)["findings"][0]["message"] == hostile.findings[0].message


def test_other_scripts_are_not_escaped(report: Report) -> None:
    part = report.documents[0]
    finding = replace(part.findings[0], message="année 漢字 \U000e0041")
    text = reports.render(replace(report, documents=(replace(part, findings=(finding,)),)), "json")
    assert "année 漢字" in text
    assert json.loads(text)["findings"][0]["message"] == finding.message
