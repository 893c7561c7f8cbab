"""Hostile files: refused in one clear line or survived, with nothing read outside the project."""

import io
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from checker import cli, engine
from checker.errors import InputError
from checker.model.text import SourceFile
from checker.readers import docx_package, files
from tests.readers.word import W, package, paragraph, run

DEEP = 100_000
SECRET = "TOP SECRET"


def bomb() -> str:
    """A billion laughs: ten levels of entities, each ten times the one below."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 11))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>'


def archive(*members: tuple[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return stream.getvalue()


def document(body: str, declared: str = "") -> bytes:
    return archive(("word/document.xml", f'{declared}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'))


def encrypted() -> bytes:
    """An archive whose members are said to be encrypted, as some programs save a document with a password."""
    data = bytearray(document(paragraph(run("x"))))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        data[place + offset] |= 1
    return bytes(data)


REFUSED = {
    "billion laughs in XML": (
        "a.xml",
        f'{bomb()}<article><body><p a="&l10;">x</p></body></article>',
        "a.xml:1: not well-formed",
    ),
    "billion laughs in Word": (
        "a.docx",
        document('<w:p w:rsid="&l10;"><w:r><w:t>x</w:t></w:r></w:p>', bomb()),
        "word/document.xml is not well-formed",
    ),
    "nested XML": ("a.xml", "<article>" * DEEP, "nested more than 256 levels"),
    "nested HTML": ("a.html", "<html><body>" + "<div>" * DEEP, "nested more than 256 levels"),
    "nested Word": ("a.docx", document("<w:sdt>" * DEEP), "word/document.xml is not well-formed"),
    "nested JSON": ("a.json", "[" * DEEP, "has no partner"),
    "NUL": ("a.txt", "Tumours\0 are rare [1].", "a binary file (byte 7 is zero)"),
    "invalid UTF-8": ("a.md", b"Tumours \xff are rare [1].", "not UTF-8 (byte 8 is 0xff)"),
    "invalid UTF-8 in XML": ("a.xml", b"<article><p>\xff</p></article>", "not UTF-8 (byte 12 is 0xff)"),
    "an old Word document": (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
        "an old (.doc) or encrypted Office file",
    ),
    "an encrypted member": ("a.docx", encrypted(), "encrypted"),
    "a truncated document": ("a.docx", document(paragraph(run("x")))[:-30], "a damaged Word document"),
    "a truncated article": ("a.xml", "<article><body><p>Broken", "a.xml:1: not well-formed"),
    "an archive of something else": ("a.docx", archive(("../../../etc/passwd", "x")), "not a Word document"),
    "a picture": ("a.md", b"\x89PNG\r\n\x1a\n", "a PNG image"),
    "nothing": ("a.docx", b"", "the file is empty"),
}


Check = Callable[[str], tuple[int, str, str]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Checks a file of `tmp_path` as the command line does: the exit status, what it prints, what it complains of."""
    monkeypatch.chdir(tmp_path)

    def run_on(name: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["citeproof", "check", name, "--offline", "--quiet"])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return run_on


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_in_one_line(kind: str, check: Check) -> None:
    name, content, message = REFUSED[kind]
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    status, _, complaint = check(name)
    assert status == 2
    assert message in complaint
    assert len(complaint.splitlines()) == 1, complaint
    assert os.listdir() == [name]  # noqa: PTH208


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "[" * DEEP),
        ("a.txt", "(" * DEEP + "2015" + ")" * DEEP),
        ("a.txt", "Smith, " * DEEP + "2015"),
        ("a.txt", "[1," * DEEP),
        ("a.txt", "¹" * DEEP),
        ("a.txt", "References\n\n" + "1. " * DEEP),
        ("a.md", ">" * DEEP),
        ("a.md", "- " * DEEP + "x"),
        ("a.md", "[@a; " * 20_000),
        ("a.md", "*" * DEEP),
        ("a.md", "`" * DEEP),
        ("a.md", "<" * DEEP),
        ("a.md", "---\nbibliography: [" + "[" * DEEP + "\n---\n\nText.\n"),
        ("a.tex", "{" * DEEP + "\\cite{a}"),
        ("a.tex", "\\begin{x}" * 20_000),
        ("a.tex", "\\newcommand{\\a}[1]{\\a{#1}}" * 2_000 + "\\a{b}"),
        ("a.bib", "@article{a, title = " + "{" * DEEP),
        ("a.html", "<html><body><p>x</p>" + "<p>[1]" * 3_000),
    ],
)
def test_depth_and_repetition_are_survived(name: str, text: str) -> None:
    engine.read(
        SourceFile(name, text), {"txt": "text", "md": "markdown", "tex": "latex", "bib": "bibtex", "html": "html"}[name[2:]]
    )


