import pytest

from checker.citations import link
from checker.citations.superscript import split_run
from checker.model.document import CitationStyle
from checker.model.text import Span
from tests.citations.manuscript import cited, document, numbered


@pytest.mark.parametrize(
    ("text", "found", "numbers"),
    [
        ("It grows¹².", "¹²", ["12"]),
        ("It grows²,⁴⁻⁶ and", "²,⁴⁻⁶", ["2", "4", "5", "6"]),
        ("It grows.⁶,⁹–¹¹ Then", "⁶,⁹–¹¹", ["6", "9", "10", "11"]),
        ("It grows^12^.", "^12^", ["12"]),
        ("It grows^2,4-6^ and", "^2,4-6^", ["2", "4", "5", "6"]),
        ("It grows<sup>2,4</sup>.", "<sup>2,4</sup>", ["2", "4"]),
        ("Data GSE31519⁸ and", "⁸", ["8"]),
        ("since 2015⁸ and", "⁸", ["8"]),
    ],
)
def test_raised_numbers(text, found, numbers):
    assert cited(f"{text}\n\nMore¹ and more³.", numbered(12))[0] == (found, numbers)


@pytest.mark.parametrize(
    "text",
    [
        "an R² of",
        "5×10⁶ cells",
        "kg/m² and",
        "12 cm³ of",
        "⁶⁸Ge and [¹⁸F]FDG",
        "Ca²⁺ ions",
        "ml⁻¹ and",
        "a test U² of",
        "10^6^ cells",
        "r ² of 1",
    ],
)
def test_powers_isotopes_and_ions_are_none(text):
    assert [part for part, _ in cited(f"It grows¹ fast³.\n\nWith {text}", numbered(8))] == ["¹", "³"]


def test_affiliations_in_a_line_of_authors_are_none():
    text = "Anna Smith¹,², Bob Lee³, Cai Li⁴\n\nCells grow¹ and we all know that they die², or sleep³."
    assert [part for part, _ in cited(text, numbered(4))] == ["¹", "²", "³"]


def test_spans_marked_raised_by_the_reader():
    text = "It grows12 and falls3,4 again."
    assert cited(text, numbered(12), superscripts=(Span(8, 10), Span(20, 23))) == [("12", ["12"]), ("3,4", ["3", "4"])]


def test_numbers_named_in_the_sentence():
    assert cited("It grows¹ fast², see ref. 4 and refs 5, 6.", numbered(8)) == [
        ("¹", ["1"]),
        ("²", ["2"]),
        ("4", ["4"]),
        ("5, 6", ["5", "6"]),
    ]


def test_style():
    assert link(document("It grows¹ fast² now³.", numbered(3))).style is CitationStyle.SUPERSCRIPT


def test_digits_that_lost_their_commas():
    assert split_run("171819", 40) == ["17", "18", "19"]
    assert split_run("1435", 75) == ["14", "35"]
    assert split_run("170", 81) == ["1", "70"]
    assert split_run("99", 9) == []
    assert [part for part, _ in cited("Seen¹ often²⁵²⁶ and³ more.", numbered(26))] == ["¹", "²⁵", "²⁶", "³"]


GLUED = "Cells grow.1 They die,2,3 and some sleep.4–6 Others wake up7 at 10.5 degrees in CO2 with p53 and CD8."


def test_glued_digits_where_the_list_makes_them_certain():
    assert cited(GLUED, numbered(7)) == [
        ("1", ["1"]),
        ("2,3", ["2", "3"]),
        ("4–6", ["4", "5", "6"]),
    ]


def test_glued_digits_stand_behind_acronyms_shares_and_degrees_but_in_no_section():
    text = "They hold DNA.1 It melts at 45 °C.2 So did 45%.3 See section B.2 and café.4 They end."
    assert [label for label, _ in cited(text, numbered(4))] == ["1", "2", "3", "4"]


def test_glued_digits_are_nothing_when_they_cite_little_of_the_list():
    assert cited("Cells grow.1 They die.", numbered(20)) == []
