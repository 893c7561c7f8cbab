"""Configuration files: where they are found, what they may say, and how wrong ones are reported."""

from dataclasses import fields
from pathlib import Path

import pytest

from checker import config, registry
from checker.config import Settings
from checker.errors import UsageError
from checker.model.finding import Confidence, Severity


def write(folder: Path, text: str, name: str = "citeproof.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_can_be_set_in_a_file() -> None:
    assert set(config._READERS) == {item.name for item in fields(Settings)} - {"origin"}


def test_values_are_read_and_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'select = ["MET"]\nmin-confidence = "low"\nworks = ["w.jsonl"]\noffline = true\n'
        '[severity]\nMET306 = "info"\n[rules.MET304]\nmin-similarity = 92\n',
    )
    settings = config.load(path)
    assert settings.select == ("MET",)
    assert settings.min_confidence is Confidence.LOW
    assert settings.works == (tmp_path / "w.jsonl",)
    assert settings.offline
    assert settings.severity == {"MET306": Severity.INFO}
    assert settings.rules == {"MET304": {"min_similarity": 92}}
    assert settings.origin["select"] == str(path)


def test_the_command_line_wins_and_empty_options_do_not() -> None:
    settings = Settings(select=("MET",)).override("command line", select=("CIT",), ignore=(), offline=None)
    assert settings.select == ("CIT",)
    assert settings.origin == {"select": "command line"}


def test_nearest_file_is_found_up_to_the_repository_root(tmp_path: Path) -> None:
    outer = write(tmp_path, "")
    project = tmp_path / "project"
    paper = project / "paper"
    paper.mkdir(parents=True)
    assert config.find(paper) == outer
    (project / ".git").mkdir()
    assert config.find(paper) is None
    inner = write(project, "[tool.citeproof]\n", "pyproject.toml")
    assert config.find(paper) == inner


def test_pyproject_without_our_table_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, "[project]\nname = 'x'\n", "pyproject.toml")
    assert config.find(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = []\n", "citeproof.toml:1: unknown key `selct`, did you mean `select`?"),
        ("\nselect = 'MET'\n", "citeproof.toml:2: `select`: expected a list of strings"),
        ("fail-on = 'fatal'\n", "citeproof.toml:1: `fail-on`: expected `error`, `warning`, `info`, `never`"),
        ("offline = 1\n", "citeproof.toml:1: `offline`: expected true or false"),
        ("severity = 3\n", "citeproof.toml:1: `severity`: expected a table"),
        ("select = [\n", "citeproof.toml: not valid TOML"),
    ],
)
def test_a_wrong_file_is_one_line_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        config.load(write(tmp_path, text))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(select=("MEZ",)), "unknown rule selector `MEZ`"),
        (Settings(severity={"MET999": Severity.INFO}), "unknown rule `MET999`"),
        (Settings(rules={"CIT101": {"no_such": 1}}), "rule CIT101 has no option `no_such`"),
    ],
)
def test_unknown_rules_and_options_are_refused(settings: Settings, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        config.check_rules(settings, registry.load())
