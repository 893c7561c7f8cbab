"""What rules say, and leave alone, in bibliographies as people write them for BibTeX."""

import pytest

from checker import engine, readers, registry
from checker.model.text import SourceFile


def found(text: str, code: str, manuscript: str = "") -> list[str]:
    """The places that a rule marks in a bibliography, alone or with a LaTeX manuscript."""
    setup = engine.Setup(registry.load().select(select=(code,)))
    bibliography = SourceFile("refs.bib", text)
    if manuscript:
        document = engine.read(SourceFile("paper.tex", manuscript), "latex", (bibliography,))
    else:
        document = engine.read(bibliography, "bibtex")
    return [finding.location.span.of(text) for finding in engine.check(document, setup).findings]


def book(key: str, *fields: str, kind: str = "book", year: int = 1990) -> str:
    lines = ("author = {Anna Smith}", "title = {The Complete Guide to Weeds}", f"year = {{{year}}}", *fields)
    return f"@{kind}{{{key},\n  " + ",\n  ".join(lines) + "\n}\n"


def test_the_title_of_an_inbook_is_that_of_the_book() -> None:
    chapters = "".join(book(f"c{place}", "booktitle = {Weeds}", kind="incollection") for place in range(6))
    assert found(chapters + book("part", "pages = {3--9}", kind="inbook"), "REF202") == []
    assert found(chapters + book("part", "pages = {3--9}", kind="incollection"), "REF202") == ["part"]


def test_a_book_and_pages_of_it_are_two_entries() -> None:
    assert found(book("whole") + book("part", "pages = {3--9}", kind="inbook"), "REF210") == []
    assert found(book("whole") + book("again"), "REF210") == ["again"]


def test_another_first_initial_is_another_author() -> None:
    assert found(book("one") + book("two").replace("Anna", "Vera"), "REF210") == []
    assert found(book("one") + book("two").replace("Anna", "A."), "REF210") == ["two"]


def test_years_of_other_calendars_are_plausible_in_their_script() -> None:
    persian = "@book{one,\n  author = {واحدی, مصطفی},\n  title = {گیاهان},\n  year = {1387}\n}\n"
    assert found(persian, "REF205") == []
    assert found(book("one", year=1387), "REF205") == ["1387"]


def test_a_date_that_many_entries_contradict_is_no_measure() -> None:
    manuscript = (
        "\\documentclass{article}\\date{May 2001}\\begin{document}\nSee \\cite{a0}.\n\\bibliography{refs}\\end{document}\n"
    )
    early = "".join(book(f"a{place}") for place in range(20))
    assert found(early + book("late", year=2008), "REF205", manuscript) == ["2008"]
    several = "".join(book(f"b{place}", year=2008) for place in range(3))
    assert found(early + several, "REF205", manuscript) == []
    assert found(early + several + book("never", year=2288), "REF205", manuscript) == ["2288"]


def test_abbreviations_that_come_with_tex_are_defined() -> None:
    text = book("one", "journal = IEEE_J_PAMI", kind="article") + book("two", "journal = jw", kind="article")
    assert found(text, "REF201") == ["jw"]
    assert found(book("one", "journal = acta", kind="article"), "REF201") == []
    assert found("".join(book(f"b{place}", "journal = jw", kind="article") for place in range(3)), "REF201") == ["jw"]


def test_dois_at_the_resolver_of_a_publisher() -> None:
    assert found(book("one", "doi = {http://doi.acm.org/10.1145/351827.384253}"), "REF203") == []
    assert found(book("one", "doi = {99.9999/woot07}"), "REF203") == ["99.9999/woot07"]


@pytest.mark.parametrize(
    ("field", "doi"),
    [
        ("doi = {10/cn2h9c}", ""),
        ("doi = {https://doi.org/10/cn2h9c}", ""),
        ("url = {https://doi.org/10/cn2h9c}", ""),
        ("url = {https://doi.org/10.5555%2Fx123}", "10.5555/x123"),
    ],
)
def test_addresses_of_dois_may_be_short_or_encoded(field: str, doi: str) -> None:
    assert found(book("one", field), "REF203") == []
    (entry,) = readers.read(SourceFile("a.bib", book("one", field)), "bibtex").references
    assert entry.doi == doi
    assert entry.get("URL").startswith("https://doi.org/10")


def test_types_with_a_hyphen_are_entries() -> None:
    assert found(book("one", kind="house-type") + book("one"), "REF201") == ["one"]


