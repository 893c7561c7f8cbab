from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.citations import link
from checker.model.document import CitationStyle, Metadata
from checker.model.text import Span
from tests.citations.manuscript import citations, cited, document, keyed

BIBLIOGRAPHY = keyed("a", "b", "smith2019", "doi:10.1000/x(16)30188-7", "fig:known", "url:https://example.org/x/")


@pytest.mark.parametrize(
    ("text", "found", "ids"),
    [
        ("It is so [see @a, p. 3; -@b].", "[see @a, p. 3; -@b]", ["a", "b"]),
        ("As @a [p. 3] says", "@a [p. 3]", ["a"]),
        ("As @smith2019 says.", "@smith2019", ["smith2019"]),
        ("As @smith2019.", "@smith2019", ["smith2019"]),
        ("It is so [@{smith2019}].", "[@{smith2019}]", ["smith2019"]),
        ("It is so [@doi:10.1000/x(16)30188-7].", "[@doi:10.1000/x(16)30188-7]", ["doi:10.1000/x(16)30188-7"]),
        ("It is so [@url:https://example.org/x/].", "[@url:https://example.org/x/]", ["url:https://example.org/x/"]),
        ("In @fig:known we", "@fig:known", ["fig:known"]),
        ("It is so [@missing].", "[@missing]", [None]),
        ("like [*d*, *r*, and others; @a; @b].", "[*d*, *r*, and others; @a; @b]", ["a", "b"]),
    ],
)
def test_forms(text, found, ids):
    assert cited(text, BIBLIOGRAPHY) == [(found, ids)]


@pytest.mark.parametrize(
    "text",
    [
        "write to smith@example.org",
        "see @fig:other and @tbl-two",
        "an escaped \\@a",
        '<meta content="@a" />',
        "[@b]: https://example.org",
    ],
)
def test_no_citation(text):
    assert cited(f"As @a says.\n\n{text}", BIBLIOGRAPHY) == [("@a", ["a"])]


def test_code_is_no_prose():
    assert cited("Use `@a` as @b.", BIBLIOGRAPHY, excluded=(Span(4, 8),)) == [("@b", ["b"])]


def test_items_keep_prefix_locator_and_suffix():
    first, second = citations("It is so [see @a, pp. 3-4; and -@b, for more].", BIBLIOGRAPHY)[0].items
    assert (first.prefix, first.locator, first.suppress_author) == ("see", "pp. 3-4", False)
    assert (second.prefix, second.suffix, second.suppress_author) == ("and", "for more", True)


def test_bare_keys_that_no_entry_has_are_people():
    changes = "Thanks to @octocat and [@hubot](https://example.org/hubot)."
    assert cited(changes, BIBLIOGRAPHY) == []
    assert [found for found, _ in cited(f"{changes} See @a.", BIBLIOGRAPHY)] == ["@octocat", "@hubot", "@a"]
    assert [found for found, _ in cited(f"{changes} See @smth2019.", BIBLIOGRAPHY)] == ["@octocat", "@hubot", "@smth2019"]
    named = replace(document(changes, BIBLIOGRAPHY), metadata=Metadata(bibliography=("refs.bib",)))
    assert [citation.text for citation in link(named).citations] == ["@octocat", "@hubot"]


def test_style():
    assert link(document("As @a says.", BIBLIOGRAPHY)).style is CitationStyle.KEYS


@given(st.text(alphabet="@[]{}-ab;:., p3\n\\(/", max_size=80))
def test_spans_are_true_and_disjoint(text):
    end = 0
    for citation in citations(text, BIBLIOGRAPHY):
        assert citation.span.of(text) == citation.text
        assert citation.span.start >= end
        end = citation.span.end
