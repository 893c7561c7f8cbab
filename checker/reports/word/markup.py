"""Where the elements and characters of an XML part stand in its bytes, and insertions there: nothing else of it changes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from checker.errors import InputError

#: A start tag from `<` to `>`; attribute values may hold a `>`.
_START_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")


@dataclass(slots=True, eq=False)
class Element:
    """An element with its qualified name as written, and the places of its tags as byte offsets.

    `start` and `inside` are the two ends of the start tag, `close` and `end` those of the end tag; an empty element has the
    last three equal. `text` has the pieces of its own character data, each with the byte that it starts at.
    """

    name: str
    attributes: Mapping[str, str]
    parent: "Element | None"
    start: int
    inside: int
    close: int = 0
    end: int = 0
    text: list[tuple[int, str]] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    @property
    def local_name(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def ancestors(self) -> Iterator["Element"]:
        """The elements around it, the nearest first."""
        around = self.parent
        while around is not None:
            yield around
            around = around.parent

    def attribute(self, local_name: str) -> str:
        """The value of an attribute, whatever its prefix; an empty string where there is none."""
        return next((value for name, value in self.attributes.items() if name.rpartition(":")[2] == local_name), "")

    def byte_of(self, character: int) -> int:
        """The byte offset in front of a character of the element's own text."""
        for start, piece in self.text:
            if character < len(piece):
                return start + len(piece[:character].encode())
            character -= len(piece)
        return self.close


def elements(data: bytes, name: str) -> list[Element]:
    """All elements of an XML document in the order of their start tags. `name` is for messages.

    Raises InputError for what is not UTF-8, not well-formed, or has a document type declaration.
    """
    found: list[Element] = []
    stack: list[Element] = []
    parser = expat.ParserCreate("utf-8")

    def start(tag: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        written = _START_TAG.match(data, at)
        inside = written.end() if written else at  # the parser knows that there is a tag
        element = Element(tag, attributes, stack[-1] if stack else None, at, inside)
        if stack:
            stack[-1].children.append(element)
        found.append(element)
        stack.append(element)

    def end(_tag: str) -> None:
        element = stack.pop()
        empty = data[element.inside - 2 : element.inside] == b"/>"
        element.close = element.inside if empty else parser.CurrentByteIndex
        element.end = element.inside if empty else data.index(b">", element.close) + 1

    def characters(text: str) -> None:
        stack[-1].text.append((parser.CurrentByteIndex, text))

    def doctype(*_: object) -> None:
        raise InputError(f"{name} has a document type declaration; save the document again in Word")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = doctype
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{name} is not UTF-8; save the document again in Word") from None
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        raise InputError(f"{name} is not well-formed ({problem}); save the document again in Word") from None
    return found


def inserted(data: bytes, insertions: Iterable[tuple[int, bytes]]) -> bytes:
    """The document with bytes inserted at offsets; what goes to the same place keeps its order."""
    parts, end = [], 0
    for at, new in sorted(insertions, key=lambda item: item[0]):
        parts += [data[end:at], new]
        end = at
    return b"".join([*parts, data[end:]])
