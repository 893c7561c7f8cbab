"""The fields of a Word document: their codes, the data kept beside them, and what they print (ECMA-376 part 1, 17.16).

A field is a run of marks (`begin`, its code, `separate`, its result, `end`), which nest and may reach over paragraphs, or one
element around its result. Reference managers keep their citations in them, Mendeley Cite in content controls, Zotero also in
bookmarks whose data are properties of the document.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.model.text import Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Elements around what a field or content control prints.
WRAPPERS = frozenset({f"{W}fldSimple", f"{W}sdt"})
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_PROPERTY = re.compile(r"(ZOTERO_BREF_\w{1,100})_(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Field:
    """A field that prints something: its code, the data beside it (base64) and the place of its result in the text."""

    code: str
    data: str
    span: Span


@dataclass(slots=True)
class _Open:
    """A field whose end has not come: `start` is where its result begins, negative while its code is read."""

    code: list[str] = field(default_factory=list)
    data: str = ""
    start: int = -1


class Fields:
    """The fields of a document as its parts are read, in the order of their ends."""

    def __init__(self, properties: Mapping[str, str]) -> None:
        """`properties` are the codes of bookmarks by name (see `bookmark_codes`)."""
        self.found: list[Field] = []
        self._open: list[_Open] = []
        self._codes: list[int] = []  # which of them are read as code, by their places
        self._properties = properties
        self._bookmarks: dict[str, tuple[str, int]] = {}

    @property
    def hidden(self) -> bool:
        """Whether the place is inside the code of a field, whose text is not printed."""
        return bool(self._codes)

    def mark(self, element: "Element", here: int) -> None:
        """A `w:fldChar` at the offset `here` of the text."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._codes.append(len(self._open))
            self._open.append(_Open(data=element.findtext(f"{W}fldData") or ""))
        elif kind == "separate" and self._open and self._open[-1].start < 0:
            self._open[-1].start = here
            self._codes.pop()
        elif kind == "end" and self._open:
            self._close(self._open.pop(), here)

    def _close(self, done: _Open, here: int) -> None:
        if done.start >= 0:
            self.add("".join(done.code), Span(done.start, here), done.data)
            return
        self._codes.pop()
        if self._open and not self._open[-1].data:  # EndNote keeps the data in a field inside the code
            self._open[-1].data = done.data

    def code(self, text: str) -> None:
        """A piece of the code of the innermost field."""
        if self._open and self._open[-1].start < 0:
            self._open[-1].code.append(text)

    def end_paragraph(self) -> None:
        """No code reaches over a paragraph: a field without its other marks hides nothing more."""
        if self._codes:
            del self._open[self._codes[0] :]
            self._codes.clear()

    def add(self, code: str, span: Span, data: str = "") -> None:
        """Note a field that prints something."""
        if code.strip() and len(span):
            self.found.append(Field(code.strip(), data, span))

    def bookmark(self, element: "Element", here: int) -> None:
        """The start or end of a bookmark."""
        name = element.get(f"{W}id") or ""
        if element.tag == f"{W}bookmarkStart":
            code = self._properties.get(element.get(f"{W}name") or "")
            if code:
                self._bookmarks[name] = (code, here)
        elif name in self._bookmarks:
            code, start = self._bookmarks.pop(name)
            self.add(code, Span(start, here))


def code_of(element: "Element") -> str:
    """The code of an element around its result: that of a simple field, or the tag of a content control."""
    if element.tag == f"{W}fldSimple":
        return element.get(f"{W}instr") or ""
    tag = element.find(f"{W}sdtPr/{W}tag")
    return (tag.get(f"{W}val") or "") if tag is not None else ""


def bookmark_codes(root: "Element | None") -> dict[str, str]:
    """The codes of bookmarks by name: Zotero cuts each into pieces, which are numbered properties of the document."""
    pieces: dict[str, dict[int, str]] = {}
    for part in root.iter(_CUSTOM) if root is not None else ():
        match = _PROPERTY.fullmatch(part.get("name") or "")
        if match:
            pieces.setdefault(match[1], {})[int(match[2])] = "".join(map(str, part.itertext()))
    return {name: f"ADDIN {''.join(text for _, text in sorted(parts.items()))}" for name, parts in pieces.items()}
