"""PDF files: what stands on the pages in the order of reading, and nothing that only frames it."""

import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import engine
from checker.errors import InputError
from checker.model.document import CitationStyle, Document
from checker.model.finding import Confidence
from checker.readers import files, pdf_glyphs
from tests.readers.pdf_writer import Put, lines, pdf

LEFT = (
    "Embolisation of the liver was studied early [1], and",
    "others soon followed in larger trials [2]. The groups",
    "were small and the follow-up was short, so that more",
    "studies were needed to decide which method was bet-",
)
RIGHT = (
    "ter for patients with few metastases. It took years [1,",
    "2] until one was published, and it confirmed nothing.",
    "A well-known problem is that catheters of one ma-",
    "ker differ from those of others, as is well-",
    "known to everybody who has used them at all.",
)
ENTRIES = (
    "1. Ellis L, Shale MJ, Coleman MP. Carcinoid tumors of the",
    "gastrointestinal tract. Am J Gastroenterol. 2010;105:2563-",
    "2569.",
    "2. Frilling A, Clift AK. Therapeutic strategies for liver me-",
    "tastases. Cancer. 2015;121:1172-86.",
)
LIST = [Put(60 if text[:1].isdigit() and text[1] == "." else 72, 600 - 12 * place, text) for place, text in enumerate(ENTRIES)]


def document(*pages: list[Put]) -> Document:
    return engine.read(files.decode(pdf(pages), "paper.pdf"), "pdf")


def interleaved(left: tuple[str, ...], right: tuple[str, ...]) -> list[Put]:
    """Two columns whose rows the file's content gives from left to right."""
    columns = lines(60, 700, left), lines(320, 700, right)
    rest = columns[0][len(right) :] + columns[1][len(left) :]
    return [put for row in zip(*columns, strict=False) for put in row] + rest


def test_columns_are_read_one_after_the_other_and_words_are_joined_again() -> None:
    found = document([Put(60, 740, "A title across both of the columns of this page", 14), *interleaved(LEFT, RIGHT)])
    text = found.source.text
    assert text.startswith("A title across both of the columns of this page\n\nEmbolisation of the liver")
    assert "which method was better for patients" in text
    assert "[1, 2] until one was published" in text
    assert "catheters of one maker differ" in text
    assert "as is well-known to everybody" in text


def test_running_heads_page_numbers_and_line_numbers_are_left_out() -> None:
    def page(number: int) -> list[Put]:
        said = "abc"[number - 1] * 3
        body = lines(
            70, 700, [f"This is line {said}{chr(97 + line)} of a text and it is long enough to go on." for line in range(20)]
        )
        counted = [Put(40, 700 - 12 * line, str(20 * (number - 1) + line + 1), 8) for line in range(20)]
        return [Put(70, 800, "J Invented Med 2019;12:1-20"), Put(290, 30, str(number)), *counted, *body]

    text = document(page(1), page(2), page(3)).source.text
    assert "Invented" not in text
    assert not any(part.strip().isdigit() for part in text.split("\n"))
    assert text.startswith("This is line aaaa of a text and it is long enough to go on. This is line aaab of")


def test_double_spaced_text_and_a_single_spaced_list_are_read() -> None:
    first = lines(60, 780, [*LEFT, *RIGHT], leading=24)
    second = lines(60, 780 - 24 * (len(LEFT + RIGHT) + 1), ["A second paragraph [2]."])
    found = document([*first, *second, Put(60, 460, "References", 12), *(replace_y(put, -160) for put in LIST)])
    paragraphs = found.source.text.split("\n\n")
    assert [part[:12] for part in paragraphs[:3]] == ["Embolisation", "A second par", "References"]
    assert [entry.id for entry in found.references] == ["1", "2"]


def test_raised_numbers_are_citations_and_numbers_of_the_same_size_are_not() -> None:
    printed = [Put(60, 700, "Embolisation was studied early"), Put(199, 704, "1,2", 6), Put(210, 700, "in 12 of 14 trials.")]
    found = document(printed, [Put(60, 640, "References", 12), *LIST])
    assert found.style is CitationStyle.SUPERSCRIPT
    assert [(citation.text, [item.reference for item in citation.items]) for citation in found.citations] == [
        ("1,2", ["1", "2"])
    ]


def test_a_list_goes_on_over_columns_and_pages() -> None:
    prose = interleaved(LEFT, RIGHT)
    head, tail = LIST[:1], LIST[1:]
    found = document(prose, [Put(60, 640, "References", 12), *head], [replace_y(put, 150) for put in tail])
    assert [entry.id for entry in found.references] == ["1", "2"]
    assert found.references[0].variables["page"] == "2563-2569"
    assert found.references[1].title == "Therapeutic strategies for liver metastases"
    assert [found.source.position(entry.span.start).line for entry in found.references] == [2, 3]
    anchor = found.source.anchor(found.references[1].span.start)
    assert anchor is not None
    assert anchor.label == "page 3"


def replace_y(put: Put, up: float) -> Put:
    return put._replace(y=put.y + up)


