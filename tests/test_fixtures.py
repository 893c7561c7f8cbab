"""Whole manuscripts through the command line: each fixture gives exactly the findings that it promises."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from checker.cli import app

FIXTURES = Path(__file__).parent.parent / "fixtures"
MANUSCRIPTS = {"springer-page": "page.txt", "mini-review": "review.md", "bibtex": "paper.md", "author-date": "review.txt"}


def check(name: str, monkeypatch: pytest.MonkeyPatch) -> dict:
    monkeypatch.chdir(FIXTURES / name)
    result = CliRunner().invoke(app, ["check", MANUSCRIPTS[name], "--works", "works.jsonl", "--offline", "--format", "json"])
    assert result.exit_code in (0, 1), result.output
    return json.loads(result.stdout)
