"""One pass over the lines of Markdown: MyST's directives, what Quarto, MyST and knitr include, and labels of cross-references.

https://mystmd.org/guide/syntax-overview, https://quarto.org/docs/authoring/includes.html,
https://yihui.org/knitr/options/#child-documents.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.model.text import SourceFile, Span
from checker.readers import directives
from checker.readers.assembly import Inclusion

#: Without one of these there is nothing to find.
_MENTION = re.compile(r"(?:`{3}|~{3}|:{3})[ \t]*\{|\{\{<[ \t]*include\b|#\|[ \t]*child\b")
_FENCE = re.compile(r"[ \t>]{0,40}(`{3,}|~{3,}|:{3,})[ \t]*(?:\{([^{}\n]{0,500})\}[ \t]*)?(\S[^\n]*)?")
_DIRECTIVE = re.compile(r"[A-Za-z][\w:-]{0,60}")
_SHORTCODE = re.compile(r"[ \t]{0,40}\{\{<[ \t]+include[ \t]+[\"']?([^\s<>\"']{1,500})[\"']?[ \t]+>\}\}[ \t]*")
_OPTION = re.compile(r"[ \t>]{0,40}:([\w-]{1,60}):(?:[ \t]+(\S[^\n]*))?[ \t]*")
_YAML_EDGE = re.compile(r"[ \t>]{0,40}---[ \t]*")
_CHILD = re.compile(r"\bchild[ \t]*=[ \t]*(?:c\(([^()\n]{1,500})\)|([\"'][^\"'\n]{1,500}[\"']))")
_CHILD_LINE = re.compile(r"#\|[ \t]*child:[ \t]*([^!\s][^\n]{0,500})")
_QUOTED = re.compile(r"[\"']([^\"'\n]{1,500})[\"']")
_UNUSED = re.compile(r"\beval[ \t]*=[ \t]*F|#\|[ \t]*eval:[ \t]*[fF]")
#: Where a text gives labels: attributes, MyST's targets, options of directives and chunks, the names of chunks, and formulas.
_LABEL = re.compile(
    r"\{[^{}\n]{0,200}?#([\w:.-]{1,100})|^[ \t>]{0,40}\(([\w:. -]{1,100})\)=[ \t]*$|\$\$[ \t]*\(([\w:.-]{1,100})\)"
    r"|^[ \t>]{0,40}(?::(?:name|label):|(?:#\|[ \t]*)?(?:name|label):)[ \t]+[\"']?([\w:.-]{1,100})"
    r"|^[ \t>]{0,40}`{3,}\{(?:r|python|julia)[ ,]{1,9}(?:label[ \t]*=[ \t]*)?[\"']?([\w:.-]{1,100})",
    re.MULTILINE,
)
#: The text of a link whose address stands elsewhere, if it looks like a key (`[@octocat]`), and its definition.
_LINKED = re.compile(r"\[@([^\[\]\s]{1,100})\]")
_LINK_DEFINITION = re.compile(r"^ {0,3}\[@([^\[\]\s]{1,100})\]:[ \t]", re.MULTILINE)
#: How many lines behind the first the fence of an inclusion is looked for.
_LONGEST_INCLUSION = 100


@dataclass(slots=True)
class Marks:
    """What a pass has found: lines that are no text of the blocks around them, and what is included.

    `arguments` are the titles and captions that stand in the first lines of directives.
    """

    holes: list[Span] = field(default_factory=list)
    arguments: list[Span] = field(default_factory=list)
    included: list[Inclusion] = field(default_factory=list)
    made: bool = False  # a directive prints the reference list


def scan(text: str) -> Marks:
    """Scan a whole text; one without directives and inclusions costs a search."""
    return _Scan(text).run() if _MENTION.search(text) else Marks()


def defined(text: str) -> set[str]:
    """The labels that a text gives its parts."""
    return {match[match.lastindex or 0] for match in _LABEL.finditer(text)}


def labels(text: str, prefixes: Sequence[str] = ()) -> tuple[str, ...]:
    """What a text gives its parts to refer to them, and all keys that begin with a prefix of such labels and a dash."""
    if "@" not in text:
        return ()
    found = defined(text)
    linked = {label.casefold() for label in _LINK_DEFINITION.findall(text)}  # capital letters make no difference
    found.update(label for label in (_LINKED.findall(text) if linked else ()) if label.casefold() in linked)
    if prefixes:
        found.update(re.findall(rf"@((?:{'|'.join(map(re.escape, prefixes))})-[\w:.-]+)", text))
    return tuple(sorted(found))


@dataclass(slots=True)
class _Open:
    """An open fence, and where its first line begins."""

    sign: str
    start: int
    code: bool

    def is_closed_by(self, fence: re.Match[str] | None) -> bool:
        """Whether a line is the end of this fence: of code as long as its beginning, of a division of any length."""
        if fence is None or fence[2] is not None or fence[3] or fence[1][0] != self.sign[0]:
            return False
        return len(fence[1]) >= len(self.sign) or (self.sign[0] == ":" and not self.code)


class _Scan:
    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = Marks()
        self._lines = list(SourceFile("", text).lines())
        self._at = 0  # the number of the next line
        self._open: list[_Open] = []

    def run(self) -> Marks:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            fence = _FENCE.fullmatch(self._text, line.start, line.end)
            if self._open and self._open[-1].is_closed_by(fence):
                self._close(line)
            elif self._open and self._open[-1].code:
                continue
            elif fence:
                self._begin(line, fence)
            elif shortcode := _SHORTCODE.fullmatch(self._text, line.start, line.end):
                self._marks.included.append(Inclusion(line, shortcode[1]))
        return self._marks

    def _close(self, line: Span) -> None:
        last = self._open.pop()
        if last.code and last.sign[0] == ":":
            self._marks.holes.append(Span(last.start, line.end))
        elif not last.code:
            self._marks.holes.append(line)

    def _begin(self, line: Span, fence: re.Match[str]) -> None:
        """A fence: of an inclusion, of a directive or division with prose, or of code."""
        sign, braces, rest = fence[1], fence[2], fence[3] or ""
        if sign[0] == "`" and "`" in rest:
            return  # a code span
        name = _DIRECTIVE.match(braces or "")
        directive = name[0].lower() if name else ""
        self._marks.made |= directive in directives.LISTS
        if self._include(line, sign, directive, braces or "", rest):
            return
        prose = directive in directives.PROSE or directive in directives.FRAMES
        if sign[0] == ":":
            if braces is None and not rest:
                return
            prose = directive not in directives.CODE
        if prose:
            self._marks.holes.append(line)
        if prose and directive:
            self._marks.arguments += [Span(*fence.span(3))] if rest and directive not in directives.FRAMES else []
            self._pass_options()
        self._open.append(_Open(sign, line.start, code=not prose))

    def _pass_options(self) -> None:
        """The options of a directive with prose: `:name: fig-1` in each line, or YAML between two lines of dashes."""
        first = self._at
        if self._at < len(self._lines) and self._matches(_YAML_EDGE):
            self._at += 1
            while self._at < min(len(self._lines), first + _LONGEST_INCLUSION) and not self._matches(_YAML_EDGE):
                self._at += 1
            self._at += 1
        while self._at < len(self._lines) and self._matches(_OPTION):
            self._at += 1
        self._marks.holes += self._lines[first : self._at]

    def _matches(self, pattern: re.Pattern[str]) -> bool:
        line = self._lines[self._at]
        return pattern.fullmatch(self._text, line.start, line.end) is not None

    def _include(self, line: Span, sign: str, directive: str, braces: str, rest: str) -> bool:
        """Note what a fence includes, if it does: MyST's `{include}`, or knitr's chunk with `child`."""
        if directive not in ("include", "r"):
            return False
        inside, stop = self._inside(_Open(sign, line.start, code=True))
        if stop is None:
            return False
        place = Span(line.start, stop.end)
        if directive == "include":
            found = (_OPTION.fullmatch(one) for one in inside)
            options = {match[1].lower(): (match[2] or "").strip() for match in found if match}
            names = [rest.strip()] if rest and not directives.is_literal(options) else []
            included = [Inclusion(place, name, part=directives.part(options)) for name in names]
        else:
            included = list(_children(place, braces, inside))
        self._marks.included += included
        self._at += len(inside) + 1 if included else 0
        return bool(included)

    def _inside(self, opened: _Open) -> tuple[list[str], Span | None]:
        """The lines up to the end of a fence that has just been opened, and that end; null where it is not near."""
        inside: list[str] = []
        for one in self._lines[self._at : self._at + _LONGEST_INCLUSION]:
            if opened.is_closed_by(_FENCE.fullmatch(self._text, one.start, one.end)):
                return inside, one
            inside.append(one.of(self._text))
        return inside, None


def _children(place: Span, braces: str, lines: list[str]) -> Iterator[Inclusion]:
    """The child documents of a chunk: all stand in its place, one behind the other."""
    in_line = next((match[1] for line in lines if (match := _CHILD_LINE.match(line))), "")
    argument = _CHILD.search(braces)
    said = (argument[1] or argument[2]) if argument else in_line
    if not said or _UNUSED.search(braces) or any(map(_UNUSED.match, lines)):
        return
    for number, name in enumerate(_QUOTED.findall(said) or [said.strip()]):
        yield Inclusion(Span(place.end, place.end) if number else place, name)
