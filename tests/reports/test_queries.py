"""The list of queries that an editor sends to an author."""

from dataclasses import replace

from checker import reports
from checker.model.finding import Report
from checker.reports import Style

EXPECTED = """\
Queries for the author of paper.md

AQ1  Line 3, “@nobody”. Citation “nobody” has no entry in the reference list.

AQ2  Reference lee2018, line 4 of refs.bib, “2018”. Year “2018” differs from the
     year “2021” of the record that OpenAlex has of this work. Matched by DOI to
     https://openalex.org/W1 (score 0.97). Please change “year” to “2021”.
"""


def test_queries_are_numbered_and_wrapped(report: Report) -> None:
    assert reports.render(report, "queries", Style(width=80)) == EXPECTED


def test_a_clean_manuscript_has_no_queries(report: Report) -> None:
    clean = replace(report, documents=(replace(report.documents[0], findings=()),))
    assert reports.render(clean, "queries") == "paper.md: no queries.\n"
