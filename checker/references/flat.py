"""An entry on one line: line breaks joined, hyphenation undone, every character still knowing its place in the file."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from checker.model.text import Span
from checker.references.tex import MARKUP, shown

_IRREGULAR = re.compile(
    r"\s{0,9}\n\s{0,9}\d{1,4}\s{0,9}\f\s{0,9}|\s{0,9}\f\s{0,9}(?:\d{1,4}\s{0,9}\n\s{0,9})?"
    r"|\s{2,}|[，．：；（）［］]|[^\S ]| (?=[,;:)\]](?:[^-)(]|$)|\.(?![.\d])[^ ]|\. [A-Za-z])|\u00ad|[\u200b\ufeff]"
)
#: Without any of these a printable text has no irregular space.
_GAPS = ("  ", " ,", " ;", " :", " )", " ]", " .", "，", "．", "：", "；", "（", "［")
#: Full-width punctuation, as Chinese and Japanese lists print it, and the narrow one with the space that comes with it.
_WIDE = {"，": ", ", "．": ". ", "：": ": ", "；": "; ", "（": "(", "）": ")", "［": "[", "］": "]"}
#: Punctuation whose space stands on the wrong side, as text taken from a PDF has it (`merger ,Phys .Rev .Lett .116`).
_TURNED = re.compile(r"(?<=[^\W_]) (?:(?P<stop>\.)(?!NET\b)|[,;:])(?=[^\W_a-z])|(?<=[)\]”\"]) [,;:.](?=[^\W_a-z])")
_WITH_MARKUP = re.compile(rf"(?P<markup>(?<!/)(?:{MARKUP}))|{_IRREGULAR.pattern}")
#: Emphasis as Markdown writes it (`*Nature*, **12**`): its marks give way to spaces without width, which are left out.
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<star>\*{1,3})(?=[^\s*,;.:)])(?P<starred>[^*]{1,400}?)(?<=\S)(?P=star)(?![\w*])"
    r"|(?<![\w_\\/])(?P<line>_{1,2})(?=[^\s_,;.:)])(?P<lined>[^_]{1,400}?)(?<=\S)(?P=line)(?![\w_])"
)
_HYPHENS = "-\u2010\u00ad"
_IDENTIFIER_CUT = re.compile(r"(?:10\.\d{4,9}/|https?://)\S{0,200}$")


class Flat:
    """The text of `span` with runs of white space collapsed; `place` maps a range of it back to the file.

    A page number beside a form feed goes with the gap. A hyphen at a line end is dropped between letters (`analy-⏎sis`) and
    kept after a digit (`1168-⏎75`); a DOI or URL cut behind `/`, `.`, `_` or `-` is joined again.
    """

    __slots__ = ("_ends", "_origins", "_starts", "base", "text")

    def __init__(self, source: str, span: Span, holes: Sequence[Span] = (), *, latex: bool = False) -> None:
        """Join the lines of `source[span]`; `holes` in it are left out. `latex`: what its commands print stands for them."""
        raw = source[span.start : span.end]
        for hole in holes:
            start, end = hole.start - span.start, hole.end - span.start
            raw = raw[:start] + " " * (end - start) + raw[end:]
        raw = _turned_back(_without_emphasis(raw))
        self.base = span.start
        self._starts: list[int] | None = None
        self._origins: list[int] = []
        self._ends: dict[int, int] = {}
        self.text = raw
        pattern = _WITH_MARKUP if latex else _IRREGULAR
        if latex or not raw.isprintable() or any(gap in raw for gap in _GAPS):
            self._join(raw, pattern)

    def _join(self, raw: str, pattern: re.Pattern[str]) -> None:
        """Build the one-line text from the pieces between irregular white space, remembering where each piece began."""
        pieces: list[str] = []
        starts: list[int] = []
        length = at = 0

        def add(piece: str, origin: int) -> None:
            nonlocal length
            if piece:
                starts.append(length)
                self._origins.append(origin)
                pieces.append(piece)
                length += len(piece)

        for match in pattern.finditer(raw):
            if match.lastgroup == "markup":
                add(raw[at : match.start()], at)
                shows = shown(match.group())
                if shows:
                    self._ends[len(starts)] = match.end()
                add(shows, match.start())
            else:
                add("".join(_glue(raw, at, match)), at)
            at = match.end()
        starts.append(length)
        self._origins.append(at)
        pieces.append(raw[at:])
        self._starts = starts
        self.text = "".join(pieces)

    def _origin(self, index: int) -> int:
        if self._starts is None:
            return index
        piece = bisect_right(self._starts, index) - 1
        return self._origins[piece] + index - self._starts[piece]

    def place(self, start: int, end: int) -> Span:
        """The span in the file of `text[start:end]`."""
        first = self.base + self._origin(start)
        if end <= start:
            return Span(first, first)
        return Span(first, self.base + self._end(end - 1))

    def _end(self, index: int) -> int:
        """Where the character at `index` ends in the entry: a command ends as a whole."""
        piece = bisect_right(self._starts, index) - 1 if self._ends and self._starts else -1
        return self._ends.get(piece, self._origin(index) + 1)


def _without_emphasis(raw: str) -> str:
    """The text, as long as it was, with spaces without width in place of the marks of emphasis."""
    if not ("*" in raw or "_" in raw):
        return raw
    return _EMPHASIS.sub(_unmarked, raw)


def _unmarked(emphasis: re.Match[str]) -> str:
    mark = "\u200b" * len(emphasis["star"] or emphasis["line"])
    return mark + (emphasis["starred"] or emphasis["lined"]) + mark


def _narrow(raw: str, gap: re.Match[str]) -> str:
    """What stands for a full-width mark: the narrow one, without its space before a number's part, another mark or the end."""
    narrow = _WIDE[gap.group()]
    following = raw[gap.end() : gap.end() + 1]
    inside = following.isdigit() and raw[gap.start() - 1 : gap.start()].isdigit()
    return narrow[0] if (inside and narrow[0] in ".:") or not following.isalnum() else narrow


def _turned_back(raw: str) -> str:
    """The text with a space behind punctuation that has one before it instead; a stop alone may open a number (`r .87`)."""
    turned = list(_TURNED.finditer(raw)) if any(gap in raw for gap in (" .", " ,", " ;", " :")) else []
    if not turned or (len(turned) == 1 and turned[0]["stop"]):
        return raw
    return _TURNED.sub(lambda match: match.group()[::-1], raw)


def _glue(raw: str, at: int, gap: re.Match[str]) -> tuple[str, str]:
    """The piece before a gap and what stands for the gap: a space, or nothing inside a broken word or identifier."""
    piece = raw[at : gap.start()]
    space = gap.group()
    if space in _WIDE:
        return piece, _narrow(raw, gap)
    following = raw[gap.end() : gap.end() + 1]
    if space in "\u200b\ufeff" or (space == "\u00ad" and following not in "\r\n"):
        return piece, ""
    if space == "\u00ad":
        return piece, ""
    if following and following in ",;:)].":
        return piece, ""
    if not ("\n" in space or "\r" in space) or not piece:
        return piece, " "
    last, before = piece[-1], piece[-2:-1]
    if last in _HYPHENS and (before.isalnum() or _IDENTIFIER_CUT.search(piece[-220:])):
        word_cut = before.isalpha() and following.islower() and not _IDENTIFIER_CUT.search(piece[-220:])
        return (piece[:-1] if word_cut else piece), ""
    cut = last in "/._" and _IDENTIFIER_CUT.search(piece[-220:])
    if cut and (last == "/" or following.isdigit() or following.islower()):
        return piece, ""
    return piece, " "
