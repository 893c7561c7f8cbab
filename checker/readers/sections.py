"""Where the reference lists of a text are, and which part of the text each of them serves.

Works on plain text and on Markdown source alike: a list begins under a heading of its own (`References`, `5. Bibliografía`,
`## Literature cited`), or without one where the tail of the text, or all of it, plainly is a list. A list ends where another
kind of text begins: figure legends, acknowledgements, page furniture, the next section.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checker.model.document import Block, BlockKind
from checker.model.reference import ReferenceList
from checker.model.text import SourceFile, Span, blanked
from checker.readers import signs

#: How many paragraphs that are no entries may stand between a heading and its first entry, and inside a list.
_MOST_NOTES, _MOST_GAP = 3, 3
#: The share of entries among the lines or paragraphs of a list without a heading, and its least number of entries at the tail.
_PLAINLY, _LEAST_TAIL = 0.6, 3
#: An unnumbered or unusual list under the last heading is taken as it stands when it has at most this many paragraphs.
_SHORT_TAIL = 40
#: The share of its paragraphs that must have a year, an identifier or an author's name.
_EVIDENT = 0.3
#: Less text than this between two lists, in characters, is a page break or a heading, not a section.
_PAGE_BREAK = 200
#: A number from here on that begins a line is a year, no label.
_EARLIEST_YEAR = 1400
#: The lines that the rest of an entry may have behind the end of a page, and the characters in the head of a page.
_MOST_REST, _LONGEST_HEAD = 5, 100
_PAGE_BESIDE = re.compile(r"^\d{1,5}\s+|\s+\d{1,5}$")
_BARE_LABEL = re.compile(r"\d{1,4} (?=[A-ZÀ-Þ])")
_SENTENCE = re.compile(r"[.．。]\s?[^\W\d_]")

#: A paragraph: the spans of its lines, white space around them left out.
Paragraph = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Region:
    """The entries under one heading: where they begin and end, and the first and last printed number."""

    span: Span
    heading: Span | None = None
    first: int | None = None
    last: int | None = None


def paragraphs(text: str, start: int = 0) -> Iterator[Paragraph]:
    """The runs of lines between blank lines, from `start` on."""
    lines: list[Span] = []
    for line in text[start:].split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + len(line) - len(line.lstrip())
            lines.append(Span(begin, begin + len(stripped)))
        elif lines:
            yield tuple(lines)
            lines = []
        start += len(line) + 1
    if lines:
        yield tuple(lines)


def reference_lists(source: SourceFile, opaque: Iterable[Span] = ()) -> tuple[ReferenceList, ...]:
    """The reference lists of a file, in order, with their spans and scopes and without entries.

    Nothing is looked for in the `opaque` parts (code, comments).
    """
    text = blanked(source.text, opaque)
    parts = list(paragraphs(text))
    regions = _merged(_under_headings(text, parts))
    if not regions:
        found = _whole(text, parts) or _tail(text, parts)
        regions = [found] if found else []
    return tuple(
        ReferenceList(source.path, region.span, scope, region.heading)
        for region, scope in zip(regions, _scopes(text, regions), strict=True)
    )


def without_lists(blocks: Iterable[Block], lists: Sequence[ReferenceList]) -> tuple[Block, ...]:
    """The blocks, those in a list as no prose. Lists don't overlap."""
    spans = sorted(part.span for part in lists)

    def is_listed(block: Block) -> bool:
        place = bisect_left(spans, block.span.end, key=lambda span: span.start) - 1
        return place >= 0 and spans[place].overlaps(block.span)

    return tuple(replace(block, kind=BlockKind.OTHER) if is_listed(block) else block for block in blocks)


def _under_headings(text: str, parts: Sequence[Paragraph]) -> list[_Region]:
    """The regions under headings of reference lists; a heading without entries, or with a request to cite, starts none."""
    headed = [(heading, units) for heading, units in _headed(text, parts) if not _asks_to_cite(text, units)]
    found = (_follow(text, units, heading) for heading, units in headed)
    regions = [region for region in found if region]
    if not regions and headed:
        heading, units = headed[-1]
        region = _as_it_stands(text, units, heading)
        return [region] if region else []
    return regions


