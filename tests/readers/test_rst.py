"""reStructuredText: roles, citations and footnotes, with their definitions as the list."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import citations, engine
from checker.model.document import BlockKind, Document
from checker.model.text import SourceFile
from checker.readers import rst

TEXT = """\
=======
A paper
=======

:Author: Someone
:Date: 2020-03-01

Introduction
------------

Tumours are rare :cite:p:`smith2019,doe2001`, as :cite:t:`roe2002` said; see also
[Low2003]_ and ``:cite:`literal``` or :math:`x_{[1]_}`.

.. note::
   :class: wide

   A note cites :cite:`note1{p. 3}`.

.. code-block:: python

   x = "[Code1]_ :cite:`code1`"

A literal block::

    [Literal1]_

.. a comment with :cite:`comment1`
   over two lines

- An item :footcite:`item1`

.. [Low2003] Low F, Poe E. Growth of small tumours.
   Ann Surg. 2003;14:20-9.
.. _target: https://example.org/[x]_

.. bibliography:: refs.bib
   other.bib
   :style: plain
"""
NOTES = """\
Rare as they are [1]_, they grow [2]_ and [3]_.

.. [1] Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.
.. [2] Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.
"""


def read(text: str = TEXT) -> Document:
    return citations.link(rst.read(SourceFile("paper.rst", text)))


def keys(document: Document) -> list[list[str]]:
    return [[item.label for item in citation.items] for citation in document.citations]


def test_roles_and_citations_are_found_in_prose_alone() -> None:
    found = read()
    assert keys(found) == [["smith2019", "doe2001"], ["roe2002"], ["Low2003"], ["note1"], ["item1"]]
    assert [citation.narrative for citation in found.citations] == [False, True, False, False, False]
    assert found.citations[3].items[0].suffix == "p. 3"
    assert found.citations[2].items[0].reference == found.references[0].id
    assert found.references[0].title == "Growth of small tumours"


def test_headings_metadata_and_comments() -> None:
    found = read()
    headings = [block.span.of(TEXT) for block in found.blocks if block.kind is BlockKind.HEADING]
    assert headings == ["A paper", "Introduction"]
    assert (found.metadata.title, found.metadata.date, found.metadata.bibliography) == ("A paper", (2020, 3, 1), ("refs.bib",))
    assert [comment.span.of(TEXT).split("\n")[0] for comment in found.comments] == [".. a comment with :cite:`comment1`"]


def test_footnotes_that_are_references_are_the_list() -> None:
    found = read(NOTES)
    assert [entry.number for entry in found.references] == [1, 2]
    assert [[item.reference for item in citation.items] for citation in found.citations] == [["1"], ["2"], [None]]


def test_other_footnotes_are_no_references() -> None:
    found = read("Rare as they are [1]_, they grow [#note]_.\n\n.. [1] Or so it is said.\n.. [#note] As we know.\n")
    assert found.references == ()
    assert found.citations == ()


def test_a_printed_list_is_read_too() -> None:
    text = "Rare [1].\n\nReferences\n==========\n\n1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
    found = engine.read(SourceFile("paper.rst", text), "rst")
    assert [entry.id for entry in found.references] == ["1"]
    assert [citation.text for citation in found.citations] == ["[1]"]


@pytest.mark.parametrize(
    "text", ["..", ".. ", ".. [", ".. [a]", "::\n\n  x", "a\n=", "===\n===\n===", ">>> x\n", ".. x::", ":a:"]
)
def test_fragments_are_read(text: str) -> None:
    read(text)


@given(st.text(st.sampled_from(".. []_:`|=-#ab1\n  cite{},é😀>"), max_size=80))
def test_any_text_is_read(text: str) -> None:
    found = engine.read(SourceFile("/nonexistent/paper.rst", f"x{text}"), "rst", [SourceFile("refs.bib", "@misc{a}")])
    for citation in found.citations:
        assert citation.span.of(found.source.text) == citation.text
        assert all(item.span.of(found.source.text) == item.label for item in citation.items)
    spans = [block.span for block in found.blocks]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_long_inputs_take_linear_time() -> None:
    for piece in ("``", ":a:`", "<a", "[a]_ ", ".. x\n", "  ", "|", ".. [a] b\n", ":cite:`a"):
        read(piece * 5_000)


def read_files(folder: Path, files: dict[str, str], main: str = "paper.rst") -> Document:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return engine.read(SourceFile(str(folder / main), files[main]), "rst")


def cited(document: Document) -> list[str]:
    return [item.label for citation in document.citations for item in citation.items]


def test_included_files_stand_in_their_place(tmp_path: Path) -> None:
    files = {
        "conf.py": "",
        "docs/paper.rst": ":cite:`a1`\n\n.. include:: parts/one.rst\n   :start-after: START\n\n.. note::\n   :cite:p:`y1`\n\n"
        ".. include:: /docs/three.rst\n\n.. include:: <isonum.txt>\n\n:cite:`z1`\n",
        "docs/parts/one.rst": ":cite:`no`\n\nSTART\n\n:cite:`b1`\n\n.. include:: two.rst\n",
        "docs/parts/two.rst": "\n:cite:`c1`",
        "docs/three.rst": ":cite:`d1`",
    }
    document = read_files(tmp_path, files, "docs/paper.rst")
    places = [document.source.origin(citation.span) for citation in document.citations]
    assert [(Path(file.path).name, span.of(file.text)) for file, span in places] == [
        ("paper.rst", ":cite:`a1`"), ("one.rst", ":cite:`b1`"), ("two.rst", ":cite:`c1`"), ("paper.rst", ":cite:p:`y1`"),
        ("three.rst", ":cite:`d1`"), ("paper.rst", ":cite:`z1`"),
    ]  # fmt: skip
    assert (document.notices, document.metadata.nocite) == ((), ())


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret.rst", "link.rst", "none.rst", "README.md", "x" * 400])
def test_what_is_not_included_is_said(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.rst").write_text(":cite:`secret`", encoding="utf-8")
    (tmp_path / "project").mkdir()
    (tmp_path / "project/link.rst").symlink_to(tmp_path / "secret.rst")
    document = read_files(tmp_path / "project", {"paper.rst": f":cite:`a1`\n\n.. include:: {name}\n", "README.md": "[@b]"})
    assert cited(document) == ["a1"]
    assert [notice.endswith("it was not read, so no entry is called uncited") for notice in document.notices] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Code::\n\n   .. include:: a.rst\n",
        ".. include:: a.rst\n   :literal:\n",
        ".. include:: a.rst\n   :code: rst\n",
        ".. a comment\n   .. include:: a.rst\n",
    ],
)
def test_examples_of_inclusions_include_nothing(text: str, tmp_path: Path) -> None:
    document = read_files(tmp_path, {"paper.rst": text, "a.rst": ":cite:`a1`"})
    assert (cited(document), document.notices) == ([], ())


def test_citations_that_another_file_of_a_sphinx_project_defines_are_not_judged(tmp_path: Path) -> None:
    text = "See [Luke1969]_ and [Roe2001]_.\n\n.. [Roe2001] Roe D. On weeds. Weeds 3, 4-9, 2001.\n"
    document = read_files(tmp_path, {"paper.rst": text})
    assert (cited(document), document.notices) == (["Luke1969", "Roe2001"], ())
    document = read_files(tmp_path, {"paper.rst": text, "conf.py": ""})
    assert cited(document) == ["Roe2001"]
    assert document.notices == ("1 citation means an entry of another file of the Sphinx project, which was not looked for",)


def test_a_list_that_a_directive_prints_has_no_entries_of_the_text() -> None:
    text = "Weeds :footcite:t:`doe`.\n\nReferences\n----------\n\n.. footbibliography::\n\nMore of this: https://example.org/2019\n"
    assert read(text).lists == ()
