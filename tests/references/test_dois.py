"""DOIs as they are printed."""

import pytest

from checker.references.dois import trim_doi


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("10.5555/x12", "10.5555/x12"),
        ("10.5555/x12.;", "10.5555/x12"),
        ("10.5555/x(1)2)", "10.5555/x(1)2"),
        ("10.5555/(sici)c(1)", "10.5555/(sici)c(1)"),
        ("10.5555/c:<1::a>3.0>", "10.5555/c:<1::a>3.0"),
        ("10.5555/x12”]", "10.5555/x12"),
        ("", ""),
    ],
)
def test_sentence_punctuation_is_cut_off(printed: str, doi: str) -> None:
    assert trim_doi(printed) == doi
