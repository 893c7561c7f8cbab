import pytest

from checker.citations.fold import fold, fold_umlauts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Van Den Bosch", "van den Bosch"),
        ("O’Neil", "O'Neil"),
        ("Nellåker", "Nellaker"),
        ("Prieto-Márquez", "Prieto Marquez"),
        ("Łukasz", "Lukasz"),
    ],
)
def test_same_key(one, other):
    assert fold(one) == fold(other)


def test_umlauts_written_out():
    assert fold_umlauts("Müller") == fold("Mueller")
