"""The printed text of a Word document, written paragraph by paragraph: blocks, raised runs, the places of fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from checker.model.document import Block, BlockKind
from checker.model.text import Anchor, SourceFile, Span
from checker.readers.docx_fields import WRAPPERS, Fields, W, code_of
from checker.readers.docx_numbering import Numbering
from checker.readers.docx_styles import Styles, is_hidden

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: The part of the package that holds the text, and those that hold its notes, with the tag of one.
BODY, ENDNOTES = "word/document.xml", "word/endnotes.xml"
NOTES = {"word/footnotes.xml": "footnote", ENDNOTES: "endnote"}
#: What is not printed: deleted and moved text, properties, the second rendering of a drawing.
_HIDDEN = frozenset(
    {f"{W}{tag}" for tag in ("del", "moveFrom", "delText", "delInstrText", "pPr", "rPr", "sectPr", "tblPr", "sdtPr")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_MARKS = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
_LABEL = re.compile(r"\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)])\s*")


@dataclass(slots=True)
class Text:
    """The text as it grows, with its blocks and anchors, and the element of each piece that has one.

    `endnotes` is where endnotes stand that are the reference list.
    """

    pieces: list[str] = field(default_factory=list)
    elements: list[tuple[Span, "Element"]] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    paragraphs: int = 0
    endnotes: Span | None = None

    def add(self, text: str, element: "Element | None" = None) -> None:
        """Write some text, which `element` prints."""
        self.pieces.append(text)
        if element is not None:
            self.elements.append((Span(self.length, self.length + len(text)), element))
        self.length += len(text)

    def source(self, file: SourceFile) -> SourceFile:
        """The file with this text."""
        return replace(file, text="".join(self.pieces), plain=False, anchors=tuple(self.anchors) or (Anchor(0, 1),))


class Writer:
    """Writes the parts of one document. `listed` says that its endnotes are its reference list, so that their marks count."""

    def __init__(self, text: Text, fields: Fields, numbering: Numbering, styles: Styles, listed: bool) -> None:
        """Begin with an empty `text`."""
        self._text, self._fields, self._numbering, self._styles = text, fields, numbering, styles
        self._listed = listed
        self._endnotes: dict[str, int] = {}
        self._controls: dict[Element, Span] = {}
        self._begun: int | None = None
        self._raised: list[Span] = []

    def write(self, root: "Element", kind: BlockKind = BlockKind.PARAGRAPH, label: str = "") -> None:
        """The paragraphs below an element, one block each, numbered through as Word counts them; `label` names their place."""
        for paragraph in _visible(root, f"{W}p"):
            self._text.paragraphs += 1
            start = self._text.length
            self._paragraph(paragraph, kind, label or f"paragraph {self._text.paragraphs}")
            for control in paragraph.iterancestors(f"{W}sdt"):
                begun = self._controls.get(control, Span(start, start))
                self._controls[control] = Span(begun.start, max(begun.start, self._end))
        if self._begun is not None and self._text.length > self._begun:  # nothing goes on with what was begun
            self._block(kind, self._begun, label or f"paragraph {self._text.paragraphs}")
        for control, span in self._controls.items():
            self._fields.add(code_of(control), span)
        self._controls.clear()

    def write_notes(self, root: "Element", kind: str) -> None:
        """The notes of a part, without the lines that separate them from the text; `kind` is `footnote` or `endnote`."""
        notes = [note for note in root.iter(f"{W}{kind}") if note.get(f"{W}type", "normal") == "normal"]
        listed = kind == "endnote" and self._listed
        if listed:
            notes.sort(key=lambda note: self._endnotes.get(note.get(f"{W}id") or "", len(notes) + 1))
        start = self._text.length
        for number, note in enumerate(notes, 1):
            if listed:
                self._text.add(f"{number}. ")
                self._begun = self._text.length - len(f"{number}. ")
            self.write(note, BlockKind.FOOTNOTE, f"{kind} {number}")
        if listed:
            self._text.endnotes = Span(start, self._text.length)

    def _paragraph(self, paragraph: "Element", kind: BlockKind, place: str) -> None:
        start = self._text.length if self._begun is None else self._begun
        number = self._numbering.label(self._styles.numbering(paragraph))
        if number:
            self._text.add(number)
        self._runs(paragraph)
        self._fields.end_paragraph()
        if self._text.length == start:
            return
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self._begun = start  # its end is deleted: the next paragraph goes on with it
            return
        in_table = next(paragraph.iterancestors(f"{W}tc"), None) is not None
        if in_table and self._begun is None and _LABEL.fullmatch(self._tail(start)):
            self._text.add("\t")  # a list set as a table: the number and its entry are cells of one row
            self._begun = start
            return
        level = self._styles.level(paragraph)
        self._block(BlockKind.HEADING if level else BlockKind.TABLE if in_table else kind, start, place, level)

    def _block(self, kind: BlockKind, start: int, place: str, level: int = 0) -> None:
        """Close the block that begins at `start`."""
        self._text.anchors.append(Anchor(start, self._text.paragraphs, place))
        self._text.blocks.append(Block(kind, Span(start, self._text.length), level, superscripts=_joined(self._raised)))
        self._text.add("\n\n")
        self._begun, self._raised = None, []

    @property
    def _end(self) -> int:
        """Where the last paragraph ends, without the blank line behind it."""
        return self._text.blocks[-1].span.end if self._text.blocks else self._text.length

    def _tail(self, start: int) -> str:
        """What was written from `start` on, where that is short."""
        if self._text.length - start > 20:
            return ""
        tail = ""
        for piece in reversed(self._text.pieces):
            if len(tail) >= self._text.length - start:
                break
            tail = piece + tail
        return tail

    def _runs(self, paragraph: "Element") -> None:
        """Write the printed text of a paragraph; text boxes in it are paragraphs themselves."""
        pending: list[tuple[Element, bool, int | None]] = [(child, False, None) for child in reversed(paragraph)]
        while pending:
            element, raised, begun = pending.pop()
            if begun is not None:  # all inside has been written
                self._fields.add(code_of(element), Span(begun, self._text.length))
                continue
            if element.tag in _HIDDEN or element.tag == f"{W}p":
                continue
            if element.tag == f"{W}r":
                if is_hidden(element):
                    continue
                raised = self._styles.is_raised(element)
            elif element.tag in WRAPPERS:
                pending.append((element, raised, self._text.length))
            self._mark(element, raised)
            pending.extend((child, raised, None) for child in reversed(element))

    def _mark(self, element: "Element", raised: bool) -> None:
        """What one element prints or says."""
        tag = element.tag
        if tag == f"{W}t" and element.text:
            self._print(element.text, raised, element)
        elif tag in _MARKS:
            self._print(_MARKS[str(tag)], raised, element)
        elif tag == f"{W}fldChar":
            self._fields.mark(element, self._text.length)
        elif tag == f"{W}instrText":
            self._fields.code(element.text or "")
        elif tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            self._fields.bookmark(element, self._text.length)
        elif tag == f"{W}endnoteReference" and self._listed:
            number = self._endnotes.setdefault(element.get(f"{W}id") or "", len(self._endnotes) + 1)
            self._print(str(number), True, element)

    def _print(self, text: str, raised: bool, element: "Element") -> None:
        if self._fields.hidden:
            return
        if raised:
            self._raised.append(Span(self._text.length, self._text.length + len(text)))
        self._text.add(text, element)


def _visible(root: "Element", tag: str) -> Iterator["Element"]:
    """The elements with a tag that are printed, in order, without recursion; what is nested in one comes behind it."""
    pending = [root]
    while pending:
        element = pending.pop()
        if element.tag == tag and element is not root:
            yield element
        pending.extend(child for child in reversed(element) if child.tag not in _HIDDEN)


def _joined(raised: list[Span]) -> tuple[Span, ...]:
    """Raised runs that touch as one: Word splits runs wherever it was edited."""
    joined: list[Span] = []
    for span in raised:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)
