"""The HTML page: nothing from outside, everything escaped, findings linked to their places."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from checker import reports
from checker.model.finding import Report
from checker.model.match import Agreement, Candidate, FieldEvidence, Match
from checker.model.text import Location, Span
from checker.model.work import Authorship, Work
from checker.reports.page.marks import excerpt
from checker.reports.page.markup import differences, link

VOID = {"meta", "input", "br", "img", "link", "rect"}


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

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

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
    for _, attrs in page.tags:
        for name in ("aria-labelledby", "aria-describedby"):
            assert name not in attrs or attrs[name] in page.ids


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


def test_a_reference_stands_beside_its_record(report: Report) -> None:
    part = report.documents[0]
    work = Work("W1", "Attention in the lab", doi="10.1000/x", year=2021, authors=(Authorship("Eve Lee"), Authorship("Bo Li")))
    evidence = (
        FieldEvidence("title", Agreement.DISAGREE, note="other-words"),
        FieldEvidence("author", Agreement.DISAGREE),
        FieldEvidence("issued", Agreement.AGREE),
    )
    other = Candidate(Work("W2", "Attention elsewhere", year=1999), 0.5)
    match = replace(part.matches["lee2018"], work=work, evidence=evidence, runners_up=(other,))  # type: ignore[type-var]
    assert isinstance(match, Match)
    text = reports.render(replace(report, documents=(replace(part, matches={**part.matches, "lee2018": match}),)), "html")
    assert "Attention in the <del>wi</del>l<del>d</del>" in text
    assert "Lee Ada; et al.</td><td data-label='In OpenAlex'>Eve Lee; Bo Li</td>" in text
    assert "<span class='differs'>differs (other words)</span>" in text
    assert "identified by doi as <a href='https://openalex.org/W1' rel='noreferrer'>W1</a>, score 0.97" in text
    assert "Attention elsewhere</a> (1999), score 0.50" in text


def test_differences_are_marked_by_character_unless_all_differs() -> None:
    assert differences("1452", "1425") == ("145<del>2</del>", "14<ins>2</ins>5")
    assert differences("Sözen T", "Ç Lu") == ("<del>Sözen T</del>", "<ins>Ç Lu</ins>")
    assert differences("a" * 3000, "b") == ("a" * 3000, "b")


def test_a_claim_stands_beside_the_words_of_the_work(report: Report) -> None:
    part = report.documents[0]
    match = part.matches["lee2018"]
    assert isinstance(match, Match)
    assert match.work
    work = replace(match.work, abstract="We saw 12 <b>people</b>.")
    finding = replace(
        part.findings[0], code="CLM502", reference="lee2018", notes=("abstract: We saw 12 <b>people</b>.", "another note")
    )
    claimed = replace(part, findings=(finding,), matches={"lee2018": replace(match, work=work)})
    text = reports.render(replace(report, documents=(claimed,)), "html")
    assert "<h5>In the manuscript</h5><blockquote>This was first shown by @lee2018, and [<mark class='error'>@nobody" in text
    assert "<blockquote>abstract: We saw 12 &lt;b&gt;people&lt;/b&gt;.</blockquote><details><summary>Abstract" in text
    assert text.count("another note") == 1


def test_an_excerpt_keeps_to_its_paragraph_and_entry(report: Report) -> None:
    source = report.documents[0].document.source
    text = replace(source, text="First one.\n\n" + "word " * 60 + "HERE" + " word" * 60 + "\n\nLast one.")
    at = text.text.index("HERE")
    shown = excerpt(text, Span(at, at + 4), "info", Span(0, len(text.text)))
    assert shown.startswith("…word")
    assert shown.endswith("word …")
    assert "<mark class='info'>HERE</mark>" in shown
    short = replace(source, text="Before.\n\nOne HERE two.\n\nBehind.")
    assert excerpt(short, Span(13, 17), "info", Span(0, 31)) == "One <mark class='info'>HERE</mark> two."
    assert excerpt(short, Span(13, 17), "info", Span(13, 21)) == "<mark class='info'>HERE</mark> two"


def test_only_web_addresses_are_links() -> None:
    assert link("javascript:alert(1)", "x") == "x"
    assert link("https://a/'><script>", "x") == "<a href='https://a/&#x27;&gt;&lt;script&gt;' rel='noreferrer'>x</a>"


def test_several_manuscripts_have_a_table_that_leads_to_each(report: Report) -> None:
    second = replace(report.documents[0], findings=(), document=replace(report.documents[0].document))
    page = Page(reports.render(replace(report, documents=(report.documents[0], second)), "html"))
    assert {"m1", "m2"} <= set(page.ids)
    assert [attrs["href"] for tag, attrs in page.tags if tag == "a"][1:2] != ["#content"]


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
