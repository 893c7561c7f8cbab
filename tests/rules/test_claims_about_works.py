"""Sentences as authors of reviews write them, about made-up works of many fields: what is accurate is left alone."""

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from checker import engine, registry
from checker.model.finding import Finding
from checker.model.text import SourceFile
from checker.rule import work
from checker.works.resolve import Resolver

RULES = tuple(
    rule
    for rule in registry.load().rules
    if (rule.code.startswith("CLM") and not rule.opt_in and rule.code != "CLM507")
    or rule.code in ("CIT108", "CIT109", "CIT110")
)
#: Each has works, with `accurate` sentences (paraphrased, rounded, from the full text) and `wrong` ones with the code that they
#: must get; `#` stands for the number of the work.
FILES = sorted(Path(__file__).with_name("claims").glob("*.toml"))


@lru_cache
def read(path: Path) -> list[dict[str, Any]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))["work"]


def sentences(path: Path) -> Iterator[tuple[str, str]]:
    """Every sentence with the code of its error, "" for none."""
    for number, item in enumerate(read(path), 1):
        for text in item["accurate"]:
            yield text.replace("#", str(number)), ""
        for wrong in item.get("wrong", ()):
            yield wrong["text"].replace("#", str(number)), wrong["code"]


def printed(number: int, item: dict[str, Any]) -> str:
    """The entry of a work in the list."""
    names = (name.rpartition(" ") for name in item["authors"])
    authors = ", ".join(f"{family} {given[0]}" for given, _, family in names)
    return f"{number}. {authors}. {item['title']}. J Inv Med. {item['year']};12:1-9."


@lru_cache
def findings(path: Path) -> tuple[str, tuple[Finding, ...]]:
    """A manuscript of all sentences of a file, and what is found in it."""
    body = "\n\n".join(text for text, _ in sentences(path))
    entries = "\n".join(printed(number, item) for number, item in enumerate(read(path), 1))
    text = f"Submitted: 3 May 2024\n\nIntroduction\n\n{body}\n\nReferences\n\n{entries}\n"
    works = [
        work(
            item["title"],
            item["authors"],
            item["year"],
            "J Inv Med",
            "1-9",
            f"W{number}",
            volume="12",
            type=item.get("type", "article"),
            abstract=item["abstract"],
        )
        for number, item in enumerate(read(path), 1)
    ]
    setup = engine.Setup(rules=RULES, resolver=Resolver.of_works(works))
    report = engine.check_source(SourceFile("m.txt", text), "text", (), setup)
    assert report.checked == len(works)
    return text, tuple(report.findings)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_accurate_sentences_are_left_alone_and_wrong_ones_named(path: Path) -> None:
    text, found = findings(path)
    got = {}
    for sentence, _ in sentences(path):
        start = text.index(sentence)
        got[sentence] = {item.code for item in found if start <= item.location.span.start < start + len(sentence)}
    assert got == {sentence: {code} if code else set() for sentence, code in sentences(path)}
