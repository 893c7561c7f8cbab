"""Authors in another order, replaced and deleted, in the form of the list."""

import pytest

from checker.model.finding import Safety
from checker.model.text import SourceFile
from checker.rule import work
from tests.edits.harness import check, fixed

TITLE = "Trends in the incidence of carcinoid tumours"
WORK = work(TITLE, ("Lena Ellis", "Mo Shale", "Ada Roe"), 2010, "Annals of Surgery", "1-9", volume="12", doi="10.1000/a.7")
BIBTEX = "@article{{e,\n  title = {{" + TITLE + "}},\n  author = {{{}}},\n  journal = {{Annals of Surgery}},\n"
BIBTEX += "  year = {{2010}},\n  volume = {{12}},\n  pages = {{1--9}},\n  doi = {{10.1000/a.7}}\n}}\n"
VANCOUVER = "Rare [1].\n\nReferences\n\n1. {} " + TITLE + ". Ann Surg. 2010;12:1-9. doi:10.1000/a.7\n"
APA = "Rare (Ellis et al., 2010).\n\nReferences\n\n{} (2010). " + TITLE + ". Annals of Surgery, 12, 1–9.\n"


def result(text: str, form: str) -> tuple[str, set[Safety]]:
    report = check(SourceFile("a", text), form, (WORK,), select="MET305")
    return fixed(report, unsafe=True).get("a", ""), {fix.safety for finding in report.findings for fix in finding.fixes}


FIRST = "Ellis, Lena and Shale, Mo"
CASES = [
    (BIBTEX, "bibtex", "Shale, Mo and Ellis, Lena and Roe, Ada", "Ellis, Lena and Shale, Mo and Roe, Ada", Safety.SAFE),
    (BIBTEX, "bibtex", "Mo Shale and Lena Ellis and Ada Roe", "Lena Ellis and Mo Shale and Ada Roe", Safety.SAFE),
    (
        BIBTEX,
        "bibtex",
        "Ellis, Lena and Shale, Mo and Poe, Bo and Roe, Ada",
        "Ellis, Lena and Shale, Mo and Roe, Ada",
        Safety.UNSAFE,
    ),
    (BIBTEX, "bibtex", "Ellis, Lena and Poe, Bo and Roe, Ada", "Ellis, Lena and Shale, Mo and Roe, Ada", Safety.UNSAFE),
    (VANCOUVER, "text", "Shale M, Ellis L, Roe A.", "Ellis L, Shale M, Roe A.", Safety.SAFE),
    (VANCOUVER, "text", "Ellis L, Shale M, Roe A, Poe B.", "Ellis L, Shale M, Roe A.", Safety.UNSAFE),
    (VANCOUVER, "text", "Ellis L, Poe B, Roe A.", "Ellis L, Shale M, Roe A.", Safety.UNSAFE),
]


@pytest.mark.parametrize(("text", "form", "wrong", "right", "safety"), CASES)
def test_the_authors_become_those_of_the_record(text: str, form: str, wrong: str, right: str, safety: Safety) -> None:
    assert result(text.format(wrong), form) == (text.format(right), {safety})
    assert result(text.format(right), form) == ("", set())


def test_where_the_text_cites_by_author_names_are_left_to_a_person() -> None:
    assert result(APA.format("Ellis, L., Poe, B., & Roe, A."), "text")[0] == ""


def test_a_name_behind_an_ampersand_is_not_deleted() -> None:
    text = APA.replace("Rare (Ellis et al., 2010).", "Rare.")
    assert result(text.format("Ellis, L., Shale, M., Roe, A., & Poe, B."), "text")[0] == ""
