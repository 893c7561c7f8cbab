"""Profiles: shipped and own ones, beneath the configuration and above it, and what they must not do."""

from pathlib import Path

import pytest

from checker import config, profiles, registry
from checker.errors import UsageError

REGISTRY = registry.load()


@pytest.mark.parametrize("name", profiles.names())
def test_a_shipped_profile_is_valid_and_selects_rules_of_house_style(name: str) -> None:
    settings = config.settings(Path(), isolated=True, profile=name)
    config.check_rules(settings, REGISTRY)
    selected = {rule.code for rule in REGISTRY.select(settings.select, settings.ignore, settings.extend_select)}
    assert selected > {rule.code for rule in REGISTRY.select()}
    assert all(code.startswith("STY") for code in settings.rules)
    assert profiles.find(name, Path(), "").read_text(encoding="utf-8").startswith("# ")


def test_the_profiles_that_are_promised_are_there() -> None:
    assert profiles.names() == ("acl", "apa7", "icmje", "ieee", "nature")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_a_configuration_changes_the_profile_that_it_names(folder: Path) -> None:
    text = 'profile = "nature"\nextend-select = ["STY603"]\n[rules.STY604]\nmost = 10\n'
    (folder / "citeproof.toml").write_text(text, encoding="utf-8")
    settings = config.settings(folder)
    assert settings.extend_select == ("STY604", "STY605", "STY603")
    assert settings.rules["STY604"] == {"most": 10, "shown": 1}
    assert settings.folder == folder
    assert settings.origin["profile"] == f"{folder / 'citeproof.toml'}:1"


def test_the_profile_of_the_command_line_wins_over_the_configuration_but_not_over_a_key(folder: Path) -> None:
    (folder / "citeproof.toml").write_text("[rules.STY604]\nmost = 10\n", encoding="utf-8")
    assert config.settings(folder, profile="nature").rules["STY604"]["most"] == 5
    assert config.settings(folder, ["rules.STY604.most=7"], profile="nature").rules["STY604"]["most"] == 7


def test_ones_own_profile_may_start_from_another(folder: Path) -> None:
    (folder / "house.toml").write_text('profile = "apa7"\nrule-dirs = ["rules"]\n', encoding="utf-8")
    (folder / "papers").mkdir()
    (folder / "papers" / "citeproof.toml").write_text('profile = "../house.toml"\noffline = true\n', encoding="utf-8")
    settings = config.settings(folder / "papers")
    assert settings.rules["STY604"]["most"] == 20
    assert [path.resolve() for path in settings.rule_dirs] == [folder / "rules"]
    assert settings.offline


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('profile = "natur"', "citeproof.toml:1: no profile `natur`, did you mean `nature`?"),
        ('profile = "absent.toml"', "citeproof.toml:1: no profile `absent.toml`; there are acl, "),
        ("profile = 7", "citeproof.toml:1: `profile`: expected a string, found 7"),
        ('profile = "citeproof.toml"', "citeproof.toml:1: the profile `citeproof.toml` leads back to itself"),
    ],
)
def test_what_is_no_profile_is_one_line(folder: Path, text: str, message: str) -> None:
    (folder / "citeproof.toml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(UsageError) as problem:
        config.settings(folder)
    assert message in str(problem.value)


def test_two_files_that_lead_to_each_other_are_refused(folder: Path) -> None:
    (folder / "citeproof.toml").write_text('profile = "b.toml"\n', encoding="utf-8")
    (folder / "b.toml").write_text('profile = "citeproof.toml"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="leads back to itself"):
        config.settings(folder)
