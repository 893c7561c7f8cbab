"""HTML articles: lists as pages have them, links as citations, metadata, and pages that are hostile or broken."""

import json
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import engine
from checker.errors import InputError
from checker.model.document import CitationStyle, Document
from checker.model.text import SourceFile
from checker.readers import files
from checker.readers.html import read

FOLDER = Path(__file__).parents[2] / "fixtures" / "jats"
PAGE = FOLDER / "article.html"


def page(body: str, head: str = "") -> Document:
    """A page with this body, linked."""
    return engine.read(SourceFile("a.html", f"<html><head>{head}</head><body>{body}</body></html>"), "html")


def items(count: int, name: str = "ref-{0}") -> str:
    """List items that are entries."""
    entry = f'<li id="{name}">Doe J. Title {{0}}. J Test. 2001;{{0}}(1):1-2.</li>'
    return "".join(entry.format(number) for number in range(1, count + 1))


def cited(document: Document) -> list[tuple[str, list[str | None]]]:
    return [(citation.text, [item.reference for item in citation.items]) for citation in document.citations]


@pytest.fixture(scope="module")
def document() -> Document:
    return engine.read(files.load(PAGE), "html")


def test_html_says_the_same_as_jats(document: Document) -> None:
    other = engine.read(files.load(FOLDER / "article.xml"), "jats")
    own = other.lists[1].span.start  # the letter is in the XML alone
    assert cited(document) == [
        (citation.text, [item.reference for item in citation.items])
        for citation in other.citations
        if citation.span.start < own and citation.items[0].reference != "1-2"
    ]
    assert [(entry.number, entry.title.lower()) for entry in document.references] == [
        (entry.number, entry.title.lower()) for entry in other.lists[0].entries
    ]


def test_page_furniture_is_no_text(document: Document) -> None:
    text = document.source.text
    assert not any(word in text for word in ("Jump to", "margin", "Copyright", "var x", "Google Scholar", "CrossRef"))


def test_a_doi_that_only_a_link_has_is_kept(document: Document) -> None:
    assert document.references[0].doi == "10.1016/S0022-2836(05)80360-2"


def test_brackets_around_links_to_databases_are_left_out() -> None:
    entry = 'Doe J. Title. J Test. 2001;1:1-2. [<a href="https://x.org/">PubMed</a>] [<a href="/g">Google Scholar</a>]'
    document = page(f"<h2>References</h2><ul><li>1. {entry}</li></ul>")
    assert [(entry.number, entry.raw) for entry in document.references] == [(1, "Doe J. Title. J Test. 2001;1:1-2.")]


def test_metadata_comes_from_meta_tags(document: Document) -> None:
    found = document.metadata
    assert (found.title, found.date, found.doi) == (
        "How five tools changed the reading of sequences",
        (2021, 6, 2),
        "10.5555/notes.2021.7",
    )
    assert [(name.family, name.given) for name in found.author] == [("Ashdown-Vey", "Rhona")]


def test_metadata_comes_from_json_ld() -> None:
    article = {
        "@type": "ScholarlyArticle",
        "headline": "A title",
        "datePublished": "2020-02-03",
        "author": [{"name": "Ann Doe"}],
    }
    data = json.dumps({"@graph": [{"@type": "WebPage"}, article]})
    found = page("<p>x</p>", f'<script type="application/ld+json">{data}</script>').metadata
    assert (found.title, found.date, found.author[0].family) == ("A title", (2020, 2, 3), "Doe")


@pytest.mark.parametrize("data", ["{", "[" * 100_000, "[1, null]", '{"@type": ["Article"], "author": "x"}', '"x"'])
def test_broken_json_ld_says_nothing(data: str) -> None:
    assert page("<p>x</p>", f'<script type="application/ld+json">{data}</script>').metadata.author == ()


def test_raised_links_are_superscripts() -> None:
    body = '<p>Cells<sup><a href="#ref-1">1</a>,<a href="#ref-3">3</a></sup> on 5 m<sup>2</sup>.</p>'
    document = page(f"{body}<h2>References</h2><ol>{items(3)}</ol>")
    assert cited(document) == [("1,3", ["1", "3"])]
    assert document.style is CitationStyle.SUPERSCRIPT


def test_data_cites_and_roles_of_pandoc() -> None:
    body = (
        '<p>So <span class="citation" data-cites="a b">[<a href="#ref-a">1</a>,<a href="#ref-b">2</a>]</span>.</p>'
        '<div id="refs" role="doc-bibliography"><div id="ref-a" class="csl-entry" role="doc-biblioentry">'
        '<div class="csl-left-margin">1. </div><div class="csl-right-inline">Doe J. One. J Test. 2001;1:1-2.</div></div>'
        '<div id="ref-b" class="csl-entry" role="doc-biblioentry">2. Roe A. Two. J Test. 2002;2:3-4.</div></div>'
    )
    document = page(body)
    assert cited(document) == [("[1,2]", ["1", "2"])]
    assert [entry.raw for entry in document.references] == [
        "Doe J. One. J Test. 2001;1:1-2.",
        "Roe A. Two. J Test. 2002;2:3-4.",
    ]


