"""The styles of a Word document that matter for citations: headings, and character styles that raise or hide text."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Values that switch a property off (ECMA-376 part 1, 17.17.4).
_OFF = frozenset({"0", "false", "off"})


class Styles:
    """What the styles of a `word/styles.xml` say; nothing where there is no such part."""

    def __init__(self, root: "Element | None") -> None:
        """Read the styles: headings by outline level, or by the name that every language version has."""
        self._levels: dict[str, int] = {}
        self._raised: set[str] = set()
        self._numbered: dict[str, Element] = {}
        for style in root.iter(f"{_W}style") if root is not None else ():
            name = style.get(f"{_W}styleId") or ""
            shown = _value(style.find(f"{_W}name")).lower()
            outline = style.find(f"{_W}pPr/{_W}outlineLvl")
            level = _integer(_value(outline)) + 1 if outline is not None else _integer(shown.removeprefix("heading "))
            if shown == "title" or 0 < level < 10:
                self._levels[name] = level or 1
            if _value(style.find(f"{_W}rPr/{_W}vertAlign")) == "superscript":
                self._raised.add(name)
            number = style.find(f"{_W}pPr/{_W}numPr")
            if number is not None:
                self._numbered[name] = number

    def level(self, paragraph: "Element") -> int:
        """The level of a heading, 0 for another paragraph."""
        return self._levels.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")), 0)

    def numbering(self, paragraph: "Element") -> "Element | None":
        """The `w:numPr` of a paragraph, its own or that of its style; null for one without a number."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        return own if own is not None else self._numbered.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")))

    def is_raised(self, run: "Element") -> bool:
        """Whether a run is a superscript, by its own property or by its style, or is raised above the line."""
        if _integer(_value(run.find(f"{_W}rPr/{_W}position"))) > 0:
            return True
        own = _value(run.find(f"{_W}rPr/{_W}vertAlign"))
        return own == "superscript" or (not own and _value(run.find(f"{_W}rPr/{_W}rStyle")) in self._raised)


def is_hidden(run: "Element") -> bool:
    """Whether a run is hidden text, which is not printed."""
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and _value(vanish) not in _OFF


def _value(element: "Element | None") -> str:
    return (element.get(f"{_W}val") or "") if element is not None else ""


def _integer(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
