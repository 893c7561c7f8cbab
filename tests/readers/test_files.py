"""Bytes are decoded once, and what is no manuscript is refused with one line."""

from pathlib import Path

import pytest

from checker.errors import InputError
from checker.readers import files


def test_utf8_keeps_its_line_ends_and_remembers_its_mark() -> None:
    source = files.decode("\ufeffÉtude\r\nof λ\n".encode(), "a.txt")
    assert (source.text, source.bom, source.encoding) == ("Étude\r\nof λ\n", True, "utf-8")


def test_another_encoding_is_read_when_named() -> None:
    assert files.decode(b"caf\xe9", "a.txt", "cp1252").text == "café"
    assert files.decode("café".encode("utf-16"), "a.txt", "utf-16").text == "café"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"caf\xe9 au lait", "a.txt: not UTF-8 (byte 3 is 0xe9); give --encoding, for example --encoding cp1252"),
        (b"\xef\xbb\xbfcaf\xe9", "a.txt: not UTF-8 (byte 6 is 0xe9); give --encoding, for example --encoding cp1252"),
        ("x".encode("utf-16"), "a.txt: UTF-16 (by its byte-order mark), not UTF-8; give --encoding utf-16"),
        (b"ab\0c", "a.txt: a binary file (byte 2 is zero), not a text file"),
        (b"", "a.txt: the file is empty"),
        (b" \n", "a.txt: the file is empty (white space only)"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as raised:
        files.decode(data, "a.txt")
    assert str(raised.value) == message


def test_a_binary_file_is_told_what_it_is_not() -> None:
    with pytest.raises(InputError, match="not a Word document; save it again in Word"):
        files.decode(b"\x01\x00\x02", "a.docx")


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(InputError, match="unknown encoding `klingon`"):
        files.decode(b"x", "a.txt", "klingon")


def test_missing_files_folders_and_giants_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="no such file"):
        files.load(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a directory"):
        files.load(tmp_path)
    (tmp_path / "big.txt").write_text("12345", encoding="utf-8")
    monkeypatch.setattr(files, "MAX_BYTES", 4)
    with pytest.raises(InputError, match="5 bytes is too large"):
        files.load(tmp_path / "big.txt")


@pytest.mark.parametrize(
    "declaration",
    [
        "\\usepackage[latin1]{inputenc}",
        "\\usepackage{url} \\usepackage[ansinew]{inputenc}",
        "% Encoding: ISO8859_1",
        "% -*- coding: latin-1 -*-",
    ],
)
def test_an_encoding_that_a_tex_file_declares_is_used_where_it_is_no_utf8(declaration: str) -> None:
    text = f"{declaration}\nM\u00fcller\n"
    assert files.decode(text.encode("latin-1"), "paper.tex").text == text
    assert files.decode(text.encode(), "paper.tex").text == text
    with pytest.raises(InputError, match="not UTF-8"):
        files.decode(f"%{text}".replace("oding", "").encode("latin-1"), "paper.tex")


def test_a_file_of_a_manuscript_may_have_the_encoding_of_the_manuscript(tmp_path: Path) -> None:
    for name, encoding in (("old.bib", "latin-1"), ("new.bib", "utf-8")):
        (tmp_path / name).write_text("M\u00fcller", encoding=encoding)
        assert files.load(tmp_path / name, fallback="cp1252").text == "M\u00fcller"
