"""BibTeX blocks, their keys and fields, each with its place. Goes on behind what is broken, and says so.

Parsers at hand give the line of a block at most, and fixes and findings need the place of each value.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.model.text import Span

_HEAD = re.compile(r"@([\w-]*)[ \t]*([{(])")
#: A block that begins a line: whatever is open before it was never closed.
_LINE_HEAD = re.compile(r"^[ \t]*(?=@[\w-]*[ \t]*[{(])", re.MULTILINE)
#: White space, and comment lines inside an entry (BibTeX itself knows none; people write them all the same).
_SPACE = re.compile(r"\s*(?:%[^\n]*(?:\n\s*|\Z))*")
_KEY = re.compile(r"[^\s,{}=\"#%()]*(?:\([^\s,{}=\"#%()]*\)[^\s,{}=\"#%()]*)*(?=\s*[,})]|\s*\Z)")
#: A key without the comma behind it, before the first field.
_BARE_KEY = re.compile(r"[^\s,{}=\"#%()]+(?=\s+[^\W\d][\w-]*\s*=\s*[{\"\d])")
_FIELD = re.compile(r"([^\s,{}=\"#%()@]+)\s*=\s*")
#: A field behind the closing brace: there was one brace too many before.
_STRAY_FIELD = re.compile(r"\s*,?\s*([^\W\d][\w-]*)\s*=\s*[{\"]")
#: The usual field: one value without braces inside. Read at once, since a large file has a hundred thousand of them.
_PLAIN_FIELD = re.compile(r"([^\s,{}=\"#%()@]+)\s*=\s*(?:\{([^{}\\]*)\}|\"([^\"{}\\]*)\"|(\d+))\s*,\s*")
_BARE_GROUP = 4
_BARE = re.compile(r"[^\s,{}=\"#%()]+")
_SIMPLE = re.compile(r"\{[^{}\\]*\}|\"[^\"{}\\]*\"")
_BRACE = re.compile(r"\\.|[{}\")]", re.DOTALL)
_CLOSING = {"{": "}", "(": ")", '"': '"'}


class Token(NamedTuple):
    """A part of a value: the text between `{}` or `""`, or a bare number or name of an abbreviation."""

    span: Span
    bare: bool = False


class RawField(NamedTuple):
    """`name = value` as it stands in the file; more than one token where values are joined with `#`."""

    name: str
    start: int
    name_end: int
    tokens: tuple[Token, ...]

    @property
    def name_span(self) -> Span:
        """The name as it is written."""
        return Span(self.start, self.name_end)

    @property
    def span(self) -> Span:
        """The value, without its delimiters."""
        first, last = self.tokens[0].span, self.tokens[-1].span
        return first if first is last else Span(first.start, last.end)


@dataclass(slots=True)
class RawBlock:
    """A block as far as it could be read: `@type{key, fields}`. `problem` says what is broken at `problem_span`."""

    type: str
    start: int
    end: int
    key: Span
    fields: list[RawField] = field(default_factory=list)
    problem: str = ""
    problem_span: Span | None = None

    @property
    def span(self) -> Span:
        """The block from its `@` to its closing brace."""
        return Span(self.start, self.end)

    def fail(self, problem: str, span: Span) -> None:
        """Note the first thing that is broken."""
        if not self.problem:
            self.problem, self.problem_span = problem, span


class _BrokenError(Exception):
    """The rest of a block can't be read; `place` is where."""

    def __init__(self, problem: str, place: Span) -> None:
        super().__init__(problem)
        self.place = place


def blocks(text: str) -> Iterator[RawBlock]:
    """All blocks of a text, in order; a broken one reaches to the next that begins a line, at most."""
    heads = [found.end() for found in _LINE_HEAD.finditer(text)]
    at = 0
    while head := _HEAD.search(text, at):
        following = bisect(heads, head.start())
        limit = heads[following] if following < len(heads) else len(text)
        kind = head[1].lower()
        if kind in ("comment", "preamble"):
            block = _unread(text, head, limit)
        else:
            block = scan(text, head.start(), limit, keyed=kind != "string")
        yield block
        at = block.end


def _unread(text: str, head: re.Match[str], limit: int) -> RawBlock:
    """A block whose contents are nobody's fields."""
    at = Span(head.start(), head.start())
    try:
        end = _closing(text, head.end() - 1, limit, at) + 1
    except _BrokenError:
        end = _last_character(text, head.start(), limit)
    return RawBlock(head[1].lower(), head.start(), end, at)


def comments(text: str, block: RawBlock) -> Iterator[Span]:
    """A `@comment` block, or the comments between the fields of an entry."""
    if block.type == "comment":
        yield block.span
    elif "%" in block.span.of(text):
        starts = [block.key.end, *(_after(found.tokens[-1]) for found in block.fields)]
        ends = [*(found.start for found in block.fields), block.end]
        for start, end in zip(starts, ends, strict=True):
            comment = text.find("%", start, end)
            if comment != -1:
                yield Span(comment, end)


