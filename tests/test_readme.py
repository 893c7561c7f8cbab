"""What the README shows is what the code says."""

import re
from pathlib import Path

from checker import examples, registry, reports

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def between(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", README, re.DOTALL)
    assert found, name
    return found[1]


def test_rule_table_is_generated() -> None:
    assert between("rules").strip() == reports.rule_table(registry.load().rules, markdown=True).strip()


def test_house_rule_example_works(tmp_path: Path) -> None:
    found = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert found
    (tmp_path / "cites_wikipedia.py").write_text(found[1], encoding="utf-8")
    rule = registry.load([tmp_path]).get("HSE001")
    for example in rule.examples:
        outcome = examples.run(rule, example)
        assert outcome.found == outcome.expected


def test_changelog_names_the_unreleased_version() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
