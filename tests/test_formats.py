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
