"""What the README shows is what the code says."""

import re
from pathlib import Path

import pytest

from checker import examples, registry
from tests.readme_sections import README, between, sections

TEXT = README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["demo", "rules"])
def test_generated_sections_are_up_to_date(name: str) -> None:
    assert between(name, TEXT) == sections()[name], "run `make readme`"


def test_house_rule_example_works(tmp_path: Path) -> None:
    found = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert found
    (tmp_path / "cites_wikipedia.py").write_text(found[1], encoding="utf-8")
    rule = registry.load([tmp_path]).get("HSE001")
    for example in rule.examples:
        outcome = examples.run(rule, example)
        assert outcome.found == outcome.expected