def _asks_to_cite(text: str, units: Sequence[Paragraph]) -> bool:
    """Whether a section says how its own work is to be cited: what it lists is cited nowhere in the text."""
    return bool(units) and signs.asks_to_cite(text[units[0][0].start : units[0][-1].end])


def _headed(text: str, parts: Sequence[Paragraph]) -> list[tuple[Span, list[Paragraph]]]:
    """Each heading of a reference list with the paragraphs up to the next one."""
    headed: list[tuple[Span, list[Paragraph]]] = []
    for lines in parts:
        rest: list[Span] = []
        for place, line in enumerate(lines):
            ends_sentence = place > 0 and text[line.start].islower()
            if not ends_sentence and signs.is_reference_heading(line.of(text)):
                if headed and rest:
                    headed[-1][1].append(tuple(rest))
                headed.append((line, []))
                rest = []
            else:
                rest.append(line)
        if headed and rest:
            headed[-1][1].append(tuple(rest))
    return headed


def _follow(text: str, units: Sequence[Paragraph], heading: Span | None) -> _Region | None:
    """The entries from the first of `units` on, up to where another kind of text begins."""
    level = signs.heading_level(heading.of(text)) if heading else 0
    begin = end = first = number = None
    early: Span | None = None  # what stands before the first entry and may be one of an unusual kind
    gap = above = 0
    behind_page = False
    heads = _running_heads(text, units)
    for lines in units:
        head = lines[0].of(text)
        if signs.ends_list(head, level):
            break
        if all(signs.is_furniture(line.of(text)) or _without_page(line.of(text)) in heads for line in lines):
            behind_page = True
            continue
        behind_page = behind_page or "\f" in text[above : lines[0].start]
        if behind_page and end is not None and not gap and _goes_on_overleaf(text, end, lines, number):
            lines = _until_end(text, lines, level)
            number = _last_number([label for line in lines if (label := signs.label(line.of(text))) is not None], number)
            end, above, behind_page = lines[-1].end, lines[-1].start - 1, False
            continue
        behind_page = False
        labels = [label for line in lines if (label := signs.label(line.of(text))) is not None]
        if not _is_entry(text, lines, labels[:1], number, gap if begin is not None else -1):
            gap += 1
            if early is None and not signs.is_note(head):
                early = lines[0]
            if gap > (_MOST_GAP if begin is not None else _MOST_NOTES):
                break
            continue
        if begin is None:
            lines = _from_first_entry(text, lines)
            first = signs.label(lines[0].of(text))
            begin = early.start if early and first is None else lines[0].start
        number = _last_number(labels, number)
        kept = _until_end(text, lines, level)
        end, gap, above = kept[-1].end, 0, kept[-1].start - 1
        if len(kept) < len(lines):
            break
    return None if begin is None or end is None else _Region(Span(begin, end), heading, first, number)


def _running_heads(text: str, units: Sequence[Paragraph]) -> frozenset[str]:
    """The lines that stand alone between blank ones more than once, with a page's number or without: heads and feet of pages.

    None in a list whose entries stand on a line each, where a line alone is an entry.
    """
    alone = [line for lines in units if len(lines) == 1 and not signs.is_furniture(line := lines[0].of(text))]
    heads = Counter(_without_page(line) for line in alone if len(line) <= _LONGEST_HEAD and not signs.is_reference_like(line))
    repeated = frozenset(head for head, times in heads.items() if times > 1 and any(map(str.isalpha, head)))
    entries = len(alone) - sum(heads[head] for head in repeated)
    return repeated if entries * 2 <= sum(len(lines) > 1 for lines in units) else frozenset()


def _without_page(line: str) -> str:
    """A line without the number of a page at its start or end."""
    return _PAGE_BESIDE.sub("", line[: _LONGEST_HEAD + 1])


