"""Citations that reference managers keep in Word documents: their data are read, and compared with what is printed."""

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from checker import engine
from checker.model.document import CitationStyle, Document
from checker.readers import files
from tests.readers.word import RAISED, code, control, field, mark, package, paragraph, run

WORKS: dict[str, dict[str, Any]] = {
    "moss": {
        "id": "moss",
        "type": "article-journal",
        "title": "Slow growth of moss on northern roofs",
        "author": [{"family": "Ashdown", "given": "Anna"}, {"family": "Vey", "given": "Bo"}],
        "container-title": "Journal of Made-up Botany",
        "volume": "12",
        "issue": "3",
        "page": "101-109",
        "issued": {"date-parts": [[2015, 3]]},
        "DOI": "10.5555/moss.15",
    },
    "fern": {
        "id": "fern",
        "type": "article-journal",
        "title": "Fern spores in the air of large cities",
        "author": [{"family": "Doe", "given": "Cora"}],
        "container-title": "Invented Annals",
        "volume": "4",
        "page": "7-15",
        "issued": {"date-parts": [[2018]]},
    },
}
ENTRIES = (
    "Ashdown A, Vey B. Slow growth of moss on northern roofs. Journal of Made-up Botany. 2015;12(3):101-9.",
    "Doe C. Fern spores in the air of large cities. Invented Annals. 2018;4:7-15.",
)


def csl(*names: str, works: Mapping[str, dict[str, Any]] = WORKS) -> str:
    """A CSL citation object with the data of some works."""
    items = [{"id": place, "uris": [f"http://x.test/{name}"], "itemData": works[name]} for place, name in enumerate(names)]
    return json.dumps({"citationID": "c1", "citationItems": items, "properties": {"noteIndex": 0}})


def zotero(shown: str, *names: str, **options: Any) -> str:
    return field(f" ADDIN ZOTERO_ITEM CSL_CITATION {csl(*names)} RNDabc123", run(shown), **options)


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def endnote_xml(*names: str) -> str:
    return f"<EndNote>{''.join(map(endnote_cite, names))}</EndNote>"


def endnote_cite(name: str) -> str:
    work = WORKS[name]
    authors = "".join(f"<author>{person['family']}, {person['given']}</author>" for person in work["author"])
    return (
        f"<Cite><Author>x</Author><Year>x</Year><RecNum>7</RecNum><record><rec-number>7</rec-number>"
        f'<ref-type name="Journal Article">17</ref-type><contributors><authors>{authors}</authors></contributors><titles>'
        f'<title><style face="normal" font="default">{work["title"]}</style></title><secondary-title>{work["container-title"]}'
        f"</secondary-title></titles><pages>{work['page']}</pages><volume>{work['volume']}</volume><dates><year>"
        f"{work['issued']['date-parts'][0][0]}</year></dates></record></Cite>"
    )


def citavi(*names: str) -> str:
    works = [WORKS[name] for name in names]
    entries = [
        {
            "$type": "SwissAcademic.Citavi.Citations.WordPlaceholderEntry",
            "Reference": {
                "Title": work["title"],
                "Authors": [{"FirstName": person["given"], "LastName": person["family"]} for person in work["author"]],
                "Year": str(work["issued"]["date-parts"][0][0]),
                "Periodical": {"Name": work["container-title"]},
                "Volume": work["volume"],
            },
        }
        for work in works
    ]
    return encoded(json.dumps({"$type": "SwissAcademic.Citavi.Citations.WordPlaceholder", "Entries": entries}))


def word_sources(*names: str) -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
    sources = []
    for name in names:
        work = WORKS[name]
        people = "".join(
            f"<b:Person><b:Last>{person['family']}</b:Last><b:First>{person['given']}</b:First></b:Person>"
            for person in work["author"]
        )
        sources.append(
            f"<b:Source><b:Tag>{name}</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Author><b:Author><b:NameList>{people}"
            f"</b:NameList></b:Author></b:Author><b:Title>{work['title']}</b:Title><b:JournalName>{work['container-title']}"
            f"</b:JournalName><b:Year>{work['issued']['date-parts'][0][0]}</b:Year><b:Volume>{work['volume']}</b:Volume>"
            f"<b:Pages>{work['page']}</b:Pages></b:Source>"
        )
    return f'<b:Sources xmlns:b="{space}">{"".join(sources)}</b:Sources>'


