"""Every fix of every fixture: its finding is gone, no new one appears, and nothing is left to fix in the end."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.model.finding import DocumentReport, Finding, Fix, Safety
from checker.model.text import SourceFile
from checker.readers import discovery, files
from tests.edits.harness import check, fixed, with_one

FIXTURES = Path(__file__).parents[2] / "fixtures"
MANUSCRIPTS = ("mini-review/review.md", "author-date/review.txt", "bibtex/paper.md", "springer-page/page.txt")
#: How a fixture's files may be written.
FORMS = {"as they are": ("\n", False), "CRLF and a byte-order mark": ("\r\n", True)}


class Manuscript:
    """A fixture: its files by path, as text, and its works."""

    def __init__(self, name: str, form: str = "as they are") -> None:
        self.path = FIXTURES / name
        end, bom = FORMS[form]
        paths = [self.path, *sorted(self.path.parent.glob("*.bib"))]
        loaded = [files.load(path) for path in paths]
        self.sources = {file.path: replace(file, text=file.text.replace("\n", end), bom=bom) for file in loaded}
        lines = (self.path.parent / "works.jsonl").read_text(encoding="utf-8").splitlines()
        self.works: list[dict[str, Any]] = [json.loads(line) for line in lines]

    def check(self, texts: Mapping[str, str] | None = None) -> DocumentReport:
        changed = {**{path: file.text for path, file in self.sources.items()}, **(texts or {})}
        manuscript, *others = (replace(file, text=changed[path]) for path, file in self.sources.items())
        return check(manuscript, discovery.format_of(self.path), self.works, tuple[SourceFile, ...](others))


def fixes(report: DocumentReport) -> Iterator[tuple[Finding, Fix]]:
    for finding in report.findings:
        for fix in finding.fixes:
            if fix.safety is not Safety.DISPLAY:
                yield finding, fix


def counted(report: DocumentReport) -> Counter[tuple[str, str]]:
    return Counter((finding.code, finding.fingerprint) for finding in report.findings)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", MANUSCRIPTS)
def test_each_fix_removes_its_finding_and_brings_no_new_one(name: str, form: str) -> None:
    manuscript = Manuscript(name, form)
    report = manuscript.check()
    before = counted(report)
    tried = 0
    for finding, fix in fixes(report):
        texts = with_one(report, finding, fix)
        after = counted(manuscript.check(texts))
        key = (finding.code, finding.fingerprint)
        assert after[key] < before[key], (finding.message, fix.title)
        assert not after - before, (finding.message, fix.title, after - before)
        assert all("\r" not in text.replace("\r\n", "") for text in texts.values())
        tried += 1
    assert tried


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("name", MANUSCRIPTS)
def test_fixing_comes_to_an_end(name: str, unsafe: bool) -> None:
    manuscript = Manuscript(name)
    texts: dict[str, str] = {}
    for _ in range(5):
        new = fixed(manuscript.check(texts), unsafe=unsafe)
        if not new:
            break
        texts.update(new)
    assert not new
    assert not list(counted(manuscript.check(texts)) - counted(manuscript.check()))
