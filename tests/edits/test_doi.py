"""A missing DOI is added in the form of the file or of the list."""

import pytest

from checker.model.text import SourceFile
from checker.rule import work
from tests.edits.harness import check, fixed
from tests.edits.test_values import WORK, written

OTHER = work("Sleep of captive otters in winter", ("Maria Braun",), 2003, "Zoo Biology", "1-9", identifier="W2")
LIST = "Rare [1, 2].\n\nReferences\n\n1. Ellis L. Trends in the incidence of carcinoid tumours. Ann Surg. 2010;105:2563-9.{}\n"
LIST += "2. Braun M. Sleep of captive otters in winter. Zoo Biol. 2003;5:1-9. {}\n"


def added(text: str, form: str) -> str:
    report = check(SourceFile("a", text), form, (WORK, OTHER), select="MET310")
    assert [finding.code for finding in report.findings] == ["MET310"]
    return fixed(report)["a"]


@pytest.mark.parametrize("form", ["https://doi.org/10.1000/x.7", "doi:10.1000/x.7", "doi: 10.1000/x.7.", "DOI 10.1000/x.7"])
def test_a_printed_entry_gets_it_as_the_list_prints_others(form: str) -> None:
    assert added(LIST.format("", form), "text") == LIST.format(f" {form.replace('x.7', 'annsurg.771')}", form)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("form", "line"), [("bibtex", "  doi     = {10.1000/annsurg.771},\n"), ("ris", "DO  - 10.1000/annsurg.771\n")]
)
def test_a_bibliography_gets_a_field_in_its_layout(form: str, line: str, end: str) -> None:
    whole = written(form).replace("UR  - https://doi.org/10.1000/annsurg.771\n", "")
    second = written(form, doi="10.1000/x.7").replace("ellis", "other")
    text = (whole.replace(line, "") + second).replace("\n", end)
    assert added(text, form) == (whole + second).replace("\n", end)


def test_the_last_field_of_a_bibtex_entry_gets_its_comma() -> None:
    whole = written("bibtex")
    text = whole.replace(",\n  doi     = {10.1000/annsurg.771},", "") + written("bibtex", doi="10.1000/x.7")
    assert added(text, "bibtex").startswith(whole.replace("771},", "771}"))
    one_line = (
        "@article{e, title={Trends in the incidence of carcinoid tumours}, author={Ellis, Lena}, year={2010}, volume=105}\n"
    )
    new = added(one_line + written("bibtex", doi="10.1000/x.7"), "bibtex")
    assert new.startswith(one_line.replace("volume=105}", "volume=105, doi={10.1000/annsurg.771}}"))


def test_csl_json_stays_json() -> None:
    whole = written("csl-json")
    other = written("csl-json", doi="10.1000/x.7")[4:-3]
    text = whole.replace(',\n    "DOI": "10.1000/annsurg.771"', "").replace("\n]", f",\n  {other}\n]")
    assert added(text, "csl-json") == whole.replace("\n]", f",\n  {other}\n]")
