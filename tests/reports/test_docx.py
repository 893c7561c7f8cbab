"""Word documents with comments: ranges over the right words, nothing else of the file changed, and a real reader opens it."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from checker import engine, reports
from checker.errors import InputError, UsageError
from checker.model.finding import Confidence, DocumentReport, Finding, Report, Severity
from checker.model.text import Location, SourceFile, Span
from checker.readers import docx
from checker.reports import Style, files
from checker.reports.word.comments import Comment, commented
from checker.reports.word.package import replaced
from tests.reports.word import W, field, member, package, paragraph, records, run

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CHANGED = {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
ENTRIES = (
    "Ellis L, Shale MJ, Coleman MP. Carcinoid tumors & more. Am J Gastroenterol. 2010;105:2563-9.",
    "Öberg K, Frilling A. Therapeutic strategies for liver metastases. Cancer. 2015;121:1172-86.",
)
OLD_COMMENT = (
    '<w:comment w:id="3" w:author="The editor" w:initials="Ed"><w:p><w:r><w:t>Please shorten</w:t></w:r></w:p></w:comment>'
)
FOOTNOTE = f'<w:footnote w:id="2">{paragraph(run("See also [9]."))}</w:footnote>'


def manuscript(**parts: str) -> bytes:
    body = [
        paragraph(run("A short review")),
        paragraph(
            run("Embolisation was studied early [1", '<w:b w:val="1"/>'),
            run(", 7] & often."),
            '<w:commentRangeStart w:id="3"/>',
            run(" Others followed "),
            '<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>',
            field("ADDIN ZOTERO_ITEM", run("[2]")),
            run("."),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
        ),
        paragraph(run("References")),
        *(paragraph(run(f"{number}. {entry}")) for number, entry in enumerate(ENTRIES, 1)),
    ]
    return package("".join(body), footnotes=FOOTNOTE, **parts)


def source(data: bytes) -> SourceFile:
    return docx.read(SourceFile("paper.docx", "", plain=False, data=data)).source


def ranges(data: bytes) -> dict[str, str]:
    """The text between start and end of each comment's range, by id; fails where one of its three marks is missing."""
    text: dict[str, str] = {}
    open_: set[str] = set()
    referred = set()
    for element in etree.fromstring(member(data, "word/document.xml")).iter(f"{{{W}}}*"):
        name, number = etree.QName(element).localname, str(element.get(f"{{{W}}}id"))
        if name == "commentRangeStart":
            open_.add(number)
            text[number] = ""
        elif name == "commentRangeEnd":
            open_.remove(number)
        elif name == "commentReference":
            assert number not in open_
            referred.add(number)
        elif name == "t":
            for each in open_:
                text[each] += element.xpath("string()")
    assert not open_
    assert referred == set(text)
    return text


def comment_texts(data: bytes) -> dict[str, str]:
    root = etree.fromstring(member(data, "word/comments.xml"))
    return {str(item.get(f"{{{W}}}id")): "".join(map(str, item.itertext())) for item in root}


def span(source: SourceFile, text: str) -> Span:
    start = source.text.index(text)
    return Span(start, start + len(text))


def checked(data: bytes, *places: str) -> Report:
    """A report with a finding at each of these texts."""
    document = engine.read(SourceFile("paper.docx", "", plain=False, data=data), "docx")
    findings = tuple(
        Finding(
            "CIT101",
            "undefined-citation",
            Severity.ERROR,
            Confidence.HIGH,
            f"`{place}` has no entry",
            Location("paper.docx", span(document.source, place)),
            help="add the entry",
        )
        for place in places
    )
    return Report((DocumentReport(document, findings=findings),), "1.2.3")


def render(report: Report) -> bytes:
    content = reports.module("docx").render(report, Style())
    assert isinstance(content, bytes)
    return content


def test_each_finding_is_a_comment_at_its_words() -> None:
    data = render(checked(manuscript(), "[1, 7]", "Öberg K, Frilling A.", "& often"))
    assert ranges(data) == {"3": " Others followed ", "4": "[1, 7]", "5": "Öberg K, Frilling A.", "6": "& often"}
    assert comment_texts(data)["4"] == "AQ1: “[1, 7]” has no entry. Please add the entry."


def test_everything_else_is_as_it_was() -> None:
    old = manuscript(comments=OLD_COMMENT)
    new = render(checked(old, "[1, 7]", "Cancer"))
    before, after = records(old), records(new)
    assert set(before) == set(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "word/comments.xml"}
    assert comment_texts(new)["3"] == "Please shorten"
    assert source(new).text == source(old).text


