import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.matching.wording import differences


def test_one_word_for_another() -> None:
    printed = "Long-term nephrotoxicity of yttrium-90"
    (place,) = differences(printed, "Long-Term Hepatotoxicity of Yttrium-90")
    assert place[:4] == ("nephrotoxicity", "Hepatotoxicity", "Long-term nephrotoxicity of", "Long-Term Hepatotoxicity of")
    assert printed[place.start : place.end] == "nephrotoxicity"


@pytest.mark.parametrize(
    ("printed", "recorded", "ours", "theirs"),
    [
        ("Care of early tumours", "Care of tumours", "of early tumours", "of tumours"),
        ("Care of tumours", "Care of <i>early</i> tumours", "of tumours", "of early tumours"),
        ("Tumours and care", "Care", "Tumours and care", "Care"),
    ],
)
def test_a_word_on_one_side_is_shown_between_its_neighbours(printed: str, recorded: str, ours: str, theirs: str) -> None:
    (place,) = differences(printed, recorded)
    assert (place.printed_around, place.recorded_around) == (ours, theirs)


def test_what_makes_no_difference() -> None:
    assert differences("Tumours of the Ä-cell: a review", "tumors of the A-cell. A Review") == ()


def test_unlike_titles_have_no_places() -> None:
    assert differences("One two three four five six seven eight nine ten", "Sleep of captive otters") == ()
    assert differences("one x two y three z four", "one a two b three c four") == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_offsets_are_true(printed: str, recorded: str) -> None:
    for place in differences(printed, recorded):
        assert printed[place.start : place.end] == place.printed
