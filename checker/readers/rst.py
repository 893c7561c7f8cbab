"""reStructuredText → `Document`: roles of sphinxcontrib-bibtex, citations `[Key]_` and footnotes `[1]_` with their definitions.

https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html; only what a citation needs is read, and every place kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from checker.model.document import Block, BlockKind, Citation, CitationItem, CitationStyle, Document, Metadata
from checker.model.text import Location, SourceFile, Span
from checker.readers import dates, directives, project, roles, sections, signs
from checker.readers.assembly import Assembled, Inclusion, Survey, assemble
from checker.readers.linked_lists import List, Listed, reference_lists

_UNDERLINE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}")
_DIRECTIVE = re.compile(r"\.\.[ \t]+(?:\|[^|\n]{1,200}\|[ \t]+)?([\w:.+-]{1,60})::(?:[ \t]+(.*))?")
_DEFINITION = re.compile(r"\.\.[ \t]+\[(#[\w-]{0,100}|\*|[0-9]{1,4}|[^\W\d_][\w.+:-]{0,100})\][ \t]*")
_TARGET = re.compile(r"\.\.[ \t]+(?:_[^\n]|\|)")
_OPTION = re.compile(r":([\w -]{1,60}):(?:\s+|$)")
_FIELD = re.compile(r":([Aa]uthors?|[Dd]ate):[ \t]+(\S.*)")
_BULLET = re.compile(r"(?:[-*+•]|#\.|\(?(?:\d{1,3}|[a-zA-Z])[.)])[ \t]+")
_CITED = re.compile(r"(?<![\w\]\\`])\[(#[\w-]{1,100}|[0-9]{1,4}|[^\W\d_][\w.+:-]{0,100})\]_(?!\w)")
#: No prose in a line: literals, roles that are no citations, the address of a link, bare addresses, substitutions.
_INLINE = re.compile(
    r"``[^`\n](?:[^`]|`(?!`)){0,2000}?``|:(?!(?:foot)?cite)[a-zA-Z][\w:.+-]{0,60}:`[^`]{1,2000}`|<[^<>`\s]{1,2000}>`__?"
    r"|https?://[^\s<>\"`]{1,2000}|\|[^|\s][^|\n]{0,100}\|_{0,2}"
)
#: So many of the footnotes must look like references to be a list of them.
_MOSTLY = 0.5


@dataclass(slots=True)
class _Reading:
    """What is found on the way through the lines. `entries` are citation and footnote definitions by their label."""

    blocks: list[Block] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    bibliography: list[Span] = field(default_factory=list)
    included: list[Inclusion] = field(default_factory=list)
    entries: dict[str, tuple[Span, Span]] = field(default_factory=dict)  # the label's place and the text's
    numbered: bool = False  # some of these are references with a number
    made: bool = False  # a directive prints the list


def read(source: SourceFile) -> Document:
    """Read a reStructuredText manuscript with the files that it includes."""
    assembled = Assembled(source)
    if "include::" in source.text:
        assembled = assemble(source, "rst", _survey, top=project.top(Path(source.path)))
        source = assembled.source
    text = source.text
    found = _found(source)
    lists, names = reference_lists(source, _listed(text, found))
    if not lists and not found.made:
        opaque = [block.span for block in found.blocks if block.kind is BlockKind.OTHER]
        lists = sections.reference_lists(source, opaque)
    found.numbered = any(name.isdecimal() for name in names)
    regions = sorted(part.span for part in lists)
    blocks = [_without_notes(text, block, found, names) for block in found.blocks if not _overlaps(block.span, regions)]
    blocks += [Block(BlockKind.OTHER, region) for region in regions]
    blocks.sort(key=lambda block: block.span)
    cited = list(_citations(text, blocks, found, names))
    own = _own(cited, source)
    citations = [*roles.citations(text, blocks, roles.RST), *own]
    return Document(
        source,
        "rst",
        tuple(blocks),
        lists,
        tuple(sorted(citations, key=lambda citation: citation.span)),
        comments=tuple(Location(source.path, span) for span in found.comments),
        metadata=replace(_metadata(text, found), nocite=assembled.nocite),
        notices=(*assembled.notices, *_elsewhere(len(cited) - len(own))),
    )


def _own(cited: list[Citation], source: SourceFile) -> list[Citation]:
    """The citations that this file can answer for: in a Sphinx project any file and docstring may define a `[Key]_`.

    See https://www.sphinx-doc.org/en/master/usage/restructuredtext/basics.html#citations.
    """
    unknown = {citation.span for citation in cited if citation.style is CitationStyle.KEYS and not citation.items[0].reference}
    if not unknown or not project.in_sphinx(Path(source.path)):
        return cited
    return [citation for citation in cited if citation.span not in unknown]


def _elsewhere(count: int) -> Iterator[str]:
    """What to say about citations that other files define."""
    if count:
        named = "1 citation means an entry" if count == 1 else f"{count} citations mean entries"
        yield f"{named} of another file of the Sphinx project, which was not looked for"


def _survey(text: str) -> Survey:
    return Survey(_found(SourceFile("", text)).included, Span(0, len(text)))


def _found(source: SourceFile) -> _Reading:
    found = _Reading()
    lines = [line for line in source.lines() if len(line.of(source.text).strip())]
    _read_lines(source, lines, found)
    return found


def _overlaps(span: Span, regions: Sequence[Span]) -> bool:
    """Whether a span lies in part in one of the regions, of which there are few."""
    return any(region.overlaps(span) for region in regions)


def _indent(text: str, line: Span) -> int:
    content = line.of(text)
    return len(content) - len(content.lstrip())


def _read_lines(source: SourceFile, lines: Sequence[Span], found: _Reading) -> None:
    """The blocks that lines without blank ones among them make, by the mark that each begins with."""
    text, at = source.text, 0
    literal: int | None = None  # the indentation of the paragraph that announced a literal block
    while at < len(lines):
        line, indent = lines[at], _indent(text, lines[at])
        if literal is not None:
            stop = _deeper(text, lines, at, literal)
            literal = None
            if stop > at:
                found.blocks.append(Block(BlockKind.OTHER, _joined(text, lines[at:stop])))
                at = stop
                continue
        content = line.of(text).strip()
        if content.startswith(".. ") or content == "..":
            at = _explicit(source, lines, at, found)
        elif content.startswith(">>>"):
            stop = _paragraph_end(text, lines, at)
            found.blocks.append(Block(BlockKind.OTHER, _joined(text, lines[at:stop])))
            at = stop
        else:
            stop = _paragraph_end(text, lines, at)
            at = _text_block(text, lines, at, stop, found)
            if lines[at - 1].of(text).rstrip().endswith("::"):
                literal = indent


def _paragraph_end(text: str, lines: Sequence[Span], at: int) -> int:
    """The index behind the last line of the paragraph that begins at `at`: up to a blank line."""
    stop = at + 1
    while stop < len(lines) and text[lines[stop - 1].end : lines[stop].start].count("\n") < 2:
        if lines[stop].of(text).lstrip().startswith(".. "):
            break
        stop += 1
    return stop


def _deeper(text: str, lines: Sequence[Span], at: int, indent: int) -> int:
    """The index behind the lines from `at` on that are indented more than `indent`."""
    while at < len(lines) and _indent(text, lines[at]) > indent:
        at += 1
    return at


def _joined(text: str, lines: Sequence[Span]) -> Span:
    first = lines[0]
    return Span(first.start + _indent(text, first), lines[-1].start + len(lines[-1].of(text).rstrip()))


def _text_block(text: str, lines: Sequence[Span], at: int, stop: int, found: _Reading) -> int:
    """A heading, list item or paragraph; the index behind it."""
    content = [lines[place].of(text).strip() for place in range(at, stop)]
    over = len(content) > 2 and _UNDERLINE.fullmatch(content[0]) and content[0] == content[2]
    title = 1 if over else 0
    if len(content) > title + 1 and _UNDERLINE.fullmatch(content[title + 1]) and not _UNDERLINE.fullmatch(content[title]):
        found.blocks.append(_block(text, BlockKind.HEADING, _joined(text, [lines[at + title]]), level=1))
        return at + title + 2
    if all(_OPTION.match(line) for line in content) and not found.blocks[1:]:
        found.blocks.append(Block(BlockKind.OTHER, _joined(text, lines[at:stop])))  # the docinfo, or options of a directive
        return stop
    kind = BlockKind.LIST_ITEM if _BULLET.match(content[0]) else BlockKind.PARAGRAPH
    kind = BlockKind.OTHER if all(map(_is_rule, content)) else kind
    found.blocks.append(_block(text, kind, _joined(text, lines[at:stop])))
    return stop


def _is_rule(line: str) -> bool:
    return _UNDERLINE.fullmatch(line) is not None or not any(char.isalnum() for char in line)


def _block(text: str, kind: BlockKind, span: Span, level: int = 0) -> Block:
    if kind is BlockKind.OTHER:
        return Block(kind, span)
    excluded = tuple(Span(*match.span()) for match in _INLINE.finditer(text, span.start, span.end))
    return Block(kind, span, level, excluded)


def _explicit(source: SourceFile, lines: Sequence[Span], at: int, found: _Reading) -> int:
    """A block that begins with `..`: a directive, definition, target or comment; the index behind what is no prose of it."""
    text, line = source.text, lines[at]
    start = line.start + _indent(text, line)
    stop = _deeper(text, lines, at + 1, _indent(text, line))
    whole = _joined(text, lines[at:stop])
    definition = _DEFINITION.match(text, start, line.end)
    directive = None if definition else _DIRECTIVE.match(text, start, line.end)
    if definition:
        note = Span(definition.end(), max(definition.end(), whole.end))  # white space behind the label is no text
        found.entries.setdefault(definition[1].lower(), (Span(start + 3, note.start), note))
        found.blocks.append(_block(text, BlockKind.FOOTNOTE, note))
        return stop
    name = directive[1].lower() if directive else ""
    if name in directives.PROSE or name in directives.FRAMES:
        found.blocks.append(Block(BlockKind.OTHER, _joined(text, [line])))
        return _past_options(text, lines, at + 1, stop, found)
    if directive and name == "include" and directive[2]:
        found.included += _included(text, Span(start, lines[stop - 1].end), directive[2], lines[at + 1 : stop])
    found.made |= name in directives.LISTS
    if directive and name == "bibliography" and directive[2]:
        offset = directive.start(2)
        found.bibliography += (Span(*match.span()).shifted(offset) for match in re.finditer(r"\S+", directive[2]))
    if directive is None and not _TARGET.match(text, start, line.end):
        found.comments.append(whole)
    found.blocks.append(Block(BlockKind.OTHER, whole))
    return stop


def _included(text: str, place: Span, name: str, lines: Sequence[Span]) -> Iterator[Inclusion]:
    """The file that stands in a place of the text, unless it is shown as code."""
    found = (_OPTION.match(content) for line in lines if (content := line.of(text).strip()))
    options = {match[1].lower(): match.string[match.end() :].strip() for match in found if match}
    name = name.strip()
    if not directives.is_literal(options):
        yield Inclusion(place, name.strip("<>"), optional=name.startswith("<"), part=directives.part(options))


def _past_options(text: str, lines: Sequence[Span], at: int, stop: int, found: _Reading) -> int:
    """The index behind the options of a directive, whose content is read as any text is."""
    first = at
    while at < stop and _OPTION.match(lines[at].of(text).strip()):
        at += 1
    if at > first:
        found.blocks.append(Block(BlockKind.OTHER, _joined(text, lines[first:at])))
    return at


def _listed(text: str, found: _Reading) -> list[List]:
    """The definitions that are references: those with a key, and the footnotes where most of them look like references."""
    notes = [span for label, (_, span) in found.entries.items() if not label[0].isalpha()]
    likely = sum(signs.is_reference_like(" ".join(span.of(text).split())) for span in notes)
    kept = [
        Listed(span, (label,), int(label) if label.isdecimal() else None, place)
        for label, (place, span) in found.entries.items()
        if len(span) and (label[0].isalpha() or likely > _MOSTLY * len(notes))
    ]
    return [List(Span(0, len(text)), kept)] if kept else []


def _citations(text: str, blocks: Iterable[Block], found: _Reading, names: Mapping[str, str]) -> Iterator[Citation]:
    """`[Key]_` and `[1]_`; a footnote that is no reference is no citation."""
    for block in blocks:
        if not (block.is_prose or block.kind is BlockKind.HEADING):
            continue
        for match in _CITED.finditer(text, block.span.start, block.span.end):
            label = match[1].lower()
            if roles.within(block.excluded, match.start()) or _is_note(label, found, names):
                continue
            number = label.isdecimal()
            place = Span(*match.span(1))
            item = CitationItem(match[1], place, names.get(label))
            style = CitationStyle.NUMERIC if number else CitationStyle.KEYS
            yield Citation(Span(*match.span()), match[0], style, (item,))


def _is_note(label: str, found: _Reading, names: Mapping[str, str]) -> bool:
    """Whether a label is that of a footnote which is no reference: one that is defined, or in a text without numbered ones."""
    if label in names or label[0].isalpha():
        return label in found.entries and label not in names
    return label in found.entries or not found.numbered


def _without_notes(text: str, block: Block, found: _Reading, names: Mapping[str, str]) -> Block:
    """The block with its marks of footnotes that are no references excluded: they are no citations either."""
    if not block.is_prose:
        return block
    marks = _CITED.finditer(text, block.span.start, block.span.end)
    notes = [Span(*match.span()) for match in marks if _is_note(match[1].lower(), found, names)]
    kept = [span for span in notes if not roles.within(block.excluded, span.start)]
    return replace(block, excluded=tuple(sorted((*block.excluded, *kept)))) if kept else block


def _metadata(text: str, found: _Reading) -> Metadata:
    """The title, what the fields at the top say, and the bibliographies that the text names."""
    title = next((block.span.of(text) for block in found.blocks if block.kind is BlockKind.HEADING), "")
    date = None
    for line in text[:4000].split("\n"):
        match = _FIELD.fullmatch(line.strip())
        if match and match[1].lower() == "date":
            date = dates.parse(match[2])
    named = tuple(found.bibliography)
    return replace(
        Metadata(title=title, date=date), bibliography=tuple(span.of(text) for span in named), bibliography_spans=named
    )