def bookmarked(shown: str, *names: str) -> tuple[str, str]:
    """A citation of Zotero's in a bookmark, and the properties of the document that hold its data."""
    text, size = f"ZOTERO_ITEM CSL_CITATION {csl(*names)}", 200
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    rows = "".join(
        f'<property name="ZOTERO_BREF_{names[0]}_{number}"><t>{piece.replace("<", "&lt;")}</t></property>'
        for number, piece in enumerate(pieces, 1)
    )
    start = f'<w:bookmarkStart w:id="{names[0]}" w:name="ZOTERO_BREF_{names[0]}"/>'
    return f'{start}{run(shown)}<w:bookmarkEnd w:id="{names[0]}"/>', rows


def read(*body: str, **options: Any) -> Document:
    return engine.read(files.decode(package("".join(body), **options), "paper.docx"), "docx")


def printed_list(code_of_list: str = " ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ", entries: Sequence[str] = ENTRIES) -> str:
    """A numbered list in a field over several paragraphs."""
    first = [mark("begin"), code(code_of_list), mark("separate")]
    rows = [paragraph(*(first if not place else ()), run(f"{place + 1}. {text}")) for place, text in enumerate(entries[:-1])]
    return "".join([*rows, paragraph(*(() if rows else first), run(f"{len(entries)}. {entries[-1]}"), mark("end"))])


def cited(document: Document) -> list[tuple[str, list[str | None]]]:
    return [(citation.text, [item.reference for item in citation.items]) for citation in document.citations]


CITATIONS = {
    "zotero": (zotero("[1]", "moss"), zotero("[1,2]", "fern", "moss", pieces=9)),
    "mendeley desktop": (
        field(f"ADDIN CSL_CITATION {csl('moss')}", run("[1]")),
        field(f"ADDIN Mendeley Citation{{0a1b2c3d-0000-1111}} CSL_CITATION {csl('moss', 'fern')}", run("[1,2]")),
    ),
    "mendeley cite": (
        control(f"MENDELEY_CITATION_v3_{encoded(csl('moss'))}", run("[1]")),
        control(f"MENDELEY_CITATION_v3_{encoded(csl('moss', 'fern')).rstrip('=')}", run("[1,2]")),
    ),
    "endnote": (
        field(f" ADDIN EN.CITE {endnote_xml('moss')}", run("[1]")),
        mark("begin", f"<w:fldData>{encoded(endnote_xml('moss', 'fern'))}</w:fldData>")
        + code(" ADDIN EN.CITE ")
        + mark("begin", f"<w:fldData>{encoded(endnote_xml('moss', 'fern'))}</w:fldData>")
        + code(" ADDIN EN.CITE.DATA ")
        + mark("end")
        + mark("separate")
        + run("[1,2]")
        + mark("end"),
    ),
    "citavi": (
        control("CitaviPlaceholder#0a1b", field(f"ADDIN CitaviPlaceholder{{{citavi('moss')}}}", run("[1]"))),
        field(f"ADDIN CitaviPlaceholder{{{citavi('moss', 'fern')}}}", run("[1,2]")),
    ),
    "word": (
        control("", field(" CITATION moss \\l 1033 ", run("[1]")), "<w:citation/>"),
        '<w:fldSimple w:instr=" CITATION moss \\m fern \\l 1033 ">' + run("[1,2]") + "</w:fldSimple>",
    ),
}


@pytest.mark.parametrize("manager", CITATIONS)
def test_a_document_without_a_printed_list_lives_on_its_fields(manager: str) -> None:
    one, two = CITATIONS[manager]
    document = read(
        paragraph(run("A review without a list.")),
        paragraph(run("Moss is slow "), one, run(", as said "), two, run(".")),
        files={"customXml/item1.xml": word_sources("moss", "fern")},
    )
    assert cited(document) == [("[1]", ["1"]), ("[1,2]", ["1", "2"])]
    moss, fern = document.references
    assert (moss.title, moss.author[0].family, moss.year, moss.get("volume")) == (
        "Slow growth of moss on northern roofs",
        "Ashdown",
        2015,
        "12",
    )
    assert fern.title == "Fern spores in the air of large cities"
    assert document.style is CitationStyle.NUMERIC
    text = document.source.text
    for entry in document.references:
        assert entry.span.of(text) == entry.raw
        assert entry.span_of("title").of(text) == entry.title
    anchor = document.source.anchor(fern.span.start)
    assert anchor is not None
    assert (anchor.line, anchor.label) == (2, "citation field in paragraph 2")


@pytest.mark.parametrize("manager", CITATIONS)
def test_fields_are_bound_to_the_printed_list(manager: str) -> None:
    one, two = CITATIONS[manager]
    document = read(
        paragraph(run("Moss is slow "), one, run(", as said "), two, run(".")),
        paragraph(run("References")),
        printed_list(),
        files={"customXml/item1.xml": word_sources("moss", "fern")},
    )
    assert cited(document) == [("[1]", ["1"]), ("[1,2]", ["1", "2"])]
    assert [entry.number for entry in document.references] == [1, 2]
    assert document.fields[0].references == ("1",)
    assert {one.manager.lower() for one in document.fields} == {manager.split(maxsplit=1)[0]}