def test_a_missing_comma_behind_the_key_is_one_finding() -> None:
    text = book("one").replace("{one,", "{one") + book("two")
    assert found(text, "REF201") == ["one"]
    assert found(text, "CIT101", "\\begin{document}\nSee \\cite{one}, \\cite{two}.\n\\end{document}\n") == []


def test_journals_of_astronomers_are_journals() -> None:
    works = "".join(book(f"a{place}", "journal = {Weeds}", kind="article") for place in range(6))
    assert found(works + book("one", "journal = {\\apj}", kind="article"), "REF202") == []
    printed = (
        "\\begin{document}\nSee \\cite{a}.\n\\begin{thebibliography}{9}\n"
        "\\bibitem[Smith(2012)]{a} Smith, T.~D.\\ 2012, \\apj, 761, 6\n\\end{thebibliography}\n\\end{document}\n"
    )
    document = engine.read(SourceFile("paper.tex", printed), "latex")
    assert document.references[0].container_title == "Astrophysical Journal"
    assert engine.check(document, engine.Setup(registry.load().select(select=("REF",)))).findings == ()


@pytest.mark.parametrize(
    ("doi", "marked"),
    [
        ("10.5555/x12.", "10.5555/x12."),
        ("10.5555/x12),", "10.5555/x12),"),
        ("10.5555/x(1)2", ""),
        ("10.5555/c:<1::a>3.0.co;2-#", ""),
    ],
)
def test_punctuation_behind_a_doi_is_none_of_it(doi: str, marked: str) -> None:
    assert found(book("one", f"doi = {{{doi}}}"), "REF203") == [marked] * bool(marked)


def test_punctuation_behind_a_doi_makes_no_other_work() -> None:
    assert found(book("one", "doi = {10.5555/x12}") + book("two", "doi = {https://doi.org/10.5555/x12.}"), "REF210") == ["two"]


@pytest.mark.parametrize(
    ("year", "marked"), [("20019", ["20019"]), ("199", ["199"]), ("in press", []), ("n.d.", []), ("2019a", [])]
)
def test_a_number_that_is_no_year_is_told_once(year: str, marked: list[str]) -> None:
    others = "".join(book(f"a{place}") for place in range(6))
    text = others + book("one").replace("{1990}", f"{{{year}}}")
    assert found(text, "REF205") == marked
    assert found(text, "REF202") == []


def test_names_run_together_are_marked_in_their_place() -> None:
    text = book("one").replace("Anna Smith", "Smith, Anna; Roe, Max and et al.")
    assert found(text, "REF207") == ["Smith, Anna; Roe, Max", "et al."]


@pytest.mark.parametrize("prefix", ["doi.org/", "dx.doi.org/", "www.doi.org/", "doi:", "https://doi.org/"])
def test_a_doi_may_stand_behind_its_resolver(prefix: str) -> None:
    (entry,) = readers.read(SourceFile("a.bib", book("one", f"doi = {{{prefix}10.5555/x123}}")), "bibtex").references
    assert entry.doi == "10.5555/x123"


def test_names_run_together_are_joined_by_a_fix() -> None:
    text = book("one").replace("Anna Smith", "Smith, Anna; Roe, Max and Poe, Edgar et al. and Bureau of Weeds, Berlin, Bonn")
    setup = engine.Setup(registry.load().select(select=("REF207",)))
    findings = engine.check(engine.read(SourceFile("refs.bib", text), "bibtex"), setup).findings
    edits = [(edit.span.of(text), edit.replacement) for finding in findings for fix in finding.fixes for edit in fix.edits]
    assert edits == [
        ("Smith, Anna; Roe, Max", "Smith, Anna and Roe, Max"),
        ("Poe, Edgar et al.", "Poe, Edgar and others"),
    ]


@pytest.mark.parametrize(
    ("doi", "edits"), [("10.5555/x12.;", [(".;", "")]), ("10.5555/x1\\&.", [(".", "")]), ("10.5555/x12{.}", [])]
)
def test_punctuation_behind_a_doi_is_deleted_where_it_stands_plainly(doi: str, edits: list[tuple[str, str]]) -> None:
    text = book("one", f"doi = {{{doi}}}")
    setup = engine.Setup(registry.load().select(select=("REF203",)))
    (finding,) = engine.check(engine.read(SourceFile("refs.bib", text), "bibtex"), setup).findings
    assert [(edit.span.of(text), edit.replacement) for fix in finding.fixes for edit in fix.edits] == edits
