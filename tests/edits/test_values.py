"""Recorded values in the place of printed ones, in every format that holds its text as it is."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.finding import Safety
from checker.model.text import SourceFile
from checker.rule import work
from tests.edits.harness import check, fixed

TITLE = "Trends in the incidence of carcinoid tumours"
WORK = work(TITLE, ("Lena Ellis",), 2010, "Annals of Surgery", "2563-2569", volume="105", issue="9", doi="10.1000/annsurg.771")
BIBTEX = (
    "@article{{ellis,\n  title   = {{" + TITLE + "}},\n  author  = {{Ellis, Lena}},\n  journal = {{Annals of Surgery}},\n"
    "  year    = {{{year}}},\n  volume  = {{{volume}}},\n  pages   = {{{pages}}},\n  doi     = {{{doi}}},\n}}\n"
)
RIS = (
    "TY  - JOUR\nTI  - " + TITLE + "\nAU  - Ellis, Lena\nJO  - Annals of Surgery\nPY  - {year}/03/01/\nVL  - {volume}\n"
    "SP  - {first}\nEP  - {last}\nDO  - {doi}\nUR  - https://doi.org/{doi}\nER  - \n"
)
CSL = (
    '[\n  {{\n    "id": "ellis",\n    "type": "article-journal",\n    "title": "' + TITLE + '",\n'
    '    "author": [{{"family": "Ellis", "given": "Lena"}}],\n    "container-title": "Annals of Surgery",\n'
    '    "issued": {{"date-parts": [[{year}, 3]]}},\n    "volume": "{volume}",\n    "page": "{first}-{last}",\n'
    '    "DOI": "{doi}"\n  }}\n]\n'
)
PRINTED = "Ellis L. " + TITLE + ". Ann Surg. {year};{volume}:{first}-{last}. doi:{doi}"
TEXT = "Tumours are rare [1].\n\nReferences\n\n1. " + PRINTED + "\n"
LATEX = (
    "\\begin{{document}}\nTumours are rare \\cite{{ellis}}.\n\\begin{{thebibliography}}{{9}}\n\\bibitem{{ellis}} "
    + PRINTED
    + "\n\\end{{thebibliography}}\n\\end{{document}}\n"
)
FORMATS = {
    "text": TEXT,
    "markdown": TEXT.replace("References", "# References"),
    "latex": LATEX,
    "bibtex": BIBTEX,
    "ris": RIS,
    "csl-json": CSL,
}
RIGHT = {"year": "2010", "volume": "105", "first": "2563", "last": "2569", "doi": "10.1000/annsurg.771"}
WRONG = {"year": "2019", "volume": "15", "first": "2653", "last": "2659", "doi": "10.1000/annsurg.717"}


def written(form: str, **values: str) -> str:
    shown = {**RIGHT, **values}
    return FORMATS[form].format(pages=f"{shown['first']}--{shown['last']}", **shown)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("names", [("year",), ("volume",), ("first", "last"), ("doi",)], ids=lambda names: names[0])
def test_a_wrong_value_becomes_the_right_one_and_nothing_else_changes(form: str, names: tuple[str, ...]) -> None:
    text = written(form, **{name: WRONG[name] for name in names})
    report = check(SourceFile("a", text), form, (WORK,), select="MET")
    assert fixed(report) == {"a": written(form)}
    assert not check(SourceFile("a", written(form)), form, (WORK,), select="MET").findings


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("form", FORMATS)
def test_line_ends_are_kept(form: str, end: str) -> None:
    text = written(form, volume="15").replace("\n", end)
    report = check(SourceFile("a", text, bom=True), form, (WORK,), select="MET")
    assert fixed(report) == {"a": written(form).replace("\n", end)}


def safeties(text: str, record: dict[str, Any], form: str = "bibtex") -> list[Safety]:
    report = check(SourceFile("a", text), form, (record,), select="MET")
    return [fix.safety for finding in report.findings for fix in finding.fixes]


def test_without_an_identifier_every_other_field_has_to_agree() -> None:
    known = {**WORK, "doi": None}
    text = written("bibtex", volume="15").replace("doi ", "note")
    assert safeties(text, known) == [Safety.SAFE]
    assert safeties(text.replace("2563--2569", "99--103"), known) == [Safety.UNSAFE, Safety.UNSAFE]
    assert safeties(text.replace("= {2010}", "= {2011}"), known) == [Safety.UNSAFE, Safety.UNSAFE]


def test_a_year_or_two_apart_is_for_a_person() -> None:
    assert safeties(written("bibtex", year="2011"), WORK) == [Safety.UNSAFE]
    assert safeties(written("bibtex", year="2012"), WORK) == [Safety.UNSAFE]


@pytest.mark.parametrize(("elsewhere", "wanted"), [("2010", Safety.SAFE), ("2009", Safety.UNSAFE)])
def test_a_year_that_the_entry_gives_elsewhere_decides(elsewhere: str, wanted: Safety) -> None:
    text = written("bibtex", year="2014").replace("{ellis,", f"{{ellis{elsewhere},")
    assert safeties(text, WORK) == [wanted]


def test_the_years_of_citations_change_too_and_that_is_never_safe() -> None:
    text = "Tumours are rare (Ellis, 2019).\n\nReferences\n\nEllis, L. (2019). {}. Annals of Surgery, 105, 2563–2569.\n"
    report = check(SourceFile("a", text.format(TITLE)), "text", (WORK,), select="MET")
    assert fixed(report) == {}
    assert fixed(report, unsafe=True) == {"a": text.format(TITLE).replace("2019", "2010")}


def test_a_value_with_markup_in_it_is_left_to_a_person() -> None:
    record = {**WORK, "doi": "https://doi.org/10.1000/a{b"}
    report = check(SourceFile("a", written("bibtex", doi=WRONG["doi"])), "bibtex", (record,), select="MET302")
    assert [finding.fixes for finding in report.findings] == [()]


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "year": st.integers(1950, 2025),
    "volume": st.integers(1, 999),
    "pages": st.tuples(st.integers(100, 899), st.integers(1, 99)),
}


@given(st.sampled_from(sorted(FORMATS)), st.sampled_from(sorted(VALUES)), st.booleans(), st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_printed_a_fix_gives_what_is_recorded_and_a_second_changes_nothing(
    form: str, name: str, crlf: bool, data: st.DataObject
) -> None:
    value = data.draw(VALUES[name])
    printed = {name: str(value)} if not isinstance(value, tuple) else {"first": str(value[0]), "last": str(sum(value))}
    end = "\r\n" if crlf else "\n"
    text = written(form, **printed).replace("\n", end)
    once = fixed(check(SourceFile("a", text), form, (WORK,), select="MET"), unsafe=True).get("a", text)
    assert once == written(form).replace("\n", end) or once == text  # no difference that a rule reports
    assert not fixed(check(SourceFile("a", once), form, (WORK,), select="MET"), unsafe=True)
