"""The objects of a JSON list with the places of their values: what the standard library's `json` does not say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.model.text import Span

_TOKEN = re.compile(r'"(?:[^"\\\r\n]|\\[^\r\n])*+"?|[{}\[\]:,]|[^\s{}\[\]:,"]++')
_PAIRS = {"}": "{", "]": "["}


class Value(NamedTuple):
    """A value of an object: its place, strings without their quotes, and the places of the objects that it lists."""

    span: Span
    parts: tuple[Span, ...]


@dataclass(slots=True)
class RawItem:
    """An object of the list: its place, its values by name, and the names that it has twice, each with its place."""

    start: int
    end: int
    values: dict[str, Value] = field(default_factory=dict)
    repeated: list[tuple[str, Span]] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """The object with its braces."""
        return Span(self.start, self.end)


class UnbalancedError(Exception):
    """A bracket without its partner; `offset` is where it stands."""

    def __init__(self, bracket: str, offset: int) -> None:
        """`bracket` is the character that stands at `offset`."""
        super().__init__(bracket)
        self.bracket, self.offset = bracket, offset


def items(text: str, lists: frozenset[str]) -> Iterator[RawItem]:
    """The objects of the outermost list, or of the list that an outermost object has under a name of `lists`.

    Raises UnbalancedError where brackets don't match. What stands between brackets is not judged.
    """
    return _Scan(text, lists).run()


class _Scan:
    """One pass over the tokens. `opened` holds the brackets around the token; `depth` counts those inside the item."""

    def __init__(self, text: str, lists: frozenset[str]) -> None:
        self._text, self._lists = text, lists
        self._opened: list[tuple[str, int]] = []
        self._name = self._outer_name = ""
        self._name_span = Span(0, 0)
        self._item: RawItem | None = None
        self._base = 0  # how many brackets stand around the items; 0 until their list begins
        self._value_start = self._value_end = -1
        self._parts: list[Span] = []
        self._awaits_name = False

    def run(self) -> Iterator[RawItem]:
        for match in _TOKEN.finditer(self._text):
            sign, start, end = match[0], match.start(), match.end()
            if sign in "{[":
                self._open(sign, start, end)
            elif sign in _PAIRS:
                done = self._close(sign, start, end)
                if done:
                    yield done
            elif self._item and len(self._opened) == self._base + 1:
                self._inside(sign, start, end)
            elif not self._item and len(self._opened) == 1 and sign[0] == '"':
                self._outer_name = sign.strip('"')
        if self._opened:
            raise UnbalancedError(*self._opened[-1])

    def _open(self, sign: str, start: int, end: int) -> None:
        if self._item:
            self._extend(start, end)
        elif sign == "[" and not self._base and self._is_list():
            self._base = len(self._opened) + 1
        elif sign == "{" and self._base and len(self._opened) == self._base:
            self._item, self._awaits_name = RawItem(start, end), True
        self._opened.append((sign, start))

    def _is_list(self) -> bool:
        """Whether the list that begins here is the one with the items."""
        return not self._opened or (len(self._opened) == 1 and self._outer_name in self._lists)

    def _close(self, sign: str, start: int, end: int) -> RawItem | None:
        if not self._opened or self._opened[-1][0] != _PAIRS[sign]:
            raise UnbalancedError(sign, start)
        _, opened = self._opened.pop()
        inside = len(self._opened) - self._base
        if not self._item:
            return None
        if inside == 0:
            self._finish()
            self._item.end = end
            done, self._item = self._item, None
            return done
        self._value_end = end
        if sign == "}" and inside <= 2:
            self._parts.append(Span(opened, end))
        return None

    def _inside(self, sign: str, start: int, end: int) -> None:
        """A token of the item itself, not of a value with brackets."""
        if sign == ",":
            self._finish()
            self._awaits_name = True
        elif self._awaits_name:
            self._name, self._name_span = sign.strip('"'), Span(start, end)
            self._awaits_name = False
        elif sign != ":":
            quoted = len(sign) > 1 and sign[0] == sign[-1] == '"'
            self._extend(start + quoted, end - quoted)

    def _extend(self, start: int, end: int) -> None:
        if self._value_start == -1:
            self._value_start = start
        self._value_end = end

    def _finish(self) -> None:
        """Note the value that ends here."""
        if self._item and self._value_start != -1:
            if self._name in self._item.values:
                self._item.repeated.append((self._name, self._name_span))
            self._item.values[self._name] = Value(Span(self._value_start, self._value_end), tuple(self._parts))
        self._value_start, self._parts = -1, []
