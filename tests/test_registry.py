"""Which rules a selection means."""

from pathlib import Path

import pytest

from checker import registry
from checker.errors import UsageError
from checker.registry import Registry

KNOWN = registry.load()


def codes(known: Registry, **selection: list[str]) -> set[str]:
    return {rule.code for rule in known.select(**selection)}


def test_all_rules_but_the_opt_in_ones_run_by_default() -> None:
    assert codes(KNOWN) == {rule.code for rule in KNOWN.rules if not rule.opt_in}


def test_prefix_code_and_name_select() -> None:
    assert codes(KNOWN, select=["MET30"]) == {code for code in KNOWN.codes if code.startswith("MET30")}
    assert codes(KNOWN, select=["undefined-citation"]) == {"CIT101"}


def test_the_longer_selector_wins_and_ignore_at_equal_length() -> None:
    assert codes(KNOWN, select=["CIT101"], ignore=["CIT"]) == {"CIT101"}
    assert codes(KNOWN, select=["CIT101"], ignore=["CIT101"]) == set()
    assert "CIT101" not in codes(KNOWN, ignore=["CIT1"])
    assert codes(KNOWN, select=["CIT101"], extend=["MET306"]) == {"CIT101", "MET306"}


@pytest.mark.parametrize(("wrong", "hint"), [("MET36", ""), ("MET3O6", "MET306"), ("year-mismach", "year-mismatch")])
def test_an_unknown_selector_is_refused_with_a_suggestion(wrong: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        KNOWN.select(select=[wrong])
    assert wrong in str(caught.value)
    assert hint in str(caught.value)


def test_a_house_rule_that_fails_to_import_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"broken\.py: ZeroDivisionError"):
        registry.load([tmp_path])


def test_a_missing_directory_of_rules_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such directory of rules"):
        registry.load([tmp_path / "nowhere"])


def test_a_taken_code_is_refused(tmp_path: Path) -> None:
    text = (
        "from checker.rule import *\n"
        "class Mine(DocumentRule):\n"
        "    code, name = 'CIT101', 'mine'\n"
        "    def check(self, document, context):\n"
        "        return iter(())\n"
    )
    (tmp_path / "mine.py").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="`CIT101`"):
        registry.load([tmp_path])


def test_letters_that_look_like_digits_are_taken_for_them() -> None:
    with pytest.raises(UsageError, match="did you mean `CIT101`"):
        KNOWN.expand("CIT1O1")
    with pytest.raises(UsageError, match="did you mean `REF202`"):
        KNOWN.get("ref2O2")
