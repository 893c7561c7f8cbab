"""One line a finding."""

from checker import reports
from checker.model.finding import Report
from checker.reports import Style

EXPECTED = """\
paper.md:3:40: CIT101 error: citation `nobody` has no entry in the reference list
refs.bib:4:12: MET306 warning: year `2018` differs from the year `2021` of the record that OpenAlex has of this work
Checked 2 of 3 references, 2 citations in 1 file (1 of type webpage).
note: tables were not read
Found 2 findings (1 error, 1 warning; 1 ignored).
"""


def test_exact_output(report: Report) -> None:
    assert reports.render(report, "concise") == EXPECTED


def test_quiet_has_no_summary(report: Report) -> None:
    assert reports.render(report, "concise", Style(quiet=True)) == "".join(EXPECTED.splitlines(keepends=True)[:2])


def test_hostile_text_stays_on_its_line(hostile: Report) -> None:
    line = reports.render(hostile, "concise").splitlines()[0]
    assert line == (r"paper.md:1:3: CIT101 error: \x1b]0;owned\x07\x1b[2J\u202egnp.exe\u2066\x00\x9b31m\r\nnew line")