def scan(text: str, start: int, limit: int, *, keyed: bool = True) -> RawBlock:
    """Read the block at `start`, no further than `limit`. `keyed` is false for `@string`, which has no key."""
    head = _HEAD.match(text, start, limit)
    if head is None:
        raise ValueError(f"no BibTeX block at {start}")
    at = _skip(text, head.end(), limit)
    block = RawBlock(head[1].lower(), start, limit, Span(at, at))
    closing = _CLOSING[head[2]]
    key = _KEY.match(text, at, limit) if keyed else None
    if keyed and not (key and key[0]) and (bare := _BARE_KEY.match(text, at, limit)):
        key = bare
        block.fail(f"a comma is missing behind the key `{key[0]}`", Span(*key.span()))
    if key:
        block.key = Span(at, key.end())
        at = _skip(text, key.end(), limit)
        if text.startswith(",", at) and at < limit:
            at += 1
    try:
        block.end = _fields(text, at, limit, closing, block)
        if stray := _STRAY_FIELD.match(text, block.end, limit):
            block.fail("the entry is closed too early", Span(stray.start(1), stray.end(1)))
    except _BrokenError as broken:
        block.fail(str(broken), broken.place)
        block.end = _last_character(text, start, limit)
    return block


def _fields(text: str, at: int, limit: int, closing: str, block: RawBlock) -> int:
    """Read `name = value, ...` into the block; returns the place behind the closing delimiter."""
    while True:
        at = _skip(text, at, limit)
        while plain := _PLAIN_FIELD.match(text, at, limit):
            group = plain.lastindex or 0
            token = Token(Span(*plain.span(group)), group == _BARE_GROUP)
            block.fields.append(RawField(plain[1].lower(), at, plain.end(1), (token,)))
            at = plain.end()
            if text.startswith("%", at):
                at = _skip(text, at, limit)
        if at >= limit:
            raise _BrokenError("the entry is not closed", Span(block.start, _HEAD.match(text, block.start).end()))  # type: ignore[union-attr]
        if text[at] == closing:
            return at + 1
        if text[at] == ",":
            at += 1
            continue
        match = _FIELD.match(text, at, limit)
        if not match:
            raise _BrokenError("a field without `=`", _word(text, at, limit))
        name = Span(at, match.end(1))
        tokens = tuple(_value(text, match.end(), limit, name))
        block.fields.append(RawField(match[1].lower(), at, match.end(1), tokens))
        at = _skip(text, _after(tokens[-1]), limit)
        if at < limit and text[at] not in (",", closing):
            if not _FIELD.match(text, at, limit):
                raise _BrokenError("text behind a field", _word(text, at, limit))
            block.fail(f"a comma is missing behind `{match[1]}`", name)


def _value(text: str, at: int, limit: int, name: Span) -> Iterator[Token]:
    """The tokens of a value, joined with `#`."""
    while True:
        simple = _SIMPLE.match(text, at, limit)
        bare = None if simple else _BARE.match(text, at, limit)
        if simple:
            token = Token(Span(at + 1, simple.end() - 1))
        elif at < limit and text[at] in '{"':
            token = Token(Span(at + 1, _closing(text, at, limit, name)))
        elif bare:
            token = Token(Span(at, bare.end()), bare=True)
        else:
            raise _BrokenError("a field without a value", name)
        yield token
        at = _skip(text, _after(token), limit)
        if at >= limit or text[at] != "#":
            return
        at = _skip(text, at + 1, limit)


def _closing(text: str, start: int, limit: int, name: Span) -> int:
    """Where what opens at `start` is closed: at the brace that balances, or at a quote or parenthesis outside of braces."""
    closing, depth = _CLOSING[text[start]], 0
    for match in _BRACE.finditer(text, start + 1, limit):
        if match[0] == closing and depth == 0:
            return match.start()
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
    raise _BrokenError("a value is not closed", name)


def _after(token: Token) -> int:
    return token.span.end if token.bare else token.span.end + 1


def _skip(text: str, at: int, limit: int) -> int:
    match = _SPACE.match(text, at, limit)
    return match.end() if match else at


def _last_character(text: str, start: int, limit: int) -> int:
    """The place behind the last character before `limit` that is no white space."""
    while limit > start + 1 and text[limit - 1].isspace():
        limit -= 1
    return limit


def _word(text: str, at: int, limit: int) -> Span:
    """The first word at a place, for a message."""
    end = at + 1
    while end < min(limit, at + 60) and not text[end].isspace():
        end += 1
    return Span(at, min(end, limit))


def text_of(text: str, raw: RawField, strings: Mapping[str, str]) -> str:
    """The value of a field with its abbreviations expanded, LaTeX markup kept; an undefined one gives its own name."""
    if len(raw.tokens) == 1 and not raw.tokens[0].bare:
        return raw.tokens[0].span.of(text)
    return "".join(
        strings.get(token.span.of(text).lower(), token.span.of(text)) if token.bare else token.span.of(text)
        for token in raw.tokens
    )
