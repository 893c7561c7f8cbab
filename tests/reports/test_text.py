"""The text format, to the character."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from checker import reports
from checker.model.finding import Finding, Report
from checker.model.text import Anchor, Location, SourceFile, Span
from checker.reports import Style

EXPECTED = """\
CIT101 error: citation `nobody` has no entry in the reference list
 --> paper.md:3:40
  |
3 | This was first shown by @lee2018, and [@nobody] agrees.
  |                                        ^^^^^^^

MET306 warning: year `2018` differs from the year `2021` of the record that
    OpenAlex has of this work
 --> refs.bib:4:12
  |
1 | @article{lee2018,
...
4 |   year  = {2018},
  |            ^^^^ the reference list says 2018
 ::: paper.md:3:25
  |
3 | This was first shown by @lee2018, and [@nobody] agrees.
  |                         -------- cited here
  = note: matched by DOI to https://openalex.org/W1 (score 0.97)
  = help: change `year` to `2021`

Checked 2 of 3 references, 2 citations in 1 file (1 of type webpage).
note: tables were not read
Found 2 findings (1 error, 1 warning; 1 ignored).
To learn more: citeproof explain CIT101
To fix 1: run with --fix; --diff shows the changes.
"""


def with_findings(report: Report, *findings: Finding) -> Report:
    return replace(report, documents=(replace(report.documents[0], findings=findings),))


def test_exact_output(report: Report) -> None:
    assert reports.render(report, "text") == EXPECTED


def test_clean_run_says_what_was_checked(report: Report) -> None:
    part = replace(report.documents[0], findings=(), suppressed=(), notices=())
    clean = replace(report, documents=(part,))
    assert reports.render(clean, "text") == "No findings. 2 of 3 references checked (1 of type webpage).\n"


def test_quiet_shows_the_findings_alone(report: Report) -> None:
    assert reports.render(report, "text", Style(quiet=True)) == EXPECTED[: EXPECTED.index("\nChecked")]
    assert reports.render(with_findings(report), "text", Style(quiet=True)) == ""


def test_verbose_adds_confidence_and_the_unchecked_references(report: Report) -> None:
    text = reports.render(report, "text", Style(verbose=True))
    assert "  = note: confidence: medium\n" in text
    assert "not checked: refs.bib:6:1: a kind of work that OpenAlex does not hold (webpage)\n" in text


def test_colour_and_links_change_nothing_else(report: Report) -> None:
    painted = reports.render(report, "text", Style(color=True, hyperlinks=True))
    assert "\x1b[1;31merror\x1b[0m" in painted
    assert "\x1b]8;;https://openalex.org/W1\x1b\\https://openalex.org/W1\x1b]8;;\x1b\\" in painted
    assert re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;.*?\x1b\\", "", painted) == EXPECTED


def test_only_existing_files_are_linked(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text("", encoding="utf-8")
    painted = reports.render(report, "text", Style(hyperlinks=True))
    assert f"\x1b]8;;{(tmp_path / 'refs.bib').as_uri()}\x1b\\refs.bib:4:12\x1b]8;;\x1b\\" in painted
    assert "--> paper.md:3:40\n" in painted


def test_many_related_places_are_counted(report: Report, findings: tuple[Finding, ...]) -> None:
    finding = replace(findings[0], related=tuple(Location("refs.bib", Span(at, at + 1), "here") for at in range(15)))
    text = reports.render(with_findings(report, finding), "text")
    assert text.count("- here\n") == 3
    assert "  = … and 12 more\n" in text


def test_places_in_one_file_share_its_header(report: Report, findings: tuple[Finding, ...]) -> None:
    title = Location("paper.md", Span(2, 10), "the title")
    text = reports.render(with_findings(report, replace(findings[0], related=(title,))), "text")
    assert text.count("paper.md:") == 1
    assert (
        "agrees.\n  |                                        ^^^^^^^\n...\n1 | # A review\n  |   -------- the title\n" in text
    )


def test_hostile_text_is_shown_escaped(hostile: Report) -> None:
    text = reports.render(hostile, "text", Style(verbose=True))
    assert not set(text) & set("\x1b\x07\x00\x9b\r\u202e\u2066")
    assert r"\x1b]0;owned\x07\x1b[2J\u202egnp.exe\u2066\x00\x9b31m" in text.replace("\n    ", "")


def test_nothing_but_excerpt_marks_is_wider_than_80_columns(report: Report, findings: tuple[Finding, ...]) -> None:
    long = SourceFile("paper.md", "# A review\n\n" + "several words of prose, " * 400)
    words = "a rather long remark " * 12
    finding = replace(
        findings[0], message=words, notes=(words,), help=words, location=Location("paper.md", Span(5000, 5040), words[:60])
    )
    part = report.documents[0]
    part = replace(part, document=replace(part.document, source=long), findings=(finding,), notices=(words,))
    text = reports.render(replace(report, documents=(part,)), "text")
    assert max(len(line) for line in text.splitlines()) <= 80
    assert all(line == line.rstrip() for line in text.splitlines())


def test_documents_without_findings_are_still_counted(report: Report) -> None:
    empty = replace(report, documents=())
    assert reports.render(empty, "text") == "No findings. 0 of 0 references checked.\n"


def test_a_place_in_a_word_document_is_named_by_its_paragraph(report: Report) -> None:
    part = report.documents[0]
    anchors = (Anchor(0, 1, "paragraph 1"), Anchor(12, 2, "paragraph 2"))
    source = replace(part.document.source, path="paper.docx", plain=False, anchors=anchors)
    finding = replace(part.findings[0], location=replace(part.findings[0].location, path="paper.docx"))
    word = replace(part, document=replace(part.document, source=source), findings=(finding,))
    whole = replace(report, documents=(word,))
    assert " paper.docx:2:40 (paragraph 2)\n" in reports.render(whole, "text")
    assert "AQ1  Paragraph 2, “@nobody”." in reports.render(whole, "queries")
