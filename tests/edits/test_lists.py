"""A duplicate is deleted and a list renumbered, and every citation follows."""

import pytest

from checker.model.finding import Safety
from checker.model.text import SourceFile
from tests.edits.harness import check, fixed

A, B, C, D, E = (
    "Smith A, Jones B. A study of small liver tumours. Ann Surg. 2015;12:1-9.",
    "Doe C, Roe D. Survival after surgery of the liver. Ann Surg. 2016;13:10-9.",
    "Poe E, Low F. Growth of small tumours in mice. Ann Surg. 2017;14:20-9.",
    "Fox G, Ray H. Imaging of the liver at night. Ann Surg. 2018;15:30-9.",
    "Kay I, Lee J. Dose and response in rats. Ann Surg. 2019;16:40-9.",
)


def numbered(text: str, *entries: str, label: str = "{}. ") -> str:
    return f"{text}\n\nReferences\n\n" + "".join(f"{label.format(place)}{entry}\n" for place, entry in enumerate(entries, 1))


def done(text: str, form: str = "text", code: str = "REF210", bibliography: str = "") -> dict[str, str]:
    extra = (SourceFile("b.bib", bibliography),) if bibliography else ()
    report = check(SourceFile("a", text), form, (), extra, select=code)
    assert {fix.safety for finding in report.findings for fix in finding.fixes} <= {Safety.UNSAFE}
    return fixed(report, unsafe=True)


@pytest.mark.parametrize("label", ["{}. ", "[{}] "])
def test_a_duplicate_goes_and_the_numbers_behind_it_follow(label: str) -> None:
    text = numbered("One [1]. Two [3]. Three [2, 4]. Four [1-3, 5]. Five [4, 5].", A, B, A, C, D, label=label)
    new = numbered("One [1]. Two [1]. Three [2, 3]. Four [1, 2, 4]. Five [3, 4].", A, B, C, D, label=label)
    assert done(text) == {"a": new}
    assert done(new) == {}


def test_ranges_stay_ranges_with_their_dash() -> None:
    text = numbered("One [1–3,5]. Two [3–5]. Three [2,5].", A, A, B, C, D)
    assert done(text) == {"a": numbered("One [1,2,4]. Two [2–4]. Three [1,4].", A, B, C, D)}


def test_a_list_is_brought_into_the_order_of_citation() -> None:
    text = numbered("One [1]. Two [2]. Three [4, 5]. Four [3]. All [2-4].", A, B, C, D, E)
    new = numbered("One [1]. Two [2]. Three [3, 4]. Four [5]. All [2,3,5].".replace("2,3,5", "2, 3, 5"), A, B, D, E, C)
    assert done(text, code="CIT103") == {"a": new}
    assert done(new, code="CIT103") == {}


def test_locators_stay_with_their_numbers() -> None:
    text = numbered("One [1]. Two [2]. Three [3]. Four [4: 7, fig. 2].", A, B, A, C, D)
    assert done(text) == {"a": numbered("One [1]. Two [2]. Three [1]. Four [3: 7, fig. 2].", A, B, C, D)}


def test_a_citation_that_cant_be_rewritten_for_certain_leaves_all_as_it_is() -> None:
    assert done(numbered("One [1]. Two [2]. Three [3]. Four [5–3].", A, B, A, C, D)) == {}
    assert done(numbered("One [1]. Two [2]. Three [4], [5].", A, B, A, C, D)) == {}


def test_a_gap_in_the_numbers_is_closed_unless_the_missing_number_is_cited() -> None:
    text = numbered("One [1]. Two [2]. Three [4]. {}[5, 6].", A, B, C, D, E)
    text = text.replace("\n3.", "\n4.").replace("\n4. Fox", "\n5. Fox").replace("\n5. Kay", "\n6. Kay")
    closed = numbered("One [1]. Two [2]. Three [3]. Four [4, 5].", A, B, C, D, E)
    assert done(text.format("Four "), code="REF211") == {"a": closed}
    assert done(text.format("Four [3]. "), code="REF211") == {}


ENTRY = "@article{{{},\n  title = {{A study of small liver tumours}},\n  author = {{Smith, Ann}},\n  year = {{2015}}\n}}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One [@smith2015]. Two [@smith15].", "One [@smith2015]. Two [@smith2015]."),
        ("One [see @smith15, p. 3; @doe].", "One [see @smith2015, p. 3; @doe]."),
        ("One [@smith2015; @smith15].", "One [@smith2015]."),
        ("One [@smith15; @smith2015; @doe].", "One [@smith2015; @doe]."),
        ("One [@smith2015; @smith15, p. 3].", None),
    ],
)
def test_keys_of_a_deleted_entry_become_those_of_the_kept_one(before: str, after: str | None) -> None:
    other = ENTRY.format("doe").replace("small liver", "large lung").replace("Smith", "Doe")
    bibliography = ENTRY.format("smith2015") + "% a remark\n" + ENTRY.format("smith15") + "\n" + other
    more = "\n\nMore text.\n"
    changed = done(before + more, "markdown", bibliography=bibliography)
    if after is None:
        assert changed == {}
        return
    assert changed["b.bib"] == ENTRY.format("smith2015") + "% a remark\n" + other
    assert changed.get("a", before + more) == after + more


def test_latex_keys_and_items() -> None:
    head, tail = "\\begin{document}\nOne \\cite{a,b}. Two \\cite{c}.\n\\begin{thebibliography}{9}\n", "\\end{thebibliography}\n"
    text = f"{head}\\bibitem{{a}} {A}\n\\bibitem{{b}} {B}\n\\bibitem{{c}} {A}\n{tail}\\end{{document}}\n"
    new = f"{head}\\bibitem{{a}} {A}\n\\bibitem{{b}} {B}\n{tail}\\end{{document}}\n".replace("cite{c}", "cite{a}")
    assert done(text, "latex") == {"a": new}


def test_a_bibliography_without_its_manuscript_keeps_its_entries() -> None:
    assert done(ENTRY.format("a") + ENTRY.format("b"), "bibtex") == {}


def test_of_three_entries_for_one_work_no_citation_means_one_that_is_deleted() -> None:
    third = ENTRY.format("c").replace("A study of small liver tumours", "A study of small liver")
    bibliography = ENTRY.format("a") + ENTRY.format("b") + third
    bibliography = bibliography.replace("{c,", "{c,\n  doi = {10.1000/a.7},").replace("{b,", "{b,\n  doi = {10.1000/a.7},")
    text = "One [@a]. Two [@b]. Three [@c].\n\nMore.\n"
    changed = done(text, "markdown", bibliography=bibliography)
    kept = [key for key in "abc" if f"{{{key}," in changed["b.bib"]]
    assert all(f"@{key}" not in changed["a"] for key in "abc" if key not in kept)
