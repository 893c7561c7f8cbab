"""The numbers of patients that tables give cited works."""

import pytest

from checker import engine
from checker.model.text import SourceFile
from rules.claims import _tables

LIST = "1. Ellis L. Trends in the incidence of tumours. Ann Surg. 1998;12:1-9.\n2. Doe J. Survival. Ann Surg. 2001;12:1-9.\n"
LATEX_LIST = (
    "\\begin{thebibliography}{9}\\bibitem{e} Ellis L. Trends in the incidence of tumours. Ann Surg. 1998;12:1-9.\n"
    "\\end{thebibliography}\\end{document}\n"
)


def sizes(text: str, format_name: str) -> dict[str, float]:
    document = engine.read(SourceFile("m", text), format_name)
    return {reference: size.value for reference, size in _tables.sizes(document).items()}


def markdown(*rows: str) -> dict[str, float]:
    table = "\n".join(rows)
    return sizes(f"# Trends of tumours\n\n{table}\n\n# References\n\n{LIST}", "markdown")


def test_cells_of_markdown() -> None:
    assert markdown(
        "| Study | Patients (n) | Response |", "|---|---|---|", "| Ellis [1] | 1,128 | 45% |", "| Doe [2] | 90 | 5% |"
    ) == {"1": 1128, "2": 90}


def test_cells_of_latex() -> None:
    text = (
        "\\documentclass{article}\\begin{document}\n\\begin{tabular}{lll}\nStudy & No. of patients & Response \\\\ \\hline\n"
        f"Ellis~\\cite{{e}} & 128 & 45\\% \\\\[2pt]\n\\end{{tabular}}\n{LATEX_LIST}"
    )
    assert sizes(text, "latex") == {"e": 128}


@pytest.mark.parametrize(
    "rows",
    [
        ("| Study | Response |", "|---|---|", "| Ellis [1] | 45 |"),
        ("| Study | Patients | Patients |", "|---|---|---|", "| Ellis [1] | 45 | 67 |"),
        ("| Study | Patients |", "|---|---|", "| Ellis [1], Doe [2] | 45 |"),
        ("| Study | Patients |", "|---|---|", "| Ellis [1] | 45/67 |"),
        ("| Study | Patients |", "|---|---|", "| Ellis [1] | 45 |", "| Ellis [1], grade 2 | 12 |"),
    ],
    ids=["no such column", "two columns", "two works", "two numbers", "two rows"],
)
def test_what_is_not_plain_is_left_out(rows: tuple[str, ...]) -> None:
    assert markdown(*rows) == {}
