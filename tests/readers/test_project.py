"""A manuscript finds its bibliography as its own tool chain does, and nothing is executed on the way."""

from pathlib import Path

import pytest

from checker import engine, registry
from checker.errors import InputError
from checker.readers import discovery, files, project

BIB = "@article{smith2019, author={Smith, A}, title={One}, journal={J}, year={2019}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "refs").mkdir()
    (tmp_path / "refs/all.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "chapters").mkdir()
    return tmp_path


CONFIGS = [
    ("_quarto.yml", "project:\n  type: book\nbibliography: refs/all.bib\n"),
    ("_quarto.yml", "bibliography:\n  - refs/all.bib\n"),
    ("chapters/_metadata.yml", "bibliography: ../refs/all.bib\n"),
    ("myst.yml", "version: 1\nproject:\n  bibliography:\n    - refs/all.bib\n"),
    ("refs/../_config.yml", "title: A book\nbibtex_bibfiles:\n  - refs/all.bib\n"),
    ("_config.yml", "sphinx:\n  config:\n    bibtex_bibfiles: [refs/all.bib]\n"),
    ("conf.py", "import os\nbibtex_bibfiles = ['refs/all.bib']\nraise SystemExit('not executed')\n"),
]


@pytest.mark.parametrize(("name", "text"), CONFIGS)
def test_a_project_names_the_bibliography(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    paper = folder / "chapters/one.md"
    paper.write_text("Tumours are rare [@smith2019].\n", encoding="utf-8")
    found = engine.read(files.load(paper), "markdown")
    assert [item.reference for citation in found.citations for item in citation.items] == ["smith2019"]
    assert discovery.expand([folder]) == (paper,)


def test_bookdown_takes_that_of_its_index(folder: Path) -> None:
    (folder / "_bookdown.yml").write_text("book_filename: a\n", encoding="utf-8")
    (folder / "index.Rmd").write_text("---\nbibliography: [refs/all.bib]\n---\n", encoding="utf-8")
    assert [named.path.name for named in project.bibliographies(folder / "chapters/one.Rmd")] == ["all.bib"]


def test_myst_takes_the_files_of_the_folder(folder: Path) -> None:
    (folder / "myst.yml").write_text("project:\n  title: A\n", encoding="utf-8")
    (folder / "own.bib").write_text(BIB, encoding="utf-8")
    assert [named.path.name for named in project.bibliographies(folder / "chapters/one.md")] == ["own.bib"]


def test_a_text_without_keys_needs_none(folder: Path) -> None:
    (folder / "_quarto.yml").write_text("bibliography: refs/all.bib\n", encoding="utf-8")
    (folder / "one.md").write_text("Nothing is cited, write to a@b.org.\n", encoding="utf-8")
    assert engine.read(files.load(folder / "one.md"), "markdown").references != ()
    (folder / "two.md").write_text("Nothing is cited.\n", encoding="utf-8")
    assert engine.read(files.load(folder / "two.md"), "markdown").references == ()


def test_a_missing_file_is_named_with_the_configuration(folder: Path) -> None:
    (folder / "_quarto.yml").write_text("bibliography: refs/no.bib\n", encoding="utf-8")
    (folder / "one.md").write_text("See @smith2019.\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"_quarto\.yml: bibliography `.*refs/no\.bib`: no such file; mend its name"):
        engine.read(files.load(folder / "one.md"), "markdown")


@pytest.mark.parametrize(
    "text",
    [
        "bibtex_bibfiles = sorted(glob('*.bib'))",
        "bibtex_bibfiles = (",
        "bibtex_bibfiles = 3",
        "bibtex_bibfiles = " + "(" * 10000,
    ],
)
def test_what_is_computed_is_not_known(folder: Path, text: str) -> None:
    (folder / "conf.py").write_text(text, encoding="utf-8")
    assert project.bibliographies(folder / "one.rst") == ()


@pytest.mark.parametrize("text", ["[", "- a", "project: x\n", "bibliography: {a: b}\n", "", "\0"])
def test_a_broken_configuration_names_nothing(folder: Path, text: str) -> None:
    for name in ("_quarto.yml", "myst.yml", "_config.yml", "_bookdown.yml"):
        (folder / name).write_text(text, encoding="utf-8")
    assert project.bibliographies(folder / "one.md") == ()


def test_references_in_the_front_matter_are_entries(folder: Path) -> None:
    text = "---\ntitle: A\nreferences:\n- id: doe\n  type: book\n  title: Two\n---\n\nSee @doe and [@roe].\n"
    (folder / "one.md").write_text(text, encoding="utf-8")
    found = engine.read(files.load(folder / "one.md"), "markdown")
    assert [entry.span_of("title").of(text) for entry in found.references] == ["Two"]
    assert [item.reference for citation in found.citations for item in citation.items] == ["doe", None]


def test_a_stroke_in_front_means_the_root_of_a_sphinx_project(folder: Path) -> None:
    (folder / "conf.py").write_text("project = 'x'\n", encoding="utf-8")
    (folder / "chapters/one.rst").write_text("See :cite:`smith2019`.\n\n.. bibliography:: /refs/all.bib\n", encoding="utf-8")
    found = engine.read(files.load(folder / "chapters/one.rst"), "rst")
    assert [entry.id for entry in found.references] == ["smith2019"]


def test_what_a_page_leaves_uncited_of_a_project_is_no_finding(folder: Path) -> None:
    more = "".join(f"@article{{a{n}, author={{Doe, A}}, title={{T{n}}}, journal={{J}}, year={{2019}}}}\n" for n in range(9))
    (folder / "refs/all.bib").write_text(BIB + more, encoding="utf-8")
    (folder / "_quarto.yml").write_text("bibliography: refs/all.bib\n", encoding="utf-8")
    setup = engine.Setup(rules=(registry.load().get("CIT102"),), resolver=engine.NoWorks())
    pages = {"one.qmd": "[@smith2019]\n", "chapters/own.qmd": "---\nbibliography: ../refs/all.bib\n---\n[@smith2019]\n"}
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    found = {name: engine.check_source(files.load(folder / name), "markdown", (), setup).findings for name in pages}
    assert [len(findings) for findings in found.values()] == [0, 1]


def test_the_labels_of_a_myst_project_are_those_of_all_its_pages(folder: Path) -> None:
    (folder / "chapters/two.md").write_text("(methods)=\n## Methods\n", encoding="utf-8")
    cells = '{"cells": [{"cell_type": "markdown", "source": ["(aims)=\\n", "## Aims\\n"]}], "nbformat": 4}'
    (folder / "three.ipynb").write_text(cells, encoding="utf-8")
    (folder / "broken.ipynb").write_text('{"cells": 1}', encoding="utf-8")
    paper = folder / "chapters/one.md"
    paper.write_text("See @methods, @aims and @smith2019; not @other.\n", encoding="utf-8")
    assert not {"methods", "aims"} & set(engine.read(files.load(paper), "markdown").labels)
    (folder / "myst.yml").write_text("project:\n  bibliography: refs/all.bib\n", encoding="utf-8")
    document = engine.read(files.load(paper), "markdown")
    assert {"methods", "aims"} <= set(document.labels)
    assert [item.label for citation in document.citations for item in citation.items] == ["smith2019", "other"]
