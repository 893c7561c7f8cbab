"""Included files: which are read, which are named as left out, and where each part of the text comes from."""

import re
from pathlib import Path

import pytest

from checker.model.text import SourceFile, Span
from checker.readers import assembly
from checker.readers.assembly import Assembled, Inclusion, Survey, assemble

_NAME = re.compile(r"\{([^{}]*)\}")


def survey(text: str) -> Survey:
    """A language in which `{name}` includes a file, what stands behind `~` being no text of an included one."""
    found = [Inclusion(Span(*match.span()), match[1]) for match in _NAME.finditer(text)]
    return Survey(found, Span(0, text.find("~") if "~" in text else len(text)))


def put_together(folder: Path, files: dict[str, str], main: str = "main") -> Assembled:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return assemble(SourceFile(str(folder / main), files[main]), "text", survey)


def test_each_part_knows_its_file(tmp_path: Path) -> None:
    found = put_together(tmp_path, {"main": "one {a} four {a}", "a": "two {b/c}~not", "b/c": "three"})
    assert found.source.text == "one two three four two three"
    places = [found.source.origin(Span(at, at + 1)) for at in (0, 4, 8, 14, 19)]
    assert [(Path(file.path).name, span.start) for file, span in places] == [
        ("main", 0), ("a", 0), ("c", 0), ("main", 8), ("a", 0),
    ]  # fmt: skip
    assert (found.notices, found.nocite) == ((), ())


def test_a_name_is_meant_beside_its_file_then_beside_the_manuscript_and_from_the_root(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    files = {
        "p/main": "{b/a}",
        "p/b/a": "{c}{d}{/e}{../../f}",
        "p/b/c": "beside ",
        "p/c": "",
        "p/d": "main ",
        "e": "root ",
        "f": "up",
    }
    assert put_together(tmp_path, files, "p/main").source.text == "beside main root up"


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret", "a/../../secret", "link", "folder/secret", "../project2/x"])
def test_nothing_outside_the_project_is_read(name: str, tmp_path: Path) -> None:
    for outside in ("secret", "project2/x", "other/secret"):
        path = tmp_path / outside
        path.parent.mkdir(exist_ok=True)
        path.write_text("secret", encoding="utf-8")
    project = tmp_path / "project"
    project.mkdir()
    (project / "link").symlink_to(tmp_path / "secret")
    (project / "folder").symlink_to(tmp_path / "other")
    found = put_together(project, {"main": f"one {{{name}}}", "a/b": ""})
    assert found.source.text == f"one {{{name}}}"
    assert found.nocite == ("*",)
    assert len(found.notices) == 1
    assert "it was not read, so no entry is called uncited" in found.notices[0]


def test_a_manuscript_that_is_a_link_reads_beside_its_own_file(tmp_path: Path) -> None:
    """A link elsewhere to the manuscript must not make another file of the name be read."""
    real, other = tmp_path / "real", tmp_path / "other"
    put_together(real, {"main": "{a}", "a": "right"})
    other.mkdir()
    (other / "main").symlink_to(real / "main")
    (other / "a").write_text("wrong", encoding="utf-8")
    assert assemble(SourceFile(str(other / "main"), "{a}"), "text", survey).source.text == "right"


@pytest.mark.parametrize("name", ["missing", "", ".", "a\0b", "x" * 5000, "a/" * 3000, "loop"])
def test_what_is_no_file_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    found = assemble(SourceFile(str(tmp_path / "main"), f"\n\n{{{name}}}"), "text", survey)
    assert [f"{tmp_path}/main:3:" in notice and "no such file" in notice for notice in found.notices] == [True]


def test_files_that_include_themselves_or_each_other_are_read_once_each_way(tmp_path: Path) -> None:
    found = put_together(tmp_path, {"main": "m{a}", "a": "a{b}", "b": "b{a}{main}{b}"})
    assert found.source.text == "mab{a}{main}{b}"
    assert len(found.notices) == 3
    assert all("includes itself" in notice for notice in found.notices)
    assert found.nocite == ()


def test_depth_and_number_of_files_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = put_together(tmp_path, {"main": "{1}", **{str(n): f"{n} {{{n + 1}}}" for n in range(1, 40)}})
    assert deep.source.text.startswith("1 2 3 ")
    assert "too many files are included" in deep.notices[0]
    monkeypatch.setattr(assembly, "_MOST_FILES", 50)
    many = put_together(
        tmp_path, {"main": "{a}{a}", **{name: f"x{{{chr(ord(name) + 1)}}}" * 2 for name in "abcdefghij"}, "k": "y"}
    )
    assert len(many.source.parts) <= 150
    assert len(many.notices) <= 50
    assert "too many files are included" in many.notices[-1]


def test_a_file_without_text_leaves_nothing_out(tmp_path: Path) -> None:
    found = put_together(tmp_path, {"main": "{a}{b}", "a": "", "b": " \n"})
    assert (found.source.text, found.notices, found.nocite) == ("", (), ())


def test_the_text_that_is_read_is_bounded_even_where_it_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "_LARGEST", 1000)
    found = put_together(tmp_path, {"main": "{a}" * 9, "a": "x~" + "y" * 300})
    assert found.source.text == "xxx"
    assert len(found.notices) == 6
    assert "too large together" in found.notices[0]