def test_a_list_without_labels_gaps_or_indentation_is_told_by_its_names() -> None:
    prose = lines(
        60, 780, ["Embolisation was studied early (Ellis et al. 2010), and others soon followed it", "(Frilling 2015)."]
    )
    printed = [
        "Ellis L, Shale MJ, Coleman MP (2010) Carcinoid tumors of the gastrointestinal tract:",
        "trends in incidence. Am J Gastroenterol 105:2563-2569",
        "Frilling A, Clift AK (2015) Therapeutic strategies for neuroendocrine liver metastases.",
        "Cancer 121:1172-1186",
        "Marlow P, Quist E (2017) A study of something else that takes more than one line to tell",
        "and is long. Ann Surg 12:1-9",
        "Norton K (2018) The follow-up of patients with few metastases. J Invented Med 4:455-461",
        "Poe E, Low F (2019) Growth of small tumours in a series of patients. Ann Surg 14:20-29",
    ]
    found = document([*prose, Put(60, 640, "References", 12), *lines(60, 620, printed)])
    assert [entry.author[0].family for entry in found.references] == ["Ellis", "Frilling", "Marlow", "Norton", "Poe"]
    assert [item.reference for citation in found.citations for item in citation.items] == ["1", "2"]


def test_an_address_that_was_cut_is_joined_and_the_sentence_behind_one_is_not() -> None:
    cut = lines(
        60, 700, ["The report is at https://example.org/reports/long-", "name/2019.pdf and the code at www.example.org", "Next"]
    )
    text = document(cut).source.text
    assert "https://example.org/reports/long-name/2019.pdf and" in text
    assert "www.example.org Next" in text.replace("\n\n", " ")


def test_spans_are_those_of_the_text() -> None:
    found = document(interleaved(LEFT, RIGHT), [Put(60, 640, "References", 12), *LIST])
    assert found.citations
    assert all(citation.span.of(found.source.text) == citation.text for citation in found.citations)
    assert all(entry.span.of(found.source.text) == entry.raw for entry in found.references)


def test_findings_are_less_sure_than_in_other_formats() -> None:
    from checker import registry

    rules = registry.load().select(("CIT101",), (), ())
    page = [
        *lines(60, 700, ["Embolisation was studied early [1], and others followed [2, 7]."]),
        *LIST,
        Put(60, 640, "References", 12),
    ]
    found = document(page)
    setup = engine.Setup(rules)
    assert [finding.confidence for finding in engine.check(found, setup).findings] == [Confidence.MEDIUM]
    sure = engine.check(replace(found, inferred=False), setup)
    assert [finding.confidence for finding in sure.findings] == [Confidence.HIGH]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf([[]]), "a PDF file of 1 page without text, probably a scan; run OCR on it first"),
        (pdf([LIST], encrypted=True), "an encrypted PDF file; save it without a password"),
        (pdf([LIST])[:150], "a damaged PDF file; export it again"),
        (b"%PDF-1.4\nnothing", "a damaged PDF file; export it again"),
    ],
)
def test_what_can_not_be_read_is_said_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as problem:
        engine.read(files.decode(data, "paper.pdf"), "pdf")
    assert str(problem.value) == f"paper.pdf: {message}"


def test_a_file_with_more_text_than_any_manuscript_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_glyphs, "_MOST_GLYPHS", 100)
    with pytest.raises(InputError, match=r"paper\.pdf: more than 100 characters; this is no manuscript"):
        document(LIST)


def test_a_damaged_page_is_named_and_the_others_are_read() -> None:
    data = pdf([lines(60, 700, ["A page of text"]), lines(60, 700, ["Another page of text"])])
    broken = data.replace(b"/Type/Page/Parent", b"/Type/Font/Parent", 1)
    found = engine.read(files.decode(broken, "paper.pdf"), "pdf")
    assert "Another page of text" in found.source.text


def test_a_page_that_is_set_sideways_is_named_and_a_line_at_the_edge_is_not() -> None:
    stamp = Put(20, 100, "Draft", turned=True)
    sideways = [Put(100 + 12 * number, 100, "A row of a wide table", turned=True) for number in range(5)]
    found = document([*lines(60, 700, ["A page of text [1]."]), stamp], sideways, [Put(60, 640, "References", 12), *LIST])
    assert found.notices == ("page 2 is set sideways: its turned text was not read",)
    assert "Draft" not in found.source.text
    assert len(found.references) == 2


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(InputError, match=r"paper\.pdf: PDF files need the extra `pdf`: pip install 'citeproof\[pdf\]'"):
        document(LIST)


WHOLE = pdf([interleaved(LEFT, RIGHT), [Put(60, 640, "References", 12), *LIST]])


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(8, len(WHOLE) - 1), st.integers(0, 255)), max_size=12))
def test_a_broken_file_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    try:
        found = engine.read(files.decode(bytes(data), "paper.pdf"), "pdf")
    except InputError:
        return
    assert all(citation.span.of(found.source.text) == citation.text for citation in found.citations)


WORDS = st.text("abcdefghij ([1,2])-.–", min_size=1, max_size=30)


@given(
    st.lists(st.builds(Put, st.floats(0, 590), st.floats(0, 840), WORDS, st.sampled_from([4.0, 6.0, 10.0, 30.0])), max_size=30)
)
def test_words_in_any_place_are_read(puts: list[Put]) -> None:
    try:
        found = document(puts)
    except InputError:  # nothing but spaces
        return
    printed = "".join(put.text for put in puts).replace(" ", "").replace("-", "")
    kept = found.source.text.replace(" ", "").replace("-", "").replace("\n", "")
    assert len(kept) <= len(printed)
