"""Word documents: what is printed is read, what is deleted, hidden or hostile is not."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import engine
from checker.errors import InputError
from checker.model.document import BlockKind, CitationStyle
from checker.model.text import SourceFile
from checker.readers import docx, docx_package, files
from tests.readers.word import package, paragraph, run

STYLES = '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>'
)
ENTRIES = (
    "Ellis L, Shale MJ, Coleman MP. Carcinoid tumors of the gastrointestinal tract. Am J Gastroenterol. 2010;105:2563-9.",
    "Frilling A, Clift AK. Therapeutic strategies for neuroendocrine liver metastases. Cancer. 2015;121:1172-86.",
)


def source(data: bytes) -> SourceFile:
    return files.decode(data, "paper.docx")


def manuscript() -> bytes:
    raised = '<w:vertAlign w:val="superscript"/>'
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    body = [
        paragraph(run("A short review"), properties='<w:pStyle w:val="berschrift1"/>'),
        paragraph(
            run("Embolisation was studied early."),
            run("1,", raised),
            run("2", raised),
            run(" Others followed."),
            run("1", raised),
        ),
        paragraph(run("References"), properties='<w:pStyle w:val="berschrift1"/>'),
        *(paragraph(run(entry), properties=listed) for entry in ENTRIES),
    ]
    return package("".join(body), styles=STYLES, numbering=NUMBERING)


def test_raised_numbers_are_bound_to_an_automatically_numbered_list() -> None:
    document = engine.read(source(manuscript()), "docx")
    assert [entry.number for entry in document.references] == [1, 2]
    assert [entry.raw for entry in document.references] == list(ENTRIES)
    assert document.style is CitationStyle.SUPERSCRIPT
    assert [[item.reference for item in citation.items] for citation in document.citations] == [["1", "2"], ["1"]]


def test_places_are_paragraphs() -> None:
    document = engine.read(source(manuscript()), "docx")
    place = document.source.position(document.references[1].span.start)
    assert place.line == 5
    anchor = document.source.anchor(document.references[1].span.start)
    assert anchor is not None
    assert anchor.label == "paragraph 5"


def test_headings_are_known_by_their_style() -> None:
    document = docx.read(source(manuscript()))
    headings = [block.span.of(document.source.text) for block in document.blocks if block.kind is BlockKind.HEADING]
    assert headings == ["A short review", "References"]


def test_the_text_tells_title_and_date() -> None:
    heading = paragraph(run("A short review"), properties='<w:pStyle w:val="berschrift1"/>')
    about = docx.read(source(package(heading + paragraph(run("Submitted: 12 March 2019")), styles=STYLES))).metadata
    assert (about.title, about.date) == ("A short review", (2019, 3, 12))


def test_changes_are_accepted_and_codes_are_not_text() -> None:
    body = paragraph(
        run("Kept "),
        f"<w:del>{run('deleted ').replace('w:t', 'w:delText')}</w:del>",
        f"<w:ins>{run('inserted ')}</w:ins>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN ZOTERO_ITEM {"secret"}</w:instrText></w:r>',
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("[1]")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    assert docx.read(source(package(body))).source.text.strip() == "Kept inserted [1]"


def test_footnotes_tables_and_text_boxes_are_read() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('In a box'))}</w:txbxContent></w:pict></w:r>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('In a table'))}</w:tc></w:tr></w:tbl>"
    note = f"<w:footnote>{paragraph(run('In a note'))}</w:footnote>"
    document = docx.read(source(package(paragraph(run("Before"), box) + table, footnotes=note)))
    found = [(block.kind, block.span.of(document.source.text)) for block in document.blocks]
    assert found == [
        (BlockKind.PARAGRAPH, "Before"),
        (BlockKind.PARAGRAPH, "In a box"),
        (BlockKind.TABLE, "In a table"),
        (BlockKind.FOOTNOTE, "In a note"),
    ]


def zip_of(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 torn", "a damaged Word document"),
        (manuscript()[:900], "a damaged Word document"),
        (zip_of("mimetype", b"x"), "not a Word document"),
        (zip_of("word/document.xml", b"<w:document>"), "not well-formed"),
        (zip_of("word/document.xml", b"<x>" * 5000), "not well-formed"),
        (b"\xd0\xcf\x11\xe0 old", "an old (.doc) or encrypted Office file"),
    ],
)
def test_what_is_no_document_is_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=r"^paper\.docx: [^\n]+$") as caught:
        docx.read(source(data))
    assert message in str(caught.value)


def test_a_bomb_is_refused_before_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "_LARGEST_PART", 1000)
    with pytest.raises(InputError, match="unpacks to"):
        docx.read(source(zip_of("word/document.xml", b" " * 100_000)))


def test_entities_are_not_expanded_and_paths_not_followed() -> None:
    stream = io.BytesIO(zip_of("word/document.xml", LAUGHS))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("../../escape.txt", "out")
    assert docx.read(source(stream.getvalue())).source.text == ""


@given(st.integers(0, 2000), st.binary(max_size=8))
def test_a_damaged_document_never_crashes(place: int, noise: bytes) -> None:
    whole = manuscript()
    damaged = whole[: place % len(whole)] + noise + whole[place % len(whole) + len(noise) :]
    if not damaged.startswith(b"PK\x03\x04"):
        return
    try:
        document = engine.read(source(damaged), "docx")
    except InputError:
        return
    for block in document.blocks:
        assert block.span.end <= len(document.source.text)


def test_paragraphs_whose_mark_is_deleted_are_one() -> None:
    deleted = "<w:rPr><w:del w:id='1' w:author='x'/></w:rPr>"
    document = docx.read(
        source(package(paragraph(run("One "), properties=deleted) + paragraph(run("line.")) + paragraph(run("Two."))))
    )
    assert [block.span.of(document.source.text) for block in document.blocks] == ["One line.", "Two."]


def test_numbers_of_a_paragraph_style_are_printed() -> None:
    style = '<w:style w:styleId="item"><w:name w:val="item"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    rows = [paragraph(run(entry), properties='<w:pStyle w:val="item"/>') for entry in ENTRIES]
    document = engine.read(
        source(package("".join([paragraph(run("References")), *rows]), styles=style, numbering=NUMBERING)), "docx"
    )
    assert [(entry.number, entry.raw) for entry in document.references] == list(enumerate(ENTRIES, 1))


def test_runs_raised_above_the_line_are_superscripts() -> None:
    raised = '<w:position w:val="6"/>'
    document = docx.read(source(package(paragraph(run("Rare."), run("1", raised), run(" low", '<w:position w:val="-6"/>')))))
    assert [span.of(document.source.text) for span in document.blocks[0].superscripts] == ["1"]


def test_footnotes_behind_the_list_are_no_entries_of_it() -> None:
    """Notes with full references stand where the text ends, which is where a bibliography ends too."""
    entries = (
        "Brekke, Nils. ‘Tidal Asymmetry and Fine Sand.’ Coastal Letters 9 (2015): 1–14.",
        "Haverkamp, Lotte. ‘Sediment Budgets.’ Estuarine Processes 44 (2018): 211–26.",
    )
    note = paragraph(run("Nils Brekke, ‘Tidal Asymmetry and Fine Sand’, Coastal Letters 9 (2015), 1–14, at 3."))
    body = "".join(map(paragraph, map(run, ("Ownership is contested.", "Bibliography", *entries))))
    document = engine.read(source(package(body, footnotes=f"<w:footnote>{note}</w:footnote>")), "docx")
    assert [entry.raw for entry in document.references] == list(entries)
    assert document.blocks[-1].kind is BlockKind.FOOTNOTE
