"""`citeproof check` in a project: its configuration, and the manuscripts that changed files concern."""

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
