import pytest

from checker.references.locators import date_parts, find_locators
from checker.references.pages import expand_pages


@pytest.mark.parametrize(
    ("text", "volume", "issue", "page", "year"),
    [
        ("2017;376:125–35.", "376", "", "125–35", "2017"),
        ("2018;15(3):299-310", "15", "3", "299-310", "2018"),
        ("2011 Aug;147(5):992-1009.", "147", "5", "992-1009", "2011"),
        ("vol. 12, no. 3, pp. 1-9, Mar. 2012.", "12", "3", "1-9", "2012"),
        ("12(3), 45-60.", "12", "3", "45-60", ""),
        ("154 (1): 145-9, 1995.", "154", "1", "145-9", "1995"),
        ("15, 382–388 (1997).", "15", "", "382–388", "1997"),
        ("9, 405 (1963)", "9", "", "405", "1963"),
        ("76 (2016) 288", "76", "", "288", "2016"),
        ("(2000) 355:2051-2052", "355", "", "2051-2052", "2000"),
        ("21, no. 4 (January 1950): 482–484", "21", "4", "482–484", "1950"),
        ("1982, 29, 300.", "29", "", "300", "1982"),
        ("7: e1002369.", "7", "", "e1002369", ""),
        ("30 (suppl D): 156-61", "30", "suppl D", "156-61", ""),
        ("pages 185-197, July 1990", "", "", "185-197", "1990"),
        ("15 March 1985, sec. 1A, p. 3.", "", "", "3", "1985"),
        ("November 2, 1997, sec. 4, 1+", "", "", "1", "1997"),
        ("1 pp. 35-50 (1984).", "1", "", "35-50", "1984"),
        ("23 (2, 3, 4), 303-353", "23", "2, 3, 4", "303-353", ""),
        ("176, 512–520.e5", "176", "", "512–520.e5", ""),
        ("60 (2019), H. 3, S. 512-520", "60", "3", "512-520", "2019"),
        ("Vol. 21 March, 2017, 214-254", "21", "", "214-254", "2017"),
        ("38, 4, Article 123 (July 2019), 12 pages.", "38", "4", "123", "2019"),
        ("2 Aug. 2001. 23 Jan. 2002", "", "", "", "2001"),
    ],
)
def test_orders(text: str, volume: str, issue: str, page: str, year: str) -> None:
    (found,) = find_locators(text, 0, len(text))
    values = [text[part[0] : part[1]] if part else "" for part in (found.volume, found.issue, found.page, found.year)]
    assert values == [volume, issue, page, year]


@pytest.mark.parametrize(
    ("printed", "expanded"),
    [
        ("2563–9", "2563-2569"),
        ("e131–41", "e131-e141"),
        ("512–20.e5", "512-520.e5"),
        ("S65-9", "S65-S69"),
        ("12-14", "12-14"),
        ("1335", "1335"),
        ("17–17", "17-17"),
    ],
)
def test_expanded_pages(printed: str, expanded: str) -> None:
    assert expand_pages(printed) == expanded


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("2017a", (2017,)),
        ("2001 Mar 10", (2001, 3, 10)),
        ("27 May 2002", (2002, 5, 27)),
        ("Juni 1999", (1999, 6)),
        ("n.d.", None),
    ],
)
def test_dates(printed: str, parts: tuple[int, ...] | None) -> None:
    assert date_parts(printed) == parts
