"""`citeproof config` and `citeproof init`."""

import json
import tomllib
from pathlib import Path

import pytest

from checker import config
from tests.test_cli import MANUSCRIPT, citeproof

BIBLIOGRAPHY = "@article{lee2019, title = {A title}, author = {Lee, A}, year = {2019}, journal = {J}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "paper.txt").write_text(MANUSCRIPT, encoding="utf-8")
    (tmp_path / "README.md").write_text("# A folder\n", encoding="utf-8")
    return tmp_path


def test_config_shows_what_is_in_effect_and_why(folder: Path) -> None:
    (folder / "citeproof.toml").write_text('ignore = ["MET310"]\n', encoding="utf-8")
    result = citeproof("config", "paper.txt", "--config", "offline=true", folder=folder)
    assert result.status == 0
    assert f'ignore = ["MET310"]  # {folder / "citeproof.toml"}:1\n' in result.out
    assert "offline = true  # --config offline=true\n" in result.out
    assert tomllib.loads(citeproof("config", "--isolated", folder=folder).out)["ignore"] == []


def test_config_refuses_what_a_run_would_refuse(folder: Path) -> None:
    (folder / "citeproof.toml").write_text('\nselect = ["MEZ"]\n', encoding="utf-8")
    result = citeproof("config", folder=folder)
    assert (result.status, result.out) == (2, "")
    assert "citeproof.toml:2: unknown rule selector `MEZ`" in result.err


def test_the_configuration_has_a_schema(folder: Path) -> None:
    assert json.loads(citeproof("schema", "config", folder=folder).out)["properties"].keys() == set(config.KEYS)


def test_init_describes_what_it_found_and_the_file_is_valid(folder: Path) -> None:
    (folder / "draft.md").write_text("As shown [@lee2019], and again [@lee2019].\n", encoding="utf-8")
    (folder / "refs.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    result = citeproof("init", folder=folder)
    assert (result.status, result.out) == (0, "")
    text = (folder / "citeproof.toml").read_text(encoding="utf-8")
    assert "#   draft.md: 2 citations (keys), 0 entries in the manuscript\n" in text
    assert "#   paper.txt: 2 citations (numeric), 2 entries in the manuscript\n" in text
    assert "README.md" not in text
    assert config.load(folder / "citeproof.toml").bibliography == (folder / "refs.bib",)


def test_init_sets_no_bibliography_that_a_manuscript_names(folder: Path) -> None:
    (folder / "draft.md").write_text("---\nbibliography: refs.bib\n---\nAs shown [@lee2019].\n", encoding="utf-8")
    (folder / "refs.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    assert citeproof("init", folder=folder).status == 0
    assert "draft.md: 1 citation (keys), bibliography refs.bib" in (folder / "citeproof.toml").read_text(encoding="utf-8")
    assert config.load(folder / "citeproof.toml") == config.Settings()


def test_every_setting_that_init_suggests_is_valid(folder: Path) -> None:
    citeproof("init", folder=folder)
    path = folder / "citeproof.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    suggested = [line.removeprefix("# ") for line in lines if line.startswith(("# [", '# "')) or " = " in line]
    path.write_text("\n".join(suggested), encoding="utf-8")
    assert citeproof("config", folder=folder).status == 0
    assert config.load(path).origin.keys() >= {"select", "severity", "per_file_ignores", "per_reference_ignores"}


@pytest.mark.parametrize("name", ["citeproof.toml", ".citeproof.toml", "pyproject.toml"])
def test_init_overwrites_nothing(folder: Path, name: str) -> None:
    (folder / name).write_text("[tool.citeproof]\n", encoding="utf-8")
    result = citeproof("init", folder=folder)
    assert result.status == 2
    assert f"{name} exists" in result.err
    assert (folder / name).read_text(encoding="utf-8") == "[tool.citeproof]\n"
