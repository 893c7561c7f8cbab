"""Where the elements of an XML text stand: what lxml, which knows lines alone, does not say."""

import re
from typing import TYPE_CHECKING

from checker.model.text import SourceFile, Span
from checker.readers.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: Comments, CDATA, instructions and the document type, where a `<` begins no element; and tags (https://www.w3.org/TR/xml/).
_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE(?:[^\[\]<>\"']|\"[^\"]*\"|'[^']*'|\[.*?\]\s*(?=>))*+>"
    r"|<(?P<end>/)?[^\s<>/!?](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>",
    re.DOTALL,
)


class Places:
    """The places of the elements of one file, by element."""

    def __init__(self, source: SourceFile) -> None:
        """Parse the file: `root` is its tree. Raises InputError where it is not well-formed."""
        self.root = parse_xml(source)
        self._whole = Span(0, len(source.text))
        self._spans: dict[Element, tuple[Span, Span]] = {}
        elements = iter(self.root.iter("*"))
        opened: list[tuple[Element, int, int]] = []
        for match in _MARKUP.finditer(source.text):
            tag = match[0]
            if tag[1] in "!?":
                continue
            if not match["end"]:
                element = next(elements, None)
                if element is None:
                    break
                opened.append((element, match.start(), match.end()))
            if (match["end"] or tag.endswith("/>")) and opened:
                element, start, inner = opened.pop()
                end = match.start() if match["end"] else match.end()
                self._spans[element] = Span(start, match.end()), Span(min(inner, end), end)

    def outer(self, element: "Element") -> Span:
        """An element with its tags."""
        return self._spans.get(element, (self._whole, self._whole))[0]

    def inner(self, element: "Element") -> Span:
        """What stands between the tags of an element, and of the only element in it (EndNote's `style`)."""
        while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
            if element[0] not in self._spans:
                break
            element = element[0]
        return self._spans.get(element, (self._whole, self._whole))[1]
