"""Reference lists with an entry less or in another order, and the citations that go with that."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from checker.model.document import Citation, CitationItem, CitationStyle, Document
from checker.model.finding import Edit
from checker.model.reference import RECORD_FORMATS, ReferenceEntry, ReferenceList
from checker.model.text import DASHES, Span

_NUMBERED = (CitationStyle.NUMERIC, CitationStyle.SUPERSCRIPT)
_NUMBERS = re.compile(rf"\d+(?:\s?[,;{DASHES}]\s?\d+)*")
_SEPARATOR = re.compile(r"\s?[,;]\s?")
_DASH = re.compile(f"[{DASHES}]")
_DIGITS = re.compile(r"\d+")
#: Shorter runs are printed as single numbers.
_SHORTEST_RANGE = 3


def renumbered(
    document: Document, part: ReferenceList, order: Sequence[ReferenceEntry], same_as: Mapping[str, str] | None = None
) -> tuple[Edit, ...]:
    """The edits that bring a numbered list into an order and make every citation follow.

    Entries that `order` lacks are deleted; `same_as` names, by id, the entry that their citations then mean. Numbers run from
    that of the first entry on. Nothing where a citation can't be rewritten for certain: with locators, links, or malformed.
    """
    slots = part.entries
    first = slots[0].number if slots else None
    if first is None or any(slot.number is None or slot.label_span is None for slot in slots):
        return ()
    numbers = {entry.id: first + place for place, entry in enumerate(order)}
    numbers |= {gone: numbers[kept] for gone, kept in (same_as or {}).items()}
    edits = list(_list_edits(document, part, order, first))
    usual = _usual_separator(document)
    for citation in _citations_of(document, part):
        new = _rewritten(document, citation, numbers, usual)
        if new is None:
            return ()
        edits += new
    return tuple(edits)


def removed(document: Document, part: ReferenceList, entry: ReferenceEntry, keeper: ReferenceEntry) -> tuple[Edit, ...]:
    """The edits that delete an entry which another one repeats, and let its citations mean that one.

    Nothing for a bibliography without its manuscript, whose citations nobody sees here, and where a citation can't be rewritten
    for certain.
    """
    if document.format in RECORD_FORMATS or entry.year_suffix[-1:].isalpha():
        return ()
    if all(one.number is not None for one in part.entries):
        return renumbered(document, part, [one for one in part.entries if one is not entry], {entry.id: keeper.id})
    if entry.key is None:
        return (_without(document, part, entry),)
    if keeper.key is None or any(_refers(other, entry.key) for other in part.entries if other is not entry):
        return ()
    edits = [_without(document, part, entry)]
    for citation in document.citations:
        for place, item in enumerate(citation.items):
            if item.reference == entry.id:
                edit = _renamed(document, citation, place, entry.key, keeper)
                if edit is None:
                    return ()
                edits.append(edit)
    return tuple(edits)


def _list_edits(document: Document, part: ReferenceList, order: Sequence[ReferenceEntry], first: int) -> Iterator[Edit]:
    """Each slot of the list gets the text of the entry that comes there; labels stay, but for numbers out of sequence."""
    text = document.file(part.path).text
    for place, (slot, entry) in enumerate(zip(part.entries, order, strict=False)):
        if slot is not entry:
            yield Edit(part.path, slot.span, entry.raw)
        label = slot.label_span
        digits = _DIGITS.search(text, label.start, label.end) if label else None
        if slot.number != first + place and digits:
            yield Edit(part.path, Span(*digits.span()), str(first + place))
    if len(order) < len(part.entries):
        yield Edit(part.path, Span(part.entries[len(order) - 1].span.end, part.entries[-1].span.end), "")


def _citations_of(document: Document, part: ReferenceList) -> Iterator[Citation]:
    """The numbered citations that mean a list."""
    for citation in document.citations:
        if citation.style in _NUMBERED and document.list_of(citation.span.start) is part:
            yield citation


def _rewritten(document: Document, citation: Citation, numbers: Mapping[str, int], separator: str) -> list[Edit] | None:
    """The edit that gives a citation its new numbers, none where they are the old ones; null where it can't be rewritten.

    `separator` stands between numbers where the citation had one alone.
    """
    old = [int(item.label) for item in citation.items]
    new = [numbers.get(item.reference or "", int(item.label)) for item in citation.items]
    if old == new:
        return []
    text = document.source.text
    span = Span(citation.items[0].span.start, max(item.span.end for item in citation.items))
    printed = span.of(text)
    if citation.problem or not _NUMBERS.fullmatch(printed):
        return None
    unique = list(dict.fromkeys(sorted(new) if old == sorted(old) else new))
    own = _SEPARATOR.search(printed)
    between = own[0] if own else separator
    dash = _DASH.search(printed)
    return [Edit(document.source.path, span, _printed(unique, between, dash[0] if dash else ""))]


def _printed(numbers: Sequence[int], separator: str, dash: str) -> str:
    """Numbers as a cluster prints them; with a `dash`, runs as ranges."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    pieces: list[str] = []
    for run in runs:
        whole = dash and len(run) >= _SHORTEST_RANGE
        pieces += [f"{run[0]}{dash}{run[-1]}"] if whole else map(str, run)
    return separator.join(pieces)


def _usual_separator(document: Document) -> str:
    """What stands between the numbers of most citations of a manuscript."""
    found: Counter[str] = Counter()
    for citation in document.citations:
        if citation.style in _NUMBERED:
            found.update(match[0] for match in _SEPARATOR.finditer(citation.text))
    return found.most_common(1)[0][0] if found else ", "


def _without(document: Document, part: ReferenceList, entry: ReferenceEntry) -> Edit:
    """The edit that deletes an entry with the gap before it; in BibTeX, where remarks stand there, with the gap behind it."""
    if entry.style == "bibtex":
        text = document.file(part.path).text
        behind = len(text) - len(text[entry.span.end :].lstrip())
        return Edit(part.path, Span(entry.span.start, behind), "")
    place = next(place for place, one in enumerate(part.entries) if one is entry)
    return Edit(part.path, Span(part.entries[place - 1].span.end, entry.span.end), "")


def _refers(entry: ReferenceEntry, key: str) -> bool:
    """Whether a BibTeX entry inherits from another one."""
    pattern = rf"\b(?:crossref|xdata|xref)\s*=\s*[{{\"]\s*{re.escape(key)}\s*[}}\"]"
    return key in entry.raw and re.search(pattern, entry.raw, re.IGNORECASE) is not None


def _renamed(document: Document, citation: Citation, place: int, key: str, keeper: ReferenceEntry) -> Edit | None:
    """The edit that lets an item of a citation by keys mean another entry; the item is deleted where another one does.

    Null where its key doesn't stand there once, or a deleted item would take a locator with it.
    """
    item, source = citation.items[place], document.source
    if any(other.reference == keeper.id for other in citation.items):
        span = _item_with_separator(citation, place)
        return None if span is None or item.locator or item.prefix or item.suffix else Edit(source.path, span, "")
    found = [match.span() for match in re.finditer(re.escape(key), item.span.of(source.text))]
    if len(found) != 1:
        return None
    return Edit(source.path, Span(*found[0]).shifted(item.span.start), keeper.key or "")


def _item_with_separator(citation: Citation, place: int) -> Span | None:
    """An item with what separates it from the one before, or for the first one from the one behind."""
    items: Sequence[CitationItem] = citation.items
    if place:
        before = items[place - 1]
        return None if before.locator or before.suffix else Span(before.span.end, items[place].span.end)
    return None if items[1].prefix else Span(items[0].span.start, items[1].span.start)
