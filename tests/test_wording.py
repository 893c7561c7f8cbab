"""What rules say follows the style sheet for messages in CONTRIBUTING.md."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import rules
from checker import examples, registry
from checker.model.finding import Finding
from checker.rule import Rule

RULES = registry.load().rules
FILES = sorted(Path(rules.__path__[0]).rglob("*.py"))
#: Orders, blame and guesses about the author: no message has these words.
BANNED = re.compile(
    r"\b(should|must|please|wrong(ly)?|invalid|illegal|mistakes?|fabricated|fake|hallucinated|you|your|forg[eo]t|careless)\b",
    re.IGNORECASE,
)
#: The longest message that reads as one line of a report, values included.
LONGEST = 240
#: Words for people who write manuscripts: these are ours.
JARGON = re.compile(r"\b(span|regex|token|parser?|parsed|JSON|null|None|True|False|match score|CSL)\b")
#: A note that quotes the record is the record's own text.
QUOTED = ("title: ", "abstract: ", "title and abstract: ")


@cache
def findings(rule: type[Rule]) -> tuple[Finding, ...]:
    return tuple(finding for example in rule.examples for finding in examples.run(rule, example).findings)


def lines(finding: Finding) -> Iterator[str]:
    yield finding.message
    yield from (note for note in finding.notes if not note.startswith(QUOTED))
    yield from filter(None, (finding.help, *(fix.title for fix in finding.fixes)))
    yield from filter(None, (place.label for place in (finding.location, *finding.related)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_line_is_a_clause(rule: type[Rule]) -> None:
    for finding in findings(rule):
        for line in lines(finding):
            assert line == " ".join(line.split()), line
            assert not line.endswith((".", "!", "?", ":")), line
            assert line.count("`") % 2 == 0, line
            outside = re.sub("`[^`]*`", "``", line)
            assert not BANNED.search(outside), line
            assert not JARGON.search(outside), line
            assert not re.match(r"[A-Z][a-z]", outside) or outside.startswith("OpenAlex"), line


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_message_names_its_values_and_the_next_step(rule: type[Rule]) -> None:
    for finding in findings(rule):
        assert "`" in finding.message or re.search(r"\[[^]]+\]|\d", finding.message), finding.message
        assert len(finding.message) <= LONGEST
        assert finding.help, finding.message
        assert finding.fingerprint


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_fix_says_what_the_help_says_or_something_else(rule: type[Rule]) -> None:
    """A fix that does what the help asks for is in its words, so that reports need not say it twice."""
    for finding in findings(rule):
        for fix in finding.fixes:
            same = fix.title.split()[0] == finding.help.split()[0]
            assert fix.title in finding.help or not same, (fix.title, finding.help)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code.startswith(("MET", "STA"))], ids=lambda rule: rule.code)
def test_a_finding_about_a_record_says_where_the_record_is(rule: type[Rule]) -> None:
    for finding in findings(rule):
        if "url" in finding.evidence:
            assert any("https://" in note for note in finding.notes), finding.message


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_of_a_rule_orders_or_blames(path: Path) -> None:
    """The variants of a message that no example shows."""
    for text in texts(ast.parse(path.read_text(encoding="utf-8"))):
        assert not BANNED.search(text), text


def texts(tree: ast.Module) -> Iterator[str]:
    """The pieces of f-strings, and the plain strings that are given by name, returned or yielded: what people may read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from (str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.keyword | ast.Return | ast.Yield) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)
