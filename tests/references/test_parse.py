"""One set of works in many styles reads to the same fields, with true places."""

import pytest

from checker import engine, readers
from checker.model.document import Document
from checker.model.reference import ObservationKind, ReferenceEntry, ReferenceList
from checker.model.text import SourceFile, Span
from checker.references import parse_lists, parse_text
from checker.references.anatomy import read_entry
from checker.references.draft import Draft

STYLES = {
    "vancouver": "Smith JA, van den Berg C. {title}. {journal}. {year};{volume}({issue}):{page}.",
    "lancet": "Smith JA, van den Berg C. {title}. {journal} {year}; {volume}({issue}): {page}.",
    "pdq": "Smith JA, van den Berg C: {title}. {journal} {volume} ({issue}): {page}, {year}.",
    "springer": "Smith JA, van den Berg C ({year}) {title}. {journal} {volume}({issue}):{page}",
    "frontiers": "Smith JA, van den Berg C. {title}. {journal} ({year}) {volume}({issue}):{page}.",
    "apa": "Smith, J. A., & van den Berg, C. ({year}). {title}. {journal}, {volume}({issue}), {page}.",
    "harvard": "Smith, J.A. and van den Berg, C. ({year}) ‘{title}’, {journal}, {volume}({issue}), pp. {page}.",
    "ieee": "J. A. Smith and C. van den Berg, “{title},” {journal}, vol. {volume}, no. {issue}, pp. {page}, {year}.",
    "chicago": "Smith, J. A., and C. van den Berg. {year}. “{title}.” {journal} {volume} ({issue}): {page}.",
    "bibtex": "J. A. Smith and C. van den Berg. {title}. {journal}, {volume}({issue}):{page}, {year}.",
    "elsevier": "J.A. Smith, C. van den Berg, {title}, {journal} {volume} ({issue}) ({year}) {page}.",
    "acs": "Smith, J. A.; van den Berg, C. {title}. {journal} {year}, {volume} ({issue}), {page}.",
}
WORKS = (
    {
        "title": "Early cases of rare tumours of the hand",
        "journal": "Ann Surg",
        "year": "2015",
        "volume": "12",
        "issue": "3",
        "page": "101-109",
    },
    {
        "title": "Is surgery enough for late cases",
        "journal": "J Clin Oncol",
        "year": "1998",
        "volume": "7",
        "issue": "1",
        "page": "12-19",
    },
    {
        "title": "Costs of treatment: what patients pay",
        "journal": "Br J Surg",
        "year": "2021",
        "volume": "108",
        "issue": "11",
        "page": "1301-1310",
    },
)


def parse(text: str) -> tuple[ReferenceEntry, ...]:
    return parse_text(SourceFile("refs.txt", text))


@pytest.mark.parametrize("style", STYLES)
def test_styles_agree(style: str) -> None:
    text = "\n".join(STYLES[style].format(**work) for work in WORKS) + "\n"
    entries = parse(text)
    assert len(entries) == len(WORKS)
    for entry, work in zip(entries, WORKS, strict=True):
        assert [name.full_family for name in entry.author] == ["Smith", "van den Berg"]
        assert entry.title == work["title"]
        assert entry.container_title == work["journal"]
        assert str(entry.year) == work["year"]
        assert [entry.get(name) for name in ("volume", "issue", "page")] == [work["volume"], work["issue"], work["page"]]
        assert entry.type == "article-journal"
        assert entry.confidence > 0.8
        assert not entry.observations
        assert all(span.of(text) == entry.get(name) for name, span in entry.field_spans.items() if name in entry.variables)


def test_books_chapters_and_proceedings() -> None:
    book, chapter, paper = parse(
        "Doe, C. (1970). The idea of surgery (2nd ed.). London: Example Press.\n"
        "Roe D. Rare cases. In: Smith AB, editor. The book of cases. New York: Wiley; 2001. p. 10-20.\n"
        "K. Poe and J. Roe. Learning from cases. In Proceedings of the 3rd Conference on Cases, pages 77–78, 2016.\n"
    )
    assert (book.type, book.title, book.get("publisher"), book.get("publisher-place")) == (
        "book",
        "The idea of surgery",
        "Example Press",
        "London",
    )
    assert (chapter.type, chapter.title, chapter.container_title, chapter.get("page")) == (
        "chapter",
        "Rare cases",
        "The book of cases",
        "10-20",
    )
    assert [name.family for name in chapter.editor] == ["Smith"]
    assert (paper.type, paper.container_title) == ("paper-conference", "Proceedings of the 3rd Conference on Cases")


