"""Findings by rule."""

from dataclasses import replace

from checker import reports
from checker.model.finding import Report
from checker.reports import Style

EXPECTED = """\
CIT101 error undefined-citation (1 finding)
  paper.md:3:40: citation `nobody` has no entry in the reference list

MET306 warning year-mismatch (2 findings)
  refs.bib:4:12: year `2018` differs from the year `2021` of the record that OpenAlex has of this work
  refs.bib:4:12: year `2018` differs from the year `2021` of the record that OpenAlex has of this work

Checked 2 of 3 references, 2 citations in 1 file (1 of type webpage).
note: tables were not read
Found 3 findings (1 error, 2 warnings; 1 ignored).
To learn more: citeproof explain CIT101
To fix 2: run with --fix; --diff shows the changes.
"""


def doubled(report: Report) -> Report:
    part = report.documents[0]
    error, year = part.findings
    return replace(report, documents=(replace(part, findings=(year, error, year)),))


def test_exact_output(report: Report) -> None:
    assert reports.render(doubled(report), "grouped") == EXPECTED


def test_quiet_has_no_summary(report: Report) -> None:
    assert reports.render(doubled(report), "grouped", Style(quiet=True)) == EXPECTED.partition("Checked")[0]


def test_several_manuscripts_have_a_table(report: Report) -> None:
    text = reports.render(replace(report, documents=report.documents * 2), "grouped")
    assert "\nManuscript  References  Checked  Errors  Warnings  Info\npaper.md" in text


def test_hostile_text_stays_on_its_line(hostile: Report) -> None:
    line = reports.render(hostile, "grouped").splitlines()[1]
    assert line == r"  paper.md:1:3: \x1b]0;owned\x07\x1b[2J\u202egnp.exe\u2066\x00\x9b31m\r\nnew line"
