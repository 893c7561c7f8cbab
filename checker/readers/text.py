"""Plain text → `Document`: headings, paragraphs, tables, captions, reference lists, and what the page says about itself."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby

from checker.model.document import Block, BlockKind, Document, Metadata
from checker.model.reference import DateParts, ReferenceList
from checker.model.text import SourceFile, Span
from checker.readers import dates, sections, signs
from checker.readers.sections import Paragraph

_LONGEST_HEADING = 150
#: A line longer than this is a paragraph of its own even without a blank line around it.
_LONG_LINE = 250
_DATED = re.compile(
    r"(Submitted|(?:Received in )?Revised(?: form)?|Received|Accepted|First published|Published online|Published|Date)"
    r"(?: for publication)?(?: on)?\s?:?\s+(?=[\w(])",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(rf"[•*(]?\s*(?:Article history\s?:?\s+|Manuscript\s+)?{_DATED.pattern}", re.IGNORECASE)
#: Which date tells best what the authors could know: works that appear while a manuscript is revised may be cited in it.
_DATE_ORDER = ("accepted", "revised", "received", "submitted", "first published", "published", "published online", "date")
_OWN_DOI = re.compile(
    r"(?:[•*]\s*)?(?:doi\s?:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s,;]{1,200})", re.IGNORECASE
)
_END_OF_TITLE = re.compile(r"(?:abstract|summary|introduction|background)[:.]?", re.IGNORECASE)
_ENDS_AS_PROSE = re.compile(r"[.,;:!]$")
#: A line with a citation in it is read as text, heading or not.
_CITES = re.compile(r"\[\d|\(\d+[,–-]|\([^()]{0,80}\d{4}|[⁰¹²³⁴-⁹]|\^\d|\[@|, (?:1[6-9]|20)\d\d")
_BULLET = re.compile(r"[•●▪◦‣*–-]\s")


def read(source: SourceFile) -> Document:
    """Read a plain-text manuscript or reference list."""
    lists = reference_lists(source)
    blocks = blocks_of(source.text, lists)
    return Document(source, "text", blocks, lists, metadata=metadata(source.text, blocks, lists))


def reference_lists(source: SourceFile) -> tuple[ReferenceList, ...]:
    """The reference lists of a plain text, in order, with their spans and scopes and without entries."""
    return sections.reference_lists(source)


def blocks_of(text: str, lists: Iterable[ReferenceList]) -> tuple[Block, ...]:
    """The blocks of a plain text, ordered and disjoint; each reference list is one block without prose."""
    regions = [part.span for part in lists]
    starts = [region.start for region in regions]

    def place(line: Span) -> tuple[int, bool]:
        number = bisect_right(starts, line.start)
        return number, number > 0 and line.start < regions[number - 1].end

    blocks = [Block(BlockKind.OTHER, region) for region in regions]
    for lines in sections.paragraphs(text):
        for (_, inside), group in groupby(lines, place):
            if not inside:
                blocks += (_block(text, part) for part in _parts(tuple(group)))
    return tuple(sorted(blocks, key=lambda block: block.span))


def _parts(lines: Paragraph) -> Iterator[Paragraph]:
    """A run of lines as one paragraph, or one for each line where the lines are too long to be wrapped."""
    if any(len(line) > _LONG_LINE for line in lines):
        yield from ((line,) for line in lines)
    else:
        yield lines


def _block(text: str, lines: Paragraph) -> Block:
    span = Span(lines[0].start, lines[-1].end)
    head = lines[0].of(text)
    if not _END_OF_TITLE.fullmatch(head) and all(signs.is_furniture(line.of(text)) for line in lines):
        return Block(BlockKind.OTHER, span)
    if all("\t" in line.of(text) for line in lines):
        return Block(BlockKind.TABLE, span)
    if signs.is_caption(head):
        return Block(BlockKind.CAPTION, span)
    if _BULLET.match(head):
        return Block(BlockKind.LIST_ITEM, span)
    if len(lines) == 1 and _is_heading(head):
        return Block(BlockKind.HEADING, span, level=signs.heading_level(head) or 1)
    return Block(BlockKind.PARAGRAPH, span)


def _is_heading(line: str) -> bool:
    """Whether a line that stands alone is a heading: short, not ending as prose does, with a capital or number in front."""
    if len(line) > _LONGEST_HEADING or _ENDS_AS_PROSE.search(line) or _CITES.search(line):
        return False
    return signs.heading_level(line) > 0 or line[0].isupper() or line[0].isdigit() or not line[0].isascii()


def metadata(text: str, blocks: tuple[Block, ...], lists: tuple[ReferenceList, ...]) -> Metadata:
    """What the text says about itself outside its reference lists: title, date and DOI."""
    regions = {part.span for part in lists}
    lines = [line for block in blocks if block.span not in regions for line in block.span.of(text).split("\n")]
    return Metadata(title=_title(text, blocks), date=printed_date(lines), doi=_own_doi(lines))


def _title(text: str, blocks: tuple[Block, ...]) -> str:
    """The first heading of at least three words; a file that begins otherwise than with a title has none."""
    for block in blocks[:20]:
        line = block.span.of(text)
        if _END_OF_TITLE.fullmatch(line) or signs.is_reference_heading(line) or block.kind is BlockKind.PARAGRAPH:
            break
        if block.kind is BlockKind.HEADING and len(line.split()) >= 3:
            return line.lstrip("# ")
    return ""


def printed_date(lines: Iterable[str]) -> DateParts | None:
    """The date of a manuscript's acceptance, or else of the revision, submission, publication, or an unnamed date."""
    found: dict[str, DateParts] = {}
    for line in lines:
        if len(line) >= _LONG_LINE or not _DATE_LINE.match(line):
            continue
        for match in _DATED.finditer(line):
            date = dates.parse(line[match.end() :])
            if date:
                name = match[1].lower()
                found.setdefault("revised" if "revised" in name else name, date)
    return next((found[name] for name in _DATE_ORDER if name in found), None)


def _own_doi(lines: Iterable[str]) -> str:
    """The DOI of a line that holds nothing else."""
    matches = (_OWN_DOI.fullmatch(line.strip()) for line in lines if len(line) < _LONG_LINE)
    return next((match[1].rstrip(".") for match in matches if match), "")
