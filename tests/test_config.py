"""Configuration files: where they are found, what they may say, and how wrong ones are reported."""

import json
import tomllib
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest

from checker import config, registry, reports
from checker.config import Settings
from checker.errors import UsageError
from checker.model.finding import Confidence, Severity


def write(folder: Path, text: str, name: str = "citeproof.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_can_be_set_in_a_file() -> None:
    assert set(config._READERS) == {item.name for item in fields(Settings)} - {"folder", "origin"}


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
    assert settings.folder == tmp_path
    assert settings.severity == {"MET306": Severity.INFO}
    assert settings.rules == {"MET304": {"min_similarity": 92}}
    assert settings.origin["select"] == f"{path}:1"


def test_the_command_line_wins_and_empty_options_do_not() -> None:
    settings = Settings(select=("MET",)).override("command line", select=("CIT",), ignore=(), offline=None)
    assert settings.select == ("CIT",)
    assert settings.origin == {"select": "command line"}


def test_tables_are_merged() -> None:
    settings = Settings(rules={"MET304": {"a": 1}, "MET305": {"c": 3}}).override("x", rules={"MET304": {"b": 2}})
    assert settings.rules == {"MET304": {"a": 1, "b": 2}, "MET305": {"c": 3}}


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
    ("text", "name", "value"),
    [
        ("fail-on=warning", "fail_on", "warning"),
        ('select=["CIT", "REF"]', "select", ("CIT", "REF")),
        ("offline = true", "offline", True),
        (f"select = {['MET310'] * 500}", "select", ("MET310",) * 500),
        ("severity.MET306=info", "severity", {"MET306": Severity.INFO}),
        ("rules.MET304.min-similarity=90", "rules", {"MET304": {"min_similarity": 90}}),
    ],
)
def test_a_key_and_value_win_over_the_file(tmp_path: Path, text: str, name: str, value: object) -> None:
    write(tmp_path, 'fail-on = "never"\nignore = ["MET310"]\n')
    settings = config.settings(tmp_path, [text])
    assert getattr(settings, name) == value
    assert settings.origin[name] == f"--config {text}"
    assert settings.ignore == ("MET310",)
    assert config.settings(tmp_path, [text], isolated=True).ignore == ()


def test_a_named_file_is_read_instead_of_the_nearest(tmp_path: Path) -> None:
    write(tmp_path, 'ignore = ["MET310"]\n')
    other = write(tmp_path, 'select = ["CIT"]\n', "a=b.toml")
    settings = config.settings(tmp_path, [str(other), "offline=true"])
    assert (settings.select, settings.ignore, settings.offline) == (("CIT",), (), True)
    with pytest.raises(UsageError, match="only one configuration file"):
        config.settings(tmp_path, [str(other), "citeproof.toml"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct=[]", "--config selct=[]: unknown key `selct`, did you mean `select`?"),
        ("select=CIT", "--config select=CIT: `select`: expected a list of strings, found 'CIT'"),
        ("=1", "--config =1: not KEY=VALUE"),
    ],
)
def test_a_wrong_key_and_value_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        config.settings(tmp_path, [text])
    assert message in str(caught.value)


def test_effective_settings_are_toml_with_their_origin(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'ignore = ["MET310"]\n[rules.REF205]\nlatest = 2030\n[severity]\nMET306 = "info"\n'
        '[per-file-ignores]\n"a/*.md" = ["CIT102"]\n[per-reference-ignores]\n"10.1/x" = ["MET"]\n',
    )
    settings = config.settings(tmp_path, ["offline=true"])
    shown = config.show(settings)
    assert f'ignore = ["MET310"]  # {path}:1' in shown
    assert "offline = true  # --config offline=true" in shown
    assert 'fail-on = "error"  # default' in shown
    assert config.load(write(tmp_path, shown, "again.toml")) == settings
    assert set(tomllib.loads(shown)) == set(config.KEYS) - {"retractions", "profile", "spacy-model"}


def test_ignores_are_selectors_by_file_and_by_reference(tmp_path: Path) -> None:
    write(tmp_path, '[per-file-ignores]\n"a/*.md" = ["CIT1", "missing-doi"]\n[per-reference-ignores]\nlee = ["ALL"]\n')
    known = registry.load()
    found = config.ignores(config.settings(tmp_path), known)
    assert found.files == {f"{tmp_path.as_posix()}/a/*.md": known.expand("CIT1") | {"MET310"}}
    assert found.references == {"lee": frozenset(known.codes)}


def test_the_schema_knows_every_key() -> None:
    schema = json.loads(reports.schema("config"))
    assert list(schema["properties"]) == list(config.KEYS)
    valid = {"select": ["MET"], "fail-on": "never", "rules": {"REF205": {"x": 1}}, "per-file-ignores": {"*.md": ["CIT"]}}
    jsonschema.validate(valid, schema)
    for wrong in ({"selct": []}, {"fail-on": "fatal"}, {"severity": {"MET306": "high"}}, {"offline": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(per_file_ignores={"*.md": ("CIT9",)}), "unknown rule selector `CIT9`"),
        (Settings(select=("MEZ",)), "unknown rule selector `MEZ`"),
        (Settings(severity={"MET999": Severity.INFO}), "unknown rule `MET999`"),
        (Settings(rules={"CIT101": {"no_such": 1}}), "rule CIT101 has no option `no_such`"),
    ],
)
def test_unknown_rules_and_options_are_refused(settings: Settings, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        config.check_rules(settings, registry.load())
