"""What the rules about records say to the reader of a list."""

import pytest

from checker import examples, registry
from checker.model.finding import Finding
from checker.rule import Confidence, Example, Severity, work

TITLE = "Trends in the incidence of carcinoid tumours"
WORK = work(TITLE, ("Lena Ellis", "Arthur J. A. T. Braat", "Karl Roe"), 2010, "Annals of Surgery", "177-182", volume="21")
SECOND = "2. Low F. A study of something else. Ann Surg. 2011;22:1-9.\n"
SECOND_WORK = work("A study of something else", ("Fay Low",), 2011, "Annals of Surgery", "1-9", identifier="W2", volume="22")


def found(code: str, entry: str, record: dict[str, object] | None = None) -> Finding:
    """The first finding of a rule about a list with one entry of interest."""
    text = f"References\n\n1. {entry}\n{SECOND}"
    return examples.run(registry.load().get(code), Example(text, works=(record or WORK, SECOND_WORK))).findings[0]


def entry(**parts: str) -> str:
    """The entry that agrees with the record, but for the given parts."""
    values = {"authors": "Ellis L, Braat AJAT, Roe K", "title": TITLE, "journal": "Ann Surg", "rest": "2010;21:177–82", **parts}
    return "{authors}. {title}. {journal}. {rest}.".format(**values)


@pytest.mark.parametrize(
    ("code", "parts", "message", "advice"),
    [
        (
            "MET304",
            {"title": TITLE.replace("incidence", "mortality")},
            "title has `the mortality of`, OpenAlex has `the incidence of`",
            "change `mortality` to `incidence`, or cite the work that was meant",
        ),
        (
            "MET305",
            {"authors": "Ellis L, AJAT B, et al"},
            "author 2 is `AJAT B`, OpenAlex has `Arthur J. A. T. Braat`",
            "change `AJAT B` to `Braat AJAT`",
        ),
        (
            "MET305",
            {"authors": "Ellis L, Roe K, Braat AJAT"},
            "author 2 is `Roe K`, OpenAlex has `Arthur J. A. T. Braat` in that place",
            "put `Braat AJAT` before `Roe K`",
        ),
        (
            "MET305",
            {"authors": "Ellis L, Braat AJAT"},
            "author `Karl Roe` of the work in OpenAlex is missing",
            "add `Roe K`, or end the list with `et al.`",
        ),
        (
            "MET305",
            {"authors": "Ellis L, Braat AJAT, Roe K, Otter M"},
            "author 4 `Otter M` is not among the authors in OpenAlex",
            "remove `Otter M`, or cite the work that was meant",
        ),
        (
            "MET307",
            {"journal": "Br J Cancer"},
            "journal is `Br J Cancer`, OpenAlex has `Annals of Surgery`",
            "change `Br J Cancer` to `Ann Surg`",
        ),
        ("MET308", {"rest": "2010;12:177–82"}, "volume is `12`, OpenAlex has `21`", "change `12` to `21`"),
        ("MET309", {"rest": "2010;21:717–22"}, "pages are `717–22`, OpenAlex has `177–82`", "change `717–22` to `177–82`"),
    ],
)
def test_message_and_help(code: str, parts: dict[str, str], message: str, advice: str) -> None:
    finding = found(code, entry(**parts))
    assert (finding.message, finding.help) == (message, advice)


def test_transposed_digits_are_noted() -> None:
    assert "the digits are transposed" in found("MET308", entry(rest="2010;12:177–82")).notes
    assert "the digits are transposed" not in found("MET308", entry(rest="2010;99:177–82")).notes


def test_a_title_fix_touches_only_the_words_that_differ() -> None:
    (fix,) = found("MET304", entry(title=TITLE.replace("incidence", "mortality"))).fixes
    assert [edit.replacement for edit in fix.edits] == ["incidence"]
    assert len(fix.edits[0].span) == len("mortality")


def test_titles_with_little_in_common_are_quoted_briefly() -> None:
    long = f"{TITLE} in nine countries and two decades of registries"
    finding = found("MET304", f"Ellis L, Roe K. {long}. Ann Surg. 2010;21:1-9. doi:10.1000/a", other(doi="10.1000/a"))
    assert "…" in finding.message
    assert long not in finding.help
    assert any("may be that of another work" in note for note in finding.notes)


