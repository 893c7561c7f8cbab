"""`citeproof check` in a project: its configuration, and the manuscripts that changed files concern."""

import re
from pathlib import Path

import pytest

from tests.test_cli import MANUSCRIPT, citeproof


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "paper.txt").write_text(MANUSCRIPT, encoding="utf-8")
    return tmp_path


def test_a_setting_on_the_command_line_wins_over_the_configuration_file(folder: Path) -> None:
    (folder / "citeproof.toml").write_text('select = ["CIT"]\nfail-on = "error"\n', encoding="utf-8")
    arguments = ("check", "paper.txt", "--offline", "--config", "citeproof.toml", "--config")
    assert citeproof(*arguments, "fail-on=never", folder=folder).status == 0
    lowered = citeproof(*arguments, "severity.CIT101=info", folder=folder)
    assert lowered.status == 0
    assert "CIT101 info" in lowered.out


def test_what_the_configuration_ignores_is_counted(folder: Path) -> None:
    (folder / "citeproof.toml").write_text('[per-file-ignores]\n"*.txt" = ["CIT101"]\n', encoding="utf-8")
    result = citeproof("check", "paper.txt", "--offline", "--select", "CIT101", folder=folder)
    assert result.status == 0
    assert "1 ignored" in result.out
    assert citeproof("check", "paper.txt", "--offline", "--no-ignores", folder=folder).status == 1


def test_a_bibliography_of_the_project_leads_to_its_manuscripts(folder: Path) -> None:
    (folder / "refs.bib").write_text("@misc{lee2019, title = {A}}\n", encoding="utf-8")
    (folder / "note.md").write_text("---\nbibliography: refs.bib\n---\nSee [@lee2018].\n", encoding="utf-8")
    result = citeproof(
        "check", "refs.bib", "--offline", "--project", "--select", "CIT101", "--format", "concise", folder=folder
    )
    assert result.status == 1
    assert result.out.startswith("note.md:4:")
    assert "paper.txt" not in result.out


def test_each_manuscript_has_the_settings_nearest_to_it(folder: Path) -> None:
    (folder / "citeproof.toml").write_text('select = ["CIT101"]\n', encoding="utf-8")
    inner = folder / "supplement"
    inner.mkdir()
    (inner / "citeproof.toml").write_text('select = ["CIT102"]\nfail-on = "warning"\n', encoding="utf-8")
    (inner / "more.txt").write_text(MANUSCRIPT, encoding="utf-8")
    both = citeproof("check", ".", "--offline", "--format", "concise", folder=folder)
    assert re.findall(r"^(\S+?):.* (CIT\d+) ", both.out, re.MULTILINE) == [
        ("paper.txt", "CIT101"),
        ("supplement/more.txt", "CIT102"),
    ]
    assert citeproof("check", "supplement", "--offline", folder=folder).status == 1
    named = citeproof("check", ".", "--offline", "--config", "citeproof.toml", "--format", "concise", folder=folder)
    assert named.out.count("CIT101") == 2


def test_overlapping_fixes_are_made_in_one_run_and_a_second_run_changes_nothing(folder: Path) -> None:
    text = "One. <!-- citeproof: ignore[CIT101, CIT102] a -->\n\n# References\n\n1. Smith A. A study. Gut. 2015;12:1-9.\n"
    (folder / "note.md").write_text(text, encoding="utf-8")
    first = citeproof("check", "note.md", "--offline", "--select", "CIT101,SUP901", "--fix", folder=folder)
    once = (folder / "note.md").read_text(encoding="utf-8")
    assert "fixed" in first.err
    second = citeproof("check", "note.md", "--offline", "--select", "CIT101,SUP901", "--fix", folder=folder)
    assert "fixed" not in second.err
    assert (folder / "note.md").read_text(encoding="utf-8") == once != text


def test_standard_input_is_not_fixed(folder: Path) -> None:
    result = citeproof("check", "-", "--offline", "--fix", folder=folder, stdin=MANUSCRIPT)
    assert (result.status, result.out) == (2, "")
    assert "--diff" in result.err
