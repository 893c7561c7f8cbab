"""Org: citations of its own, of org-ref and of LaTeX, and what is left alone."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import citations, engine, readers
from checker.errors import InputError
from checker.model.document import BlockKind, Document
from checker.model.text import SourceFile
from checker.readers import org

TEXT = """\
#+TITLE: A paper on weeds
#+AUTHOR: Anna Doe, Bob Roe
#+DATE: 2021-03-04
#+bibliography: refs.bib
#+nocite: @asked

* Introduction :tag:
:PROPERTIES:
:SOURCE: cite:property
:END:
Weeds grow [cite:@doe2019], see [cite/t:see @roe2020 p. 3; @poe:2018_x-y.]. Older cite:doe2019,roe2020. And citet:poe:2018_x-y.
So does =[cite:@code1]= and ~cite:code2~, $x_{cite:m}$; [[https://example.org/cite:url][a link]], [[cite:doe2019][see]],
website:no and [[citep:see &roe2020 p. 3;&low]]. \\cite{doe2019}, {{{cite(@macro)}}}, [fn:1] and Cref:fig:a, cite: nothing.

# a comment [cite:@comment]
#+begin_src python :results none
x = "[cite:@src]"
#+end_src

#+BEGIN_EXAMPLE
,* cite:example
#+END_EXAMPLE

#+begin_quote
A quotation [cite:@quoted].
#+end_quote

#+begin_export latex
\\citep{exported}
#+end_export

: fixed [cite:@fixed]

#+caption: A map of [cite:@mapped].
| a | [cite:@tabled] |

:abstract:
- An item cite:item1,
- Another [cite/n:@unprinted]
:end:

\\begin{equation}
x = [cite:@formula]
\\end{equation}

** COMMENT Hidden
[cite:@hidden]
*** deeper
[cite:@hidden]
** Draft :noexport:
[cite:@hidden]
** Shown
*************** TODO [cite:@task]
[fn:1] A note [cite:@noted].
"""


def read(text: str = TEXT) -> Document:
    return org.read(SourceFile("paper.org", text))


def keys(document: Document) -> list[list[str]]:
    return [[item.label for item in citation.items] for citation in document.citations]


def test_what_cites_and_what_does_not() -> None:
    found = read()
    assert keys(found) == [
        ["doe2019"], ["roe2020", "poe:2018_x-y"], ["doe2019", "roe2020"], ["poe:2018_x-y"], ["doe2019"], ["roe2020", "low"],
        ["doe2019"], ["quoted"], ["mapped"], ["tabled"], ["item1"], ["noted"],
    ]  # fmt: skip
    assert all(item.span.of(TEXT) == item.label for citation in found.citations for item in citation.items)
    assert [citation.narrative for citation in found.citations[:4]] == [False, True, False, True]
    assert found.citations[1].items[0].locator == "p. 3"
    assert found.citations[4].text == "cite:doe2019"


def test_what_the_text_says_about_itself() -> None:
    metadata = read().metadata
    assert (metadata.title, metadata.date, metadata.bibliography) == ("A paper on weeds", (2021, 3, 4), ("refs.bib",))
    assert [name.family for name in metadata.author] == ["Doe", "Roe"]
    assert set(metadata.nocite) == {"asked", "unprinted", "macro", "exported"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("#+BIBLIOGRAPHY: refs plain limit:t", ["refs.bib"]),
        ('#+bibliography: "my works.bib"\n#+bibliography: more.json', ["my works.bib", "more.json"]),
        ("#+bibliography:My Library.bib", ["My Library.bib"]),
        ("Text.\n\nbibliographystyle:unsrt\nbibliography:a.bib,b", ["a.bib", "b.bib"]),
        ("[[bibliography:a.bib]]", ["a.bib"]),
        ("#+latex_header: \\addbibresource{./bib/a.bib}", ["./bib/a.bib"]),
        ("#+begin_export latex\n\\bibliography{a,b}\n#+end_export", ["a.bib", "b.bib"]),
        ("\\bibliography{a}\n\n# bibliography:c.bib", ["a.bib"]),
        ("#+begin_src latex\n\\bibliography{a}\n#+end_src", []),
    ],
)
def test_bibliographies(text: str, names: list[str]) -> None:
    found = read(text).metadata
    assert list(found.bibliography) == names
    assert len(found.bibliography_spans) == len(names)


def test_numbers_without_a_list_are_no_citations() -> None:
    assert citations.link(read("An array [3-1] and a note [fn:1] and a cookie [2/3] or [50%].")).citations == ()


def test_a_printed_list_is_read() -> None:
    text = "Weeds grow [1].\n\n* References\n\n1. Doe A. On weeds. Weeds. 2019;3:1-9.\n\n* Appendix\n\nMore.\n"
    linked = engine.read(SourceFile("paper.org", text), "org")
    assert [item.reference for citation in linked.citations for item in citation.items] == ["1"]
    assert not read("* References\n#+print_bibliography:\n\n1. Doe A. On weeds. Weeds. 2019;3:1-9.\n").lists


def read_files(folder: Path, files: dict[str, str]) -> Document:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / ".git").mkdir(exist_ok=True)
    return org.read(SourceFile(str(folder / "paper.org"), files["paper.org"]))


def test_included_files_stand_in_their_places(tmp_path: Path) -> None:
    files = {
        "paper.org": '* One\n#+include: "parts/a.org"\n#+INCLUDE: code.org src org\n* Two\n[cite:@last]\n',
        "parts/a.org": "[cite:@first] [cite:@second]\n",
        "code.org": "[cite:@code]\n",
    }
    found = read_files(tmp_path, files)
    assert keys(found) == [["first"], ["second"], ["last"]]
    file, span = found.source.origin(found.citations[0].span)
    assert (Path(file.path).name, span.start) == ("a.org", 0)
    assert found.notices == ()


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret.org", "none.org", "a.org::*Part", "x" * 400, "a.tex"])
def test_what_is_not_included_is_said(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.org").write_text("[cite:@secret]", encoding="utf-8")
    (tmp_path / "project").mkdir()
    found = read_files(tmp_path / "project", {"paper.org": f'#+include: "{name}"\n[cite:@own]\n', "a.tex": "\\cite{tex}"})
    assert keys(found) == [["own"]]
    assert len(found.notices) == 1
    assert found.metadata.nocite == ("*",)


def test_a_file_that_includes_itself_ends(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"paper.org": "#+include: paper.org\n[cite:@own]\n"})
    assert keys(found) == [["own"]]
    assert "includes itself" in found.notices[0]


def test_the_bibliography_is_found_and_missing_ones_are_named(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@book{doe, author={Doe, A}, title={Weeds}, publisher={P}, year=2001}", encoding="utf-8")
    paper = tmp_path / "paper.org"
    paper.write_text("#+bibliography: refs.bib\n[cite:@doe]\n", encoding="utf-8")
    document = readers.read(SourceFile(str(paper), paper.read_text(encoding="utf-8")), "org")
    assert [path.name for path in readers.bibliography_paths(document)] == ["refs.bib"]
    missing = readers.read(SourceFile(str(paper), "\n#+bibliography: none.bib\n"), "org")
    with pytest.raises(InputError, match=r"paper\.org:2: bibliography `none\.bib`: no such file"):
        readers.bibliography_paths(missing)


@pytest.mark.parametrize("text", ["*" * 50_000, "#+begin_src\n" * 5000, "[cite:" * 20_000, "=a" * 30_000, "[[" * 30_000])
def test_hostile_texts_are_read(text: str) -> None:
    assert read(text).format == "org"


@given(st.lists(st.sampled_from(TEXT.split("\n")) | st.text("*#+:|[]@cite= \r\n", max_size=12), max_size=25).map("\n".join))
def test_blocks_and_citations_are_true_ordered_and_disjoint(text: str) -> None:
    found = read(text)
    spans = [block.span for block in found.blocks]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(block.kind is BlockKind.OTHER or block.span.of(text).strip() for block in found.blocks)
    assert all(citation.span.of(text) == citation.text for citation in found.citations)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found.citations))
