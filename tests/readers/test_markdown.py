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


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("# A title\n\nSubmitted: 12 March 2019\n\nText.\n", (2019, 3, 12)),
        ("# A title\n\n**Received:** 3 May 2018; *accepted* 9 July 2018\n", (2018, 7, 9)),
        ("---\ndate: 2020-01-02\n---\n\nSubmitted: 12 March 2019\n", (2020, 1, 2)),
        ("# A title\n\n```\nSubmitted: 12 March 2019\n```\n", None),
        ("# A title\n\nThe wares were received on 12 March 2019.\n", None),
    ],
)
def test_the_text_tells_its_date_where_the_front_matter_does_not(text: str, date: tuple[int, ...] | None) -> None:
    assert read(text).metadata.date == date


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


def read_files(folder: Path, files: dict[str, str], main: str) -> Document:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return citations.link(readers.read(SourceFile(str(folder / main), files[main]), "markdown"))


def places(document: Document) -> list[tuple[str, str, int]]:
    """The keys that are cited, each with its file and its line there."""
    found = [(document.source.origin(item.span)[0], item) for citation in document.citations for item in citation.items]
    return [(Path(file.path).name, item.label, document.source.position(item.span.start).line) for file, item in found]


INCLUSIONS = {
    "quarto": "@a1\n\n{{< include parts/one.md >}}\n\n@z1\n",
    "myst": "@a1\n\n```{include} parts/one.md\n:heading-offset: 1\n```\n\n@z1\n",
    "colons": "@a1\n\n::::{note}\n:::{include} /parts/one.md\n:::\n::::\n\n@z1\n",
    "knitr": "@a1\n\n```{r methods, child = 'parts/one.md'}\n```\n\n@z1\n",
    "knitr lines": "@a1\n\n```{r}\n#| child: parts/one.md\n```\n\n@z1\n",
}


@pytest.mark.parametrize("form", INCLUSIONS)
def test_included_files_stand_in_their_place(form: str, tmp_path: Path) -> None:
    files = {
        "paper.md": INCLUSIONS[form],
        "parts/one.md": "---\ntitle: One\n---\n@b1 [@fig-x]\n\n{{< include two.md >}}\n",
        "parts/two.md": "\n@c1",
    }
    document = read_files(tmp_path, files, "paper.md")
    last = INCLUSIONS[form].count("\n")
    assert places(document) == [("paper.md", "a1", 1), ("one.md", "b1", 4), ("two.md", "c1", 2), ("paper.md", "z1", last)]
    assert (document.notices, document.metadata.nocite) == ((), ())


def test_several_children_of_one_chunk_follow_each_other(tmp_path: Path) -> None:
    files = {"p.Rmd": '```{r, child = c("a.Rmd", "b.Rmd")}\n```\n', "a.Rmd": "@a1\n", "b.Rmd": "@b1\n"}
    assert places(read_files(tmp_path, files, "p.Rmd")) == [("a.Rmd", "a1", 1), ("b.Rmd", "b1", 1)]


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ("", ["a1", "b1", "c1", "d1"]),
        (":start-line: 1\n:end-line: 3", ["b1", "c1"]),
        (":start-line: -2", ["c1", "d1"]),
        (":start-after: '@x'", ["a1", "b1", "c1", "d1"]),
        (":start-after: \"\\@b1\"\n:end-before: @d1", ["a1", "b1", "c1"]),
        (":start-after: a1\n:end-before: c1", ["b1"]),
        (":start-at: '@b1'", ["a1", "b1", "c1", "d1"]),
        (":start-at: \"@c\"", ["a1", "b1", "c1", "d1"]),
        (":start-at: @b\n:end-at: c1", ["b1", "c1"]),
        (":start-line: 999999999999\n:end-line: x", ["a1", "b1", "c1", "d1"]),
        (":lines: 2-3", ["b1", "c1"]),
        (":lines: 3-", ["c1", "d1"]),
        (":lines: 2, 99", ["b1", "c1", "d1"]),
        (":lines: x", ["a1", "b1", "c1", "d1"]),
        (":literal: true", []),
        (":lang: python", []),
    ],
)  # fmt: skip
def test_a_part_of_a_file_may_be_included(options: str, keys: list[str], tmp_path: Path) -> None:
    files = {"p.md": f"```{{include}} a.md\n{options}\n```\n", "a.md": "@a1\n@b1\n@c1\n@d1\n"}
    assert [key for _, key, _ in places(read_files(tmp_path, files, "p.md"))] == keys


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../secret.md", "parts/../../secret.md", "link.md", "none.md", "x" * 400, "a.tex"]
)
@pytest.mark.parametrize("form", ["{{{{< include {} >}}}}", "```{{include}} {}\n```", "```{{r, child='{}'}}\n```"])
def test_what_is_not_included_is_said(form: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("@secret1", encoding="utf-8")
    (tmp_path / "project/parts").mkdir(parents=True)
    (tmp_path / "project/link.md").symlink_to(tmp_path / "secret.md")
    document = read_files(tmp_path / "project", {"p.md": f"@a1\n\n{form.format(name)}\n", "a.tex": "@b1"}, "p.md")
    assert [key for _, key, _ in places(document)] == ["a1"]
    assert [notice.endswith("it was not read, so no entry is called uncited") for notice in document.notices] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "````md\n```{include} a.md\n```\n````\n",
        "```\n{{< include a.md >}}\n```\n",
        "{{{< include a.md >}}}\n",
        "See `{{< include a.md >}}` here.\n",
        "```{include} a.md\n",
        "```{r, child = 'a.md', eval = FALSE}\n```\n",
        "```{r}\n#| child: a.md\n#| eval: false\n```\n",
        "```{r, child = if (x) files}\n```\n",
    ],
)
def test_examples_of_inclusions_include_nothing(text: str, tmp_path: Path) -> None:
    document = read_files(tmp_path, {"p.md": text, "a.md": "@a1\n"}, "p.md")
    assert (places(document), document.notices) == ([], ())


