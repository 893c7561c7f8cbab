"""Markdown: blocks with true places, what is no prose in them, comments, front matter."""

from pathlib import Path

import pytest

from checker import citations, readers
from checker.errors import InputError
from checker.model.document import BlockKind, Document
from checker.model.text import SourceFile


def read(text: str) -> Document:
    return readers.read(SourceFile("a.md", text), "markdown")


def excluded(text: str) -> list[str]:
    return [part.of(text) for block in read(text).blocks for part in block.excluded]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("(@good) An example.\n(@better) Another.\n\nAs (@good) and (@better) show, [@good; @x].", [["good", "x"]]),
        ("So it is\n(@smith2019) in a wrapped line, and (@smith2019).", [["smith2019"], ["smith2019"]]),
        ("See {{< video @name >}} and {{< unclosed @x.", [["x"]]),
    ],
)
def test_examples_and_shortcodes_cite_nothing(text: str, keys: list[list[str]]) -> None:
    found = citations.link(read(text)).citations
    assert [[item.label for item in citation.items] for citation in found] == keys


def test_blocks_have_kinds_and_places() -> None:
    text = (
        "---\ntitle: T\n---\n\n# Heading\r\n\r\nA paragraph\r\nof two lines.\r\n\n- an item\n\n> quoted\n\n"
        "[^1]: A footnote.\n\n|a|b|\n|-|-|\n|1|2|\n\n```{r}\ncode [@x]\n```\n"
    )
    found = [(block.kind, block.span.of(text)) for block in read(text).blocks]
    assert found == [
        (BlockKind.OTHER, "---\ntitle: T\n---"),
        (BlockKind.HEADING, "Heading"),
        (BlockKind.PARAGRAPH, "A paragraph\r\nof two lines."),
        (BlockKind.LIST_ITEM, "an item"),
        (BlockKind.PARAGRAPH, "quoted"),
        (BlockKind.FOOTNOTE, "A footnote."),
        (BlockKind.TABLE, "|a|b|\n|-|-|\n|1|2|"),
        (BlockKind.OTHER, "```{r}\ncode [@x]\n```"),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Use `[@x]` and ``a ` b`` here.", ["`[@x]`", "``a ` b``"]),
        ("See [1](#ref-1), ![a](b.png).", ["(#ref-1)", "(b.png)"]),
        ("At https://a.org/x_(y). And (see www.b.org).", ["https://a.org/x_(y)", "www.b.org"]),
        ("Mail <a@b.org>, <span>x</span><!-- no -->.", ["<a@b.org>", "<span>", "</span>", "<!-- no -->"]),
        (r"It is $x_{[1]}$ or \([2]\), $$[3]$$; costs $5 and $6.", ["$x_{[1]}$", r"\([2]\)", "$$[3]$$"]),
        ("Raised<sup>12</sup> and^3^.", []),
    ],
)
def test_what_is_no_prose_is_excluded(text: str, parts: list[str]) -> None:
    assert excluded(text + "\n") == parts


def test_superscripts_keep_their_markup() -> None:
    text = "Raised<sup>12</sup> and^3,4^.\n"
    assert [part.of(text) for part in read(text).blocks[0].superscripts] == ["<sup>12</sup>", "^3,4^"]


def test_comments_are_found_outside_code() -> None:
    text = "Text <!-- one --> and `<!-- no -->`.\n\n<!-- two\n\nlines -->\n\n```\n<!-- no -->\n```\n"
    assert [comment.span.of(text) for comment in read(text).comments] == ["<!-- one -->", "<!-- two\n\nlines -->"]


def test_a_list_in_the_text_ends_at_the_next_section() -> None:
    entry = "1. Smith A. A study of tumours. Ann Surg. 2015;12:1-9. [Link](https://a.org)"
    text = f"# One\n\nText [1].\n\n## References\n\n{entry}\n\n# Two\n\nMore text here.\n"
    (found,) = read(text).lists
    assert found.span.of(text) == entry
    assert found.heading is not None
    assert found.heading.of(text) == "## References"


def test_an_empty_references_section_is_no_list() -> None:
    assert not read("Text [@a].\n\n# References\n\n<!-- put here -->\n<div id='refs'></div>\n\n[a]: https://x.org\n").lists


def test_front_matter_tells_about_the_manuscript() -> None:
    about = read(
        "---\ntitle: 'It''s: a title'\nauthor:\n  - name: Anna Smith\n    orcid: 1\n  - name: Bo Li\n"
        "date: 26 May 2016  # sent\n"
        "bibliography: [a.bib, \"b.bib\"]\nnocite: '@x, @{y z}'\ndoi: https://doi.org/10.1000/1\n---\nText.\n"
    ).metadata
    assert about.title == "It's: a title"
    assert [(name.given, name.family) for name in about.author] == [("Anna", "Smith"), ("Bo", "Li")]
    assert about.date == (2016, 5, 26)
    assert about.bibliography == ("a.bib", "b.bib")
    assert about.nocite == ("x", "y z")
    assert about.doi == "10.1000/1"


def test_bibliographies_stand_beside_the_manuscript(tmp_path: Path) -> None:
    text = "---\ntitle: T\nbibliography:\n  - a.bib\n  - b.bib\n---\nText.\n"
    document = readers.read(SourceFile(str(tmp_path / "m.md"), text), "markdown")
    (tmp_path / "a.bib").write_text("@a{b}", encoding="utf-8")
    with pytest.raises(InputError, match=r"m\.md:5: bibliography `b\.bib`"):
        readers.bibliography_paths(document)
    (tmp_path / "b.bib").write_text("@a{b}", encoding="utf-8")
    assert [path.name for path in readers.bibliography_paths(document)] == ["a.bib", "b.bib"]


def test_a_single_paragraph_with_a_year_and_a_page_is_no_list() -> None:
    assert read("Moss is slow [@smith2019, p. 3; see @doe2020], as was known in 1999.\n").lists == ()
