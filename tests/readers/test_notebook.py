"""Jupyter notebooks: the Markdown cells are the manuscript, and places are the lines of the file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import engine
from checker.errors import InputError
from checker.model.document import Document
from checker.model.text import SourceFile

REFERENCES = [
    "## References\n",
    "\n",
    "1. Ellis L, Shale MJ. Carcinoid tumors of the gastrointestinal tract. Am J Gastroenterol. 2010;105:2563-9.\n",
    "2. Frilling A, Clift AK. Therapeutic strategies for liver metastases. Cancer. 2015;121:1172-86.",
]
CELLS = [
    {"cell_type": "raw", "source": ["---\n", 'title: "A \\"short\\" one"\n', "---"], "metadata": {}},
    {"cell_type": "markdown", "source": '# Début\n\nStudied early [1].\nOthers [2, 3] "followed".', "metadata": {}},
    {"cell_type": "code", "source": ["x = [9]  # not [8] a citation\n"], "outputs": [{"text": ["[7]"]}], "metadata": {}},
    {"cell_type": "markdown", "source": REFERENCES, "metadata": {}},
]


def notebook_of(cells: object, **options: int) -> str:
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}, **options)  # type: ignore[arg-type]


def read(text: str) -> Document:
    return engine.read(SourceFile("paper.ipynb", text), "notebook")


@pytest.mark.parametrize("options", [{"indent": 1}, {}])
def test_markdown_cells_are_read(options: dict[str, int]) -> None:
    text = notebook_of(CELLS, **options)
    found = read(text)
    assert [(citation.text, [item.reference for item in citation.items]) for citation in found.citations] == [
        ("[1]", ["1"]),
        ("[2, 3]", ["2", None]),
    ]
    assert found.metadata.title == 'A "short" one'
    assert found.format == "notebook"
    place = found.references[1].span.start
    anchor = found.source.anchor(place)
    assert anchor is not None
    assert anchor.label == "cell 4"
    assert "Frilling" in text.split("\n")[found.source.position(place).line - 1]


def test_roles_cite_in_cells() -> None:
    cell = {"cell_type": "markdown", "source": "As {cite:t}`ellis2010` say {cite}`a,b`, not `{cite}` or `` {cite}`c` ``."}
    found = read(notebook_of([cell]))
    assert [[item.label for item in citation.items] for citation in found.citations] == [["ellis2010"], ["a", "b"]]
    assert [citation.narrative for citation in found.citations] == [True, False]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"nbformat": 3, "worksheets": []}',
            "paper.ipynb:1: not a notebook of format 4; open it in Jupyter and save it again",
        ),
        ('{"cells": [\n{"source": ["a"]', "paper.ipynb:2: not JSON; the `{` has no partner"),
        ('{"cells": [\n{"cell_type": "markdown", "source": "\\x"}]}', "paper.ipynb:2: a string of a cell is not JSON"),
    ],
)
def test_what_is_no_notebook_is_said_in_one_line(text: str, message: str) -> None:
    with pytest.raises(InputError) as problem:
        read(text)
    assert str(problem.value).startswith(message)


@given(
    st.lists(
        st.tuples(st.sampled_from(["markdown", "code", "raw"]), st.text('ab [1]\n"\\é😀`{}', max_size=30)),
        min_size=1,
        max_size=5,
    )
)
def test_spans_are_those_of_the_text(cells: list[tuple[str, str]]) -> None:
    found = read(notebook_of([{"cell_type": kind, "source": text.splitlines(keepends=True)} for kind, text in cells]))
    assert all(citation.span.of(found.source.text) == citation.text for citation in found.citations)
    for citation in found.citations:
        assert any(citation.text in text for kind, text in cells if kind != "code")


@given(st.text(st.sampled_from('{}[]",:\\ncells_type markdown source'), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read(f'{{"cells": [{text}')
    except InputError as problem:
        assert "\n" not in str(problem)  # noqa: PT017


def test_raw_cells_of_markdown_are_read() -> None:
    cells = [
        {"cell_type": "markdown", "source": "Weeds.", "metadata": {}},
        {"cell_type": "raw", "source": "As {cite:t}`doe` says.", "metadata": {"raw_mimetype": "text/markdown"}},
        {"cell_type": "raw", "source": "As {cite:t}`roe` says.", "metadata": {"raw_mimetype": "text/html"}},
    ]
    assert [item.label for citation in read(notebook_of(cells)).citations for item in citation.items] == ["doe"]