def test_wrapped_entry_has_clean_values_and_true_places() -> None:
    text = "1. Smith A. Early cases of rare tu-\n   mours. Ann Surg. 2015;12:1-\n   9. doi:10.1000/\n   abc.\n"
    entry = parse(text)[0]
    assert entry.title == "Early cases of rare tumours"
    assert entry.span_of("title").of(text) == "Early cases of rare tu-\n   mours"
    assert entry.get("page") == "1-9"
    assert entry.doi == "10.1000/abc"
    assert entry.span.of(text) == entry.raw


def test_ids() -> None:
    text = "1. Smith A. Cases. Ann Surg. 2015;1:1-2.\n2. Doe C. Cases. Ann Surg. 2016;2:1-2.\n"
    lists = tuple(ReferenceList("a.txt", Span(0, len(text)), Span(0, len(text))) for _ in range(2))
    source = SourceFile("a.txt", text)
    one = parse_lists(Document(source, "text", lists=lists[:1]))
    assert [entry.id for entry in one.references] == ["1", "2"]
    two = parse_lists(Document(source, "text", lists=lists))
    assert [entry.id for entry in two.references] == ["1.1", "1.2", "2.1", "2.2"]
    assert parse_lists(two) == two
    assert [entry.id for entry in parse("[1] Smith A. Cases.\n[1] Doe C. More.\n")] == ["1", "1-2"]


def test_year_letter_and_et_al() -> None:
    (entry,) = parse("Smith J, Doe C, et al (2017a) Cases of it. Ann Surg 1:2-3")
    assert (entry.year, entry.year_suffix, entry.et_al) == (2017, "2017a", True)
    assert entry.span_of("et-al").of(entry.raw) == "et al"


def test_groups_as_authors() -> None:
    nations, members, last = parse(
        "United Nations, Department of Cases, Tumour Division (2013). Rare cases: the 2012 revision. Geneva: Example Press.\n"
        "HAND Collaboration, J. Doe et al., Search for rare cases, Phys. Lett. B 10 (2012) 49.\n"
        "Smith, J. A., & Rare Cases Study Group. (2015). Early cases. Ann Surg, 12, 1-9.\n"
    )
    assert (nations.author[0].literal, nations.year) == ("United Nations, Department of Cases, Tumour Division", 2013)
    assert nations.title == "Rare cases: the 2012 revision"
    assert [name.full_family for name in members.author] == ["HAND Collaboration", "Doe"]
    assert (members.et_al, members.title) == (True, "Search for rare cases")
    assert [name.full_family for name in last.author] == ["Smith", "Rare Cases Study Group"]
    assert last.year == 2015


def test_dash_stands_for_the_authors_before() -> None:
    text = (
        "Doe, J., & Roe, P. (2010). Early cases of the hand. Journal of Surgery, 12, 1-9.\n"
        "———. (2012). Late cases of the hand. Journal of Surgery, 14, 1-9.\n"
        "———. (2013). More cases of the hand. Journal of Surgery, 15, 1-9.\n"
    )
    entries = parse(text)
    assert [[name.family for name in entry.author] for entry in entries] == [["Doe", "Roe"]] * 3
    assert entries[2].span_of("author").of(text).startswith("———")
    assert entries[2].title == "More cases of the hand"


def test_year_of_a_meeting_is_not_the_year_of_its_proceedings() -> None:
    named, plain = parse(
        "Doe J, Roe P. Trees of cases. In: HAND 2004: Proceedings of the Conference on Hands. Geneva; 2009. p. 12-18.\n"
        "Doe J. The work of ISO TC37 SC4 on cases. In: Proceedings of HAND 2004. Lisbon; 2005. p. 1-5.\n"
    )
    assert (named.year, named.container_title) == (2009, "HAND 2004: Proceedings of the Conference on Hands")
    assert (plain.year, plain.container_title) == (2005, "Proceedings of HAND 2004")
    assert plain.title == "The work of ISO TC37 SC4 on cases"


