"""A PDF file with words where a test wants them: pages of Helvetica text, nothing else (PDF 1.4, ISO 32000-1)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 595, 842


class Put(NamedTuple):
    """A piece of text with its lower left corner in points; `turned`: it runs upwards."""

    x: float
    y: float
    text: str
    size: float = 10
    turned: bool = False


def pdf(pages: Sequence[Iterable[Put]], *, encrypted: bool = False) -> bytes:
    """The bytes of a PDF file with these pages; an encrypted one opens with no password that a test has."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, page in enumerate(pages):
        content = b"BT\n" + b"".join(map(_shown, page)) + b"ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {5 + 2 * number} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(content), content))
    return _file(objects, encrypted=encrypted)


def _shown(put: Put) -> bytes:
    text = put.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    turn = b"0 1 -1 0" if put.turned else b"1 0 0 1"
    return b"/F %.2f Tf %b %.2f %.2f Tm (%b) Tj\n" % (put.size, turn, put.x, put.y, text)


def _file(objects: Sequence[bytes], *, encrypted: bool) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj %b endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    secret = b"<</Filter/Standard/V 1/R 2/P -1/O<%b>/U<%b>>>" % (b"1f" * 32, b"2e" * 32)
    extra = b"/Encrypt %b/ID[<00><00>]" % secret if encrypted else b""
    size = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (size, extra, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table) + trailer


def lines(x: float, y: float, texts: Iterable[str], size: float = 10, leading: float = 12) -> list[Put]:
    """Lines of text one below the other, the first at `y`."""
    return [Put(x, y - number * leading, text, size) for number, text in enumerate(texts)]
