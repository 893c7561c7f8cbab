"""The marks of a LaTeX text in one pass: commands, groups, comments, verbatim text, maths, blank lines.

pylatexenc builds a tree by recursion, which ends at a few hundred nested braces and reads 0.2 MB a second; the places of
commands, and of what belongs together, are all that is needed here.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.model.text import Span, blanked

#: A chunk of R in Sweave's and knitr's LaTeX, up to the line with its end (https://yihui.org/knitr/demo/minimal/).
_CHUNK = re.compile(r"^<<[^\n]{0,1000}>>=[^\n]*(?:\n(?!@)[^\n]*)*+(?:\n@[^\n]*)?", re.MULTILINE)
_MARK = re.compile(r"\\(?:([A-Za-z@]++)|.)|%[^\n]*+|\$\$?|[{}\[\]]|\n[ \t\r]*+\n\s*+", re.DOTALL)
_ENVIRONMENT = re.compile(r"[ \t]{0,20}\{([A-Za-z]{1,40}\*?)\}")
_ADDRESS = re.compile(r"\s{0,20}\{[^{}\s]{0,4000}\}")
_INLINE = re.compile(r"(?:\[[^\]\n]{0,500}\])?\*?([^\sA-Za-z*])")
_LONGEST_INLINE = 1000
_VERBATIM = frozenset({
    "verbatim", "verbatim*", "Verbatim", "Verbatim*", "BVerbatim", "LVerbatim", "lstlisting", "minted", "comment", "luacode",
    "filecontents", "filecontents*", "sageblock", "pycode",
})  # fmt: skip
_MATHS = frozenset({
    "equation", "align", "gather", "multline", "eqnarray", "displaymath", "math", "flalign", "alignat", "dmath", "subequations",
})  # fmt: skip
_OPENING = {"\\(": "\\)", "\\[": "\\]", "$": "$", "$$": "$$"}


class Command(NamedTuple):
    """A command: its name without the backslash, and the place of both."""

    name: str
    start: int
    end: int


@dataclass(slots=True)
class Marks:
    r"""The marks of a text, each kind in the order of the text.

    `closing` maps the place of a `{` or `[` to the place behind its partner. `hidden` is verbatim text and what LaTeX skips.
    `stop` is where the document ends (`\end{document}`).
    """

    commands: list[Command] = field(default_factory=list)
    closing: dict[int, int] = field(default_factory=dict)
    comments: list[Span] = field(default_factory=list)
    hidden: list[Span] = field(default_factory=list)
    maths: list[Span] = field(default_factory=list)
    breaks: list[Span] = field(default_factory=list)
    stop: int = 0


def environment(text: str, command: Command) -> tuple[str, int]:
    r"""The name of the environment that a `\begin` or `\end` means, and the place behind it; an empty name for neither."""
    match = _ENVIRONMENT.match(text, command.end)
    return (match[1], match.end()) if match else ("", command.end)


def scan(text: str) -> Marks:
    """All marks of a text. Every mark is looked at once, so that the time is linear in the length of the text."""
    chunks = [Span(*match.span()) for match in _CHUNK.finditer(text)] if ">>=" in text else []
    if not chunks:
        return _Scan(text).run()
    marks = _Scan(blanked(text, chunks)).run()
    marks.hidden = sorted((*marks.hidden, *chunks))
    return marks


class _Scan:
    r"""The pass: `opened` are the groups around the place, `maths` the formula that is open, `skipped` where `\iffalse` is."""

    def __init__(self, text: str) -> None:
        self._text, self._marks = text, Marks(stop=len(text))
        self._opened: list[int] = []
        self._braces = 0
        self._maths: tuple[str, int] | None = None
        self._skipped, self._skip_depth = 0, 0
        self._missing: set[str] = set()

    def run(self) -> Marks:
        at = 0
        while at < self._marks.stop and (match := _MARK.search(self._text, at)):
            start, at = match.span()
            sign = match[0]
            if self._skip_depth and not match[1]:
                continue
            if match[1]:
                at = self._command(Command(match[1], start, at))
            elif sign[0] == "%":
                self._marks.comments.append(Span(start, at))
            elif sign[0] in "{[":
                self._opened.append(start)
                self._braces += sign == "{"
            elif sign[0] in "}]":
                self._close(sign, at)
            elif sign[0] == "\n":
                self._break(Span(start, at))
            elif sign[0] == "$" or sign in ("\\(", "\\)", "\\[", "\\]"):
                self._formula(sign, start, at)
            else:
                self._marks.commands.append(Command(sign[1:], start, at))
        if self._skip_depth:
            self._marks.hidden.append(Span(self._skipped, len(self._text)))
        return self._marks

    def _command(self, command: Command) -> int:
        """Note a command; the place where to go on."""
        name = command.name
        if name == "iffalse" or self._skip_depth:
            self._conditional(command)
        elif name in ("verb", "Verb", "lstinline"):
            return self._inline(command)
        elif name in ("url", "path", "nolinkurl", "href"):
            self._marks.commands.append(command)
            address = _ADDRESS.match(self._text, command.end)
            if address:  # a percent sign in it begins no comment
                start = self._text.index("{", command.end)
                self._marks.closing[start] = address.end()
                return address.end()
        elif name in ("begin", "end"):
            return self._environment(command)
        else:
            self._marks.commands.append(command)
        return command.end

    def _conditional(self, command: Command) -> None:
        if command.name.startswith("if"):
            self._skipped = self._skipped if self._skip_depth else command.start
            self._skip_depth += 1
        elif command.name == "fi":
            self._skip_depth -= 1
            if not self._skip_depth:
                self._marks.hidden.append(Span(self._skipped, command.end))

    def _inline(self, command: Command) -> int:
        """Verbatim text in a line, between two of a sign or in braces."""
        opening = _INLINE.match(self._text, command.end)
        if not opening:
            return command.end
        closing = "}" if opening[1] == "{" else opening[1]
        end = self._text.find(closing, opening.end(), opening.end() + _LONGEST_INLINE)
        if end == -1 or "\n" in self._text[opening.end() : end]:
            return command.end
        self._marks.hidden.append(Span(command.start, end + 1))
        return end + 1

    def _environment(self, command: Command) -> int:
        name, end = environment(self._text, command)
        closing = f"\\end{{{name}}}"
        if command.name == "begin" and name in _VERBATIM and closing not in self._missing:
            found = self._text.find(closing, end)
            if found != -1:
                self._marks.hidden.append(Span(command.start, found + len(closing)))
                return found + len(closing)
            self._missing.add(closing)
        if name.rstrip("*") in _MATHS:
            self._formula(f"\\{command.name}", command.start, end)
        elif command.name == "end" and name == "document":
            self._marks.stop = command.start
        self._marks.commands.append(command)
        return end

    def _formula(self, sign: str, start: int, end: int) -> None:
        """A sign that opens or closes a formula."""
        if self._maths and (sign == self._maths[0] or (sign, self._maths[0]) == ("$$", "$")):
            self._marks.maths.append(Span(self._maths[1], end))
            self._maths = None
        elif not self._maths and sign in _OPENING:
            self._maths = (_OPENING[sign], start)
        elif not self._maths and sign == "\\begin":
            self._maths = ("\\end", start)

    def _close(self, sign: str, end: int) -> None:
        """Close the innermost group of a kind: a brace closes the brackets in it too, a bracket all within its braces."""
        if sign == "}" and not self._braces:
            return
        while self._opened:
            start = self._opened[-1]
            brace = self._text[start] == "{"
            if sign == "]" and brace:
                return
            self._opened.pop()
            if brace:
                self._braces -= 1
                self._marks.closing[start] = end
                return
            if sign == "]":
                self._marks.closing[start] = end

    def _break(self, span: Span) -> None:
        """A blank line ends formulas and brackets."""
        self._marks.breaks.append(span)
        self._maths = None
        while self._opened and self._text[self._opened[-1]] == "[":
            self._opened.pop()
