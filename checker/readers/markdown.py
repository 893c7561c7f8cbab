"""Markdown, R Markdown and Quarto → `Document`. The only importer of markdown-it-py.

markdown-it-py says which lines form which block; what is no prose inside a block is found by `inline`.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from checker.model.document import Block, BlockKind, Document, Metadata
from checker.model.text import Location, SourceFile, Span, blanked
from checker.readers import front_matter, inline, markdown_scan, project, project_labels, roles, sections
from checker.readers.assembly import Assembled, Survey, assemble
from checker.readers.text import printed_date

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

#: Blocks that hold no other blocks, and their kind outside lists and footnotes.
_LEAVES = {
    "heading_open": BlockKind.HEADING,
    "paragraph_open": BlockKind.PARAGRAPH,
    "table_open": BlockKind.TABLE,
    "html_block": BlockKind.PARAGRAPH,
    "fence": BlockKind.OTHER,
    "code_block": BlockKind.OTHER,
}
_CONTAINERS = {"list_item": BlockKind.LIST_ITEM, "footnote_reference": BlockKind.FOOTNOTE}
#: What stands in front of a block's text in its first line: quote marks, list markers, footnote labels, heading marks.
_PREFIX = re.compile(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)]|\[\^[^\]\s]{1,100}\]:|#{1,6})(?:[ \t]+|(?<=>)))*")
_LINK_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,500}\]:[ \t]*\S[^\n]*$", re.MULTILINE)
#: An example of pandoc with its label: what the text says of it, `(@good)`, cites nothing.
_EXAMPLE = re.compile(r"(?:^|\n)[ \t>]{0,20}\((@[\w-]{1,100})\)[ \t]")
_LABEL = re.compile(r"\((@[\w-]{1,100})\)")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_EMPHASIS = re.compile(r"[*_]{1,3}")
_RAW_HTML = ("<script", "<style", "<pre", "<textarea")


def read(source: SourceFile) -> Document:
    """Read a Markdown manuscript with the files that it includes."""
    assembled = _assembled(source)
    source = assembled.source
    text = source.text
    matter = front_matter.span(text)
    marks = markdown_scan.scan(text)
    leaves = _leaves(source, blanked(text, [*marks.holes, matter] if matter else marks.holes))
    leaves += [_block(text, BlockKind.PARAGRAPH, span, 0) for span in marks.arguments]
    leaves = _without_examples(text, sorted(leaves, key=lambda leaf: leaf.span))
    comments = [part for leaf in leaves for part in leaf.excluded if text.startswith("<!--", part.start)]
    hidden = [leaf.span for leaf in leaves if leaf.kind is BlockKind.OTHER] + comments + ([matter] if matter else [])
    hidden += [Span(match.start(), match.end()) for match in _LINK_DEFINITION.finditer(text)]
    hidden += marks.holes
    lists = () if marks.made else sections.reference_lists(source, hidden)
    opaque = [Block(BlockKind.OTHER, span) for span in ([matter] if matter else []) + [part.span for part in lists]]
    taken = [block.span for block in opaque]
    inside = front_matter.references(source)
    blocks = opaque + [leaf for leaf in leaves if not _touches(leaf.span, taken)]
    found = [citation for form in roles.IN_MARKDOWN for citation in roles.citations(text, blocks, form)]
    return Document(
        source,
        "markdown",
        tuple(sorted(blocks, key=lambda block: block.span)),
        (*lists, inside) if inside else lists,
        tuple(sorted(found, key=lambda citation: citation.span)),
        comments=tuple(Location(source.path, span) for span in sorted(comments)),
        metadata=_metadata(text, assembled, leaves),
        notices=assembled.notices,
        labels=_labels(source, matter),
    )


def _assembled(source: SourceFile) -> Assembled:
    """The manuscript with the files that it includes; the text of a notebook stays as it is."""
    if not source.plain or not markdown_scan.scan(source.text).included:
        return Assembled(source)
    return assemble(source, "markdown", _survey, top=project.top(Path(source.path)))


def _survey(text: str) -> Survey:
    matter = front_matter.span(text)
    return Survey(markdown_scan.scan(text).included, Span(matter.end if matter else 0, len(text)))


def _labels(source: SourceFile, matter: Span | None) -> tuple[str, ...]:
    """The labels of the text and of its MyST project, and its keys with a prefix that front matter or a Quarto project adds."""
    if "@" not in source.text:
        return ()
    own = project.prefixes_in(matter.of(source.text)) if matter else ()
    path = Path(source.path)
    found = markdown_scan.labels(source.text, (*own, *project.label_prefixes(path)))
    return tuple(sorted({*found, *project_labels.labels_around(path, project.top(path))}))


def _metadata(text: str, assembled: Assembled, leaves: Sequence[Block]) -> Metadata:
    """What the front matter says; the date, if it has none, as the text prints it."""
    said = front_matter.metadata(text)
    lines = (_EMPHASIS.sub("", line) for leaf in leaves if leaf.is_prose for line in leaf.span.of(text).split("\n"))
    return replace(said, date=said.date or printed_date(lines), nocite=(*said.nocite, *assembled.nocite))


@cache
def _parser() -> "MarkdownIt":
    """A parser of blocks alone: inline markup is read by `inline`, which keeps positions."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _leaves(source: SourceFile, body: str) -> list[Block]:
    """The blocks that hold text, ordered and disjoint. `body` is the text with the front matter blanked out."""
    blocks: list[Block] = []
    around: list[str] = []
    end = 0
    for token in _parser().parse(_LONE_RETURN.sub(" ", body)):
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _CONTAINERS:
            around = [*around, name] if token.nesting > 0 else around[:-1]
        if token.type in _LEAVES and token.map:
            kind = _LEAVES[token.type]
            if around and kind is BlockKind.PARAGRAPH:
                kind = _CONTAINERS["footnote_reference" if "footnote_reference" in around else around[-1]]
            span = _span_of_lines(source, max(token.map[0], end), token.map[1], plain=kind is not BlockKind.OTHER)
            end = max(end, token.map[1])
            if len(span):
                blocks.append(_block(source.text, kind, span, int(token.tag[1]) if kind is BlockKind.HEADING else 0))
    return blocks


