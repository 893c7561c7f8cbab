"""Pandoc's citation keys: `[see @a, p. 3; -@b]`, `@a [p. 3]`, `@{key}` (https://pandoc.org/MANUAL.html#citations)."""

import re
from collections.abc import Container, Iterator
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import NamedTuple

from checker.citations.brackets import innermost
from checker.citations.passages import LINK, Passage
from checker.model.document import Citation, CitationItem, CitationStyle

_KEY = re.compile(
    r"(?<![\w@\\.\"'=/<])(?P<minus>-)?@(?:\{(?P<braced>[^{}\s]{1,500})\}|(?P<key>[^\W_](?:[\w/]|[:.#$%&+?<>~-]+(?=[\w/])){0,500}|_\w{0,500}))"
)
_UNBROKEN = re.compile(r"[^\s;,\]]{1,500}")
_LOCATOR_BEHIND = re.compile(r"[ \n]?\[(?P<locator>[^\[\]@\n]{1,200})\](?![(\[{:])")
_LOCATOR = re.compile(
    r"\s*,?\s*((?:pp?|chap(?:ter)?s?|ch|sec|section|figs?|figure|tables?|vol|para|eqs?|§)?\.?\s*[0-9ivxlc][\w–, -]*)"
)
#: Cross-references to figures, tables, equations and the like (pandoc-crossref, Quarto, bookdown).
_CROSSREF = re.compile(
    r"(?:fig|tbl|tab|eq|sec|lst|thm|lem|cor|prp|prop|cnj|def|exm|exr|exp|sol|rem|alg|alem|supp|apx|nte|tip|wrn|imp|cau|vid)[-:]|ref\(",
    re.IGNORECASE,
)


class Key(NamedTuple):
    """A key in a passage; `start:end` covers it with its `@`."""

    text: str
    start: int
    end: int
    suppress_author: bool


def find_keys(passage: Passage, known: Container[str], labels: Container[str] = ()) -> Iterator[Citation]:
    """The clusters of citation keys in a passage; e-mail addresses are none.

    Neither are cross-references, of the `labels` of the text or by their prefix, unless `known` has the key.
    """
    keys = [key for match in _KEY.finditer(passage.raw) if (key := _read_key(passage, match, known, labels))]
    brackets = innermost(passage.text, [key.start for key in keys], square_only=True)
    for bracket, part in groupby(zip(brackets, keys, strict=True), key=itemgetter(0)):
        members = [key for _, key in part]
        if bracket is None or passage.text[bracket[1] : bracket[1] + 1] in ("(", LINK):
            yield from (_alone(passage, key) for key in members)
        elif not _is_definition(passage.text, *bracket):
            yield _cluster(passage, bracket, members)


def _read_key(passage: Passage, match: re.Match[str], known: Container[str], labels: Container[str]) -> Key | None:
    if passage.is_hole(match.start()):
        return None
    text, end = match["braced"] or match["key"], match.end()
    longer = _UNBROKEN.match(passage.raw, match.start("key")) if match["key"] else None
    if longer and text not in known and longer[0] in known:  # a DOI may have characters that pandoc wants in braces
        text, end = longer[0], longer.end()
    if text not in known and (text in labels or _CROSSREF.match(text)):
        return None
    return Key(text, match.start(), end, match["minus"] is not None)


def _is_definition(text: str, start: int, end: int) -> bool:
    """Whether a bracket defines a link: `[@key]: https://…` on a line of its own."""
    return text[end : end + 2] == ": " and (start == 0 or text[start - 1] == "\n")


def _cluster(passage: Passage, bracket: tuple[int, int], keys: list[Key]) -> Citation:
    """A bracketed cluster: what stands before a key up to the last semicolon is its prefix, what stands behind its suffix."""
    start, end = bracket
    items = []
    position = start + 1
    for key, following in zip_longest(keys, keys[1:]):
        stop = following.start if following else end - 1
        cut = passage.raw.find(";", key.end, stop)
        suffix = passage.raw[key.end : stop if cut == -1 else cut]
        locator = _LOCATOR.match(suffix)
        items.append(
            CitationItem(
                label=key.text,
                span=passage.span(key.start, key.end),
                locator=locator[1].strip() if locator else "",
                prefix=passage.raw[position : key.start].strip(),
                suffix=suffix.strip(" ,"),
                suppress_author=key.suppress_author,
            )
        )
        position = stop if cut == -1 else cut + 1
    return Citation(passage.span(start, end), passage.raw[start:end], CitationStyle.KEYS, tuple(items))


def _alone(passage: Passage, key: Key) -> Citation:
    """A key in the sentence, with the bracketed locator behind it: `@a [p. 3]`."""
    behind = _LOCATOR_BEHIND.match(passage.text, key.end)
    end = behind.end() if behind else key.end
    item = CitationItem(
        label=key.text,
        span=passage.span(key.start, key.end),
        locator=behind["locator"] if behind else "",
        suppress_author=key.suppress_author,
    )
    return Citation(passage.span(key.start, end), passage.raw[key.start : end], CitationStyle.KEYS, (item,), narrative=True)
