"""The lines of an Org text: which are prose, code, comments or keywords, and which other files they name.

https://orgmode.org/worg/org-syntax.html; only what a citation needs is read, and every place kept.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.model.document import Block, BlockKind
from checker.model.text import SourceFile, Span
from checker.readers.assembly import Inclusion

_BEGIN = re.compile(r"[ \t]*#\+begin_(\S{1,40})", re.IGNORECASE)
_KEYWORD = re.compile(r"[ \t]*#\+([A-Za-z_]{1,40})(?:\[[^\]\n]{0,200}\])?:[ \t]*(.*)")
_COMMENT = re.compile(r"[ \t]*#(?:[ \t]|$)")
_HEADING = re.compile(r"(\*+)[ \t]+(.*)")
#: A heading whose text is not exported (https://orgmode.org/manual/Export-Settings.html).
_UNEXPORTED = re.compile(r"(?:[A-Z]{3,12}[ \t]+)?COMMENT\b|.*:noexport:(?:\S*:)?[ \t]*$")
_DRAWER = re.compile(r"[ \t]*:[\w-]{1,40}:[ \t]*")
#: Drawers that are not exported; what others hold is text.
_HIDDEN_DRAWER = re.compile(r"[ \t]*:(?:PROPERTIES|LOGBOOK):[ \t]*", re.IGNORECASE)
_DRAWER_END = re.compile(r"[ \t]*:END:[ \t]*", re.IGNORECASE)
_PLANNED = re.compile(r"[ \t]*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):")
_FIXED = re.compile(r"[ \t]*:(?:[ \t]|$)")
_ITEM = re.compile(r"[ \t]*(?:[-+]|\d{1,4}[.)]|[A-Za-z][.)]|(?<=[ \t])\*)[ \t]+")
_FOOTNOTE = re.compile(r"\[fn:[\w-]{1,100}\]")
_FORMULA = re.compile(r"[ \t]*\\begin\{([A-Za-z]{1,40}\*?)\}")
_NAMED = re.compile(r"(?:\"([^\"\n]{1,500})\"|(\S{1,500}))(.*)")
_NO_PROSE = (_PLANNED, _FIXED, re.compile(rf"{_DRAWER.pattern}$"))
#: Blocks that hold no prose, and what makes an included file one.
_CODE = frozenset({"src", "example", "export", "comment"})
_SHOWN = re.compile(r"\s+(?:src|example|export|comment)\b", re.IGNORECASE)
#: Headings of so many stars are tasks within the text.
_TASK = 15


@dataclass(slots=True)
class Marks:
    """What a pass has found. `keywords` are the values of `#+name: value` by the name in small letters, each with its place."""

    blocks: list[Block] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    keywords: dict[str, list[Span]] = field(default_factory=dict)
    included: list[Inclusion] = field(default_factory=list)


def scan(source: SourceFile) -> Marks:
    """Scan a whole text. Every line is looked at once, except that the ends of blocks are looked for."""
    return _Scan(source).run()


class _Scan:
    def __init__(self, source: SourceFile) -> None:
        self._text = source.text
        self._lines = list(source.lines())
        self._marks = Marks()
        self._paragraph: list[Span] = []
        self._kind = BlockKind.PARAGRAPH
        self._hidden = 0  # the level of the heading whose text is not exported
        self._missing: set[str] = set()  # ends of blocks that do not occur any more

    def run(self) -> Marks:
        at = 0
        while at < len(self._lines):
            at = self._line(at)
        self._flush()
        return self._marks

    def _line(self, at: int) -> int:
        """Read the line of this number; the number of the next one."""
        content = self._lines[at].of(self._text).rstrip("\r\n")
        if heading := _HEADING.match(content):
            self._flush()
            self._heading(at, heading)
        elif self._hidden:
            self._other(at, at + 1)
        elif not content.strip():
            self._flush()
        elif (end := self._end_of_code(at, content)) > at:
            self._other(at, end)
            return end
        elif keyword := _KEYWORD.match(content):
            self._keyword(at, keyword)
        elif _COMMENT.match(content):
            self._marks.comments.append(self._trimmed(at, at + 1))
            self._other(at, at + 1)
        elif content.lstrip().startswith("#+") or any(kind.match(content) for kind in _NO_PROSE):
            self._other(at, at + 1)
        else:
            self._prose(at, content)
        return at + 1

    def _heading(self, at: int, heading: re.Match[str]) -> None:
        level = len(heading[1])
        if level >= _TASK or (self._hidden and level > self._hidden):
            self._other(at, at + 1)
            return
        self._hidden = level if _UNEXPORTED.match(heading[2]) else 0
        whole = self._trimmed(at, at + 1)
        if self._hidden or not heading[2].strip():
            self._other(at, at + 1)
        else:
            self._marks.blocks.append(Block(BlockKind.HEADING, Span(whole.start + heading.start(2), whole.end), level))

    def _end_of_code(self, at: int, content: str) -> int:
        """The number of the line behind a block of code, a drawer or a formula that begins here; else this line's number."""
        if (begin := _BEGIN.match(content)) and begin[1].lower() in _CODE:
            return self._behind(at, re.compile(rf"[ \t]*#\+end_{re.escape(begin[1])}[ \t]*", re.IGNORECASE))
        if _HIDDEN_DRAWER.fullmatch(content):
            return self._behind(at, _DRAWER_END)
        if formula := _FORMULA.match(content):
            return self._behind(at, re.compile(rf".*\\end\{{{re.escape(formula[1])}\}}.*"))
        return at

    def _behind(self, at: int, closing: re.Pattern[str]) -> int:
        """The number of the line behind the next one that closes a block, or this line's number where none does."""
        if closing.pattern in self._missing:
            return at
        for number in range(at, len(self._lines)):
            line = self._lines[number]
            if closing.fullmatch(line.of(self._text).rstrip("\r\n")):
                return number + 1
            if number > at and self._text.startswith("* ", line.start):
                return at  # a heading ends every block
        self._missing.add(closing.pattern)
        return at

    def _keyword(self, at: int, keyword: re.Match[str]) -> None:
        name, start = keyword[1].lower(), self._lines[at].start
        value = Span(start + keyword.start(2), start + keyword.start(2) + len(keyword[2].rstrip()))
        if name == "include" and (named := _NAMED.match(keyword[2])):
            if not _SHOWN.match(named[3]):
                self._marks.included.append(Inclusion(self._trimmed(at, at + 1), named[1] or named[2]))
        else:
            self._marks.keywords.setdefault(name, []).append(value)
        if name == "caption" and len(value):
            self._flush()
            self._marks.blocks.append(Block(BlockKind.CAPTION, value))
        else:
            self._other(at, at + 1)

    def _prose(self, at: int, content: str) -> None:
        line = self._trimmed(at, at + 1)
        kind: BlockKind | None
        if content.lstrip().startswith("|"):
            kind = BlockKind.TABLE
        elif note := _FOOTNOTE.match(content):
            kind, line = BlockKind.FOOTNOTE, Span(line.start + note.end(), line.end)
        else:
            kind = BlockKind.LIST_ITEM if _ITEM.match(content) else None
        begins = kind is not None and not (kind is BlockKind.TABLE and self._kind is kind)
        if begins or (kind is None and self._kind is BlockKind.TABLE):
            self._flush()
        self._kind = self._kind if kind is None else kind
        self._paragraph += [line] if len(line) else []

    def _flush(self) -> None:
        """End the paragraph."""
        if self._paragraph:
            span = Span(self._paragraph[0].start, self._paragraph[-1].end)
            self._marks.blocks.append(Block(self._kind, span))
        self._paragraph, self._kind = [], BlockKind.PARAGRAPH

    def _other(self, first: int, last: int) -> None:
        """These lines are no prose."""
        self._flush()
        span = self._trimmed(first, last)
        if len(span):
            self._marks.blocks.append(Block(BlockKind.OTHER, span))

    def _trimmed(self, first: int, last: int) -> Span:
        """The text of the lines without white space around it."""
        start, end = self._lines[first].start, self._lines[last - 1].end
        text = self._text[start:end]
        start += len(text) - len(text.lstrip())
        return Span(start, max(start, start + len(text.strip())))


def values(text: str, spans: Sequence[Span]) -> str:
    """The values of a keyword, which may be given in several lines, joined."""
    return " ".join(span.of(text) for span in spans)
