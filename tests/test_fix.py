"""Fixes change the places that they name and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import fix
from checker.errors import InputError
from checker.model.document import Document
from checker.model.finding import Confidence, DocumentReport, Edit, Finding, Fix, Report, Safety, Severity
from checker.model.text import Location, SourceFile, Span
from checker.readers import files


def report_of(source: SourceFile, *edits: tuple[int, int, str], safety: Safety = Safety.SAFE) -> Report:
    findings = tuple(
        Finding(
            "MET306", "year-mismatch", Severity.WARNING, Confidence.HIGH, "a difference",
            Location(source.path, Span(start, end)),
            fixes=(Fix("change it", (Edit(source.path, Span(start, end), new),), safety),),
        )
        for start, end, new in edits
    )  # fmt: skip
    return Report((DocumentReport(Document(source, "text"), findings=findings),), "1")


def test_edits_are_applied_to_their_spans() -> None:
    changes = fix.plan(report_of(SourceFile("a.txt", "one two three"), (0, 3, "1"), (8, 13, "3")))
    assert changes.texts == {"a.txt": "1 two 3"}
    assert len(changes.fixed) == 2


def test_unsafe_fixes_need_to_be_asked_for_and_suggestions_are_never_applied() -> None:
    source = SourceFile("a.txt", "one")
    assert fix.plan(report_of(source, (0, 3, "1"), safety=Safety.UNSAFE)).texts == {}
    assert fix.plan(report_of(source, (0, 3, "1"), safety=Safety.UNSAFE), unsafe=True).texts == {"a.txt": "1"}
    assert fix.plan(report_of(source, (0, 3, "1"), safety=Safety.DISPLAY), unsafe=True).texts == {}


def test_overlapping_edits_are_refused_and_equal_ones_made_once() -> None:
    changes = fix.plan(report_of(SourceFile("a.txt", "one two"), (0, 3, "1"), (2, 5, "x"), (0, 3, "1")))
    assert changes.texts == {"a.txt": "1 two"}
    assert (len(changes.fixed), len(changes.refused)) == (2, 1)


def test_what_is_no_plain_text_is_not_changed() -> None:
    source = replace(SourceFile("a.docx", "one"), plain=False)
    assert fix.plan(report_of(source, (0, 3, "1"))).texts == {}


def test_diff_shows_the_lines() -> None:
    source = SourceFile("a.txt", "one\ntwo\n")
    shown = fix.diff(fix.plan(report_of(source, (4, 7, "2"))), {"a.txt": source})
    assert shown == "--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n"


@given(st.text(st.sampled_from("aé\n\r\u2009"), min_size=1, max_size=40), st.booleans(), st.data())
def test_line_ends_mark_and_encoding_are_kept(text: str, bom: bool, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    source = SourceFile("a.txt", text, bom=bom)
    changes = fix.plan(report_of(source, (start, end, "new")))
    assert changes.texts["a.txt"] == text[:start] + "new" + text[end:]


def test_files_are_written_as_they_were_encoded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    source = files.load(path)
    report = report_of(source, (5, 8, "zwei"))
    fix.write(fix.plan(report), report.sources)
    assert path.read_bytes() == b"\xef\xbb\xbfone\r\nzwei\r\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one", encoding="utf-8")
    report = report_of(files.load(path), (0, 3, "1"))
    path.write_text("edited", encoding="utf-8")
    with pytest.raises(InputError, match="changed while it was checked"):
        fix.write(fix.plan(report), report.sources)
    assert path.read_text(encoding="utf-8") == "edited"
