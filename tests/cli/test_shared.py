"""A bibliography that several manuscripts share: what is wrong in it is said once."""

from pathlib import Path

import pytest

from tests.test_cli import citeproof

BIBLIOGRAPHY = """@article{doe2019,
  author = {Doe, Jane},
  title = {Reeds of the upper river},
  journal = {Annals of Reeds},
  year = {2191}
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "refs.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text("---\nbibliography: refs.bib\n---\n\nReeds grow [@doe2019].\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_finding_about_it_is_shown_once(folder: Path, jobs: str) -> None:
    result = citeproof("check", "one.md", "two.md", "--offline", "--format", "concise", "--jobs", jobs, folder=folder)
    assert result.out.count("REF205") == 1
    assert "Found 1 finding (1 error)." in result.out
    assert result.status == 1


def test_each_manuscript_is_counted_and_reported_as_if_it_were_alone(folder: Path) -> None:
    result = citeproof("check", "one.md", "two.md", "--offline", "--report", "concise=out/", folder=folder)
    rows = [line.split() for line in result.out.splitlines() if line.startswith(("one.md", "two.md"))]
    assert rows == [["one.md", "1", "0", "1", "0", "0"], ["two.md", "1", "0", "1", "0", "0"]]
    one, two = ((folder / "out" / f"{name}.md.txt").read_text(encoding="utf-8") for name in ("one", "two"))
    assert one == two
    assert one.count("REF205") == 1


def test_a_baseline_hides_it_in_all_of_them(folder: Path) -> None:
    citeproof("check", "one.md", "two.md", "--offline", "--write-baseline", "known.json", folder=folder)
    result = citeproof("check", "one.md", "two.md", "--offline", "--baseline", "known.json", folder=folder)
    assert result.status == 0
    assert "REF205" not in result.out
