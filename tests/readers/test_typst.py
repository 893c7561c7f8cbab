"""Typst: keys are cited in content alone, and labels of the text are no keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import engine
from checker.model.document import BlockKind, Document
from checker.model.text import SourceFile
from checker.readers import typst

TEXT = """\
#import "@preview/template:0.1.0": paper
#show: paper.with(
  title: [A title with @smith2019],
  bibliography: bibliography("refs.bib", style: "apa"),
)
// @comment is not cited
/* nor @this /* nor @nested */ or @that */

= Introduction
Tumours are rare @smith2019 @doe-2001, as @fig:one shows. See @roe2002: it says so.
Write to someone@example.org or see https://example.org/@name. Escaped \\@no.

#figure(
  image("one.png", width: 80%),
  caption: [From the work of @low2003[p. 3].],
) <fig:one>

It was #emph[shown by #cite(<poe1999>, form: "prose") again], `not @raw` and $x^@maths$.
- An item that cites @item1
```typ
@block
```
#let note = [As @let1 said]
#bibliography(("other.yml", "third.bib"), full: true)
"""


def read(text: str = TEXT) -> Document:
    return typst.read(SourceFile("paper.typ", text))


def keys(document: Document) -> list[list[str]]:
    return [[item.label for item in citation.items] for citation in document.citations]


def test_keys_are_cited_in_content_alone() -> None:
    found = read()
    assert keys(found) == [
        ["smith2019"], ["smith2019", "doe-2001"], ["roe2002"], ["low2003"], ["poe1999"], ["item1"], ["let1"],
    ]  # fmt: skip
    assert [citation.text for citation in found.citations][1:5] == [
        "@smith2019 @doe-2001",
        "@roe2002",
        "@low2003",
        "<poe1999>",
    ]
    assert all(item.span.of(TEXT) == item.label for citation in found.citations for item in citation.items)


def test_bibliographies_comments_and_blocks() -> None:
    found = read()
    assert found.metadata.bibliography == ("refs.bib", "other.yml", "third.bib")
    assert found.metadata.nocite == ("*",)
    assert found.metadata.title == "Introduction"
    assert [comment.span.of(TEXT) for comment in found.comments] == [
        "// @comment is not cited",
        "/* nor @this /* nor @nested */ or @that */",
    ]
    prose = [block for block in found.blocks if block.kind is BlockKind.PARAGRAPH]
    assert all("image(" not in TEXT[block.span.start : block.span.end] or block.excluded for block in prose)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#[#set text(red)] and @a", [["a"]]),
        ("#set page(header: [@a])\n@b", [["a"], ["b"]]),
        ("#if x { [@a] }\n@b", [["a"], ["b"]]),
        ("#x.y(1).z[@a] (@b)", [["a"], ["b"]]),
        ("#let f(x) = {\n  let y = 1\n  [@a]\n}\n@b", [["a"], ["b"]]),
        ('#"@string" @a', [["a"]]),
        ("@a.b. Then @c:", [["a.b"], ["c"]]),
        ("#cite(<a>)#cite(<b>)", [["a"], ["b"]]),
        ('#cite(label("a/b"), form: "prose") @c', [["a/b"], ["c"]]),
        ('@a #figure([x]) #label("a") #ref(label("b")) @b', [["b"]]),
        ('#figure([x #label("a")], y: label("c")) @a @b @c', [["b"]]),
        ("[@a; see] ]] @b", [["a"], ["b"]]),
        ("`", []),
        ("#bibliography(", []),
        ("#f((([{", []),
    ],
)
def test_code_and_content_are_told_apart(text: str, expected: list[list[str]]) -> None:
    assert keys(read(text)) == expected


def test_included_files_are_named() -> None:
    assert read('#include "chapters/one.typ"\n@a').notices == (
        "`chapters/one.typ` is included and was not read; check it by its name",
    )
    assert read('#include "chapters/one.typ"\n@a').metadata.nocite == ("*",)


@given(st.text(st.sampled_from('@ab1<>#[](){}"`$/*\\\n :.cite=-é😀'), max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = engine.read(SourceFile("/nonexistent/paper.typ", f"x{text}"), "typst", [SourceFile("refs.bib", "@misc{a}")])
    for citation in found.citations:
        assert citation.span.of(found.source.text) == citation.text
        assert all(item.span.of(found.source.text) == item.label for item in citation.items)
    spans = [block.span for block in found.blocks]
    assert spans == sorted(spans)


def test_nesting_has_no_limit_and_takes_linear_time() -> None:
    for piece in ("#[", "#f(", "/*", "#{[", "(", "$", "`", "@a["):
        read(piece * 20_000)
