"""A manuscript of each format through the command line: its findings stand where a person finds them."""

import json
from pathlib import Path
from typing import Any

from tests.readers.pdf_writer import Put, lines, pdf
from tests.test_cli import citeproof

REFERENCES = (
    "References",
    "1. Ellis L, Shale MJ. Carcinoid tumors of the gastrointestinal tract. Am J Gastroenterol. 2010;105:2563-9.",
    "2. Frilling A, Clift AK. Therapeutic strategies for liver metastases. Cancer. 2015;121:1172-86.",
)


def findings(folder: Path, name: str, *more: str) -> list[dict[str, Any]]:
    """The findings about undefined and uncited references; there are some, so the status is 1."""
    done = citeproof("check", name, *more, "--offline", "--format", "json", "--select", "CIT101,CIT102,SUP", folder=folder)
    assert done.status == 1, done.err
    found: list[dict[str, Any]] = json.loads(done.out)["findings"]
    return found


def test_pdf(tmp_path: Path) -> None:
    first = lines(60, 700, ["A paper about something", "", "Embolisation was studied early [1], and others followed."])
    second = lines(60, 700, ["Larger trials were needed and planned in several places [1, 9].", "", *REFERENCES], leading=14)
    (tmp_path / "paper.pdf").write_bytes(pdf([first, [*second, Put(290, 20, "2")]]))
    undefined, uncited = findings(tmp_path, "paper.pdf")
    assert (undefined["code"], undefined["path"], undefined["line"]) == ("CIT101", "paper.pdf", 2)
    assert undefined["start"] is None
    assert undefined["confidence"] == "medium"
    assert (uncited["code"], uncited["reference"]) == ("CIT102", "2")


def codes(found: list[dict[str, Any]]) -> list[tuple[str, str, int, int]]:
    return [(finding["code"], finding["path"], finding["line"], finding["column"]) for finding in found]


BIB = "@article{smith2019,\n author={Smith, A}, title={One}, journal={J}, volume={1}, pages={1-9}, year={2019}}\n"


def test_notebook(tmp_path: Path) -> None:
    ignored = "Not here [@poe1999].\n"
    cells = [
        {"cell_type": "markdown", "source": ["Tumours are rare [@smith2019].\n", "\n", "So it is [@doe2001].\n"]},
        {"cell_type": "code", "source": ["print('[@roe2002]')\n"]},
        {
            "cell_type": "markdown",
            "source": ["<!-- citeproof: ignore[CIT101] on purpose -->\n", ignored, "\n", "But {cite:p}`low2003`."],
        },
    ]
    text = json.dumps({"cells": cells, "nbformat": 4}, indent=1)
    (tmp_path / "paper.ipynb").write_text(text, encoding="utf-8")
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    lines = text.split("\n")
    expected = [next(number for number, line in enumerate(lines, 1) if key in line) for key in ("doe2001", "low2003")]
    assert codes(findings(tmp_path, "paper.ipynb", "refs.bib")) == [
        ("CIT101", "paper.ipynb", expected[0], 11),
        ("CIT101", "paper.ipynb", expected[1], 14),
    ]


def test_quarto_project_with_yaml(tmp_path: Path) -> None:
    (tmp_path / "_quarto.yml").write_text("bibliography: refs.yaml\n", encoding="utf-8")
    (tmp_path / "refs.yaml").write_text("- id: smith2019\n  title: One\n", encoding="utf-8")
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters/one.qmd").write_text("# One\n\nSee @smith2019.\n\nAnd [@doe2001].\n", encoding="utf-8")
    assert codes(findings(tmp_path, "chapters/one.qmd")) == [("CIT101", "chapters/one.qmd", 5, 6)]


def test_bibliographies_of_all_kinds_are_parsed(tmp_path: Path) -> None:
    files = {
        "a.yml": "- id: smith2019\n  title: One\n",
        "b.yaml": "smith2019:\n  type: Book\n  title: One\n",
        "c.xml": "<xml><records><record><rec-number>1</rec-number><titles><title>One</title></titles></record></records></xml>",
        "d.xml": "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>One</ArticleTitle>"
        "</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
        "pubmed.txt": "PMID- 1\nTI  - One\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = citeproof("references", name, folder=tmp_path)
        assert done.status == 0, done.err
        assert [json.loads(line)["csl"]["title"] for line in done.out.splitlines()] == ["One"]


def test_typst(tmp_path: Path) -> None:
    (tmp_path / "refs.yml").write_text("smith2019:\n  type: Book\n  title: One\n", encoding="utf-8")
    text = (
        "= A paper\n\nSee @smith2019 and @doe2001.\n\n// citeproof: ignore[CIT101] on purpose\n"
        'Not here @poe1999.\n\n#bibliography("refs.yml")\n'
    )
    (tmp_path / "paper.typ").write_text(text, encoding="utf-8")
    assert codes(findings(tmp_path, ".")) == [("CIT101", "paper.typ", 3, 21)]


def test_restructured_text(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("bibtex_bibfiles = ['refs.bib']\n", encoding="utf-8")
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    text = (
        "A paper\n=======\n\nSee :cite:p:`smith2019,doe2001`.\n\n.. citeproof: ignore[CIT101] on purpose\n\n"
        "Not here :cite:`poe1999`.\n\n.. bibliography::\n"
    )
    (tmp_path / "paper.rst").write_text(text, encoding="utf-8")
    assert codes(findings(tmp_path, ".")) == [("CIT101", "paper.rst", 4, 24)]


def test_org(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    text = (
        "#+bibliography: refs.bib\n* A paper\n\nSee [cite:@smith2019; @doe2001].\n\n# citeproof: ignore[CIT101] on purpose\n"
        "Not here cite:poe1999.\n"
    )
    (tmp_path / "paper.org").write_text(text, encoding="utf-8")
    assert codes(findings(tmp_path, ".")) == [("CIT101", "paper.org", 4, 24)]
