"""What the configuration ignores is counted, not shown."""

from pathlib import Path

import pytest

from checker import engine, registry
from checker.ignores import Ignores
from checker.model.finding import DocumentReport
from checker.model.text import SourceFile
from checker.readers import files

BIBLIOGRAPHY = """@article{lee2019,
  title = {A title}, author = {Lee, A}, year = {2999}, journal = {J}, doi = {10.1000/ABC}
}
@article{kim2020,
  title = {Another title}, author = {Kim, B}, year = {2998}, journal = {J}
}
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "refs.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    path = tmp_path / "paper.md"
    path.write_text("---\nbibliography: refs.bib\n---\nAs shown [@lee2019; @nobody].\n", encoding="utf-8")
    return path


def check(paper: Path, ignores: Ignores, *, suppressions: bool = True) -> DocumentReport:
    rules = registry.load().select(["CIT101", "CIT102", "REF205"])
    source: SourceFile = files.load(paper)
    return engine.check_source(source, "markdown", (), engine.Setup(rules, ignores=ignores, suppressions=suppressions))


def codes(report: DocumentReport) -> list[str]:
    return sorted(finding.code for finding in report.findings)


def test_without_ignores_all_is_shown(paper: Path) -> None:
    assert codes(check(paper, Ignores())) == ["CIT101", "CIT102", "REF205", "REF205"]


def test_a_manuscript_s_glob_means_all_of_its_findings(paper: Path) -> None:
    report = check(paper, Ignores({f"{paper.parent}/*.md": frozenset({"CIT102", "REF205"})}))
    assert codes(report) == ["CIT101"]
    assert len(report.suppressed) == 3


def test_a_bibliography_s_glob_means_the_findings_in_it(paper: Path) -> None:
    report = check(paper, Ignores({f"{paper.parent}/refs.bib": frozenset({"CIT101", "CIT102"})}))
    assert codes(report) == ["CIT101", "REF205", "REF205"]


@pytest.mark.parametrize("name", ["lee2019", "10.1000/abc", "https://doi.org/10.1000/ABC"])
def test_a_reference_is_named_by_key_or_doi(paper: Path, name: str) -> None:
    report = check(paper, Ignores(references={name: frozenset({"REF205"})}))
    assert codes(report) == ["CIT101", "CIT102", "REF205"]
    assert [finding.reference for finding in report.suppressed] == ["lee2019"]


def test_no_ignores_shows_them(paper: Path) -> None:
    ignores = Ignores({"*": frozenset({"CIT101"})})
    assert "CIT101" not in codes(check(paper, ignores))
    assert "CIT101" in codes(check(paper, ignores, suppressions=False))
