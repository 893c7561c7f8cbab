"""Builders of Word documents: runs, paragraphs, fields, the archive around them."""

import io
import zipfile
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RAISED = '<w:vertAlign w:val="superscript"/>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def mark(kind: str, data: str = "") -> str:
    """One mark of a field: `begin`, `separate` or `end`."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def code(text: str) -> str:
    """A piece of the code of a field."""
    return f'<w:r><w:instrText xml:space="preserve">{escape(text, quote=False)}</w:instrText></w:r>'


def field(instruction: str, *shown: str, pieces: int = 3, data: str = "") -> str:
    """A field of marks whose code is cut into some runs, as Word cuts it; `data` is kept beside it."""
    size = len(instruction) // pieces + 1
    cut = [code(instruction[at : at + size]) for at in range(0, len(instruction), size)]
    kept = f"<w:fldData>{data}</w:fldData>" if data else ""
    return "".join([mark("begin", kept), *cut, mark("separate"), *shown, mark("end")])


def control(tag: str, content: str, properties: str = "") -> str:
    """A content control around runs or paragraphs."""
    return f'<w:sdt><w:sdtPr>{properties}<w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def package(body: str, files: dict[str, str] | None = None, **parts: str) -> bytes:
    """A document with this body. `parts` are the contents of further parts of `word/`, `files` whole files of the archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, root, content in (
            ("document", "document", f"<w:body>{body}</w:body>"),
            *((name, name, content) for name, content in parts.items()),
        ):
            archive.writestr(f"word/{name}.xml", f'<w:{root} xmlns:w="{W}">{content}</w:{root}>')
        for name, content in (files or {}).items():
            archive.writestr(name, content)
    return stream.getvalue()
