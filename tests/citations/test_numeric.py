import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.citations import link
from checker.model.document import CitationStyle
from checker.model.text import Span
from tests.citations.manuscript import citations, cited, document, numbered


@pytest.mark.parametrize(
    ("text", "found", "numbers"),
    [
        ("It grows [12].", "[12]", [12]),
        ("It grows [3, 5–7].", "[3, 5–7]", [3, 5, 6, 7]),
        ("It grows [3]–[7] here.", "[3]–[7]", [3, 4, 5, 6, 7]),
        ("It grows [3],[5] here.", "[3],[5]", [3, 5]),
        ("It grows [3], [5]-[7], [9].", "[3], [5]-[7], [9]", [3, 5, 6, 7, 9]),
        ("It grows.[6,9-11] Then", "[6,9-11]", [6, 9, 10, 11]),
        ("It grows [1: fig. 4].", "[1: fig. 4]", [1]),
        ("It grows [12, p. 34].", "[12, p. 34]", [12]),
        ("It grows [e.g., 2, 4].", "[e.g., 2, 4]", [2, 4]),
        ("It grows [[3](#r3),[5](#r5)-[7](#r7)] now", "[[3](#r3),[5](#r5)-[7](#r7)]", [3, 5, 6, 7]),
        ("*Adapted from* [4].", "[4]", [4]),
        ("- [4] a, - [5] b", "[4]", [4]),
        ("It grows [5 and 7].", "[5 and 7]", [5, 7]),
        ("It grows [1-3, 5, and 7].", "[1-3, 5, and 7]", [1, 2, 3, 5, 7]),
        ("Es wächst [5, 6 und 8].", "[5, 6 und 8]", [5, 6, 8]),
        ("It grows [7&9].", "[7&9]", [7, 9]),
        ("It reacts [3a,b].", "[3a,b]", [3]),
        ("It grows \\[3, 5\\] there.", "\\[3, 5\\]", [3, 5]),
        ("It reacts [2, 3a–c, 5].", "[2, 3a–c, 5]", [2, 3, 5]),
    ],
)
def test_clusters(text, found, numbers):
    first = citations(text, numbered(12))[0]
    assert first.text == found
    assert [int(item.label) for item in first.items] == numbers
    assert [item.reference for item in first.items] == [str(number) for number in numbers]
    assert first.problem == ""


def test_the_letters_of_parts_of_an_entry_are_locators():
    [found] = citations("It reacts [3a,b, 4a, 4b].", numbered(12))
    assert [(item.reference, item.locator) for item in found.items] == [("3", "a,b"), ("4", "a"), ("4", "b")]


@pytest.mark.parametrize(
    "text",
    [
        "the ion [Ca2+]",
        "a sample (n = 12)",
        "a ratio [95% CI 0.3–0.7]",
        "moved by [10, 12] mm",
        "tested F[1,12] = 3",
        "for all x ∈ [5, 8]",
        "x = [1, 2]",
        "labelled [11C] and [18F] and [11]C",
        "in the range [0, 1]",
        "[IQR, 5.0–12.5]",
        "Figures in [Table 1](#t1)",
        "made in [2015]",
        "a median of 6 [5 to 7]",
        "a median of 15 [13-20]",
        "aged [14–30] years",
        "in the range [13-19]",
        "seen in [3D] and [4x]",
        "a footnote[^1]",
        "begun on [13-6-2002] and [from 4-2-2003]",
        "by [0000-0002-1825-0097](https://orcid.org/0000-0002-1825-0097)",
        "as in link:page[5]",
    ],
)
def test_no_citation(text):
    assert cited(f"We know [1].\n\n{text} and more", numbered(12)) == [("[1]", ["1"])]


def test_the_label_of_a_link_is_no_citation():
    text = "See [the page][1] and [2]; more.[Level A][3]\n\n[1]: https://example.org"
    assert cited(text, numbered(3)) == [("[2]", ["2"]), ("[3]", ["3"]), ("[1]", ["1"])]


def test_intervals_of_a_document_are_known_by_their_unit():
    text = "As in [1] and [2].\n\nShifts of [10, 12] mm were small.\n\nTrans.\t[10, 12]\t4.5"
    assert [part for part, _ in cited(text, numbered(12))] == ["[1]", "[2]"]


