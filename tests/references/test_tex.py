"""LaTeX in printed lists that are no LaTeX documents: pasted .bbl entries, lists typed with accents as commands."""

import pytest

from checker.model.text import SourceFile
from checker.references import parse_text
from checker.references.tex import is_latex

LIST = r"""[1] M{\"u}ller, J. and Erd\H{o}s, P. \emph{{\"U}ber die Gr{\"o}{\ss}e}. Hand Rev. \textbf{12}(3):45--67, 2010.

[2] Fran\c{c}ois, A. and Mu\~noz, L. Hands \& feet of Dvo\v{r}\'ak. J. Hands, vol.~7, pp.~12--19, 2015. doi:10.1000/abc\_12.
"""


def test_names_titles_and_locators_are_decoded() -> None:
    source = SourceFile("list.txt", LIST)
    first, second = parse_text(source)
    assert [name.family for name in (*first.author, *second.author)] == ["Müller", "Erdős", "François", "Muñoz"]
    assert (first.title, second.title) == ("Über die Größe", "Hands & feet of Dvořák")
    assert (first.get("volume"), first.get("issue"), first.get("page")) == ("12", "3", "45-67")
    assert (second.get("volume"), second.get("page"), second.get("DOI")) == ("7", "12-19", "10.1000/abc_12")
    assert first.raw.startswith(r"M{\"u}ller")
    assert first.author[0].span is not None
    assert first.author[0].span.of(LIST) == r"M{\"u}ller, J."
    assert second.field_spans["title"].of(LIST) == r"Hands \& feet of Dvo\v{r}\'ak"


@pytest.mark.parametrize(
    "text",
    [
        r"Doe J. L\'eau et la main. Hand Rev. 2010;1:2-3.",
        r"Doe J. Alzheimer\'s hands \[in Dutch\]. Hand\_Rev. 2010;1:2-3.",
        r"Doe J. \"A title\" in C:\hands\title.txt. 2010.",
        r"Doe J. The set {a, b} and $x^{2}$. 2010.",
    ],
)
def test_escapes_are_no_latex(text: str) -> None:
    assert not is_latex(text)
