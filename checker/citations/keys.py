"""Pandoc's citation keys: `[see @a, p. 3; -@b]`, `@a [p. 3]`, `@{key}` (https://pandoc.org/MANUAL.html#citations)."""

import re
from collections.abc import Container, Iterator
from itertools import groupby
from operator import itemgetter

from checker.citations.brackets import innermost
from checker.citations.passages import LINK, Passage
from checker.model.document import Citation, CitationItem, CitationStyle

_KEY = re.compile(
    r"(?<![\w@\\.\"'=/<])(?P<minus>-)?@(?:\{(?P<braced>[^{}\s]{1,500})\}|(?P<key>[^\W_](?:[\w/]|[:.#$%&+?<>~-]+(?=[\w/])){0,500}|_\w{0,500}))"
)
_LOCATOR_BEHIND = re.compile(r"[ \n]?\[(?P<locator>[^\[\]@\n]{1,200})\](?![(\[{:])")
_LOCATOR = re.compile(
    r"\s*,?\s*((?:pp?|chap(?:ter)?s?|ch|sec|section|figs?|figure|tables?|vol|para|eqs?|§)?\.?\s*[0-9ivxlc][\w–, -]*)"
)
#: Cross-references to figures, tables, equations and the like (pandoc-crossref, Quarto, bookdown).
_CROSSREF = re.compile(
    r"(?:fig|tbl|tab|eq|sec|lst|thm|lem|cor|prp|prop|cnj|def|exm|exr|exp|sol|rem|alg|alem|supp|apx|nte|tip|wrn|imp|cau|vid)[-:]|ref\("
)


def find_keys(passage: Passage, known: Container[str]) -> Iterator[Citation]:
    """The clusters of citation keys in a passage; cross-references and e-mail addresses are none unless `known` has the key."""
    keys = [match for match in _KEY.finditer(passage.raw) if not passage.is_hole(match.start()) and _is_citation(match, known)]
    brackets = innermost(passage.text, [match.start() for match in keys], square_only=True)
    for bracket, part in groupby(zip(brackets, keys, strict=True), key=itemgetter(0)):
        matches = [match for _, match in part]
        if bracket is not None and passage.text[bracket[1] : bracket[1] + 1] not in ("(", LINK):
            yield _cluster(passage, bracket, matches)
        else:
            yield from (_alone(passage, match) for match in matches)


def _is_citation(match: re.Match[str], known: Container[str]) -> bool:
    key = _key(match)
    return key in known or not _CROSSREF.match(key)


def _key(match: re.Match[str]) -> str:
    return match["braced"] or match["key"]


def _cluster(passage: Passage, bracket: tuple[int, int], matches: list[re.Match[str]]) -> Citation:
    """A bracketed cluster: what stands before a key up to the last semicolon is its prefix, what stands behind its suffix."""
    start, end = bracket
    items = []
    position = start + 1
    for place, match in enumerate(matches):
        following = matches[place + 1].start() if place + 1 < len(matches) else end - 1
        cut = passage.raw.find(";", match.end(), following)
        stop = cut if cut != -1 else following
        suffix = passage.raw[match.end() : stop]
        locator = _LOCATOR.match(suffix)
        items.append(
            CitationItem(
                label=_key(match),
                span=passage.span(match.start(), match.end()),
                locator=locator[1].strip() if locator else "",
                prefix=passage.raw[position : match.start()].strip(),
                suffix=suffix.strip(" ,"),
                suppress_author=match["minus"] is not None,
            )
        )
        position = stop + 1 if cut != -1 else following
    return Citation(passage.span(start, end), passage.raw[start:end], CitationStyle.KEYS, tuple(items))


def _alone(passage: Passage, match: re.Match[str]) -> Citation:
    """A key in the sentence, with the bracketed locator behind it: `@a [p. 3]`."""
    behind = _LOCATOR_BEHIND.match(passage.text, match.end())
    start, end = match.start(), behind.end() if behind else match.end()
    item = CitationItem(
        label=_key(match),
        span=passage.span(start, match.end()),
        locator=behind["locator"] if behind else "",
        suppress_author=match["minus"] is not None,
    )
    return Citation(passage.span(start, end), passage.raw[start:end], CitationStyle.KEYS, (item,), narrative=True)