def test_a_list_without_a_heading_is_known_by_the_links_to_it() -> None:
    links = "".join(f'<a href="page.html#B{number}">[{number}]</a> ' for number in (1, 2, 3))
    document = page(f"<ul><li>menu</li></ul><p>See {links}.</p><div><ol>{items(3, 'B{0}')}</ol></div>")
    assert [entry.id for entry in document.references] == ["1", "2", "3"]
    assert {item.reference for citation in document.citations for item in citation.items} == {"1", "2", "3"}


def test_author_date_links() -> None:
    entries = '<li id="x">Doe, J. (2001). One. J Test, 1, 1-2.</li><li id="y">Roe, A. (2002). Two. J Test, 2, 3-4.</li>'
    document = page(f'<p>So (<a href="#x">Doe, 2001</a>; <a href="#y">Roe, 2002</a>).</p><h2>References</h2><ul>{entries}</ul>')
    assert cited(document) == [("(Doe, 2001; Roe, 2002)", ["x", "y"])]
    assert document.style is CitationStyle.AUTHOR_DATE


def test_a_suppression_in_a_comment_has_its_place(document: Document) -> None:
    (place,) = document.comments
    assert place.span.of(document.source.text) == "<!-- citeproof: ignore[CIT102] -->"
    assert (
        document.source.position(place.span.start).line
        == PAGE.read_text().split("\n").index("<!-- citeproof: ignore[CIT102] -->") + 1
    )


def test_a_declared_charset_is_honoured() -> None:
    data = '<!doctype html><html><head><meta charset="windows-1252"></head><body><p>Müller</p></body></html>'.encode("cp1252")
    assert "Müller" in read(files.decode(data, "a.html")).source.text


@pytest.mark.parametrize(
    ("text", "message"), [("<div>" * 100_000, "nested more than 256 levels"), ("<!-- only a comment", "no HTML element")]
)
def test_what_is_no_page_is_one_clear_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(SourceFile("a.html", text))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_mangled_pages_never_crash(data: st.DataObject) -> None:
    text = PAGE.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 400)))
    tags = [
        "",
        "<li>",
        "</ol>",
        "<a href='#ref-1'>",
        "\0",
        "<table>",
        "<sup>",
        "<!--",
        "<h2>References</h2>",
        "<svg>",
        "</html>",
    ]
    mangled = text[:start] + data.draw(st.sampled_from(tags)) + text[end:]
    try:
        document = engine.read(SourceFile("a.html", mangled), "html")
    except InputError:
        return
    for citation in document.citations:
        assert citation.span.of(document.source.text) == citation.text
    for entry in document.references:
        assert entry.span.of(document.source.text) == entry.raw


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="<>/ab=\"'&;#!-[]1\n\0é", max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(InputError):
        document = read(SourceFile("a.html", text))
        assert all(one.span.end < other.span.start for one, other in pairwise(document.blocks))


_ROWS = ("Doe J. Title one of it. J Test. 2001;1(1):1-2.", "Roe K. Title two of it. J Test. 2002;2(1):3-4.")


@pytest.mark.parametrize(
    "printed",
    [
        "".join(f"<tr><td>{n}.</td><td>{row}</td></tr>" for n, row in enumerate(_ROWS, 1)).join(("<table>", "</table>")),
        "<br>".join(f"[{n}] {row}" for n, row in enumerate(_ROWS, 1)).join(("<div>", "</div>")),
        "".join(f"<div class='ref'>{n}. {row}</div>" for n, row in enumerate(_ROWS, 1)),
        "".join(f"<p>[{n}] {row}</p>" for n, row in enumerate(_ROWS, 1)),
        "".join(f"<dt>[{n}]</dt><dd>{row}</dd>" for n, row in enumerate(_ROWS, 1)).join(("<dl>", "</dl>")),
    ],
)
def test_lists_of_any_shape(printed: str) -> None:
    text = f"<html><body><p>Moss grows [1], and so do ferns [2].</p><h2>References</h2>{printed}</body></html>"
    document = engine.read(SourceFile("a.html", text), "html")
    assert [(entry.number, entry.raw) for entry in document.references] == list(enumerate(_ROWS, 1))
    assert [citation.text for citation in document.citations] == ["[1]", "[2]"]
