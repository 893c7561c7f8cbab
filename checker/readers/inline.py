"""What is no prose inside a Markdown block: code, links' targets, URLs, HTML, maths, Quarto's shortcodes; and what is raised.

One pass over the text that jumps from sign to sign; every search for a closing sign is bounded or remembers that there is none,
so the time is linear in the length of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from checker.model.text import Span

_SIGN = re.compile(r"`+|<|\$\$?|\\[(\\`$<]|\]\(|https?://|www\.|\{[#.:=]|\{\{<")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,30})(?:[\s/][^<>]{0,1000})?>")
_AUTOLINK = re.compile(r"<[^<>\s]{1,200}[:@][^<>\s]{1,2000}>")
_TARGET = re.compile(
    r"\]\(\s{0,3}(?:<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,2000}){0,8})"
    r"(?:\s{1,3}(?:\"[^\"]{0,2000}\"|'[^']{0,2000}'))?\s{0,3}\)"
)
_URL = re.compile(r"[^\s<>\"`]{1,4000}")
_MATHS = re.compile(r"\$(?![\s$])(?:[^$\\]|\\.){1,2000}(?<![\s\\])\$(?!\d)", re.DOTALL)
_ATTRIBUTES = re.compile(r"\{[#.:=][^{}\n]{0,300}\}")
#: Raised text: `^12^`, `<sup>12</sup>`.
_RAISED = re.compile(r"(?<![\^\[])\^[^\s^\[\]]{1,60}\^|<sup>[^<>]{1,80}</sup>", re.IGNORECASE)
_TICKS = re.compile("`+")
_BRACKETS = {")": "(", "]": "["}
_RAISING_TAGS = frozenset({"sup", "sub"})
_COMMENT_START, _COMMENT_END = "<!--", "-->"


def excluded(text: str, span: Span) -> tuple[Span, ...]:
    """The parts of a block that are no prose, in order. A part that begins with `<!--` is a comment."""
    return tuple(_Walk(text, span))


def superscripts(text: str, span: Span) -> tuple[Span, ...]:
    """The raised parts of a block with their markup."""
    return tuple(Span(match.start(), match.end()) for match in _RAISED.finditer(text, span.start, span.end))


class _Walk:
    """One pass over a block; iterating gives the spans that are no prose."""

    def __init__(self, text: str, span: Span) -> None:
        self._text, self._span = text, span
        self._missing: set[str] = set()  # closing signs that don't occur any more
        self._ticks: dict[int, list[int]] = {}  # where the runs of backticks begin, by their length
        for match in _TICKS.finditer(text, span.start, span.end):
            self._ticks.setdefault(len(match[0]), []).append(match.start())

    def __iter__(self) -> Iterator[Span]:
        at = self._span.start
        while match := _SIGN.search(self._text, at, self._span.end):
            found = self._at(match[0], match.start())
            if found:
                yield found
            at = found.end if found else match.end()

    def _at(self, sign: str, start: int) -> Span | None:
        """What begins with a sign, or null where the sign is only a character."""
        if sign[0] == "`":
            return self._code(sign, start)
        if sign == "<":
            return self._angle(start)
        if sign == "](":
            target = self._matched(_TARGET, start)
            return Span(start + 1, target.end) if target else None
        if sign == "\\(":
            return self._up_to("\\)", start, 2)
        if sign[0] == "$":
            return self._matched(_MATHS, start) if sign == "$" else self._up_to("$$", start, 2)
        if sign == "{{<":
            return self._up_to(">}}", start, 3)
        if sign[0] == "{":
            return self._matched(_ATTRIBUTES, start)
        return self._url(start) if sign[0] in "hw" else None

    def _matched(self, pattern: re.Pattern[str], start: int) -> Span | None:
        match = pattern.match(self._text, start, self._span.end)
        return Span(start, match.end()) if match else None

    def _up_to(self, closing: str, start: int, skip: int) -> Span | None:
        """The span to the end of the next `closing` sign behind the first `skip` characters."""
        if closing in self._missing:
            return None
        found = self._text.find(closing, start + skip, self._span.end)
        if found == -1:
            self._missing.add(closing)
            return None
        return Span(start, found + len(closing))

    def _code(self, ticks: str, start: int) -> Span | None:
        """A code span: up to the next run of as many backticks."""
        runs = self._ticks.get(len(ticks), [])
        following = bisect_right(runs, start)
        return Span(start, runs[following] + len(ticks)) if following < len(runs) else None

    def _angle(self, start: int) -> Span | None:
        if self._text.startswith(_COMMENT_START, start):
            return self._up_to(_COMMENT_END, start, len(_COMMENT_START))
        tag = _TAG.match(self._text, start, self._span.end)
        if tag:
            return None if tag[1].lower() in _RAISING_TAGS else Span(start, tag.end())
        return self._matched(_AUTOLINK, start)

    def _url(self, start: int) -> Span:
        """A bare URL without the punctuation of the sentence around it."""
        end = _URL.match(self._text, start, self._span.end).end()  # type: ignore[union-attr]  # the sign itself matches
        url = self._text[start:end].rstrip(".,;:!?*_'”’")
        while url and url[-1] in _BRACKETS and url.count(_BRACKETS[url[-1]]) < url.count(url[-1]):
            url = url[:-1].rstrip(".,;:!?*_'”’")
        return Span(start, start + len(url))
