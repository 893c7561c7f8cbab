"""What the rules about a work's status make of notices."""

import pytest

from checker import examples, registry
from checker.model.finding import Finding
from checker.model.notice import Notice, NoticeKind
from checker.rule import Example, work

TITLE = "Trends in the incidence of carcinoid tumours"
ENTRY = f"References\n\n1. Ellis L. {TITLE}. Ann Surg. 2010;12:1-9. doi:10.1000/a\n"
RETRACTION = Notice(NoticeKind.RETRACTION, "2012-03-01", "10.1000/notice", ("Error in Data",))
CONCERN = Notice(NoticeKind.CONCERN, "2011-03-01")
REINSTATEMENT = Notice(NoticeKind.REINSTATEMENT, "2013-03-01")
CORRECTION = Notice(NoticeKind.CORRECTION, "2011-01-01")


def record(**fields: object) -> dict[str, object]:
    return work(TITLE, ("Lena Ellis",), 2010, "Annals of Surgery", doi="10.1000/a", **fields)


def findings(code: str, *notices: Notice, text: str = ENTRY, works: tuple[dict[str, object], ...] = ()) -> tuple[Finding, ...]:
    return examples.run(registry.load().get(code), Example(text, works=works, notices={"10.1000/a": notices})).findings


def test_a_retraction_is_told_with_date_notice_and_reasons() -> None:
    (finding,) = findings("STA401", CONCERN, RETRACTION, works=(record(),))
    assert finding.message == f"`{TITLE}` was retracted on 2012-03-01"
    assert "the notice is https://doi.org/10.1000/notice (Retraction Watch)" in finding.notes
    assert "reasons: Error in Data" in finding.notes
    assert finding.evidence["nature"] == "Retraction"


def test_a_reinstatement_overrules_the_flag() -> None:
    assert findings("STA401", RETRACTION, REINSTATEMENT, works=(record(is_retracted=True),)) == ()


def test_the_flag_alone_is_ascribed_to_openalex() -> None:
    (finding,) = findings("STA401", works=(record(is_retracted=True),))
    assert finding.message == f"OpenAlex flags `{TITLE}` as retracted"


@pytest.mark.parametrize("said", ["Retracted: ", "[Retracted article] ", "RETRACTION: "])
def test_an_entry_that_says_so_is_left_alone(said: str) -> None:
    assert findings("STA401", RETRACTION, text=ENTRY.replace(TITLE, said + TITLE), works=(record(),)) == ()


def test_retraction_in_another_sense_excuses_nothing() -> None:
    title = "Scapular retraction in carcinoid disease"
    (finding,) = findings("STA401", RETRACTION, text=ENTRY.replace(TITLE, title))
    assert finding.severity == "error"


def test_the_doi_of_another_work_says_nothing_about_the_entry() -> None:
    other = work("Sleep of captive otters", ("Maria Braun", "K. Ito"), 2003, doi="10.1000/a", identifier="W2")
    right = work(TITLE, ("Lena Ellis",), 2010, doi="10.1000/right")
    assert findings("STA401", RETRACTION, works=(other, right)) == ()


@pytest.mark.parametrize(("code", "notice"), [("STA402", CONCERN), ("STA405", CORRECTION)])
def test_lesser_notices_yield_to_a_retraction(code: str, notice: Notice) -> None:
    assert [finding.code for finding in findings(code, notice)] == [code]
    assert findings(code, notice, RETRACTION) == ()
    assert findings(code, notice, RETRACTION, REINSTATEMENT) != ()


def test_a_preprint_is_not_superseded_by_a_repository() -> None:
    text = f"References\n\n1. Ellis L. {TITLE}. medRxiv. 2010. doi:10.1101/2010.01.02.123456\n"
    published = record(locations=[{"source": {"display_name": "PubMed Central", "type": "repository"}}])
    found = examples.run(registry.load().get("STA403"), Example(text, works=(published,))).findings
    assert [finding.help for finding in found] == ["cite the published version, doi:10.1000/a"]
    stored = work(TITLE, ("Lena Ellis",), 2010, "PubMed Central", source_type="repository", doi="10.1101/2010.01.02.123456")
    assert examples.run(registry.load().get("STA403"), Example(text, works=(stored,))).findings == ()


def test_a_work_younger_than_the_manuscript_is_told_once() -> None:
    text = f"Submitted: 12 March 2005\n\nIt is rare [1].\n\n{ENTRY}"
    (finding,) = findings("REF205", text=text)
    assert (finding.message, finding.severity) == ("year `2010` lies after the manuscript (`2005`)", "warning")
    assert findings("REF205", text=text, works=(record(),)) == ()
    assert len(findings("STA404", text=text, works=(record(),))) == 1


def test_a_date_that_many_entries_contradict_is_no_measure() -> None:
    later = "".join(f"{number}. Doe C. Work {number}. Gut. 2011;{number}:1-9.\n" for number in range(2, 5))
    text = f"Submitted: 12 March 2005\n\nIt is rare [1-4].\n\n{ENTRY}{later}"
    assert findings("STA404", text=text, works=(record(),)) == ()
