"""Bytes → `SourceFile`: decoded once, with the byte-order mark and the line ends remembered."""

import codecs
import re
from pathlib import Path

from checker.errors import InputError
from checker.model.text import SourceFile

#: The largest input that is read, in bytes: a manuscript is far below it, a wrong file may be far above.
MAX_BYTES = 256 * 1024 * 1024
#: The longest text that is read, in bytes: the longest books have a tenth of it.
MAX_TEXT = 64 * 1024 * 1024
_UTF8_BOM = codecs.BOM_UTF8
#: UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_OTHER_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Where XML and HTML declare their encoding (https://www.w3.org/TR/xml/#charencoding, HTML Standard 13.2.3.2).
_XML_ENCODING = re.compile(rb"<\?xml\s[^>]{0,100}?encoding\s?=\s?[\"']([A-Za-z0-9._-]{1,40})[\"']")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head)\b", re.IGNORECASE)
_HTML_CHARSET = re.compile(rb"<meta\s[^>]{0,200}?charset\s?=\s?[\"']?([A-Za-z0-9._-]{1,40})", re.IGNORECASE)
#: How far into a file a declaration may stand, in bytes.
_HEAD = 1024
#: Where LaTeX and BibTeX files declare theirs: inputenc (https://ctan.org/pkg/inputenc), or a comment (Emacs, JabRef).
_TEX_ENCODING = re.compile(
    rb"^[^%\r\n]{0,200}?\\(?:usepackage\s?\[|inputencoding\{)([A-Za-z0-9_.-]{1,40})(?:\]\s?\{inputenc\}|\})"
    rb"|^%.{0,60}?\b(?:encoding\s?[:=]|coding:)\s?([A-Za-z0-9_.-]{1,40})",
    re.MULTILINE | re.IGNORECASE,
)
#: The encodings that inputenc calls by names of its own.
_TEX_NAMES = {"ansinew": "cp1252", "applemac": "mac-roman", "latin9": "iso8859-15", "macce": "mac-latin2", "utf8x": "utf-8"}
_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_MAGIC = (
    (_ZIP, "a ZIP archive (ODT, EPUB ...), not a text file; this format is not supported yet"),
    (b"\x1f\x8b", "a gzip archive, not a text file; unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old (.doc) or encrypted Office file; save it as .docx without a password"),
    (b"\x89PNG", "a PNG image, not a text file"),
)
#: What a binary file with the suffix of another binary format is not.
_BINARY = {".docx": "not a Word document; save it again in Word", ".pdf": "not a PDF file; export it again"}


class EmptyFileError(InputError):
    """A file without text: nothing is missing where one is included."""

    def __init__(self, path: str, what: str) -> None:
        """`what` says of the file at `path` how empty it is."""
        super().__init__(f"{path}: {what}")
        self.what = what


def load(path: Path | str, encoding: str | None = None, fallback: str | None = None) -> SourceFile:
    """Read and decode a file as `decode` does.

    Raises InputError where it is missing, unreadable, too large, binary, empty or not decodable.
    """
    place = Path(path)
    try:
        if place.is_dir():
            raise InputError(f"{path}: is a directory, not a file")
        size = place.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"{path}: {size:,} bytes is too large; at most {MAX_BYTES:,} are read")
        data = place.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except (OSError, ValueError) as problem:
        raise InputError(f"{path}: can't be read ({getattr(problem, 'strerror', None) or problem})") from None
    return decode(data, str(path), encoding, fallback)


def load_bibliography(path: Path, fallback: str) -> SourceFile:
    """Read a bibliography as `load` does; one without text has no entries."""
    try:
        return load(path, fallback=fallback)
    except EmptyFileError:
        return SourceFile(str(path), "")


