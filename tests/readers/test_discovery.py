"""Paths, folders and globs become manuscripts, in a fixed order."""

from pathlib import Path

import pytest

from checker.errors import InputError
from checker.model.reference import RECORD_FORMATS
from checker.readers import BIBLIOGRAPHY_FORMATS, discovery


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


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One bibliography for two of three Markdown papers, and a LaTeX thesis with a chapter."""
    files = {
        "a.md": "---\nbibliography: shared/refs.bib\n---\ntext\n",
        "sub/b.md": "---\nbibliography: ../shared/refs.bib\n---\ntext\n",
        "c.md": "text\n",
        "shared/refs.bib": "@a{b}",
        "free.bib": "@a{b}",
        "thesis.tex": "\\input{chapters/one}\\bibliography{thesis}",
        "chapters/one.tex": "\\input{one}text",
        "thesis.bib": "@a{b}",
        ".git/HEAD": "",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (["c.md"], ["c.md"]),
        (["shared/refs.bib"], ["a.md", "sub/b.md"]),
        (["shared/refs.bib", "sub/b.md", "c.md"], ["a.md", "sub/b.md", "c.md"]),
        (["free.bib", "c.md"], ["free.bib", "c.md"]),
        (["chapters/one.tex", "thesis.bib"], ["thesis.tex"]),
        (["thesis.tex"], ["thesis.tex"]),
    ],
)
def test_changed_files_lead_to_the_manuscripts_that_use_them(repository: Path, changed: list[str], expected: list[str]) -> None:
    assert [path.as_posix() for path in discovery.concerned(changed)] == expected


def test_a_configured_bibliography_leads_to_the_manuscripts_below_the_configuration(repository: Path) -> None:
    found = discovery.concerned(["free.bib"], [repository / "free.bib"], repository / "sub")
    assert [path.as_posix() for path in found] == ["sub/b.md"]


def test_changed_files_are_seen_from_the_current_folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "sub")
    assert [path.as_posix() for path in discovery.concerned(["../shared/refs.bib"])] == ["../a.md", "b.md"]


def test_files_that_include_each_other_are_not_lost(repository: Path) -> None:
    (repository / "x.tex").write_text("\\input{y}", encoding="utf-8")
    (repository / "y.tex").write_text("\\input{x}", encoding="utf-8")
    assert discovery.concerned(["x.tex"]) == (Path("x.tex"),)
    assert {Path("x.tex"), Path("y.tex")} <= set(discovery.expand(["."]))


INCLUDED = {
    "book.typ": '#include "parts/one.typ"\n#f(a: include "/parts/two.typ")\n#bibliography("parts/refs.bib")',
    "book.qmd": "{{< include parts/one.qmd >}}\n",
    "book.Rmd": "```{r, child = c(\"parts/one.Rmd\", 'parts/two.Rmd')}\n```\n\n```{r}\n#| child: parts/three.Rmd\n```\n",
    "book.md": "```{include} parts/one.md\n:start-line: 3\n```\n",
    "book.rst": ".. include:: parts/one.rst\n",
    "book.org": '#+include: "parts/one.org"\n#+INCLUDE: parts/two.org\n#+bibliography: parts/refs.bib\n',
    "book.tex": "\\include{parts/one}\n\\import{parts/}{two}",
    "parts/one.tex": "\\input{parts/deep}",
}


@pytest.mark.parametrize(
    "names",
    [
        ["book.typ", "parts/one.typ", "parts/two.typ", "parts/refs.bib"],
        ["book.qmd", "parts/one.qmd"],
        ["book.Rmd", "parts/one.Rmd", "parts/two.Rmd", "parts/three.Rmd"],
        ["book.md", "parts/one.md"],
        ["book.rst", "parts/one.rst"],
        ["book.org", "parts/one.org", "parts/two.org", "parts/refs.bib"],
        ["book.tex", "parts/one.tex", "parts/two.tex", "parts/deep.tex"],
    ],
)
def test_what_is_included_is_no_manuscript_of_its_own(names: list[str], repository: Path) -> None:
    for name in names:
        path = repository / "new" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(INCLUDED.get(name, "text\n"), encoding="utf-8")
    assert discovery.expand(["new"]) == (Path("new", names[0]),)
    assert discovery.concerned([f"new/{names[-1]}"]) == (Path("new", names[0]),)
    assert discovery.expand([f"new/{names[-1]}"]) == (Path("new", names[-1]),)


def test_an_included_file_includes_from_the_folder_of_the_manuscript(tmp_path: Path) -> None:
    """As in LaTeX, whether or not a repository tells where the project ends."""
    files = {
        "thesis.tex": "\\include{chapters/intro}\n\\addbibresource[location=local]{refs/own.bib}",
        "chapters/intro.tex": "\\input{chapters/sub/details}",
        "chapters/sub/details.tex": "text",
        "refs/own.bib": "@misc{a, title={A}}",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert discovery.expand([tmp_path]) == (tmp_path / "thesis.tex",)


def test_a_file_of_another_format_stays_a_manuscript(tmp_path: Path) -> None:
    (tmp_path / "index.rst").write_text(".. include:: README.md\n   :parser: myst\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("text\n", encoding="utf-8")
    assert len(discovery.expand([tmp_path])) == 2


def test_what_can_not_be_included_stays_a_manuscript(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("```{include} ../README.md\n```\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("text\n", encoding="utf-8")
    assert len(discovery.expand([tmp_path])) == 2
    (tmp_path / ".git").mkdir()
    assert len(discovery.expand([tmp_path])) == 1


def test_a_bibliography_belongs_to_the_manuscript_beside_it_unless_taken_apart(repository: Path) -> None:
    assert discovery.plan(["c.md", "free.bib"]) == ((Path("c.md"), (Path("free.bib"),)),)
    assert discovery.plan(["c.md", "free.bib"], apart=True) == ((Path("c.md"), ()), (Path("free.bib"), ()))


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
    with pytest.raises(InputError, match=r"\.odt files are not supported yet"):
        discovery.format_of("x.odt")
    with pytest.raises(InputError, match="unknown format"):
        discovery.format_of("x.foo")
    with pytest.raises(InputError, match="did you mean `markdown`"):
        discovery.format_of("x", "markdwon")


def test_the_model_knows_the_formats_of_bibliographies() -> None:
    assert BIBLIOGRAPHY_FORMATS == RECORD_FORMATS
