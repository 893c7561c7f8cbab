import pytest

from checker.matching.isotopes import with_nuclides_in_one_form


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("of y 90 spheres", "of 90y spheres"),
        ("of yttrium 90 spheres", "of 90y spheres"),
        ("lu 177 in 90 patients", "177lu in 90 patients"),
        ("99mtc and tc 99m", "99mtc and 99mtc"),
        ("c 11 5 htp", "11c 5 htp"),
        ("phase 3 in 12 rats", "phase 3 in 12 rats"),
        ("", ""),
    ],
)
def test_forms_of_nuclides(words: str, expected: str) -> None:
    assert with_nuclides_in_one_form(tuple(words.split())) == tuple(expected.split())