def test_a_document_without_comments_gets_the_part_and_what_names_it() -> None:
    old = manuscript()
    new = render(checked(old, "[1, 7]"))
    before, after = records(old), records(new)
    assert set(after) - set(before) == {"word/comments.xml"}
    assert {name for name in before if before[name] != after[name]} == CHANGED - {"word/comments.xml"}
    assert b'PartName="/word/comments.xml"' in member(new, "[Content_Types].xml")
    assert b'Target="comments.xml"' in member(new, "word/_rels/document.xml.rels")


def test_the_body_has_insertions_only() -> None:
    old, new = (member(data, "word/document.xml") for data in (manuscript(), render(checked(manuscript(), "7] & of", "[2]"))))
    rest = iter(new)
    assert all(byte in rest for byte in old)
    assert b'<w:rPr><w:b w:val="1"/></w:rPr>' in new


def test_a_comment_stands_outside_of_a_field() -> None:
    new = member(render(checked(manuscript(), "[2]")), "word/document.xml")
    start, end = new.index(b"<w:commentRangeStart", new.index(b'"3"/></w:r>')), new.rindex(b"<w:commentRangeEnd")
    assert start < new.index(b'"begin"') < new.index(b'"end"') < end


def test_a_place_in_a_note_is_marked_at_its_reference() -> None:
    new = member(render(checked(manuscript(), "[9]")), "word/document.xml")
    reference = new.index(b"<w:footnoteReference")
    assert new.rindex(b"<w:commentRangeStart") < reference < new.rindex(b"<w:commentRangeEnd")


def test_a_text_box_is_marked_as_a_whole() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('Boxed [9] text'))}</w:txbxContent></w:pict></w:r>"
    new = render(checked(package(paragraph(run("Before"), box)), "[9]"))
    assert ranges(new) == {"0": "Boxed [9] text"}


def test_the_same_findings_give_the_same_bytes() -> None:
    assert render(checked(manuscript(), "[1, 7]", "[9]")) == render(checked(manuscript(), "[1, 7]", "[9]"))


@pytest.mark.parametrize("prefix", ["ns0", ""])
def test_other_prefixes_of_the_namespace_are_understood(prefix: str) -> None:
    """What ElementTree writes, and a default namespace: attributes need a prefix all the same."""
    body = member(package(paragraph(run("See [1, 7] there."))), "word/document.xml").decode()
    if prefix:
        body = body.replace("w:", f"{prefix}:").replace("xmlns:w=", f"xmlns:{prefix}=")
    else:
        body = body.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w=", "xmlns=")
    data = replaced(package(""), {"word/document.xml": body.encode()})
    new = commented(source(data), [Comment(span(source(data), "[1, 7]"), ("AQ1: x",))])
    assert ranges(new) == {"0": "[1, 7]"}
    assert comment_texts(new) == {"0": "AQ1: x"}
    assert source(new).text == source(data).text


def test_no_findings_no_change() -> None:
    assert render(checked(manuscript())) == manuscript()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "]]> <![CDATA[", "\x1b[31m", "\u202egnp\u2066", "\x00\uffff", "x" * 10_000]
)
def test_hostile_text_is_harmless(text: str) -> None:
    report = checked(manuscript(), "[1, 7]")
    part = report.documents[0]
    finding = replace(part.findings[0], message=text, notes=(text,), help=text)
    data = render(replace(report, documents=(replace(part, findings=(finding,)),)))
    assert set(ranges(data)) == set(comment_texts(data)) | {"3"}
    assert not set(comment_texts(data)["4"]) & set("\x1b\u202e\u2066\x00\uffff")


