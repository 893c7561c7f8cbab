"""Paths, folders and globs become manuscripts, in a fixed order."""

from pathlib import Path

import pytest

from checker.errors import InputError
from checker.readers import discovery


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.md", "a.txt", "sub/c.qmd", ".hidden/d.md", "node_modules/e.md", "notes.doc"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text\n", encoding="utf-8")
    return tmp_path


def test_a_folder_is_searched_in_order(folder: Path) -> None:
    assert [str(path.relative_to(folder)) for path in discovery.expand([folder])] == ["a.txt", "b.md", "sub/c.qmd"]


def test_each_manuscript_comes_once(folder: Path) -> None:
    assert len(discovery.expand([folder / "b.md", folder, str(folder / "*.md")])) == 3


def test_a_bibliography_in_use_is_not_checked_on_its_own(folder: Path) -> None:
    (folder / "used.bib").write_text("@a{b}", encoding="utf-8")
    (folder / "free.bib").write_text("@a{b}", encoding="utf-8")
    (folder / "b.md").write_text("---\nbibliography: [used.bib]\n---\ntext\n", encoding="utf-8")
    names = [path.name for path in discovery.expand([folder])]
    assert "free.bib" in names
    assert "used.bib" not in names
    assert [path.name for path in discovery.expand([folder / "used.bib"])] == ["used.bib"]


@pytest.mark.parametrize(
    ("name", "message"),
    [("missing.md", "no such file or directory"), ("*.tex", "no file matches"), ("empty", "no manuscript in this directory")],
)
def test_nothing_found_is_an_error(folder: Path, name: str, message: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match=message):
        discovery.expand([folder / name])


def test_formats_come_from_the_name_or_the_option() -> None:
    assert discovery.format_of("A.MD") == "markdown"
    assert discovery.format_of("x.Rmd") == "markdown"
    assert discovery.format_of("x.bib") == "bibtex"
    assert discovery.format_of("x.unknown", "text") == "text"
    with pytest.raises(InputError, match=r"\.pdf files are not supported yet"):
        discovery.format_of("x.pdf")
    with pytest.raises(InputError, match="unknown format"):
        discovery.format_of("x.foo")
    with pytest.raises(InputError, match="did you mean `markdown`"):
        discovery.format_of("x", "markdwon")
