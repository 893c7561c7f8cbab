"""A PDF file → the characters on its pages, with their places. The only importer of pypdfium2 (PDFium).

The order of a page's characters is that of its content stream, which need not be that of reading: `pdf_layout` orders them.
"""

import contextlib
import ctypes
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from checker.errors import InputError
from checker.model.text import SourceFile

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_MISSING = "PDF files need the extra `pdf`: pip install 'citeproof[pdf]'"
#: More pages than any manuscript has, and more characters than any page of text and any manuscript.
_MOST_PAGES, _MOST_ON_PAGE, _MOST_GLYPHS = 5000, 100_000, 10_000_000
#: PDFium's signs for a hyphen at the end of a line (FPDFText_GetUnicode), and the soft hyphen.
_HYPHENS = frozenset("\x02\ufffe\xad")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_UPRIGHT = 0.1
#: The longest side of a page, in points (ISO 32000-1, annex C); what stands farther out is on none.
_FARTHEST = 14_400


class Glyph(NamedTuple):
    """A character on a page, in points from the page's lower left corner.

    `size` is that of the font, as shown on the page. `spaced`: a space stands in front.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    spaced: bool


class Page(NamedTuple):
    """The upright characters of a page, numbered from 1, cut where no text is so long; `damaged`: it can't be read.

    `turned`: most of its characters stand askew, as in a table set sideways, and are left out.
    """

    number: int
    glyphs: list[Glyph]
    damaged: bool = False
    turned: bool = False


def pages(source: SourceFile) -> Iterator[Page]:
    """The pages of the PDF file in `source.data`.

    Raises InputError where the extra is not installed and for a file that is damaged, encrypted or far too long.
    """
    document = _open(source)
    with contextlib.closing(document):
        if len(document) > _MOST_PAGES:
            raise InputError(f"{source.path}: {len(document):,} pages; at most {_MOST_PAGES:,} are read")
        glyphs = 0
        for number in range(1, len(document) + 1):
            page = _page(document, number)
            glyphs += len(page.glyphs)
            if glyphs > _MOST_GLYPHS:
                raise InputError(f"{source.path}: more than {_MOST_GLYPHS:,} characters; this is no manuscript")
            yield page


def _page(document: "PdfDocument", number: int) -> Page:
    from pypdfium2 import PdfiumError

    try:
        page = document[number - 1]
    except PdfiumError:
        return Page(number, [], damaged=True)
    with contextlib.closing(page):
        glyphs, askew = _glyphs(page)
        return Page(number, glyphs, turned=askew > len(glyphs))


def _open(source: SourceFile) -> "PdfDocument":
    try:
        import pypdfium2
    except ImportError:
        raise InputError(f"{source.path}: {_MISSING}") from None
    try:
        return pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as problem:
        if problem.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise InputError(f"{source.path}: an encrypted PDF file; save it without a password") from None
        raise InputError(f"{source.path}: a damaged PDF file; export it again") from None


def _glyphs(page: "PdfPage") -> tuple[list[Glyph], int]:
    """The characters that stand upright, in the order of the content stream, and how many do not.

    White space is told by `spaced`.
    """
    from pypdfium2 import raw

    glyphs, askew = list[Glyph](), 0
    textpage = raw.FPDFText_LoadPage(page.raw)
    try:
        box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        spaced = False
        for index in range(min(raw.FPDFText_CountChars(textpage), _MOST_ON_PAGE)):
            char = _character(raw.FPDFText_GetUnicode(textpage, index))
            if not char or char.isspace():
                spaced = True
                continue
            angle = raw.FPDFText_GetCharAngle(textpage, index)
            if min(angle, 2 * math.pi - angle) > _UPRIGHT:
                askew += 1
                continue
            raw.FPDFText_GetLooseCharBox(textpage, index, box)
            raw.FPDFText_GetCharOrigin(textpage, index, x, y)
            raw.FPDFText_GetMatrix(textpage, index, matrix)
            # the height of the box won't do: in some fonts it is that of the character's own outline
            size = raw.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
            places = (box.left, box.right, y.value)
            if 0 < size <= _FARTHEST and all(-_FARTHEST <= place <= _FARTHEST for place in places):
                glyphs.append(Glyph(char, box.left, box.right, y.value, size, spaced))
                spaced = False
    finally:
        raw.FPDFText_ClosePage(textpage)
    return glyphs, askew


def _character(code: int) -> str:
    """The text of a code, without what is no text: control characters, surrogates, private-use characters."""
    char = chr(code)
    if char in _HYPHENS:
        return "-"
    if char.isspace() or char.isprintable():
        return _LIGATURES.get(char, char)
    return ""
