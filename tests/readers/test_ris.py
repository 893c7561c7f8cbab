"""RIS and MEDLINE records: values, places, records without an end."""

from hypothesis import given
from hypothesis import strategies as st

from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.text import SourceFile
from checker.readers import ris

RECORD = """TY  - JOUR
ID  - smith2019
AU  - Smith, Anna B.
AU  - Roe, Jan, Jr.
AU  - The Group
TI  - A trial of something
 and more
JO  - Ann Surg
T2  - Annals of Surgery
VL  - 12
IS  - 3
SP  - 2563
EP  - 9
PY  - 2019
DA  - 2019/03/12/
DO  - https://doi.org/10.1000/abc
SN  - 1234-5678
ER  -
"""
MEDLINE = """PMID- 123456
DP  - 2015 Mar 12
TI  - A long title that
      goes on.
PG  - 1234-45
LID - 10.1000/xyz [doi]
FAU - Smith, Anna B
AU  - Smith AB
CN  - Some Group
JT  - Annals of surgery
TA  - Ann Surg
PMC - PMC1234

PMID- 23
AU  - Jones C
TI  - Two.
"""


def read(text: str) -> tuple[ReferenceEntry, ...]:
    return ris.read(SourceFile("references.ris", text)).references


def test_record() -> None:
    (entry,) = read(RECORD)
    assert (entry.id, entry.type, entry.issued) == ("smith2019", "article-journal", (2019, 3, 12))
    assert [(name.family or name.literal, name.given, name.suffix) for name in entry.author] == [
        ("Smith", "Anna B.", ""),
        ("Roe", "Jan", "Jr."),
        ("The Group", "", ""),
    ]
    assert entry.title == "A trial of something and more"
    assert entry.container_title == "Annals of Surgery"
    assert (entry.get("page"), entry.get("ISSN"), entry.doi) == ("2563-2569", "1234-5678", "10.1000/abc")
    assert entry.raw == RECORD.strip()
    assert entry.field_spans["DOI"].of(RECORD) == "10.1000/abc"
    assert entry.field_spans["title"].of(RECORD) == "A trial of something\n and more"
    assert entry.author[0].span
    assert entry.author[0].span.of(RECORD) == "Smith, Anna B."
    assert not entry.observations


def test_lost_end_swallows_no_record() -> None:
    lost = RECORD.replace("ER  -\n", "")
    one, two = read(lost + RECORD.replace("smith2019", "roe2020"))
    (note,) = one.observations
    assert (note.kind, note.detail) == (ObservationKind.UNPARSABLE, "the record has no `ER`")
    assert (one.id, two.id) == ("smith2019", "roe2020")
    assert not two.observations
    (last,) = read(lost)
    assert last.observed(ObservationKind.UNPARSABLE)


def test_lost_beginning_is_noted() -> None:
    entries = read(RECORD + RECORD.replace("TY  - JOUR\n", "").replace("smith2019", "roe2020"))
    assert [len(entry.observed(ObservationKind.UNPARSABLE)) for entry in entries] == [0, 1]


def test_chapter_and_book() -> None:
    text = "TY  - CHAP\nTI  - Part\nT2  - Whole\nA2  - Roe, Jan\nSN  - 9783161484100\nER  - \n"
    chapter, book = read(text + "\nTY  - BOOK\nBT  - Whole\nT2  - Series\nER  - ")
    assert (chapter.type, chapter.container_title, chapter.editor[0].family) == ("chapter", "Whole", "Roe")
    assert chapter.get("ISBN") == "9783161484100"
    assert (book.title, book.get("collection-title")) == ("Whole", "Series")


def test_medline() -> None:
    one, two = read(MEDLINE)
    assert (one.id, one.get("PMID"), one.get("PMCID"), one.doi) == ("123456", "123456", "PMC1234", "10.1000/xyz")
    assert (one.title, one.get("page"), one.issued) == ("A long title that goes on", "1234-1245", (2015, 3, 12))
    assert [name.family or name.literal for name in one.author] == ["Smith", "Some Group"]
    assert (two.title, two.author[0].family, two.author[0].given) == ("Two", "Jones", "C")
    assert one.field_spans["DOI"].of(MEDLINE) == "10.1000/xyz"


@given(st.lists(st.sampled_from([*RECORD.splitlines(), *MEDLINE.splitlines(), "", "XX", "ER", "TY  -"]), max_size=20))
def test_any_lines_are_read_with_true_places(lines: list[str]) -> None:
    text = "\n".join(lines)
    for entry in read(text):
        assert entry.span.of(text) == entry.raw
        assert all(span.end <= len(text) for span in entry.field_spans.values())
        if entry.title:
            assert " ".join(entry.field_spans["title"].of(text).split()).removesuffix(".") == entry.title.removesuffix(".")
