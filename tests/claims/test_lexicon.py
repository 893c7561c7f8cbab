"""Lexicon files: every one that a rule names loads, and its forms can be looked for."""

from pathlib import Path

import pytest

from checker import registry
from checker.claims import lexicon
from checker.claims.reading import Reader
from checker.errors import UsageError

PATHS = sorted({path for rule in registry.load().rules for path in rule.lexicons})


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_lexicon_loads_and_finds_its_plain_forms(path: Path) -> None:
    words = lexicon.load(path)
    reader = Reader([words])
    for _, _, form in words.forms():
        if not any(sign in form for sign in ("|", "?", "...", "*")):
            assert reader.read(form).terms_of(path.stem), form


def test_rules_have_lexicons() -> None:
    assert {"agents", "cues", "designs", "directions", "metrics", "populations"} <= {path.stem for path in PATHS}


@pytest.mark.parametrize("text", ["", "terms = 3", "[terms]\na = 1", "[terms.a]\nb = [1]", "[terms.a]\nb = ['']", "not toml"])
def test_another_file_is_refused_by_name(text: str, tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"words\.toml"):
        lexicon.load(path)


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    path = tmp_path / "w.toml"
    path.write_text(
        '[terms.g]\nplural = ["several|many studies have? shown"]\ngap = ["recent ... trial"]\nlong = ["recent trial"]\n'
        'short = ["trial"]\ndash = ["meta-analysis"]\n',
        encoding="utf-8",
    )
    return Reader([lexicon.load(path)])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Many studies shown", ["plural"]),
        ("several STUDIES have shown", ["plural"]),
        ("a recent large randomised trial", ["gap"]),
        ("a trial", ["short"]),
        ("a meta–analysis", ["dash"]),
        ("a meta-\nanalysis", []),
        ("few studies", []),
    ],
)
def test_forms(reader: Reader, text: str, names: list[str]) -> None:
    assert [term.name for term in reader.read(text).terms] == names