def test_a_file_above_the_bound_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "giant.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # takes no room on the disk
    with pytest.raises(InputError, match="200,000,000 bytes of text are too large"):
        files.load(path)


def test_a_zip_bomb_is_refused_by_what_it_says_and_by_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "_LARGEST_PART", 1000)
    data = bytearray(document(" " * 100_000))
    for claimed in (data, bytes(data).replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))):
        with pytest.raises(InputError, match=r"^a\.docx: word/document\.xml (?:unpacks to|can't be unpacked|is too large)"):
            engine.read(files.decode(bytes(claimed), "a.docx"), "docx")
    monkeypatch.setattr(docx_package, "_LARGEST_PART", 10**8)
    monkeypatch.setattr(docx_package, "_MOST_TAGS", 100)
    with pytest.raises(InputError, match="is too large when unpacked"):
        engine.read(files.decode(document(paragraph(run("x")) * 50), "a.docx"), "docx")


def test_entities_of_other_files_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    declared = (
        f'<!DOCTYPE x SYSTEM "{secret.as_uri()}" [<!ENTITY % p SYSTEM "{secret.as_uri()}"><!ENTITY x SYSTEM "{secret}">]>'
    )
    in_word = engine.read(files.decode(document("<w:p><w:r><w:t>a &x; b</w:t></w:r></w:p>", declared), "a.docx"), "docx")
    in_xml = engine.read(SourceFile("a.xml", f"{declared}<article><body><p>a &x; b</p></body></article>"), "jats")
    in_html = engine.read(SourceFile("a.html", f"{declared}<html><body><p>a &x; b</p></body></html>"), "html")
    for read in (in_word, in_xml, in_html):
        assert SECRET not in read.source.text


@pytest.mark.parametrize("name", ["/etc/hostname", "../secret.json", "link.json", "sub/../../secret.json"])
@pytest.mark.parametrize("suffix", ["md", "tex"])
def test_no_bibliography_is_read_outside_the_project(name: str, suffix: str, tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text(f'[{{"id": "a", "title": "{SECRET}"}}]', encoding="utf-8")
    project = tmp_path / "project"
    (project / "sub").mkdir(parents=True)
    (project / "link.json").symlink_to(tmp_path / "secret.json")
    text = f"---\nbibliography: {name}\n---\n\nSee [@a].\n" if suffix == "md" else f"\\cite{{a}}\\addbibresource{{{name}}}\n"
    path = project / f"paper.{suffix}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"paper\.\w+:\d: bibliography `[^`]+`(?:: no such file| lies outside the project)"):
        engine.read(files.load(path), {"md": "markdown", "tex": "latex"}[suffix])


@pytest.mark.parametrize("name", ["a.typ", "a.rst", "a.md", "a.org"])
def test_a_bibliography_of_no_possible_name_is_missing(name: str, check: Check) -> None:
    named = {
        "typ": '@a #bibliography("{}.bib")',
        "rst": ":cite:`a`\n\n.. bibliography:: {}",
        "org": "#+bibliography: {}.bib\n[cite:@a]",
        "md": "---\nbibliography: {}\n---\n@a",
    }
    Path(name).write_text(named[name[2:]].format("x" * 5000), encoding="utf-8")
    status, _, complaint = check(name)
    assert (status, complaint.count("\n")) == (2, 1)
    assert "no such file" in complaint


def test_a_shared_bib_file_is_read_wherever_it_is(tmp_path: Path) -> None:
    (tmp_path / "library.bib").write_text("@book{a, title = {One}}\n", encoding="utf-8")
    project = tmp_path / "project"
    project.mkdir()
    (project / "paper.md").write_text("---\nbibliography: ../library.bib\n---\n\nSee [@a].\n", encoding="utf-8")
    assert [entry.key for entry in engine.read(files.load(project / "paper.md"), "markdown").references] == ["a"]


def test_control_and_direction_characters_stay_where_they_are_and_reach_no_terminal(check: Check) -> None:
    entry = "1. Smith A. A \u202etitle\x1b[0m. Ann Surg. 2015;12:1-9."
    Path("a.txt").write_text(f"Tumours \u202eare\u202c rare \x1b[31m[7].\x07\n\nReferences\n\n{entry}\n", encoding="utf-8")
    status, shown, _ = check("a.txt")
    assert status == 1
    assert "CIT101" in shown
    assert not set("\x1b\u202e\x07") & set(shown)


def test_a_package_without_any_text_is_an_empty_document() -> None:
    assert engine.read(files.decode(package(""), "a.docx"), "docx").source.text == ""