WORDS = st.text(st.sampled_from("ab &<é漢\U0001f600'\""), min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_any_range_covers_its_text_and_leaves_the_text_alone(runs: list[str], data: st.DataObject) -> None:
    old = package(paragraph(*(run(text) for text in runs)))
    text = source(old)
    length = sum(map(len, runs))
    spans = [
        Span(start, data.draw(st.integers(start + 1, length)))
        for start in data.draw(st.lists(st.integers(0, length - 1), min_size=1, max_size=5))
    ]
    new = commented(text, [Comment(span, ("x",)) for span in spans])
    assert source(new).text == text.text
    assert ranges(new) == {str(number): span.of(text.text) for number, span in enumerate(spans)}


SHAPES = (
    run,
    lambda text: f"<w:r><w:t>{escape(text)}</w:t></w:r>",
    lambda text: f"<w:r><w:t>{escape(text)}</w:t><w:tab/><w:t>{escape(text)}</w:t></w:r>",
    lambda text: f"<w:r><w:t><![CDATA[{text}]]>&#x41;<!-- x -->{escape(text)}</w:t></w:r>",
    lambda text: f"<w:hyperlink w:anchor='a>b'>{run(text)}</w:hyperlink>",
    lambda text: f"<w:ins w:id='7'>{run(text)}</w:ins><w:del w:id='8'><w:r><w:delText>gone</w:delText></w:r></w:del>",
    lambda text: field("ADDIN X", run(text), run(text)),
    lambda text: f"<w:smartTag><w:r><w:rPr><w:i/></w:rPr><w:br/><w:t>{escape(text)}</w:t></w:r></w:smartTag>",
)


@given(st.lists(st.lists(st.tuples(st.sampled_from(SHAPES), WORDS), min_size=1, max_size=4), min_size=1, max_size=3), st.data())
def test_whatever_holds_the_text_is_only_added_to(paragraphs: list[list[tuple[Any, str]]], data: st.DataObject) -> None:
    old = package("".join(paragraph(*(shape(text) for shape, text in each)) for each in paragraphs))
    text = source(old)
    starts = data.draw(st.lists(st.integers(0, len(text.text) - 3), min_size=1, max_size=4))
    spans = [Span(start, data.draw(st.integers(start + 1, len(text.text) - 2))) for start in starts]
    new = commented(text, [Comment(span, ("x",)) for span in spans])
    assert source(new).text == text.text
    rest = iter(member(new, "word/document.xml"))
    assert all(byte in rest for byte in member(old, "word/document.xml"))
    covered = ranges(new)
    for number, span in enumerate(spans):
        assert "".join(span.of(text.text).split()) in "".join(covered[str(number)].split())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/_rels/document.xml.rels", b"<oops"),
        ("[Content_Types].xml", b""),
        ("word/comments.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
    ],
)
def test_a_broken_part_is_one_line(name: str, content: bytes) -> None:
    old = manuscript(comments=OLD_COMMENT)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for each in records(old):
            archive.writestr(each, content if each == name else member(old, each))
    report = checked(old, "[1, 7]")
    part = report.documents[0]
    document = replace(part.document, source=replace(part.document.source, data=stream.getvalue()))
    with pytest.raises(InputError, match="save the document again in Word"):
        render(replace(report, documents=(replace(part, document=document),)))


def test_only_one_word_document_takes_comments(report: Report) -> None:
    with pytest.raises(InputError, match="no Word document"):
        render(report)
    with pytest.raises(InputError, match="one manuscript"):
        render(replace(report, documents=report.documents * 2))
    with pytest.raises(UsageError, match="--report docx=PATH"):
        reports.check_name("docx", terminal=True)
    with pytest.raises(UsageError, match="--report docx=PATH"):
        reports.render(checked(manuscript()), "docx")


def written(report: Report, folder: Path, *options: str) -> Sequence[str]:
    named = files.targets([f"{name}={folder}/" for name in options])
    with files.Files(replace(report, documents=()), named, Style()) as opened:
        return [line for part in report.documents for line in opened.add(part)]


def test_one_file_for_many_manuscripts_is_refused_before_the_work(report: Report, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="end PATH in / for one each"):
        files.Files(report, files.targets([f"docx={tmp_path}/out.docx"]), Style(), ["a.docx", "b.docx"])


def test_a_folder_of_reports_says_which_manuscripts_take_no_comments(report: Report, tmp_path: Path) -> None:
    both = replace(report, documents=(*report.documents, *checked(manuscript(), "[1, 7]").documents))
    assert written(both, tmp_path, "docx") == ["paper.md: its format can't have a report docx"]
    assert [path.name for path in tmp_path.iterdir()] == ["paper.docx"]


def test_a_report_never_replaces_a_manuscript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("paper.docx").write_bytes(manuscript())
    with pytest.raises(UsageError, match="one of the files that are checked"):
        written(checked(manuscript(), "[1, 7]"), Path(), "docx")
    assert Path("paper.docx").read_bytes() == manuscript()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
def test_libreoffice_opens_it_and_reads_the_comments(tmp_path: Path) -> None:
    document = tmp_path / "queries.docx"
    document.write_bytes(render(checked(manuscript(comments=OLD_COMMENT), "[1, 7]", "[2]", "[9]", "Öberg K, Frilling A.")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), str(document)]
    subprocess.run(command, capture_output=True, check=True, timeout=240)
    root = etree.parse(tmp_path / "queries.fodt").getroot()
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    found = ["".join(map(str, item.itertext())) for item in root.iter(f"{office}annotation")]
    assert len(found) == 5
    for words in ("Please shorten", "AQ1: “[1, 7]” has no entry", "AQ2: “[2]”", "AQ3: “[9]”", "AQ4: “Öberg K"):
        assert any(words in text for text in found), words
    body = "".join(map(str, next(root.iter(f"{office}text")).itertext()))
    assert "Embolisation was studied early " in body