def _goes_on_overleaf(text: str, end: int, lines: Paragraph, last: int | None) -> bool:
    """Whether a list that stopped at `end`, before the end of a page, with the number `last`, goes on behind it.

    Its first lines may be the rest of an entry: what follows them has to look like entries. Without any behind, the entry
    has to be unfinished, or the rest to begin as no other text does.
    """
    if (signs.label(lines[0].of(text)) or _EARLIEST_YEAR) < _EARLIEST_YEAR:
        return False
    first = next((place for place, line in enumerate(lines[:_MOST_REST]) if _begins_entry(line.of(text), last)), None)
    if first is not None:
        bare = _BARE_LABEL.match(text, lines[first].start)
        start = bare.end() if bare else lines[first].start
        return signs.is_reference_like(text[start : lines[-1].end]) or _looks_like_entries(text, lines[first:])
    unfinished = text[end - 1].isalnum() or text[end - 1] in ",:;-–&("
    return len(lines) < _MOST_REST and (unfinished or not text[lines[0].start].isupper())


def _begins_entry(line: str, last: int | None) -> bool:
    """Whether a line begins with a name or the number behind `last`."""
    if last is not None and signs.label(line) == last + 1:
        return True
    bare = _BARE_LABEL.match(line)
    line = line[bare.end() :] if bare else line
    return signs.begins_with_author(line) or signs.begins_with_group(line)


def _is_entry(text: str, lines: Paragraph, label: list[int], last: int | None, gap: int) -> bool:
    """Whether a paragraph holds entries: by its number, or by its looks. `gap` counts paragraphs since the last entry."""
    likely = _looks_like_entries(text, lines)
    if gap > 0:  # something else stood between: only what surely goes on with the list
        if last is None or not label:
            head = lines[0].of(text)
            named = signs.begins_with_author(head) or signs.begins_with_group(head)
            return likely and named and (last is None or gap == 1)
        return likely and last < label[0] <= last + 3
    if label:
        return likely or label[0] == (1 if last is None else last + 1)
    return likely


def _looks_like_entries(text: str, lines: Paragraph) -> bool:
    """Whether a paragraph looks like one entry, or half of its lines like one each."""
    if signs.is_reference_like(text[lines[0].start : lines[-1].end]):
        return True
    if len(lines) == 1:
        return False
    sample = lines[:40]
    return sum(signs.is_reference_like(line.of(text)) for line in sample) * 2 >= len(sample)


def _from_first_entry(text: str, lines: Paragraph) -> Paragraph:
    """The lines of a paragraph from its first entry on: a note, furniture or, in a numbered list, anything may stand before."""
    labels = [signs.label(line.of(text)) for line in lines]
    for index, line in enumerate(lines[:6]):
        head = line.of(text)
        number = labels[index]
        if number is not None and (index == 0 or number + 1 in labels or (number < _EARLIEST_YEAR and " " in head)):
            return lines[index:]  # `1994.` alone is the rest of a wrapped entry
        if signs.is_reference_like(head):
            break
    plain = 0
    while plain < len(lines) and _is_beside(lines[plain].of(text), lines[plain + 1].of(text) if plain + 1 < len(lines) else ""):
        plain += 1
    return lines[plain:] if plain < len(lines) else lines


def _is_beside(line: str, behind: str) -> bool:
    """Whether a line is furniture or a note; not one of several sentences that the line behind, no entry's first, goes on."""
    if signs.is_furniture(line):
        return True
    if not signs.is_note(line) or signs.is_reference_like(line):
        return False
    goes_on = behind and not (signs.is_reference_like(behind) or signs.begins_with_author(behind) or signs.label(behind))
    return not (goes_on and _SENTENCE.search(line))


def _last_number(labels: Sequence[int], last: int | None) -> int | None:
    """The number that a list has come to: only labels near the sequence count, so a wrapped year or volume doesn't."""
    for label in labels:
        if last is None or last < label <= last + 5:
            last = label
    return last


def _until_end(text: str, lines: Paragraph, level: int) -> Paragraph:
    """The lines before one that ends the list, without furniture at the end."""
    cut = next((index for index, line in enumerate(lines) if index and signs.ends_list(line.of(text), level)), len(lines))
    while cut > 1 and signs.is_furniture(lines[cut - 1].of(text)):
        cut -= 1
    return lines[:cut]