@pytest.mark.parametrize(
    "instruction",
    [
        "ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY",
        "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY",
        "ADDIN EN.REFLIST",
        "BIBLIOGRAPHY \\l 1",
    ],
)
def test_a_field_with_the_list_is_one_without_any_heading(instruction: str) -> None:
    names = ("Ashdown A. Moss, a plain essay", "Doe C. Ferns, a plain essay")
    document = read(paragraph(run("Both [1,2] agree.")), paragraph(run("Sources used here")), printed_list(instruction, names))
    assert [entry.raw for entry in document.references] == list(names)
    assert cited(document) == [("[1,2]", ["1", "2"])]


def test_a_content_control_holds_the_list() -> None:
    rows = "".join(paragraph(run(f"{place}. {text}")) for place, text in enumerate(ENTRIES, 1))
    document = read(paragraph(run("Moss [1] and ferns [2].")), control("MENDELEY_BIBLIOGRAPHY", rows))
    assert [entry.number for entry in document.references] == [1, 2]


def test_a_list_set_as_a_table_is_read_row_by_row() -> None:
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(run(f'[{place}]'))}</w:tc><w:tc>{paragraph(run(text))}</w:tc></w:tr>"
        for place, text in enumerate(ENTRIES, 1)
    )
    document = read(paragraph(run("Moss [1] and ferns [2].")), paragraph(run("References")), f"<w:tbl>{rows}</w:tbl>")
    assert [(entry.number, entry.raw) for entry in document.references] == list(enumerate(ENTRIES, 1))
    assert cited(document) == [("[1]", ["1"]), ("[2]", ["2"])]


def test_author_date_fields_mean_their_works_however_they_are_printed() -> None:
    document = read(
        paragraph(run("Roofs "), zotero("(Ashdown and one other, 2015)", "moss"), run(" and air "), zotero("(2018)", "fern")),
        paragraph(run("References")),
        *(paragraph(run(entry)) for entry in ENTRIES),
    )
    assert cited(document) == [("(Ashdown and one other, 2015)", ["1"]), ("(2018)", ["2"])]
    assert document.style is CitationStyle.AUTHOR_DATE


def test_a_field_of_a_work_that_the_list_has_not_is_read_as_printed() -> None:
    document = read(
        paragraph(run("Moss is slow "), zotero("[1]", "fern"), run(".")),
        paragraph(run("References")),
        printed_list(entries=ENTRIES[:1]),
    )
    assert cited(document) == [("[1]", ["1"])]
    assert document.fields[0].references == (None,)


def test_bookmarks_hold_citations_too() -> None:
    first, rows = bookmarked("[1]", "moss")
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    document = read(
        paragraph(run("Moss is slow "), first, run(".")),
        files={"docProps/custom.xml": f'<Properties xmlns="{space}">{rows}</Properties>'},
    )
    assert cited(document) == [("[1]", ["1"])]
    assert document.references[0].doi == "10.5555/moss.15"


def test_raised_fields_in_notes_and_tables_are_citations() -> None:
    def raised(shown: str, name: str) -> str:
        return field(f"ADDIN ZOTERO_ITEM CSL_CITATION {csl(name)}", run(shown, RAISED))

    note = f'<w:footnote w:id="2">{paragraph(run("A note with a source."), raised("2", "fern"))}</w:footnote>'
    document = read(
        paragraph(run("Moss is slow."), raised("1", "moss")),
        paragraph(run("References")),
        *(paragraph(run(f"{place}. {text}")) for place, text in enumerate(ENTRIES, 1)),
        footnotes=note,
    )
    assert document.style is CitationStyle.SUPERSCRIPT
    assert [item.reference for citation in document.citations for item in citation.items] == ["1", "2"]


def test_endnotes_that_are_references_are_the_list() -> None:
    def note(number: int, text: str) -> str:
        return f'<w:endnote w:id="{number}">{paragraph("<w:r><w:endnoteRef/></w:r>", run(f" {text}"))}</w:endnote>'

    separator = f'<w:endnote w:type="separator" w:id="0">{paragraph(run("---"))}</w:endnote>'
    document = read(
        paragraph(
            run("Ferns first."),
            '<w:r><w:endnoteReference w:id="5"/></w:r>',
            run(" Moss later."),
            '<w:r><w:endnoteReference w:id="3"/></w:r>',
        ),
        endnotes=separator + note(3, ENTRIES[0]) + note(5, ENTRIES[1]),
    )
    assert [entry.number for entry in document.references] == [1, 2]
    assert document.references[0].title == WORKS["fern"]["title"]
    assert [(citation.text, citation.items[0].reference) for citation in document.citations] == [("1", "1"), ("2", "2")]
    assert document.style is CitationStyle.SUPERSCRIPT


