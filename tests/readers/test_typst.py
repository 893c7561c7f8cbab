"""Typst: keys are cited in content alone, and labels of the text are no keys."""

from pathlib import Path

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


def chapters(folder: Path, files: dict[str, str], main: str = "paper.typ") -> Document:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return engine.read(SourceFile(str(folder / main), (folder / main).read_text(encoding="utf-8")), "typst")


def test_included_files_stand_in_their_place(tmp_path: Path) -> None:
    found = chapters(
        tmp_path,
        {
            "paper.typ": '#show: thesis.with(abstract: include "abstract.typ")\n= One\n\nSee @a, @later.\n\n'
            '#include "chapters/two.typ"\n#include "/chapters/three.typ"\n',
            "abstract.typ": "As @b says.",
            "chapters/two.typ": '= Two <later>\n\nSee @c and @deep.\n\n#include "deep.typ"\n\n#bibliography("../refs.bib")',
            "chapters/deep.typ": "#figure[x] <deep>\n\n@d",
            "chapters/three.typ": "See @late.",
            "refs.bib": "".join(f"@misc{{{key}, title={{A}}}}" for key in ("a", "b", "c", "d")),
        },
    )
    places = [(found.source.origin(item.span), item) for citation in found.citations for item in citation.items]
    assert [(Path(file.path).name, span.of(file.text), item.reference) for (file, span), item in places] == [
        ("paper.typ", "a", "a"),
        ("two.typ", "c", "c"),
        ("deep.typ", "d", "d"),
        ("three.typ", "late", None),
        ("abstract.typ", "b", "b"),
    ]
    assert [found.source.position(item.span.start) for _, item in places] == [(4, 6), (3, 6), (3, 2), (1, 6), (1, 5)]
    assert (found.notices, found.metadata.nocite) == ((), ())


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../secret.typ", "a/../../secret.typ", "link.typ", "missing.typ", "\0", "x" * 9999]
)
@pytest.mark.parametrize("code", ['#include "{}"', '#f(a: include "{}")'])
def test_nothing_is_read_outside_the_project(name: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "secret.typ").write_text("@secret", encoding="utf-8")
    folder = tmp_path / "project"
    (folder / "a").mkdir(parents=True)
    (folder / "link.typ").symlink_to(tmp_path / "secret.typ")
    found = typst.read(SourceFile(str(folder / "paper.typ"), "@a\n\n" + code.format(name)))
    assert keys(found) == [["a"]]
    [notice] = found.notices
    assert "it was not read, so no entry is called uncited" in notice
    assert found.metadata.nocite == ("*",)


def test_recursion_of_inclusions_ends(tmp_path: Path) -> None:
    files = {"paper.typ": '#include "b.typ"', "b.typ": '@b #include "paper.typ"\n#f(include "b.typ")'}
    found = chapters(tmp_path, files)
    assert keys(found) == [["b"]]
    assert all("includes itself" in notice for notice in found.notices)
    assert len(found.notices) == 2
    assert found.metadata.nocite == ()


def test_templates_are_told_the_bibliography() -> None:
    text = '#show: project.with(title: "A", bibliography-file: "refs.bib")\n#let bib = "x.bib"\n@a'
    assert read(text).metadata.bibliography == ("refs.bib",)


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
