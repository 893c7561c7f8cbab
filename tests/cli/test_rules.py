"""`citeproof rules test`: house rules are held to their examples; the README's worked example passes."""

import re
from pathlib import Path

import pytest

from tests.test_cli import citeproof

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def rule() -> str:
    found = re.search(r'```python\n("""House rule.*?)```', README, re.DOTALL)
    assert found
    return found[1]


def tried(folder: Path, text: str) -> tuple[int, str, str]:
    (folder / "house").mkdir(exist_ok=True)
    (folder / "house" / "wikipedia.py").write_text(text, encoding="utf-8")
    result = citeproof("rules", "test", "house", folder=folder)
    return result.status, result.out, result.err


def test_the_example_of_the_readme_passes_and_runs(tmp_path: Path, rule: str) -> None:
    status, out, err = tried(tmp_path, rule)
    assert (status, out) == (0, "HSE001 cites-wikipedia: 2 examples passed\n")
    assert "1 rule tested, 0 failed" in err
    (tmp_path / "a.txt").write_text("As known [1].\n\nReferences\n\n1. Wikipedia contributors. Liver. Wikipedia; 2020.\n")
    found = citeproof("check", "a.txt", "--offline", "--rules", "house", "--select", "HSE", folder=tmp_path)
    assert "HSE001" in found.out


def test_what_the_examples_dont_show_is_said(tmp_path: Path, rule: str) -> None:
    text = rule.replace("⟦", "").replace("⟧", "").replace("Carcinoid tumors", "⟦Carcinoid⟧ tumors").replace("Why it", "What")
    status, out, _ = tried(tmp_path, text)
    assert status == 1
    assert "HSE001 cites-wikipedia: failed\n" in out
    assert "the documentation lacks `Why it matters`" in out
    assert "example 1 (Bad): a finding covers `Wikipedia contributors. Liver. Wikipedia; 2020.`, which is not marked" in out
    assert "example 2 (Good): no finding covers `Carcinoid`" in out


def test_a_rule_that_fails_is_named(tmp_path: Path, rule: str) -> None:
    status, out, _ = tried(tmp_path, rule.replace("entry.raw.lower()", "entry.absent"))
    assert status == 1
    assert "has no attribute 'absent'" in out
    assert "Traceback" not in out


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    status, _, err = tried(tmp_path, "x = 1\n")
    assert status == 2
    assert "house: no rule in this folder" in err
