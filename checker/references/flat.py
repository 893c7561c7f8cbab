"""An entry on one line: line breaks joined, hyphenation undone, every character still knowing its place in the file."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from checker.model.text import Span

_IRREGULAR = re.compile(
    r"\s{0,9}\n\s{0,9}\d{1,4}\s{0,9}\f\s{0,9}|\s{0,9}\f\s{0,9}(?:\d{1,4}\s{0,9}\n\s{0,9})?"
    r"|\s{2,}|[^\S ]| (?=[,;:)\]](?:[^-)(]|$)|\.(?![.\d])[^ ]|\. [A-Za-z])|\u00ad|[\u200b\ufeff]"
)
_HYPHENS = "-\u2010\u00ad"
_IDENTIFIER_CUT = re.compile(r"(?:10\.\d{4,9}/|https?://)\S{0,200}$")


class Flat:
    """The text of `span` with runs of white space collapsed; `place` maps a range of it back to the file.

    A page number beside a form feed goes with the gap. A hyphen at a line end is dropped between letters (`analy-⏎sis`) and
    kept after a digit (`1168-⏎75`); a DOI or URL cut behind `/`, `.`, `_` or `-` is joined again.
    """

    __slots__ = ("_origins", "_starts", "base", "text")

    def __init__(self, source: str, span: Span, holes: Sequence[Span] = ()) -> None:
        """Join the lines of `source[span]`; `holes` in it are left out."""
        raw = source[span.start : span.end]
        for hole in holes:
            start, end = hole.start - span.start, hole.end - span.start
            raw = raw[:start] + " " * (end - start) + raw[end:]
        self.base = span.start
        self._starts: list[int] | None = None
        self._origins: list[int] = []
        self.text = raw
        if _IRREGULAR.search(raw):
            self._join(raw)

    def _join(self, raw: str) -> None:
        """Build the one-line text from the pieces between irregular white space, remembering where each piece began."""
        pieces: list[str] = []
        starts: list[int] = []
        length = at = 0
        for match in _IRREGULAR.finditer(raw):
            piece, glue = _glue(raw, at, match)
            if piece or glue:
                starts.append(length)
                self._origins.append(at)
                pieces.append(piece + glue)
                length += len(piece) + len(glue)
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
        return Span(first, self.base + self._origin(end - 1) + 1)


def _glue(raw: str, at: int, gap: re.Match[str]) -> tuple[str, str]:
    """The piece before a gap and what stands for the gap: a space, or nothing inside a broken word or identifier."""
    piece = raw[at : gap.start()]
    space = gap.group()
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
