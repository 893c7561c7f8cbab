import pytest

from checker.matching.locators import number_evidence, page_evidence, year_evidence
from checker.model.match import Agreement
from tests.matching.builders import entry, record


@pytest.mark.parametrize(
    ("printed", "recorded", "agreement"),
    [
        (2010, 2010, Agreement.AGREE),
        (2011, 2010, Agreement.PARTIAL),
        (2012, 2010, Agreement.DISAGREE),
        (None, 2010, Agreement.MISSING),
        (2010, None, Agreement.MISSING),
    ],
)
def test_year(printed: int | None, recorded: int | None, agreement: Agreement) -> None:
    assert year_evidence(entry(year=printed), record(year=recorded)).agreement is agreement


@pytest.mark.parametrize(
    ("printed", "recorded", "agreement"),
    [
        ("12", "12", Agreement.AGREE),
        ("Suppl 2", "S2", Agreement.AGREE),
        ("02", "2", Agreement.AGREE),
        ("3-4", "4", Agreement.PARTIAL),
        ("12", "21", Agreement.DISAGREE),
        ("12", "", Agreement.MISSING),
        ("A", "12", Agreement.MISSING),
        ("9" * 5000, "1", Agreement.DISAGREE),
    ],
)
def test_numbers(printed: str, recorded: str, agreement: Agreement) -> None:
    assert number_evidence(entry(volume=printed), "volume", recorded).agreement is agreement


@pytest.mark.parametrize(
    ("printed", "first", "last", "agreement"),
    [
        ("123-30", "123", "130", Agreement.AGREE),
        ("720-6", "720", "6", Agreement.AGREE),
        ("e0123", "e123", "", Agreement.AGREE),
        ("S45-9", "45", "49", Agreement.PARTIAL),
        ("153-9", "135", "159", Agreement.DISAGREE),
        ("4-10", "1", "", Agreement.DISAGREE),
        ("4711", "1", "12", Agreement.MISSING),
        ("1-12", "e4711", "", Agreement.MISSING),
        ("153", "", "", Agreement.MISSING),
    ],
)
def test_pages(printed: str, first: str, last: str, agreement: Agreement) -> None:
    assert page_evidence(entry(page=printed), record(first_page=first, last_page=last)).agreement is agreement
