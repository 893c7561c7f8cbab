import pytest

from checker.matching.containers import same_container
from checker.matching.journal_names import other_names


def test_the_other_names_of_a_journal() -> None:
    assert other_names("The Astrophysical Journal") == ("ApJ",)
    assert other_names("JAMA Surgery") == ("Archives of Surgery",)
    assert other_names("Annals of Otters") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PNAS", "Proc Natl Acad Sci U S A"),
        ("Proc Biol Sci", "Proceedings of the Royal Society B: Biological Sciences"),
        ("Arch Intern Med", "JAMA Internal Medicine"),
        ("Eur J Nucl Med", "European Journal of Nuclear Medicine and Molecular Imaging"),
        ("Angew Chem Int Ed Engl", "Angewandte Chemie (International ed. in English)"),
    ],
)
def test_one_journal_under_two_names(one: str, other: str) -> None:
    assert same_container(one, other)
    assert same_container(other, one)
