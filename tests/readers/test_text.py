"""Plain text: where the reference lists are, which part each serves, and what the blocks are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import readers
from checker.model.document import BlockKind, Document
from checker.model.text import SourceFile
from checker.readers.text import reference_lists

ONE = "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9."
TWO = "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9."
PROSE = "This is a paragraph of prose about tumours, which goes on for a while and names nobody in particular at all."

#: Pieces of manuscripts that hypothesis puts together in any order.
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["References", "# References", ONE, TWO, PROSE, "\n", "\n\n", "Figure 1. A map.", "a\tb", "[@a]", "```", "<!--"]
        ),
        st.sampled_from(
            ["$x$", "-->", "---\n", "\r\n", "`", "1. ", "> ", "[^1]: ", "|a|b|\n|-|-|\n", "\u2028", "\x0c", "\ttab", "^1^"]
        ),
        st.text(max_size=20),
    ),
    max_size=30,
).map("".join)


def read(text: str) -> Document:
    return readers.read(SourceFile("a.txt", text), "text")


def lists_of(text: str) -> list[str]:
    return [part.span.of(text) for part in read(text).lists]


@pytest.mark.parametrize(
    "heading",
    ["References", "REFERENCES:", "5. Bibliography", "Literature cited", "Works Cited", "Literatur",
     "Kilder", "Список источников", "Références", "Bibliografía",
     "References and notes", "## References", "**References**", "R E F E R E N C E S", "VI. Reference list"],
)  # fmt: skip
def test_usual_headings_begin_a_list(heading: str) -> None:
    text = f"A title of some words\n\n{PROSE}\n\n{heading}\n\n{ONE}\n{TWO}\n"
    assert lists_of(text) == [f"{ONE}\n{TWO}"]


def test_furniture_around_and_inside_is_tolerated() -> None:
    links = "    Article  PubMed  Google Scholar"
    text = (
        f"{PROSE}\n\nReferences\n\nPapers of particular interest have been highlighted as: • Of importance\n\n"
        f"  {ONE}\n\n{links}\n\n  {TWO}\n\n{links}\n\nDownload references\n\nAuthor information\n\n{PROSE}\n"
    )
    assert lists_of(text) == [f"{ONE}\n\n{links}\n\n  {TWO}"]


@pytest.mark.parametrize(
    "after", ["Figure legends", "Figure 1. The map of 2015.", "Acknowledgements", "Supporting information"]
)
def test_what_follows_a_list_is_no_part_of_it(after: str) -> None:
    assert lists_of(f"{PROSE}\n\nReferences\n\n{ONE}\n{TWO}\n\n{after}\n\n{PROSE}\n") == [f"{ONE}\n{TWO}"]


def test_each_section_has_its_list() -> None:
    section = f"{PROSE} [1]\n\nReferences\n\n{ONE}\n{TWO}\n\n"
    text = f"First section\n\n{section}Second section\n\n{section}"
    first, second = read(text).lists
    assert (first.scope.start, first.scope.end) == (0, first.span.end)
    assert (second.scope.start, second.scope.end) == (first.span.end, len(text))


def test_further_reading_serves_the_same_part() -> None:
    text = f"{PROSE}\n\nReferences\n\n{ONE}\n{TWO}\n\nFurther reading\n\nPoe E. More of it. Ann Surg. 2017;1:2-9.\n"
    scopes = {part.scope for part in read(text).lists}
    assert len(read(text).lists) == 2
    assert len(scopes) == 1


def test_a_heading_repeated_on_a_new_page_goes_on_with_the_list() -> None:
    text = f"{PROSE}\n\nReferences\n\n{ONE}\n\nReferences\n\n{TWO}\n"
    assert lists_of(text) == [f"{ONE}\n\nReferences\n\n{TWO}"]


def test_lists_without_heading() -> None:
    three = "3. Poe E. More of it. Ann Surg. 2017;1:2-9."
    assert lists_of(f"{ONE}\n{TWO}\n") == [f"{ONE}\n{TWO}"]
    assert lists_of(f"{PROSE}\n\n{PROSE}\n\n{ONE}\n{TWO}\n{three}\n") == [f"{ONE}\n{TWO}\n{three}"]


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE} References are given where needed.\n\n{PROSE}\n",
        f"Contents\n\nMethods\n\nReferences\n\nAppendix\n\n{PROSE}\n\n{PROSE}\n",
        f"{PROSE}\n\n1. Wash the cells.\n2. Count them.\n3. Wash them again.\n",
    ],
)
def test_no_list_where_there_is_none(text: str) -> None:
    assert lists_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n\nReference\n\n{PROSE}\n\nThe function takes two numbers.\n\nIt gives one.\n",  # a chapter of a manual
        f"It takes four lines, for your further\nreference:\n\n{PROSE}\n\nIn 2015 this was new.\n",  # the end of a sentence
    ],
)
def test_chapters_and_sentences_are_no_headings_of_lists(text: str) -> None:
    assert lists_of(text) == []


def test_blocks_have_their_kinds() -> None:
    parts = "a\tb\nc\td\n\nTable 1. What is in it.\n\n• an item"
    text = f"A title of some words\n\n{PROSE}\n\n{parts}\n\nReferences\n\n{ONE}\n{TWO}\n"
    kinds = [block.kind for block in read(text).blocks]
    assert kinds == [
        BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.CAPTION, BlockKind.LIST_ITEM, BlockKind.HEADING,
        BlockKind.OTHER,
    ]  # fmt: skip


def test_metadata() -> None:
    text = f"A study of some tumours\n\nReceived: 12 March 2019\n\n{PROSE}\n\nDOI: https://doi.org/10.1000/xyz.1\n"
    about = read(text).metadata
    assert (about.title, about.date, about.doi) == ("A study of some tumours", (2019, 3, 12), "10.1000/xyz.1")


@given(PIECES)
def test_blocks_and_lists_are_true_ordered_and_disjoint(text: str) -> None:
    for format_name in ("text", "markdown"):
        document = readers.read(SourceFile("a", text), format_name)
        end = 0
        for block in document.blocks:
            assert end <= block.span.start < block.span.end <= len(text)
            end = block.span.end
            assert all(block.span.covers(part) for part in (*block.excluded, *block.superscripts))
        for part in document.lists:
            assert part.span.of(text).strip() == part.span.of(text) != ""
            assert part.scope.covers(part.span)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Submitted: 12 March 2019", (2019, 3, 12)),
        ("Received 3 May 2018; accepted 9 July 2018", (2018, 7, 9)),
        ("Article history: Received 12 March 2019, Received in revised form 1 May 2019", (2019, 5, 1)),
        ("(Received 12 March 2019)", (2019, 3, 12)),
        ("Accepted for publication March 12, 2019", (2019, 3, 12)),
        ("Received wisdom has it otherwise", None),
    ],
)
def test_the_manuscripts_own_date(line: str, date: tuple[int, ...] | None) -> None:
    text = f"A title of a review\n\n{line}\n\n{PROSE}\n\nReferences\n\n{ONE}\n"
    assert readers.read(SourceFile("m.txt", text), "text").metadata.date == date


def test_a_group_goes_on_with_a_list_behind_an_undated_entry() -> None:
    entries = (
        "Doe, A. (2019). On weeds. Weeds 3(1), 2-9.",
        "Weed Development Team. Guide and reference manual. Weedland.",
        "Weed Development Team. (2018). Weedy: the interface. Version 2.17. https://example.org",
    )
    text = "It is so.\n\nReferences\n\n" + "\n\n".join(entries) + "\n"
    (part,) = readers.read(SourceFile("paper.txt", text), "text").lists
    assert part.span.of(text).endswith("https://example.org")


FRENCH = """References

Doe, Jeanne, Les cigognes de
l'Aubrac. Transhumance et droit
coutumier, Rodez, Éditions du Nid,
1994.
Roe, Marie, « Le sel des cigognes »,
Provence des nids, 38, 1988, p. 17-40.
"""
GROUPS = """References

Stork Union. Agenda 2063: the Africa we want. Addis Ababa:
Stork Union Commission; 2015.
Roe FO, Poe K. Care of storks in district towns. Afr J
Storks. 2017;21(2):44-51.
Moe P. Stork cards. Stork Plan. 2019;34(5):346-55.
"""


@pytest.mark.parametrize(("text", "first"), [(FRENCH, "Doe, Jeanne"), (GROUPS, "Stork Union. Agenda")])
def test_the_first_entry_of_a_wrapped_list_is_no_note(text: str, first: str) -> None:
    """Neither a line of its own that is a year, nor a line that ends in a colon, cuts the first entry off."""
    (part,) = reference_lists(SourceFile("list.txt", text))
    assert part.span.of(text).startswith(first)
