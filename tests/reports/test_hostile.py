"""Whatever a manuscript or a record holds is harmless in every format: shown, but never run, obeyed or believed."""

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from checker import reports
from checker.model.finding import Edit, Fix, Report, Safety
from checker.model.match import Candidate, Match, MatchStatus
from checker.model.reference import Name
from checker.model.text import Location, Span
from checker.model.work import Authorship, Work, WorkLocation
from tests.reports.test_html import Page

FORMATS = [name for name in reports.FORMATS if name not in reports.BINARY]  # docx: see test_docx
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": "' onclick='alert(1) \" onload=\"alert(1)",
    "cdata": "]]> <![CDATA[ x --> <!--",
    "ansi": "\x1b[31mred\x1b]0;title\x07\x9b2J",
    "bidi": "\u202egnp.exe\u2066\u200f",
    "controls": "a\x00b\x0b\x7f\ufffe\uffff",
    "lines": "one\r\n::error::two\r\u2028three",
    "surrogate": "\ud800",
    "long": "x" * 10_000,
    "markdown": "| [x](javascript:alert(1)) | `a **b** #1 @all",
    "formula": "=cmd|' /C calc'!A0",
    "braces": "{0} %s %0A ${{ secrets.KEY }}",
}

HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200f\u2028\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def poisoned(report: Report, evil: str) -> Report:
    """The report with the text in every place that a manuscript, a record or a path can fill."""
    part = report.documents[0]
    path = evil.replace("/", "").replace("\ud800", "\udc80")  # a byte of a name that is no UTF-8
    text = f"{evil} and `{evil}`\n\n{evil}"
    where = Location(path, Span(0, len(evil)), evil)
    entry = part.document.references[0]
    entry = replace(
        entry,
        id=evil,
        path=path,
        span=Span(0, len(text)),
        raw=text,
        author=(Name(evil, evil),),
        field_spans={"title": where.span},
        variables=dict.fromkeys(("title", "container-title", "DOI", "page"), evil),
    )
    finding = replace(
        part.findings[0],
        message=f"{evil} is `{evil}`",
        notes=(evil, f"https://{evil}", f"abstract: {evil}"),
        help=evil,
        location=where,
        related=(where,),
        evidence={"work": evil, "url": evil, "printed": evil, "recorded": f"{evil}."},
        fixes=(Fix(evil, (Edit(path, Span(0, 1), evil),), Safety.SAFE),),
        reference=evil,
        fingerprint=evil,
    )
    work = Work(evil, evil, doi=evil, year=1, authors=(Authorship(evil),), locations=(WorkLocation(evil),), abstract=evil)
    match = Match(evil, MatchStatus.MATCHED, work, 0.9, evil, runners_up=(Candidate(work, 0.8),), source=evil)
    document = replace(
        part.document,
        source=replace(part.document.source, path=path, text=text),
        lists=(replace(part.document.lists[0], path=path, entries=(entry,)),),
        citations=(),
        bibliographies=(),
    )
    claim = replace(finding, code="CLM502")
    poisoned = replace(part, document=document, findings=(finding, claim), matches={evil: match}, notices=(evil,))
    return replace(report, documents=(poisoned,))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_harmless(name: str, kind: str, report: Report) -> None:
    text = reports.render(poisoned(report, HOSTILE[kind]), name)
    assert not HARMFUL.search(text)
    assert "\r" not in text.replace("\r\n", "")
    text.encode("utf-8")
    check = CHECKS.get(name)
    if check:
        check(text)


def check_html(text: str) -> None:
    page = Page(text)
    tags = [tag for tag, _ in page.tags]
    assert (tags.count("script"), tags.count("style"), tags.count("img")) == (1, 1, 0)
    for tag, attributes in page.tags:
        assert not any(attribute.startswith("on") or attribute in ("style", "src") for attribute in attributes), tag
        assert not str(attributes.get("href")).lower().startswith(("javascript", "data"))


def check_github(text: str) -> None:
    commands = [line for line in text.splitlines() if line.startswith("::")]
    assert len(commands) == 2
    assert all(re.match("::(error|warning|notice) file=", line) for line in commands)


def check_csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text)))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def check_junit(text: str) -> None:
    ET.fromstring(text.split("\n", 1)[1])


def check_markdown(text: str) -> None:
    outside = re.sub("`[^`\n]*`", "", text)
    assert "<" not in re.sub(r"\\<", "", outside)
    assert not re.search(r"(?<!\\)\]\(", outside)
    for line in text.splitlines():
        if line.startswith("| ") and "| ---" not in line:
            assert len(re.findall(r"(?<!\\)\|", line)) == 6, line


def check_lines(text: str) -> None:
    for line in text.splitlines():
        json.loads(line)


CHECKS = {
    "json": json.loads,
    "sarif": json.loads,
    "gitlab": json.loads,
    "jsonl": check_lines,
    "html": check_html,
    "github": check_github,
    "csv": check_csv,
    "junit": check_junit,
    "markdown": check_markdown,
}
