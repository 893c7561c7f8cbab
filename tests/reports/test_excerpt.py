"""Excerpts: which lines, what of long lines, and marks under wide characters."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len

from checker.model.text import SourceFile, Span
from checker.reports import excerpt
from checker.reports.excerpt import Mark
from checker.reports.style import Style

HARMFUL = {*map(chr, range(32)), "\x7f", "\x9b", "\u202e", "\u2066", "\u2028"}


def lines(text: str, start: int, end: int, label: str = "", width: int = 80) -> list[str]:
    source, style = SourceFile("a.txt", text), Style(width=width)
    mark = Mark(Span(start, end), "^", "error", label)
    return [line for row in excerpt.rows(source, mark) for line in excerpt.draw(source, row, 1, style)]


def marked(drawn: list[str]) -> str:
    """What stands above the marks, by terminal cells."""
    cells = [char for char in drawn[0] for _ in range(cell_len(char))]
    return "".join(char for char, mark in zip(cells, drawn[1], strict=False) if mark == "^")


def test_mark_and_label() -> None:
    assert lines("one two three", 4, 7, "here") == ["1 | one two three", "  |     ^^^ here"]


def test_tabs_are_four_spaces() -> None:
    assert lines("\tone\ttwo", 5, 8) == ["1 |     one    two", "  |            ^^^"]


def test_wide_characters_take_two_cells() -> None:
    assert lines("漢字 and é", 0, 2) == ["1 | 漢字 and é", "  | ^^^^"]
    assert lines("漢字 and", 3, 6) == ["1 | 漢字 and", "  |      ^^^"]


def test_combining_characters_take_none() -> None:
    assert lines("e\u0301t al.", 0, 3) == ["1 | e\u0301t al.", "  | ^^"]


def test_escaped_characters_are_marked_whole() -> None:
    assert lines("a\u200bb", 1, 2) == [r"1 | a\u200bb", "  |  ^^^^^^"]


def test_an_empty_span_has_one_mark() -> None:
    assert lines("one", 3, 3) == ["1 | one", "  |    ^"]
    assert lines("", 0, 0) == ["1 |", "  | ^"]


def test_line_ends_at_the_edges_of_a_span_are_not_shown() -> None:
    assert lines("one\r\ntwo\r\n", 0, 5) == ["1 | one", "  | ^^^"]


def test_three_lines_are_shown_whole_without_indentation() -> None:
    drawn = lines("one\n  two\nthree", 1, 12, "label")
    assert drawn == ["1 | one", "  |  ^^", "2 |   two", "  |   ^^^", "3 | three", "  | ^^ label"]


def test_more_lines_are_cut() -> None:
    drawn = lines("a\nb\nc\nd\ne", 0, 9)
    assert drawn == ["1 | a", "  | ^", "2 | b", "  | ^", "...", "5 | e", "  | ^"]


def test_a_long_line_is_cut_at_words_around_the_span() -> None:
    text = "several words before " * 20 + "TARGET" + " and some words behind" * 20
    assert lines(text, 420, 426, "this") == [
        "1 | … before several words before TARGET and some words behind and some words …",
        "  |                               ^^^^^^ this",
    ]


def test_a_long_span_is_cut_itself() -> None:
    drawn = lines("word " * 100, 0, 499, "all of it", width=40)
    assert drawn == ["1 | word word word word word word word …", "  | " + "^" * 36, "  | all of it"]


def test_a_label_that_does_not_fit_moves_below() -> None:
    drawn = lines("x" * 30 + "TARGET", 30, 36, "a label that is long", width=44)
    assert drawn[2] == "  | " + " " * 20 + "a label that is long"


@given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 400), st.integers(0, 120))
def test_any_text_is_drawn_within_the_width(text: str, first: int, second: int, width: int) -> None:
    start, end = sorted(min(offset, len(text)) for offset in (first, second))
    for line in lines(text, start, end, width=width):
        assert cell_len(line) <= max(width, 24)
        assert not set(line) & HARMFUL


@pytest.mark.parametrize("width", [40, 80, 120])
@given(st.text(alphabet="ab \t漢é", min_size=1, max_size=300), st.data())
def test_marks_stand_below_the_marked_text(width: int, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    assume(not text[start].isspace())
    assert marked(lines(text, start, start + 1, width=width))[:1] == text[start]


def together(text: str, first: Span, second: Span, width: int = 80) -> list[str] | None:
    source, style = SourceFile("a.txt", text), Style(width=width)
    one, other = (excerpt.rows(source, Mark(span, char, "error", char))[0] for span, char in ((first, "^"), (second, "-")))
    row = excerpt.joined(source, one, other, style)
    return list(excerpt.draw(source, row, 1, style)) if row else None


def test_marks_of_one_line_are_joined() -> None:
    assert together("see [5, 5] there", Span(8, 9), Span(5, 6)) == [
        "1 | see [5, 5] there",
        "  |         ^ ^",
        "  |      - -",
    ]


def test_joined_marks_keep_their_places_in_a_cut_line() -> None:
    text = "words before " * 20 + "ONE of the TWO" + " words behind" * 20
    drawn = together(text, Span(271, 274), Span(260, 263))
    assert drawn is not None
    assert [drawn[0].index("TWO"), drawn[0].index("ONE")] == [drawn[1].index("^"), drawn[2].index("-")]


def test_marks_far_apart_or_on_other_lines_are_not_joined() -> None:
    assert together("x" * 100, Span(1, 2), Span(90, 91)) is None
    assert together("one\ntwo", Span(1, 2), Span(5, 6)) is None


@given(st.text(alphabet="ab \t漢é\x1b", min_size=1, max_size=300), st.data(), st.integers(0, 120))
def test_joined_marks_stay_within_the_width(text: str, data: st.DataObject, width: int) -> None:
    offsets = st.integers(0, len(text))
    first, second = (Span(*sorted((data.draw(offsets), data.draw(offsets)))) for _ in "12")
    for line in together(text, first, second, width) or ():
        assert cell_len(line) <= max(width, 24)