DIRECTIVES = """\
::::{note} A title of @a1
:class: wide

@b1
:::{figure} a@b.png
:name: see@b.org
A caption, {cite:p}`c1`.
:::
```{tip}
---
name: x@y
---
@d1
```
::::

::: {.callout-note}
@e1
:::

:::{code-block} python
@decorator
:::

```{code-cell} python
@decorator
```

```python
@decorator
```

````{prf:theorem}
:label: thm

@f1
```{math}
x@y
```
````

:::{own-directive}
@g1
:::

```{theorem, label="th", name="x"}
@h1
```

@z1
"""


def test_directives_hold_prose_or_code() -> None:
    document = citations.link(read(DIRECTIVES))
    assert [key for _, key, _ in places(document)] == ["a1", "b1", "c1", "d1", "e1", "f1", "g1", "h1", "z1"]
    assert all(":::" not in block.span.of(DIRECTIVES) for block in document.blocks)


LABELLED = """\
# One {#sec1}

(two)=
## Two {.unnumbered #two-b}

```{r three, echo=FALSE}
```

```{python}
#| label: four
```

:::{figure} a.png
:name: five
:::

$$x$$ (six)

See @sec1, @two, @two-b, @three, @four, @five, @six, [-@five, @Fig-1], but not @seven.
"""


def test_labels_of_the_text_are_no_keys() -> None:
    assert [key for _, key, _ in places(citations.link(read(LABELLED)))] == ["seven"]


def test_a_label_that_an_entry_has_as_its_key_cites_it(tmp_path: Path) -> None:
    text = "---\nreferences:\n- id: sec1\n  type: book\n  title: A book\n---\n# One {#sec1}\n\n@sec1\n"
    assert [key for _, key, _ in places(read_files(tmp_path, {"p.md": text}, "p.md"))] == ["sec1"]


def test_prefixes_of_labels_are_told_by_the_project_and_the_front_matter(tmp_path: Path) -> None:
    custom = "crossref:\n  custom:\n    - kind: float\n      key: {}\n"
    files = {
        "_quarto.yml": custom.format("dia"),
        "ch/p.qmd": f"---\n{custom.format('vid')}---\n@dia-one, [-@vid-two], @diabetes2019, @map-x\n",
    }
    assert [key for _, key, _ in places(read_files(tmp_path, files, "ch/p.qmd"))] == ["diabetes2019", "map-x"]


def test_commands_of_latex_cite_as_pandoc_hands_them_on() -> None:
    text = (
        "As \\cite{a1} and \\citep[p.~3]{b1, c1} say, \\citet{d1}, \\textcite*{e1}, \\footcite[see][2]{f1}; @z1.\n\n"
        "Write `\\cite{no}`, $\\beta_{\\text{no}}$, \\text{no}, \\citation{no}, \\nocite{no}.\n\n```latex\n\\cite{no}\n```\n"
    )
    found = citations.link(read(text)).citations
    keys = [([item.label for item in citation.items], citation.narrative) for citation in found]
    assert keys == [
        (["a1"], False), (["b1", "c1"], False), (["d1"], True), (["e1"], True), (["f1"], False), (["z1"], True),
    ]  # fmt: skip


def test_a_list_that_a_directive_prints_has_no_entries_of_the_text() -> None:
    entry = "Doe, A. (2019). On weeds. Weeds 3(1), 2-9."
    assert read(f"Weeds.\n\n## References\n\n{entry}\n").lists
    assert not read(f"Weeds.\n\n## References\n\n```{{bibliography}}\n```\n\n{entry}\n").lists


def test_a_request_to_cite_is_no_reference_list() -> None:
    entry = "- Doe, A. (2019). On weeds. Weeds 3(1), 2-9."
    assert not read(f"# Weeds\n\n## Reference\n\nIf you use this program, please cite\n\n{entry}\n").lists


def test_definitions_of_links_are_no_keys() -> None:
    text = "By [@Octocat] and [@doe].\n\n[@octocat]: https://example.org/octocat\n"
    assert [citation.text for citation in citations.link(read(text)).citations] == ["[@doe]"]


def test_elements_with_keys_cite() -> None:
    text = (
        'So <cite data-cite="doe2019,roe">(Doe)</cite> and <cite data-cite="x"></cite>, `<cite data-cite="y">`, '
        'and <cite data-cite="12/AB">z</cite>.'
    )
    assert [[item.label for item in citation.items] for citation in read(text).citations] == [["doe2019", "roe"], ["x"]]
