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
            assert reader.read(form.removeprefix("=")).terms_of(path.stem), form


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


def lexicon_of(text: str, folder: Path, name: str = "w") -> lexicon.Lexicon:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return lexicon.load(path)


def found(text: str, *words: lexicon.Lexicon) -> list[tuple[str, str]]:
    return [(term.name, text[term.span.start : term.span.end]) for term in Reader(words).read(text).terms]


@pytest.mark.parametrize(
    "text",
    ["90Y", "Y-90", "yttrium-90", "90Y-microspheres", "^90^Y", "⁹⁰Y", "[90Y]Y-DOTA", "Yttrium 90", "90 Y", "yttrium (90Y)"],
)
def test_a_nuclide_is_known_in_all_notations(text: str, tmp_path: Path) -> None:
    words = lexicon_of('[terms.n]\nyttrium-90 = ["@90 Y yttrium"]\n', tmp_path)
    assert found(f"We gave {text} to all", words)[0][0] == "yttrium-90"


def test_words_with_an_ending_are_names_of_their_own(tmp_path: Path) -> None:
    words = lexicon_of('[terms.ace]\neach = ["*pril"]\n', tmp_path)
    assert found("Ramipril or enalapril in April", words) == [("ramipril", "Ramipril"), ("enalapril", "enalapril")]


def test_a_name_of_the_lexicon_goes_before_the_word_with_an_ending(tmp_path: Path) -> None:
    words = lexicon_of('[terms.p]\neach = ["*cillin"]\namoxicillin = ["amoxicillin", "amoxycillin"]\n', tmp_path)
    assert found("Amoxycillin or ampicillin", words) == [("amoxicillin", "Amoxycillin"), ("ampicillin", "ampicillin")]


def test_letters_count_where_a_form_says_so(tmp_path: Path) -> None:
    words = lexicon_of('[terms.genes]\nmet = ["=MET", "=c-MET"]\nret = ["RET"]\n', tmp_path)
    assert found("We met MET, c-MET, ret and Met", words) == [("met", "MET"), ("met", "c-MET"), ("ret", "ret")]


def test_alternatives_have_names(tmp_path: Path) -> None:
    words = lexicon_of('[words]\nstudies = "studies|trials"\n[terms.g]\nmany = ["many ... $studies"]\n', tmp_path)
    assert found("many large trials", words) == [("many", "many large trials")]


def test_a_file_adds_terms_to_a_lexicon(tmp_path: Path) -> None:
    base = lexicon_of('[terms.g]\nplacebo = ["placebo"]\n', tmp_path)
    more = lexicon_of('[terms.g]\nplacebo = ["dummy"]\nsham = ["sham"]\n[terms.h]\nnew = ["new"]\n', tmp_path, "more")
    both = lexicon.joined(base, [more])
    assert both.name == "w"
    assert [name for name, _ in found("A dummy, a sham, a placebo, a new one", both)] == ["placebo", "sham", "placebo", "new"]


@pytest.mark.parametrize(
    "text",
    ['[terms.g]\na = ["$none"]', '[terms.g]\na = ["@90 Y"]', '[words]\na = 1\n[terms.g]\nb = ["c"]'],
    ids=["unnamed", "half a nuclide", "words"],
)
def test_what_a_form_lacks_is_said(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"w\.toml"):
        lexicon_of(text, tmp_path)


def test_a_trained_model_lends_its_lemmas(tmp_path: Path) -> None:
    import spacy

    trained = spacy.blank("en")
    trained.add_pipe("attribute_ruler").add([[{"LOWER": "mice"}]], {"LEMMA": "mouse"})
    trained.to_disk(tmp_path / "model")
    words = Reader(model=str(tmp_path / "model")).read("Mice grew. A mouse grew.").words
    assert words[0].key == words[2].key
    with pytest.raises(UsageError, match=r"--spacy-model no_such_model"):
        Reader(model="no_such_model")