def test_a_record_with_the_title_of_another_work_is_an_info() -> None:
    authors = ("Lena Ellis", "Arthur J. A. T. Braat", "Karl Roe")
    corrupt = work(SECOND_WORK["title"], authors, 2010, "Annals of Surgery", "177-182", volume="21", doi="10.1000/a")
    finding = found("MET304", entry(rest="2010;21:177–82. doi:10.1000/a"), corrupt)
    assert (finding.severity, finding.confidence) == (Severity.INFO, Confidence.MEDIUM)
    assert "the record is probably wrong" in finding.notes[0]


def test_a_mixture_of_two_works_names_the_bearer_of_the_title() -> None:
    finding = found("MET304", entry(title="A study of something else"))
    assert finding.message == f"title is `A study of something else`, OpenAlex has `{TITLE}`"
    assert finding.notes[0].startswith("the printed title is that of `A study of something else` (Fay Low, 2011)")
    assert finding.help == "correct the title, or cite the work that was meant"


def test_a_status_in_the_recorded_title_is_no_word_of_it() -> None:
    retracted = {**WORK, "title": f"RETRACTED: {TITLE}", "display_name": f"RETRACTED: {TITLE}"}
    finding = found("MET304", entry(title=TITLE.replace("Trends", "Sleep")), retracted)
    assert finding.message == "title has `Sleep in`, OpenAlex has `Trends in`"


def other(**fields: str) -> dict[str, object]:
    """A record by the same authors with an unrelated title."""
    return work("Sleep of captive otters in the waters of northern lakes in winter", ("Lena Ellis", "Karl Roe"), 2010, **fields)


@pytest.mark.parametrize(
    ("cited", "note"),
    [
        ("2010", "the text cites the work as of `2010`, which speaks for the record"),
        ("2016", "the text cites the work as of `2016` too"),
    ],
)
def test_the_text_is_the_third_witness_of_a_year(cited: str, note: str) -> None:
    text = (
        f"# A review\n\nThere are more of them every year (Ellis et al., {cited}), and others say so (Low, 2011).\n\n"
        f"# References\n\nEllis, L., Braat, A. J., & Roe, K. (2016). {TITLE}. Annals of Surgery, 21, 177–182.\n\n"
        "Low, F. (2011). A study of something else. Annals of Surgery, 22, 1–9.\n"
    )
    (finding,) = examples.run(registry.load().get("MET306"), Example(text, format="markdown", works=(WORK,))).findings
    assert note in finding.notes


def test_a_missing_work_says_what_was_searched() -> None:
    message = found("MET301", "Otter K, Ito S. Sleep of captive otters by day. Ann Surg. 1999;1:1-9.").message
    assert message.startswith("no work that agrees with `Sleep of captive otters by day` was found in the works file (2 works")


def test_punctuation_behind_a_doi_is_told_once() -> None:
    entry = "@article{{a,\n title = {{{title}}},\n author = {{Ellis, Lena}},\n year = 2010,\n doi = {{10.5555/abc{end}}}\n}}\n"
    known = work(TITLE, ("Lena Ellis",), 2010, doi="10.5555/abc")

    def codes(end: str) -> list[str]:
        text = entry.format(title=TITLE, end=end)
        rules = (registry.load().get(code) for code in ("REF203", "MET302"))
        return [
            one.code for rule in rules for one in examples.run(rule, Example(text, format="bibtex", works=(known,))).findings
        ]

    assert codes("") == []
    assert codes(".") == ["REF203"]
    assert codes("d") == ["MET302"]


@pytest.mark.parametrize(
    "authors", ["Ellis, Lena; Poe, Arthur", "Ellis, Lena, Poe, Arthur", "Ellis, Lena and Poe, Arthur et al."]
)
def test_a_wrong_name_in_a_tangle_is_told_and_not_replaced(authors: str) -> None:
    text = f"@article{{a,\n title = {{{TITLE}}},\n author = {{{authors}}},\n year = 2010\n}}\n"
    known = work(TITLE, ("Lena Ellis", "Arthur Braat", "Karl Roe"), 2010)
    (found,) = examples.run(registry.load().get("MET305"), Example(text, format="bibtex", works=(known,))).findings
    assert found.message.startswith("author 2 is `Poe Arthur`")
    assert found.fixes == ()
