"""One pass over Typst's source: where markup stops being prose, and the keys, labels and bibliographies that it names.

Markup, code and the content blocks inside code are told apart by a stack, so the time is linear and nesting has no limit.
"""

import re
from dataclasses import dataclass, field

from checker.model.text import Span
from checker.readers.assembly import Inclusion

#: What is more than a character, in markup and in code.
_MARKUP = re.compile(r"\\.|//|/\*|`+|\$|#|@|<|[\[\]]|https?://", re.DOTALL)
_CODE = re.compile(r"\"|//|/\*|`+|\$|<|[()\[\]{}]|\n|;|bibliography\b|cite\b|label\b|include\b")
_KEY = re.compile(r"@([\w][\w:.-]{0,300})")
_LABEL = re.compile(r"<([\w][\w:.-]{0,300})>")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*+\"", re.DOTALL)
_NAME = re.compile(r"[^\W\d][\w-]*(?:\.[^\W\d][\w-]*)*")
_STATEMENT = frozenset("let set show import include if else for while return break continue context".split())
_URL = re.compile(r"[^\s<>\"`\])]{1,2000}")
_FULL = re.compile(r"full\s*:\s*true")
_COMMENT_EDGE = re.compile(r"/\*|\*/")
#: An argument by which a template is told the bibliography: `bibliography-file: "refs.bib"`, `bib: ("refs.yml")`.
_BIBLIOGRAPHY_FILE = re.compile(r"\bbib[\w-]{0,40}\s{0,9}:\s{0,9}\(?\s{0,9}$")
_GAP = re.compile(r"[ \t]{1,100}")
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(slots=True)
class Marks:
    """What a pass has found, all in order. `keys` hold the key's place and that of the whole reference."""

    opaque: list[Span] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    keys: list[tuple[Span, Span]] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    bibliography: list[Span] = field(default_factory=list)
    included: list[Inclusion] = field(default_factory=list)
    full: bool = False  # the bibliography prints uncited entries too


def scan(text: str) -> Marks:
    """Scan a whole file."""
    return _Scan(text).run()


@dataclass(slots=True)
class _Frame:
    """An open bracket or statement: its closing character (empty: a statement, up to the end of its line) and what it is of.

    `markup`: content; otherwise code. `call` is the function whose arguments stand here.
    """

    closing: str
    markup: bool
    call: str = ""


