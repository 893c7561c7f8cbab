import pytest

from checker.references.places import is_place, is_region, place_at_end


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Proceedings of the Conference on Hands", ", Portland, OR"),
        ("Proceedings of the Conference on Hands", ", Utopia, The Netherlands"),
        ("Proceedings of the Conference on Hands (HAND-91)", " Sydney, Australia"),
        ("Proceedings of the Conference on Hands ", "(Osaka, Japan)"),
        ("Conference on Hands, Feet, and Knees", ""),
        ("Papers from the Meeting of the Hand Society", ", Chicago, IL"),
        ("Logic in Hands", ", Paris"),
    ],
)
def test_place_behind_a_meeting(name: str, place: str) -> None:
    assert place_at_end(name + place, 0, len(name + place)) == len(name)


def test_postal_codes_are_printed_in_capitals() -> None:
    assert is_region("OR")
    assert not is_region("or")
    assert is_place("Chicago")
    assert not is_place("Hands")