def _span_of_lines(source: SourceFile, first: int, last: int, *, plain: bool) -> Span:
    """The text of the 0-based lines `first:last` without white space around it and, if `plain`, without marks in front."""
    last = min(last, source.line_count)
    if first >= last:
        return Span(0, 0)
    start, end = source.line_span(first + 1).start, source.line_span(last).end
    if plain:
        prefix = _PREFIX.match(source.text, start, source.line_span(first + 1).end)
        start = prefix.end() if prefix else start
    text = source.text[start:end]
    start += len(text) - len(text.lstrip())
    return Span(start, max(start, end - (len(text) - len(text.rstrip()))))


def _block(text: str, kind: BlockKind, span: Span, level: int) -> Block:
    if kind is BlockKind.OTHER:
        return Block(kind, span)
    excluded = inline.excluded(text, span)
    if text.startswith("<", span.start) and not _has_prose(text, span, excluded):
        kind = BlockKind.OTHER
    return Block(kind, span, level, excluded, inline.superscripts(text, span))


def _without_examples(text: str, leaves: list[Block]) -> list[Block]:
    """The blocks with the labels of pandoc's examples excluded (https://pandoc.org/MANUAL.html#numbered-example-lists).

    An example begins a paragraph, or a line behind another example: elsewhere `(@key)` cites.
    """
    labels: set[str] = set()
    for leaf in leaves:
        if leaf.is_prose and text.startswith("(@", leaf.span.start):
            labels.update(_EXAMPLE.findall(leaf.span.of(text)))
    if not labels:
        return leaves
    return [_without_labels(text, leaf, labels) if leaf.is_prose else leaf for leaf in leaves]


def _without_labels(text: str, block: Block, labels: Container[str]) -> Block:
    found = (Span(*match.span(1)) for match in _LABEL.finditer(text, block.span.start, block.span.end) if match[1] in labels)
    own = [span for span in found if not roles.within(block.excluded, span.start)]
    return replace(block, excluded=tuple(sorted((*block.excluded, *own))))


def _has_prose(text: str, span: Span, excluded: Sequence[Span]) -> bool:
    """Whether a block that begins with HTML holds words outside its tags, comments and scripts."""
    if text[span.start : span.start + 10].lower().startswith(_RAW_HTML):
        return False
    borders = [span.start, *(border for part in excluded for border in (part.start, part.end)), span.end]
    return any(char.isalnum() for start, end in zip(borders[::2], borders[1::2], strict=True) for char in text[start:end])


def _touches(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span overlaps one of `others`, which are ordered and disjoint."""
    following = bisect_left(others, span.end, key=lambda other: other.start)
    return following > 0 and others[following - 1].end > span.start
