import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.matching.normalize import family_key, first_page, fold, fold_name, title_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crohn’s disease", "crohns disease"),
        ("Tumour &amp;lt;i&amp;gt;in vitro&amp;lt;/i&amp;gt;", "tumour in vitro"),
        ("<sup>177</sup>Lu–DOTATATE", "177lu dotatate"),
        ("¹⁷⁷Lu", "177lu"),
        ("TGF-β1", "tgf beta1"),
        (r"$\varepsilon$-greedy {G}raphs", "epsilon greedy graphs"),
        ("Ärztliche Übersicht", "arztliche ubersicht"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("Tumour behaviour and haemorrhage", "Tumor behavior and hemorrhage"),
        ("Organisation, modelling and centring", "Organization, modeling and centring"),
        ("Centre programmes in oesophageal oncology", "Center programs in esophageal oncology"),
        ("Analysing fibre catalogues", "Analyzing fiber catalogs"),
    ],
)
def test_spellings_share_a_key(british: str, american: str) -> None:
    assert title_key(british) == title_key(american)


def test_run_together_words_share_a_key() -> None:
    assert title_key("Efficacy of177Lu") == title_key("Efficacy of 177Lu")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("van den Bosch", "bosch"),
        ("Maurice van den Bosch", "bosch"),
        ("van den Bosch MAAJ", "bosch"),
        ("Shale, Michael J.", "shale"),
        ("King Jr", "king"),
        ("García-López", "lopez"),
        ("", ""),
    ],
)
def test_family_key(text: str, key: str) -> None:
    assert family_key(text) == key


def test_umlauts_are_one_letter() -> None:
    assert fold_name("Müller") == fold_name("Mueller")
    assert fold_name("Jiang1") == fold_name("Jiang")


@pytest.mark.parametrize(
    ("pages", "first"),
    [("2563-2569", "2563"), ("e0012–17", "e12"), ("S45-9", "s45"), ("pp. 3-4", "3"), ("", ""), ("iv-ix", "iv")],
)
def test_first_page(pages: str, first: str) -> None:
    assert first_page(pages) == first


@given(st.text())
def test_any_text_folds_to_words_and_again_to_itself(text: str) -> None:
    folded = fold(text)
    assert all(word.isascii() and word.isalnum() for word in folded.split())
    assert fold(folded) == folded
    assert title_key(text) == title_key(text.swapcase().swapcase()) or not text.isascii()


@pytest.mark.parametrize("text", ["<" * 50_000, "&" * 50_000, "\\" * 50_000, "<a" * 30_000, "$\\alpha" * 9_000])
def test_hostile_text_folds(text: str) -> None:
    assert isinstance(fold(text), str)
