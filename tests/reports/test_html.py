"""The HTML page: nothing from outside, everything escaped, findings linked to their places."""

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checker import reports
from checker.model.finding import Report
from checker.model.text import Location, Span

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
VOID = {"meta", "input", "br", "img", "link"}


class Page(HTMLParser):
    """Tags, ids, link targets and text of a page; a tag closed out of turn fails."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def ids(self) -> list[str]:
        return [str(attrs["id"]) for _, attrs in self.tags if "id" in attrs]


def test_page_is_well_formed_and_its_links_lead_somewhere(report: Report) -> None:
    page = Page(reports.render(report, "html"))
    assert len(set(page.ids)) == len(page.ids)
    targets = [str(attrs["href"]) for tag, attrs in page.tags if tag == "a"]
    assert all(target[1:] in page.ids for target in targets if target.startswith("#"))
    assert "https://openalex.org/W1" in targets


def test_policy_allows_nothing_but_the_pages_own_style_and_script(report: Report) -> None:
    text = reports.render(report, "html")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert "default-src 'none'" in policy[1]
    for tag in ("style", "script"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert body
        assert base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode() in policy[1]
    assert not re.search(r"\s(?:style|on[a-z]+)=", text)
    assert not any("src" in attrs for _, attrs in Page(text).tags)


def test_findings_are_marked_in_the_manuscript_and_on_cards(report: Report) -> None:
    text = reports.render(report, "html")
    assert "<mark class='error'><a href='#f1-1' id='f1-1-text'" in text
    assert "data-code='MET306' data-severity='warning' data-reference='lee2018'" in text
    assert "not checked: a kind of work that OpenAlex does not hold (webpage)" in text


def test_a_place_inside_a_marked_one_keeps_its_anchor(report: Report) -> None:
    part = report.documents[0]
    inner = replace(part.findings[0], location=Location("paper.md", Span(3, 6)))
    outer = replace(part.findings[0], location=Location("paper.md", Span(0, 10)))
    page = Page(reports.render(replace(report, documents=(replace(part, findings=(inner, outer)),)), "html"))
    assert {"f1-1-text", "f1-2-text"} <= set(page.ids)


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", "]]>", "\x1b[31m", "\u202egnp.exe", "' onclick='x", "x" * 10_000]
)
def test_hostile_text_is_harmless(evil: str, report: Report) -> None:
    part = report.documents[0]
    finding = replace(part.findings[0], message=evil, help=evil, notes=(evil,), reference=evil)
    source = replace(part.document.source, text=evil + part.document.source.text)
    evil_part = replace(part, findings=(finding,), document=replace(part.document, source=source))
    text = reports.render(replace(report, documents=(evil_part,)), "html")
    page = Page(text)
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_real_browser_runs_the_filters_and_prints(report: Report, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(reports.render(report, "html"), encoding="utf-8")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    quiet += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command = [str(CHROMIUM), *quiet, f"--user-data-dir={tmp_path / 'profile'}"]
    dumped = subprocess.run([*command, "--dump-dom", page.as_uri()], capture_output=True, text=True, check=True, timeout=120)
    assert "2 of 2 findings shown" in dumped.stdout
    assert "hidden" not in re.search(r"<form[^>]*>", dumped.stdout)[0]  # type: ignore[index]
    printed = tmp_path / "report.pdf"
    subprocess.run([*command, f"--print-to-pdf={printed}", page.as_uri()], capture_output=True, check=True, timeout=120)
    assert printed.read_bytes().startswith(b"%PDF")