def test_expanded_numbers_keep_true_spans():
    text = "It grows [3, 5–7]."
    items = citations(text, numbered(9))[0].items
    assert [item.span.of(text) for item in items] == ["3", "5", "5–7", "7"]


@pytest.mark.parametrize(
    ("cluster", "problem", "numbers"),
    [
        ("[3,,5]", "empty-item", [3, 5]),
        ("[3, 5,]", "empty-item", [3, 5]),
        ("[,3]", "empty-item", [3]),
        ("[7–5]", "reversed-range", [7, 5]),
        ("[1–900]", "huge-range", [1, 900]),
        ("[3 5]", "missing-comma", [3, 5]),
        ("[3–]", "empty-item", [3]),
    ],
)
def test_malformed_clusters_keep_what_can_be_read(cluster, problem, numbers):
    found = citations(f"It grows {cluster} and [1].", numbered(9))[0]
    assert (found.text, found.problem) == (cluster, problem)
    assert [int(item.label) for item in found.items] == numbers


def test_a_number_just_beyond_the_list_stays_unbound():
    assert cited("It grows [14], [2].", numbered(12)) == [("[14], [2]", [None, "2"])]


def test_each_list_serves_its_part():
    first, second = numbered(2), numbered(3)
    base = document("One [2].\n\nTwo [2].", first)
    from dataclasses import replace

    lists = (
        replace(base.lists[0], scope=Span(0, 9)),
        replace(base.lists[0], scope=Span(10, 18), entries=tuple(replace(item, id=f"b{item.id}") for item in second)),
    )
    found = link(replace(base, lists=lists)).citations
    assert [citation.items[0].reference for citation in found] == ["2", "b2"]


def test_an_unnumbered_list_is_cited_by_place():
    from tests.citations.manuscript import listed

    assert cited("As in [2] and [1].", listed("Smith 2010", "Jones 2011")) == [("[2]", ["2"]), ("[1]", ["1"])]


def test_without_a_list_brackets_are_unbound_citations():
    assert cited("As in [2].", []) == [("[2]", [None])]


def test_round_brackets_count_where_they_are_the_style():
    text = (
        "It grows (1) and falls (2, 3). We asked: (1) how, (2) why. See Fig. 2 (4), Eq. (3), and 12 (4). Others (4) agree (5)."
    )
    assert [part for part, _ in cited(text, numbered(6))] == ["(1)", "(2, 3)", "(4)", "(5)"]


def test_a_date_in_round_brackets_cites_nothing():
    text = "As shown (1), others (2) saw it at first (2026-06-23); it grew (3-5) then."
    assert [part for part, _ in cited(text, numbered(12))] == ["(1)", "(2)", "(3-5)"]


def test_round_brackets_are_nothing_beside_square_ones():
    text = "From excellent (1) to good (2) or poor (3), as before [1], [2]; later [3] and [4]."
    assert [part for part, _ in cited(text, numbered(4))] == ["[1], [2]", "[3]", "[4]"]


def test_round_brackets_of_which_many_are_none_of_the_list_number_something_else():
    assert cited("A ring (1), a hole (2) and a polygon (3).", numbered(2)) == []
    assert len(cited("One (1), two (2), both (1), again (2) and more (3).", numbered(2))) == 5


def test_numbers_of_equations_are_no_citations():
    text = (
        "We solve\n\nx = a + b (1)\n\nunder\n\ny = f(x) (2)\n\nand put (1) into (2) to get\n\nz = 3 (3)\n\nwhich by (3) is all."
    )
    assert cited(text, numbered(4)) == []


def test_code_and_headings_hold_no_citation():
    text = "Use `a[1]` as in [2]."
    assert cited(text, numbered(3), excluded=(Span(4, 10),)) == [("[2]", ["2"])]


def test_style():
    assert link(document("As in [2].", numbered(3))).style is CitationStyle.NUMERIC
    assert link(document("Nothing.", numbered(3))).style is None


@given(st.text(alphabet="[](),;–-0123456789 ab.\n^²³\x00\x01", max_size=80))
def test_spans_are_true_and_disjoint(text):
    end = 0
    for citation in citations("See [1].\n\n" + text, numbered(9)):
        assert citation.span.of("See [1].\n\n" + text) == citation.text
        assert citation.span.start >= end
        assert all(citation.span.covers(item.span) for item in citation.items)
        end = citation.span.end