def is_file(path: Path) -> bool:
    """Whether there is a file of this name, which a manuscript may have made up: too long, or with characters of no file."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def load_bytes(data: bytes, name: str, encoding: str | None = None) -> SourceFile:
    """Decode what came from standard input under the name that it goes by; refuses what `load` refuses."""
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: {len(data):,} bytes is too large; at most {MAX_BYTES:,} are read")
    return decode(data, name, encoding)


def decode(data: bytes, path: str, encoding: str | None = None, fallback: str | None = None) -> SourceFile:
    """The text of `data`: UTF-8 unless `encoding`, or an XML or HTML declaration, names another encoding.

    What is no UTF-8 is read in the encoding that a LaTeX or BibTeX file declares, or in `fallback`: that of the manuscript.

    A Word document and a PDF file are kept as they are, for their readers.

    Raises InputError for what is no such text.
    """
    if not data:
        raise EmptyFileError(path, "the file is empty")
    if data.startswith(_PDF) or (data.startswith(_ZIP) and path.lower().endswith(".docx")):
        return SourceFile(path, "", plain=False, data=data)
    if len(data) > MAX_TEXT:
        raise InputError(f"{path}: {len(data):,} bytes of text are too large; at most {MAX_TEXT:,} are read")
    encoding = encoding or _declared(data)
    _refuse_binary(data, path, encoding)
    bom = data.startswith(_UTF8_BOM)
    name = _codec(encoding, path)
    try:
        text = (data[len(_UTF8_BOM) :] if bom and name == "utf-8" else data).decode(name)
    except UnicodeDecodeError as problem:
        second = None if encoding or bom else _declared_in_tex(data) or fallback
        if second is None or second == "utf-8":
            raise InputError(_undecodable(path, encoding, problem, bom)) from None
        return decode(data, path, second)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise EmptyFileError(path, "the file is empty (white space only)")
    return SourceFile(path, text, encoding=name, bom=bom)


def _declared(data: bytes) -> str | None:
    """The encoding that an XML or HTML file declares about itself, if it is one and does."""
    for mark, name in _OTHER_BOMS:
        if data.startswith(mark) and data[: _HEAD * 2].decode(name, "ignore").lstrip("\ufeff \r\n\t").startswith("<?xml"):
            return name
    head = data[:_HEAD].removeprefix(_UTF8_BOM).lstrip()
    declared = _XML_ENCODING.match(head) or (_HTML_CHARSET.search(head) if _HTML.match(head) else None)
    return declared[1].decode("ascii") if declared else None


def _declared_in_tex(data: bytes) -> str | None:
    """The encoding that a LaTeX or BibTeX file declares about itself, by its name in Python, if it does and there is one."""
    declared = _TEX_ENCODING.search(data[: _HEAD * 64])
    if not declared:
        return None
    name = (declared[1] or declared[2]).decode("ascii").lower()
    try:
        return codecs.lookup(_TEX_NAMES.get(name, name)).name
    except LookupError:
        return None


def _codec(encoding: str | None, path: str) -> str:
    """The normalised name of a text encoding."""
    try:
        found = codecs.lookup(encoding or "utf-8")
        "".encode(found.name)  # codecs that are no text encodings (base64, zlib) fail here
    except (LookupError, ValueError):
        raise InputError(f"{path}: unknown encoding `{encoding}`; give a name such as cp1252 or latin-1") from None
    return "utf-8" if found.name == "utf-8-sig" else found.name


def _refuse_binary(data: bytes, path: str, encoding: str | None) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{path}: {what}")
    if encoding is None:
        for mark, name in _OTHER_BOMS:
            if data.startswith(mark):
                raise InputError(f"{path}: {name.upper()} (by its byte-order mark), not UTF-8; give --encoding {name}")
        zero = data.find(b"\0")
        if zero != -1:
            wanted = _BINARY.get(Path(path).suffix.lower(), "not a text file")
            raise InputError(f"{path}: a binary file (byte {zero} is zero), {wanted}")


def _undecodable(path: str, encoding: str | None, problem: UnicodeDecodeError, bom: bool) -> str:
    offset = problem.start + (len(_UTF8_BOM) if bom and encoding is None else 0)
    what = f"(byte {offset} is 0x{problem.object[problem.start]:02x})"
    if encoding:
        return f"{path}: not {encoding} {what}; give another --encoding"
    return f"{path}: not UTF-8 {what}; give --encoding, for example --encoding cp1252"