def _as_it_stands(text: str, units: Sequence[Paragraph], heading: Span) -> _Region | None:
    """What stands under the only heading of a text, whatever its looks, where it is short and ends the text."""
    kept = []
    for lines in units:
        if signs.ends_list(lines[0].of(text), signs.heading_level(heading.of(text))):
            break
        if not signs.is_furniture(lines[0].of(text)):
            kept.append(lines)
    if not kept or len(kept) > _SHORT_TAIL or sum(lines[-1].end - lines[0].start > 1000 for lines in kept) > 0:
        return None
    if sum(signs.is_evident(text[lines[0].start : lines[-1].end]) for lines in kept) < _EVIDENT * len(kept):
        return None  # `Reference` is the heading of a manual's chapter, too
    return _Region(Span(kept[0][0].start, kept[-1][-1].end), heading)


def _whole(text: str, parts: Sequence[Paragraph]) -> _Region | None:
    """The whole text as one list, where its paragraphs or lines plainly are entries."""
    parts = [lines for lines in parts if not all(signs.is_furniture(line.of(text)) for line in lines)]
    if not parts:
        return None
    likely = sum(_looks_like_entries(text, lines) or signs.label(lines[0].of(text)) is not None for lines in parts)
    if likely < _PLAINLY * len(parts) or not _looks_like_entries(text, parts[0]):
        return None
    if len(parts) == 1 and _is_prose(text, parts[0]):
        return None
    return _Region(Span(parts[0][0].start, parts[-1][-1].end))


def _is_prose(text: str, lines: Paragraph) -> bool:
    """Whether a paragraph that looks like an entry may be prose with a year and a page: neither label nor author heads it."""
    head = lines[0].of(text)
    if signs.label(head) is not None or signs.begins_with_author(head):
        return False
    return len(lines) == 1 or sum(signs.is_reference_like(line.of(text)) for line in lines) * 2 < len(lines)


def _tail(text: str, parts: Sequence[Paragraph]) -> _Region | None:
    """A numbered list without a heading at the end of the text."""
    for number in range(len(parts) - 1, -1, -1):
        for index, line in enumerate(parts[number]):
            if signs.label(line.of(text)) != 1:
                continue
            units = [parts[number][index:], *parts[number + 1 :]]
            region = _follow(text, units, None)
            if region and region.last and region.last >= _LEAST_TAIL and _plainly(text, region.span):
                return region
            return None
    return None


def _plainly(text: str, span: Span) -> bool:
    """Whether most numbered lines of a region look like references and not like the steps of a method."""
    entries = [line for line in span.of(text).split("\n") if signs.label(line.strip()) is not None]
    return sum(map(signs.is_reference_like, entries)) >= _PLAINLY * len(entries)


def _merged(regions: Sequence[_Region]) -> list[_Region]:
    """The regions, joined where a heading repeated on a new page divides a list: nothing between, the numbers going on."""
    merged: list[_Region] = []
    for region in regions:
        before = merged[-1] if merged else None
        if before and region.heading and _goes_on(before, region) and region.heading.start - before.span.end < _PAGE_BREAK:
            span = Span(before.span.start, region.span.end)
            merged[-1] = _Region(span, before.heading, before.first, region.last)
        else:
            merged.append(region)
    return merged


def _goes_on(before: _Region, after: _Region) -> bool:
    """Whether the numbers of one list go on where those of another end."""
    return before.last is not None and after.first is not None and 0 < after.first - before.last <= 2


def _scopes(text: str, regions: Sequence[_Region]) -> list[Span]:
    """The part of the text that each list serves: from the end of the list before it to its own, the last to the end.

    Lists that number on, or that follow each other without text between (a list and its further reading), serve one part.
    """
    groups: list[list[_Region]] = []
    for region in regions:
        before = groups[-1][-1] if groups else None
        start = (region.heading or region.span).start
        if before and (_goes_on(before, region) or not text[before.span.end : start].strip()):
            groups[-1].append(region)
        else:
            groups.append([region])
    scopes: list[Span] = []
    start = 0
    for number, group in enumerate(groups, 1):
        end = len(text) if number == len(groups) else group[-1].span.end
        scopes += [Span(start, end)] * len(group)
        start = end
    return scopes
