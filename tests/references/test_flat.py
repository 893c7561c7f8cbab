import pytest

from checker.model.text import Span
from checker.references.flat import Flat


def test_lines_are_joined_and_places_kept() -> None:
    text = "x A study\n   of tu-\nmours, pp. 10-\n19  end"
    flat = Flat(text, Span(2, len(text)))
    assert flat.text == "A study of tumours, pp. 10-19 end"
    start = flat.text.index("of tumours")
    assert flat.place(start, start + len("of tumours")).of(text) == "of tu-\nmours"
    assert flat.place(len(flat.text) - 3, len(flat.text)).of(text) == "end"


def test_broken_identifiers_are_joined() -> None:
    text = "doi:10.1000/\nabc or doi:10.1000/x.2010.\n01. Next"
    assert Flat(text, Span(0, len(text))).text == "doi:10.1000/abc or doi:10.1000/x.2010.01. Next"


def test_soft_hyphens_and_invisible_spaces_are_dropped() -> None:
    text = "tu\u00admours\u200b and\u00a0more"
    assert Flat(text, Span(0, len(text))).text == "tumours and more"


def test_latex_is_decoded_and_places_are_those_of_the_source() -> None:
    text = r"M{\"u}ller, J. and Erd\H{o}s, P. \emph{On the foot--hand}, 3--9, see \url{https://example.org/~hand}"
    flat = Flat(text, Span(0, len(text)), latex=True)
    assert flat.text == "Müller, J. and Erdős, P. On the foot–hand, 3–9, see https://example.org/~hand"
    assert flat.place(0, len("Müller")).of(text) == r"M{\"u}ller"
    assert flat.place(0, len("Mü")).of(text) == r"M{\"u"
    start = flat.text.index("Erdő")
    assert flat.place(start, start + len("Erdő")).of(text) == r"Erd\H{o}"
    assert Flat(text, Span(0, len(text))).text == text


def test_punctuation_with_its_space_on_the_wrong_side_is_turned_back() -> None:
    text = "Doe ,A ., Hands of storks ,J .Stork Phys .116 ( 2016)"
    flat = Flat(text, Span(0, len(text)))
    assert flat.text == "Doe, A., Hands of storks, J. Stork Phys. 116 ( 2016)"
    start = flat.text.index("Hands")
    assert flat.place(start, start + 5).of(text) == "Hands"


@pytest.mark.parametrize("text", ["The .NET of storks, and more", "A correlation of r .87 in storks", "Storks .txt and .csv"])
def test_a_stop_that_opens_a_word_or_number_stays(text: str) -> None:
    assert Flat(text, Span(0, len(text))).text.replace(" ", "") == text.replace(" ", "")


def test_full_width_punctuation_is_narrowed_with_its_space() -> None:
    text = "刘晓，陈明．鸟的书［M］．北京：鸟社，1957：15-18．"
    flat = Flat(text, Span(0, len(text)))
    assert flat.text == "刘晓, 陈明. 鸟的书[M]. 北京: 鸟社, 1957:15-18."
    start = flat.text.index("鸟社")
    assert flat.place(start, start + 2).of(text) == "鸟社"
