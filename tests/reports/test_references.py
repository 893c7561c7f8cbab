"""The lines of `citeproof references`."""

import json

import jsonschema  # type: ignore[import-untyped]

from checker import reports
from checker.model.document import Document
from checker.model.text import SourceFile


def test_line(document: Document, bibliography: SourceFile) -> None:
    line = reports.reference_line(document.references[1], bibliography)
    assert line == {
        "id": "page",
        "number": None,
        "raw": "@misc{page,\n  title = {A page},\n}",
        "line": 6,
        "end_line": 8,
        "csl": {"id": "page", "type": "webpage", "title": "A page"},
        "confidence": 1.0,
    }


def test_lines_follow_the_schema(document: Document, bibliography: SourceFile) -> None:
    for entry in document.references:
        jsonschema.validate(reports.reference_line(entry, bibliography), json.loads(reports.schema("references")))
