"""Rules that weigh a whole list: sizes of lists and comparisons that an example can't show in a few lines."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import engine, registry
from checker.model.finding import Finding, Severity
from checker.model.reference import Name, ReferenceEntry
from checker.model.text import SourceFile, Span
from rules.citations.citation_out_of_order import _longest_ascent
from rules.entries._same_work import same_work
from rules.entries.inconsistent_journal_name import _abbreviates, _words

TITLE = "Survival after surgery of the liver"


def findings(
    code: str, text: str, name: str = "manuscript.txt", form: str = "text", bibliography: str = ""
) -> tuple[Finding, ...]:
    bibliographies = (SourceFile("references.bib", bibliography),) if bibliography else ()
    setup = engine.Setup(rules=(registry.load().get(code),), suppressions=False)
    report = engine.check_source(SourceFile(name, text), form, bibliographies, setup)
    assert not report.internal_errors
    return report.findings


def entry(title: str = TITLE, year: int = 2015, **variables: str) -> ReferenceEntry:
    return ReferenceEntry(
        id=f"{title} {variables}",
        path="manuscript.txt",
        span=Span(0, 0),
        raw=f"{title} {variables}",
        type="article-journal",
        author=(Name(family="Doe", given="C"),),
        issued=(year,),
        variables={"title": title, "container-title": "Ann Surg", **variables},
    )


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"DOI": "10.1000/1"}, {"DOI": "10.1000/1", "volume": "1"}, "the same DOI"),
        ({"DOI": "10.1000/1"}, {"DOI": "10.1000/2"}, ""),
        ({"volume": "1", "page": "1-9"}, {"volume": "1", "page": "1-9", "issue": "2"}, "the same title, first author and year"),
        ({"volume": "1", "page": "1-9"}, {"volume": "1", "page": "20-29"}, ""),
        ({"container-title": "Ann Surg"}, {"container-title": "Cancer"}, ""),
    ],
)
def test_same_work(one: Mapping[str, str], other: Mapping[str, str], reason: str) -> None:
    assert same_work(entry(**one), entry(**other)) == reason


def test_one_doi_with_two_titles_is_no_duplicate() -> None:
    assert not same_work(entry(DOI="10.1000/1"), entry("Imaging of small tumours in the liver", DOI="10.1000/1"))
    assert same_work(entry(DOI="10.1000/1"), entry(f"{TITLE}: a review", DOI="10.1000/1")) == "the same DOI"


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("J Clin Oncol", "Journal of Clinical Oncology", True),
        ("N Engl J Med", "The New England Journal of Medicine", True),
        ("J Phys", "Journal of Physiology", False),
        ("Cancer", "Cancer Res", False),
        ("J Clin Invest", "J Clin Oncol", False),
    ],
)
def test_abbreviated_journals(short: str, full: str, same: bool) -> None:
    assert _abbreviates(_words(short), _words(full)) is same


def test_a_place_in_brackets_is_no_other_journal_unless_it_is_known_to_be() -> None:
    assert _words("HPB (Oxford)") == _words("HPB")
    assert _words("Biochemistry (Mosc)") != _words("Biochemistry")


@given(st.lists(st.integers(0, 50), unique=True, max_size=12))
def test_longest_ascent_ascends_and_is_longest(numbers: list[int]) -> None:
    chain = [numbers[place] for place in sorted(_longest_ascent(numbers))]
    assert chain == sorted(chain)
    lengths: list[int] = []
    for place, number in enumerate(numbers):
        lengths.append(1 + max((lengths[before] for before in range(place) if numbers[before] < number), default=0))
    assert len(chain) == max(lengths, default=0)


def test_a_list_that_is_mostly_uncited_is_told_once() -> None:
    works = "".join(
        f"@article{{k{n},\n author={{Doe, C}}, title={{Work {n}}}, journal={{J}}, year={{2015}}}}\n" for n in range(9)
    )
    (found,) = findings("CIT102", "See [@k1].\n", "manuscript.md", "markdown", works)
    assert found.severity is Severity.INFO
    assert len(found.evidence["uncited"]) == 8


def test_an_alphabetical_list_has_no_order_of_citation() -> None:
    families = ("Abel", "Bond", "Cole", "Dunn", "Ende", "Fox")
    entries = "".join(
        f"{number}. {family} A, Jones B. A study of tumours, part {number}. Ann Surg. 2015;12:{number}1-{number}9.\n"
        for number, family in enumerate(families, 1)
    )
    assert not findings("CIT103", f"One [5]. Two [2]. Three [6]. Four [1]. Five [4]. Six [3].\n\nReferences\n\n{entries}")


MESSY = (
    "References\n\n"
    "1. Smith A, Poe E. Early cases. Cancer. 2015;12:1-9. doi:doi:10.1000/12345\n"
    "2. Doe C, Roe D. Survival after surgery inThe elderly. Ann Surg. 2016;13:10-9.\n"
    "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017::60:20-9.\n"
    "4. Fox G, Ray H. Imaging of the liver. Ann Surg. 2018;15:30-9.\n"
)


def test_a_malformed_entry_is_shown_a_well_formed_one_of_its_list() -> None:
    (finding,) = findings("REF206", MESSY)
    assert finding.notes == (
        "a well-formed entry of this list, `4`: `Fox G, Ray H. Imaging of the liver. Ann Surg. 2018;15:30-9.`",
    )
    assert not finding.fixes  # what stood between the marks is lost


@pytest.mark.parametrize(
    ("code", "fixed"), [("REF203", "2015;12:1-9. doi:10.1000/12345\n"), ("REF208", "surgery in The elderly")]
)
def test_certain_fixes_are_offered(code: str, fixed: str) -> None:
    (finding,) = findings(code, MESSY)
    (edit,) = finding.fixes[0].edits
    text = MESSY[: edit.span.start] + edit.replacement + MESSY[edit.span.end :]
    assert fixed in text
    assert not findings(code, text)


def test_articles_without_titles_are_judged_among_articles() -> None:
    books = [f"[{number}] J. Doe, Hands of {number} (Example University Press, Leiden, 199{number})." for number in range(1, 7)]
    articles = [f"[{number}] J. Doe and C. Roe, Phys. Rev. B 4{number}, 30{number} (200{number})." for number in range(7, 10)]
    titled = "[10] J. Doe and C. Roe, Hands in optical lattices, Phys. Rev. B 51, 310 (2010)."
    thesis = "[11] C. Doe, PhD thesis, University of Leiden, 2014."
    text = "References\n\n" + "\n".join([*books, *articles, titled, thesis]) + "\n"
    assert findings("REF202", text) == ()
    assert findings("REF201", text) == ()


def test_an_identifier_of_pubmed_central_may_have_small_letters() -> None:
    text = "References\n\n1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9. PMID: 23451234; PMCPmc3685476.\n"
    assert findings("REF203", text) == ()