class _Scan:
    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = Marks()
        self._stack = [_Frame("", markup=True)]
        self._hole: int | None = None  # where the present run of code begins
        self._statement = 0  # where the last statement of the markup begins
        self._missing: set[str] = set()

    def run(self) -> Marks:
        at = 0
        while at < len(self._text):
            frame = self._stack[-1]
            match = (_MARKUP if frame.markup else _CODE).search(self._text, at)
            if match is None:
                break
            at = self._in_markup(match) if frame.markup else self._in_code(match)
        if self._hole is not None:
            self._marks.opaque.append(Span(self._hole, len(self._text)))
        self._marks.opaque.sort()
        return self._marks

    # markup

    def _in_markup(self, match: re.Match[str]) -> int:
        sign, start = match[0], match.start()
        if sign[0] in "/`$":
            return self._opaque(sign, start)
        if sign == "#":
            return self._begin_code(start)
        if sign == "@":
            return self._reference(start)
        if sign == "<":
            return self._label(start)
        if sign == "[":
            self._stack.append(_Frame("]", markup=True, call="["))
        elif sign == "]" and len(self._stack) > 1:
            return self._close_content(start)
        elif sign.startswith("http"):
            url = _URL.match(self._text, start)
            return self._cover(start, url.end() if url else match.end())
        return match.end()

    def _close_content(self, start: int) -> int:
        """The end of a content block or of a bracket of the text; behind a block its code goes on."""
        frame = self._stack.pop()
        if frame.call == "[":
            return start + 1
        self._hole = start
        return self._behind(start + 1)

    def _reference(self, start: int) -> int:
        key = _KEY.match(self._text, start)
        before = self._text[start - 1 : start]
        if key is None or before.isalnum():
            return start + 1
        name = key[1].rstrip(".:")
        end = start + 1 + len(name)
        self._marks.keys.append((Span(start + 1, end), Span(start, end)))
        return end

    def _label(self, start: int) -> int:
        label = _LABEL.match(self._text, start)
        if label is None:
            return start + 1
        self._marks.labels.add(label[1])
        return self._cover(start, label.end())

    # what is no prose, in markup and in code

    def _cover(self, start: int, end: int) -> int:
        """Note a part of the markup that is no prose; in code all is none."""
        if self._hole is None:
            self._marks.opaque.append(Span(start, end))
        return end

    def _opaque(self, sign: str, start: int) -> int:
        """Comments, raw text and maths."""
        if sign == "//":
            end = self._text.find("\n", start)
            end = len(self._text) if end == -1 else end
            self._marks.comments.append(Span(start, end))
        elif sign == "/*":
            end = self._block_comment(start)
            self._marks.comments.append(Span(start, end))
        elif sign == "$":
            end = self._maths(start)
        elif len(sign) == 2:
            end = start + 2  # an empty raw text
        else:
            closing = sign if len(sign) > 2 else "`"
            end = self._up_to(closing, start + len(sign))
        return self._cover(start, end)

    def _up_to(self, closing: str, at: int) -> int:
        """Behind the next `closing`; the end of the text where there is none."""
        found = -1 if closing in self._missing else self._text.find(closing, at)
        if found == -1:
            self._missing.add(closing)
            return len(self._text)
        return found + len(closing)

    def _block_comment(self, start: int) -> int:
        """Behind a comment, comments inside it counted."""
        depth = 0
        for edge in _COMMENT_EDGE.finditer(self._text, start):
            depth += 1 if edge[0] == "/*" else -1
            if depth == 0:
                return edge.end()
        return len(self._text)

    def _maths(self, start: int) -> int:
        end = start
        while (end := self._text.find("$", end + 1)) != -1:
            if self._text[end - 1] != "\\":
                return end + 1
        return start + 1

    # code

    def _begin_code(self, start: int) -> int:
        """A `#`: a call, a statement, or a bracket with code or content."""
        string = _STRING.match(self._text, start + 1)
        if string:
            return self._cover(start, string.end())
        name = _NAME.match(self._text, start + 1)
        if name is None and self._text[start + 1 : start + 2] not in _CLOSING:
            return start + 1
        if self._hole is None:
            self._hole = start
        if name and name[0] in _STATEMENT:
            self._statement = start
            self._stack.append(_Frame("", markup=False, call=name[0]))
            return name.end()
        return self._behind(name.end() if name else start + 1, name[0] if name else "")

    def _behind(self, at: int, call: str = "") -> int:
        """Go on with the arguments of a call or the content behind it, or end the code where there are none."""
        sign = self._text[at : at + 1]
        around = self._stack[-1]
        if sign in ("(", "[") or (sign == "{" and not call):
            return self._open(at, call)
        if around.markup:
            self._end_code(at)
        return at

    def _open(self, at: int, call: str) -> int:
        sign = self._text[at]
        self._stack.append(_Frame(_CLOSING[sign], markup=sign == "[", call=call))
        if sign == "[":
            self._end_code(at + 1)
        return at + 1

    def _end_code(self, at: int) -> None:
        if self._hole is not None:
            self._marks.opaque.append(Span(self._hole, at))
        self._hole = None

    def _in_code(self, match: re.Match[str]) -> int:
        sign, start = match[0], match.start()
        frame = self._stack[-1]
        if sign[0] in "/`$":
            return self._opaque(sign, start)
        if sign == '"':
            return self._string(start, frame)
        if sign == "<":
            return self._cited(start, frame)
        if sign[0].isalpha():
            at = match.end()
            if self._text[start - 1 : start].isalnum() or self._text[start - 1 : start] in ("-", "_", "."):
                return at
            if sign == "include":
                return self._included_by_code(start, at)
            call = f"{sign} in {frame.call}" if sign == "label" else sign
            return self._open(at, call) if self._text.startswith("(", at) else at
        if sign in _CLOSING:
            return self._open(start, frame.call if sign == "(" and frame.call == "bibliography" else "")
        if sign in ("\n", ";"):
            return self._line_end(match.end(), frame)
        return self._close(start, sign, frame)

    def _line_end(self, at: int, frame: _Frame) -> int:
        """A statement ends with its line, unless a bracket is open."""
        if frame.closing == "" and len(self._stack) > 1:
            self._stack.pop()
            if self._stack[-1].markup:
                self._end_code(at)
        return at

    def _close(self, start: int, sign: str, frame: _Frame) -> int:
        if frame.closing == "" and len(self._stack) > 1 and self._stack[-2].closing == sign:
            self._stack.pop()  # a statement that ends with the bracket around it: `#[#set text(red)]`
            frame = self._stack[-1]
            if frame.markup:
                return self._close_content(start)
        if sign != frame.closing:
            return start + 1
        if frame.call == "bibliography" and _FULL.search(self._text, max(0, start - 2000), start):
            self._marks.full = True
        self._stack.pop()
        return self._behind(start + 1)

    def _string(self, start: int, frame: _Frame) -> int:
        string = _STRING.match(self._text, start)
        if string is None:
            return start + 1
        inside = Span(start + 1, string.end() - 1)
        names = frame.call == "bibliography" or _BIBLIOGRAPHY_FILE.search(self._text, max(0, start - 100), start)
        if names and "." in string[0]:
            self._marks.bibliography.append(inside)
        elif frame.call == "label in cite":
            self._marks.keys.append((inside, Span(start, string.end())))
        elif frame.call.startswith("label") and frame.call not in ("label in ref", "label in link"):
            self._marks.labels.add(inside.of(self._text))
        elif frame.call == "include":
            place = Span(self._statement, string.end())
            self._marks.included.append(Inclusion(place, inside.of(self._text)))
            frame.call = ""
        return string.end()

    def _included_by_code(self, start: int, at: int) -> int:
        """An `include` inside code: `abstract: include "abstract.typ"`."""
        gap = _GAP.match(self._text, at)
        string = _STRING.match(self._text, gap.end()) if gap else None
        if string is None:
            return at
        self._marks.included.append(Inclusion(Span(start, string.end()), string[0][1:-1], apart=True))
        return string.end()

    def _cited(self, start: int, frame: _Frame) -> int:
        """A label in code: what `cite` cites, else one that code gives to an element."""
        label = _LABEL.match(self._text, start)
        if label is None:
            return start + 1
        if frame.call == "cite":
            self._marks.keys.append((Span(*label.span(1)), Span(*label.span())))
        elif frame.call not in ("ref", "link"):
            self._marks.labels.add(label[1])
        return label.end()