@pytest.mark.parametrize(
    ("shown", "manager"),
    [
        (field("ADDIN ZOTERO_ITEM CSL_CITATION {broken", run("[1]")), "Zotero"),
        (field("ADDIN ZOTERO_ITEM CSL_CITATION [] ", run("[1]")), "Zotero"),
        (field(f"ADDIN CSL_CITATION {'[' * 100_000}", run("[1]")), "Mendeley"),
        (control("MENDELEY_CITATION_v3_%%%", run("[1]")), "Mendeley"),
        (control(f"MENDELEY_CITATION_v3_{encoded('[1]')}", run("[1]")), "Mendeley"),
        (field("ADDIN EN.CITE <EndNote><Cite></EndNote>", run("[1]")), "EndNote"),
        (field("ADDIN CitaviPlaceholder{e30=}", run("[1]")), "Citavi"),
    ],
)
def test_data_that_cannot_be_read_are_said_to_be_so(shown: str, manager: str) -> None:
    document = read(paragraph(run("Moss "), shown), paragraph(run("References")), printed_list(entries=ENTRIES[:1]))
    assert cited(document) == [("[1]", ["1"])]
    assert document.notices == (f"1 citation field of {manager} without readable data",)


@pytest.mark.parametrize(
    "marks",
    [
        (mark("begin"), code("ADDIN X"), run("kept")),
        (mark("separate"), run("kept"), mark("end"), mark("end")),
        (mark("begin"), mark("separate"), mark("separate"), run("kept")),
        (mark("begin"), code("PAGE"), mark("begin"), code("X"), run("hidden"), mark("end"), mark("separate"), run("kept")),
    ],
)
def test_fields_without_all_their_marks_hide_no_other_paragraph(marks: Sequence[str]) -> None:
    document = read(paragraph(*marks), paragraph(run("Behind it.")))
    assert "Behind it." in document.source.text
    assert "hidden" not in document.source.text


def test_hidden_runs_are_not_printed_and_raised_styles_are_raised() -> None:
    style = '<w:style w:type="character" w:styleId="up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    document = read(
        paragraph(run("Moss is slow."), run("1", '<w:rStyle w:val="up"/>'), run("[9]", "<w:vanish/>")),
        paragraph(run("References")),
        printed_list(entries=ENTRIES[:1]),
        styles=style,
    )
    assert cited(document) == [("1", ["1"])]
    assert "[9]" not in document.source.text


def test_empty_paragraphs_and_controls_are_survived() -> None:
    empty = paragraph()
    document = read(
        paragraph(run("Moss.")), control("MENDELEY_BIBLIOGRAPHY", empty), control("x", empty + paragraph(run("Fern.")))
    )
    assert [block.span.of(document.source.text) for block in document.blocks] == ["Moss.", "Fern."]
    assert document.lists == ()


@pytest.mark.parametrize(("managed", "typed"), [("(1)", "(2)"), ("[1]", "[2]")])
def test_what_was_typed_by_hand_beside_fields_is_read_too(managed: str, typed: str) -> None:
    document = read(
        paragraph(run("Moss is slow "), zotero(managed, "moss"), run(f". Ferns are not {typed}.")),
        paragraph(run("References")),
        *(paragraph(run(f"{place}. {text}")) for place, text in enumerate(ENTRIES, 1)),
    )
    assert cited(document) == [(managed, ["1"]), (typed, ["2"])]


def test_raised_numbers_typed_by_hand_beside_fields_are_read_too() -> None:
    raised = field(f"ADDIN ZOTERO_ITEM CSL_CITATION {csl('moss')}", run("1", RAISED))
    document = read(
        paragraph(run("Moss is slow."), raised, run(" Ferns are not."), run("2", RAISED)),
        paragraph(run("References")),
        *(paragraph(run(f"{place}. {text}")) for place, text in enumerate(ENTRIES, 1)),
    )
    assert cited(document) == [("1", ["1"]), ("2", ["2"])]


def test_identifiers_that_only_the_fields_have_are_noted_with_the_entries() -> None:
    document = read(
        paragraph(run("Moss is slow "), zotero("[1]", "moss"), run(".")), paragraph(run("References")), printed_list()
    )
    assert [entry.doi for entry in document.references] == ["10.5555/moss.15", ""]
    assert "DOI" not in document.references[0].field_spans
