import pytest

from checker.model.reference import ObservationKind
from checker.model.text import SourceFile
from checker.references import parse_text

REST = "".join(f"{n}. Doe C, Roe DE, Poe F. Study {n} of rare cases. Ann Surg. 2016;{n}:10-9.\n" for n in range(2, 8))


def noticed(first: str) -> list[tuple[ObservationKind, str]]:
    text = f"1. {first}\n{REST}"
    entries = parse_text(SourceFile("refs.txt", text))
    assert not any(entry.observations for entry in entries[1:])
    return [(note.kind, note.span.of(text)) for note in entries[0].observations]


PROSE = "This large study shows how the early cases of the disease were treated."


@pytest.mark.parametrize(
    ("entry", "kind", "text"),
    [
        (". Smith A, Doe C. Rare cases. Ann Surg. 2015;12:1-9.", ObservationKind.LEADING_CHARACTERS, ". "),
        (f"Smith A, Doe C. Rare cases. Ann Surg. 2015;12:1-9 {PROSE}", ObservationKind.TRAILING_TEXT, PROSE),
        (f"Smith A. Rare cases. Ann Surg. 2015. https://doi.org/10.1000/123{PROSE}", ObservationKind.GLUED_TEXT, PROSE),
        ("Smith A, Doe C, AJAT B, Roe D. Rare cases. Ann Surg. 2015;12:1-9.", ObservationKind.MALFORMED_AUTHOR, "AJAT B"),
        ("Smith A. Trial of177Lu-dotatate in late cases. Ann Surg. 2015;12:1-9.", ObservationKind.RUN_TOGETHER, "of177Lu"),
        ("Smith A. Survival inThe hands of few. Ann Surg. 2015;12:1-9.", ObservationKind.RUN_TOGETHER, "inThe"),
        ("MÃ¼ller A. Rare cases. Ann Surg. 2015;12:1-9.", ObservationKind.BROKEN_TEXT, "MÃ¼ller"),
        ("Smith A. Rare tu\u00admours. Ann Surg. 2015;12:1-9.", ObservationKind.BROKEN_TEXT, "tu\u00admours"),
        ("Smith A. Rare cases. Ann Surg. 2015;109:: 53.", ObservationKind.STRAY_CHARACTERS, "::"),
    ],
)
def test_noticed(entry: str, kind: ObservationKind, text: str) -> None:
    assert noticed(entry) == [(kind, text)]


@pytest.mark.parametrize(
    "entry",
    [
        "WANG J, BALASUBRAMANIAN A, DE LA VEGA L, ROSS P. Rare cases. Ann Surg. 2015;12:1-9.",
        "Smith A, Doe C. Expression of TP53, p53, mTOR and miR21 in MCF7 cells. Ann Surg. 2015;12:1-9.",
        "Smith A, Doe C. A phase2b trial of 177Lu and of 90Y. Ann Surg. 2015;12:1-9.",
        "Smith A, Doe C. Rare cases. Ann Surg. 2015;12:1-9. Epub 2014 Dec 1 ahead of the print issue of it.",
        "Smith A, Doe C. Rare cases. Ann Surg. 2015;12:1-9. Available from: https://example.org/the/page.",
        "• Smith A, Doe C. Rare cases. Ann Surg. 2015;12:1-9.",
        "SMITH A, DOE CD, ROE B. Rare cases. Ann Surg. 2015;12:1-9.",
    ],
)
def test_nothing_to_notice(entry: str) -> None:
    assert noticed(entry) == []


def test_the_mark_of_a_data_set_before_the_authors_is_no_fault() -> None:
    (entry,) = parse_text(SourceFile("list.txt", "[dataset] J. Doe, C. Roe, Counts of storks, Nest Data, v1, 2015."))
    assert [name.family for name in entry.author] == ["Doe", "Roe"]
    assert entry.observations == ()
