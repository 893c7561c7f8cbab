"""The table of manuscripts, and the page that leads to their reports."""

from dataclasses import replace
from pathlib import Path

from rich.cells import cell_len

from checker.model.finding import DocumentReport, Report
from checker.model.totals import Totals
from checker.reports import Style
from checker.reports.files import Files, targets
from checker.reports.manuscripts import Table
from tests.reports.test_html import Page


def renamed(part: DocumentReport, path: str, *, clean: bool = False) -> DocumentReport:
    source = replace(part.document.source, path=path)
    document = replace(part.document, source=source, lists=() if clean else part.document.lists)
    findings = tuple(
        replace(finding, location=replace(finding.location, path=path), related=()) for finding in part.findings[:1]
    )
    return replace(part, document=document, matches={} if clean else part.matches, findings=() if clean else findings)


def listed(report: Report, *names: str, style: Style | None = None) -> list[str]:
    """The table of manuscripts of these names and three clean ones."""
    part, table = report.documents[0], Table()
    for name in names:
        table.add(renamed(part, name))
    for at in range(3):
        table.add(renamed(part, f"clean{at}.md", clean=True))
    return table.lines(style or Style())


def test_manuscripts_with_something_to_look_at_have_a_line(report: Report) -> None:
    assert listed(report, "a.md", "b/漢字.md") == [
        "Manuscript  References  Checked  Errors  Warnings  Info",
        "a.md                 3        2       1         0     0",
        "b/漢字.md            3        2       1         0     0",
        "3 more without findings",
    ]


def test_clean_manuscripts_are_counted(report: Report) -> None:
    assert listed(report) == ["3 manuscripts without findings"]


def test_one_manuscript_has_no_table(report: Report) -> None:
    table = Table()
    table.add(report.documents[0])
    assert table.lines(Style()) == []


def test_long_and_hostile_paths_keep_to_the_width(report: Report) -> None:
    lines = listed(report, "a" * 500 + ".md", "\x1b[31m\u202e.md", style=Style(width=80))
    assert all(cell_len(line) <= 80 for line in lines)
    assert lines[1].startswith("…aaa")
    assert r"\x1b[31m\u202e.md" in lines[2]


def test_a_page_leads_to_the_reports_of_all_manuscripts(report: Report, tmp_path: Path) -> None:
    parts = [renamed(report.documents[0], name) for name in ("a/b.md", "a-b.md", "<script>.md")]
    with Files(replace(report, documents=()), targets([f"html={tmp_path}/"]), Style()) as files:
        for part in parts:
            assert list(files.add(part)) == []
        files.end(Totals.of(parts))
    page = Page((tmp_path / "index.html").read_text(encoding="utf-8"))
    links = [str(attrs["href"]) for tag, attrs in page.tags if tag == "a"]
    assert links == ["a-b.md.html", "a-b.md-1.html", "%3Cscript%3E.md.html"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "<script>.md.html",
        "a-b.md-1.html",
        "a-b.md.html",
        "index.html",
    ]
    assert "script" not in [tag for tag, _ in page.tags[:-1]]