@pytest.mark.parametrize("number", ["2.0", "0/1", "TC37 SC4", "10.4.2"])
def test_numbers_in_titles_are_no_locators(number: str) -> None:
    (entry,) = parse(f"J. Doe. The case of {number} for hands. Technical report, University of Cases, 2001.\n")
    assert entry.title == f"The case of {number} for hands"
    assert not {"volume", "page"} & entry.variables.keys()


def test_first_of_several_works_in_an_entry_is_read_with_doubt() -> None:
    text = "[1] a) J. Doe, P. Roe, Ann. Surg. 2017, 53, 5781-5801; b) D. Poe, Ann. Surg. 2016, 52, 4113-4127.\n"
    (entry,) = parse(text)
    assert [name.family for name in entry.author] == ["Doe", "Roe"]
    assert (entry.year, entry.get("page")) == (2017, "5781-5801")
    assert entry.confidence < 0.5
    assert [note.kind for note in entry.observations] == [ObservationKind.SEVERAL_WORKS]
    assert entry.raw.endswith("4113-4127.")


def test_page_number_at_a_page_break_is_no_text() -> None:
    (entry,) = parse("1. Smith A. Early cases of\n17\n\x0crare tumours. Ann Surg. 2015;12:1-9.\n")
    assert entry.title == "Early cases of rare tumours"


def test_remarks_among_references_have_no_fields() -> None:
    remark, entry = parse(
        "We thank two readers for their remarks on an earlier draft.\n\nDoe J. Early cases. Ann Surg. 2015;12:1-9.\n"
    )
    assert not remark.variables
    assert not remark.observations
    assert remark.confidence < 0.5
    assert entry.title == "Early cases"


@pytest.mark.parametrize("count", [1, 2, 40])
def test_entries_in_entries_out(count: int) -> None:
    text = "".join(f"{n}. {STYLES['vancouver'].format(**WORKS[n % 3])}\n" for n in range(1, count + 1))
    assert [entry.number for entry in parse(text)] == list(range(1, count + 1))


@pytest.mark.parametrize("unit", ["Smith JA, ", "2015;12(3):4-9. ", "a", "(", "In: Ed. ", "London: ", "https://a.b/"])
def test_no_more_of_a_line_is_read_than_an_entry_may_have(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counting(text: str, *rest: object) -> Draft:
        read.append(len(text))
        return read_entry(text)

    monkeypatch.setattr("checker.references.parse.read_entry", counting)
    text = unit * (300_000 // len(unit))
    parse(text)
    assert sum(read) <= 20_000


def test_an_anchor_in_front_of_an_entry_is_none_of_its_text() -> None:
    entries = [
        '<a id="doe"></a>\nDoe, A. and Roe, B. (2019). On weeds. Weeds 3(1), 2-9.',
        '<a id="poe"</a>\nPoe, C. (2018). On moss. Weeds 2(1), 1-9.',
    ]
    text = "\n\n".join(["# References", *entries])
    (entry, other) = engine.read(SourceFile("paper.md", text), "markdown").references
    assert [name.family for name in entry.author] == ["Doe", "Roe"]
    assert entry.author[0].span is not None
    assert entry.author[0].span.of(text) == "Doe, A."
    assert [name.family for name in other.author] == ["Poe"]


def test_a_comment_on_lines_of_its_own_parts_no_entry() -> None:
    entries = "Ellis L. (1998). Growth of\n<!-- a\n\nb -->\ntumours. *Ann Surg*, 12, 1-9.\n\nDoe C. (2001). Two. *Gut*, 3, 1.\n"
    document = parse_lists(readers.read(SourceFile("a.md", f"Rare (Ellis 1998).\n\n## References\n\n{entries}"), "markdown"))
    assert [entry.raw.split() for entry in document.references] == [
        "Ellis L. (1998). Growth of tumours. *Ann Surg*, 12, 1-9.".split(),
        "Doe C. (2001). Two. *Gut*, 3, 1.".split(),
    ]
