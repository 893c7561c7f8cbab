"""Roles that cite keys, as Sphinx and MyST write them: {cite:p}`a,b` in Markdown, :cite:p:`a,b` in reStructuredText.

And commands of LaTeX in Markdown, which pandoc hands on (https://pandoc.org/MANUAL.html#extension-raw_tex), and the element
with keys of notebooks.

https://sphinxcontrib-bibtex.readthedocs.io/en/latest/usage.html, https://mystmd.org/guide/citations and
https://nbsphinx.readthedocs.io/en/latest/a-markdown-cell.html#Citations.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from checker.model.document import Block, BlockKind, Citation, CitationItem, CitationStyle
from checker.model.text import Span

_NAME = r"(?:foot)?cite(?::(?P<style>[a-z:]{1,20}))?"
#: A role of each of the two languages, with its keys.
MYST = re.compile(rf"\{{{_NAME}\}}`(?P<keys>[^`]{{1,2000}})`")
RST = re.compile(rf":{_NAME}:`(?P<keys>[^`]{{1,2000}})`")
COMMANDS = re.compile(
    r"\\(?:(?:tex(?=tcite)|[Cc]ite)(?P<style>t)(?:cite)?|[Cc]ite(?:p|alp|alt|author|year|yearpar)?|(?:paren|auto|foot)cite)\*?"
    r"(?:\[[^\[\]\n]{0,200}\]){0,2}\{(?P<keys>[^{}\\\n]{1,1000})\}"
)
ELEMENTS = re.compile(
    r"<cite(?P<style>)\s[^<>]{0,200}?\bdata-cite=[\"'](?!\w{1,20}/)(?P<keys>[^\"'<>]{1,1000})[\"'][^<>]{0,200}>"
)
IN_MARKDOWN = (MYST, COMMANDS, ELEMENTS)
#: A key with the text that may stand around it: `{see}key{p. 3}` (Sphinx), `see {key}, p. 3` is none.
_KEY = re.compile(r"(?:\{(?P<prefix>[^{}]*)\})?(?P<key>[^\s,;{}]+)(?:\{(?P<suffix>[^{}]*)\})?")
#: The styles whose authors are part of the sentence.
_NARRATIVE = frozenset("t")


def citations(text: str, blocks: Iterable[Block], pattern: re.Pattern[str]) -> tuple[Citation, ...]:
    """The citations by roles in prose and headings, in order; what stands in code or comments is none."""
    if "cite" not in text:
        return ()
    prose = (block for block in blocks if block.is_prose or block.kind is BlockKind.HEADING)
    found = (
        _citation(match)
        for block in prose
        for match in pattern.finditer(text, block.span.start, block.span.end)
        # a role's backticks are a code span of its own, an element is no prose itself: what counts is where they begin
        if not within(block.excluded, match.start(), strictly=True) and _KEY.search(match["keys"])
    )
    return tuple(sorted(found, key=lambda citation: citation.span))


def within(spans: Sequence[Span], offset: int, *, strictly: bool = False) -> bool:
    """Whether an offset lies in one of the spans, which are in order and disjoint; `strictly` behind its start."""
    following = bisect_right(spans, offset - strictly, key=lambda span: span.start)
    return following > 0 and offset < spans[following - 1].end


def _citation(match: re.Match[str]) -> Citation:
    start = match.start("keys")
    items = tuple(
        CitationItem(
            label=key["key"],
            span=Span(*key.span("key")).shifted(start),
            prefix=(key["prefix"] or "").strip(),
            suffix=(key["suffix"] or "").strip(),
        )
        for key in _KEY.finditer(match["keys"])
    )
    narrative = (match["style"] or "")[:1] in _NARRATIVE and match["style"] is not None
    return Citation(Span(*match.span()), match[0], CitationStyle.KEYS, items, narrative)
