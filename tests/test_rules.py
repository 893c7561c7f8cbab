"""Every rule is documented and does what its examples say."""

import re

import pytest

from checker import examples, registry
from checker.rule import Bad, Example, Good, Rule

REGISTRY = registry.load()
CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{type(example).__name__.lower()}-{number}")
    for rule in REGISTRY.rules
    for number, example in enumerate(rule.examples, 1)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: type[Rule], example: Example) -> None:
    outcome = examples.run(rule, example)
    assert outcome.found == outcome.expected, [finding.message for finding in outcome.findings]


@pytest.mark.parametrize("rule", REGISTRY.rules, ids=lambda rule: rule.code)
def test_rule_is_complete(rule: type[Rule]) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert any(isinstance(example, Bad) for example in rule.examples)
    assert any(isinstance(example, Good) for example in rule.examples)
    for heading in ("What it checks", "Why it matters", "When it stays silent"):
        assert heading in rule.documentation()
    assert all(option.help for option in rule.options)


@pytest.mark.parametrize("rule", REGISTRY.rules, ids=lambda rule: rule.code)
def test_bad_examples_mark_spans_and_good_ones_do_not(rule: type[Rule]) -> None:
    for example in rule.examples:
        marked = "⟦" in example.text or "⟦" in example.bibliography
        assert marked == isinstance(example, Bad)


def test_the_rules_of_the_catalogue_exist() -> None:
    promised = [
        *(f"CIT{number}" for number in range(101, 111)),
        *(f"REF{number}" for number in range(201, 216)),
        *(f"MET{number}" for number in range(301, 313)),
        *(f"STA{number}" for number in range(401, 406)),
        *(f"CLM{number}" for number in range(501, 513)),
        *(f"STY{number}" for number in range(601, 607)),
        "SUP901",
        "SUP902",
    ]
    assert set(promised) <= set(REGISTRY.codes)
