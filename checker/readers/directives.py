"""Directives: which of them hold prose, and which part of a file an `include` takes.

https://docutils.sourceforge.io/docs/ref/rst/directives.html, https://mystmd.org/guide/directives and the Sphinx extensions that
come with them. In all others stands code, maths, data or raw output.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial

from checker.model.text import Span

#: Directives whose content is prose, and so is their argument.
PROSE = frozenset(
    """
    note warning tip hint important attention caution danger error admonition seealso table list-table topic sidebar margin
    aside versionadded versionchanged deprecated todo abstract card dropdown tab-item grid-item-card exercise solution glossary
    theorem lemma corollary proposition conjecture definition example hypothesis proof remark
    prf:theorem prf:lemma prf:corollary prf:proposition prf:conjecture prf:definition prf:example prf:proof prf:remark
    prf:algorithm prf:assumption prf:axiom prf:criterion prf:observation prf:property
    """.split()
)
#: Directives whose content is prose, their argument a file, a class or a condition.
FRAMES = frozenset(
    "figure epigraph pull-quote highlights blockquote compound container rst-class only div grid tab-set subfigure".split()
)
#: Directives of MyST that hold no prose in whatever fence; a colon fence of another name is taken for prose.
CODE = frozenset(
    """
    code code-block code-cell sourcecode math mermaid raw parsed-literal literalinclude toctree bibliography doctest eval-rst
    autosummary autofunction automodule autoclass image iframe embed include csv-table raw:latex raw:typst
    """.split()
)
#: Directives that print the list of what is cited.
LISTS = frozenset({"bibliography", "footbibliography"})
#: Options by which an included file is code.
_LITERAL = frozenset({"literal", "code", "lang", "literal-include"})


def is_literal(options: Mapping[str, str]) -> bool:
    """Whether an `include` with these options shows a file as code."""
    return not _LITERAL.isdisjoint(options)


def part(options: Mapping[str, str]) -> Callable[[str], Span] | None:
    """The function that tells which part of a file's text an `include` with these options takes; null for all of it."""
    chosen = any(name == "lines" or name.startswith(("start-", "end-")) for name in options)
    return partial(_selected, options) if chosen else None


def _selected(options: Mapping[str, str], text: str) -> Span:
    """First the lines are cut out, then what stands between the marks; a mark that does not occur cuts nothing off."""
    edges = [0]
    for line in text.splitlines(keepends=True):
        edges.append(edges[-1] + len(line))
    first, last = _lines(options.get("lines", ""), len(edges) - 1)
    end = _edge(edges, options.get("end-line"), last)
    start = min(end, _edge(edges, options.get("start-line"), first))
    for name, kept in (("start-at", True), ("start-after", False)):
        at = text.find(mark, start, end) if (mark := options.get(name)) else -1
        if mark and at != -1:
            start = at if kept else at + len(mark)
    for name, kept in (("end-at", True), ("end-before", False)):
        at = text.find(mark, start, end) if (mark := options.get(name)) else -1
        if mark and at != -1:
            end = at + len(mark) if kept else at
    return Span(start, end)


def _lines(said: str, count: int) -> tuple[int, int]:
    """The first line, from 0, and the one behind the last of those named from 1, as in `2-5, 8-`; all between are taken."""
    numbers = [int(number) for number in re.findall(r"(?<!\d)\d{1,9}(?!\d)", said)]
    open_end = not numbers or said.rstrip().endswith("-")
    return max(0, min(numbers, default=1) - 1), count if open_end else min(count, max(numbers))


def _edge(edges: list[int], said: str | None, default: int) -> int:
    """The offset of a line that is counted from 0, a negative one from the end, as in Python."""
    digits = (said or "").removeprefix("-")
    number = int(said or "") if digits.isascii() and digits.isdigit() and len(digits) < 10 else default
    return edges[max(0, min(len(edges) - 1, number if number >= 0 else len(edges) - 1 + number))]
