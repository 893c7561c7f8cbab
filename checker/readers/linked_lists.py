"""Entries and links of a file that links its citations → reference lists, and citations for `checker.citations` to join.

Shared by the readers of formats where each entry is an element of its own.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.model.document import Citation, CitationItem, CitationStyle
from checker.model.reference import ReferenceEntry, ReferenceList
from checker.model.text import SourceFile, Span
from checker.readers.extract import Link, trimmed
from checker.references import parse_entries
from checker.references.split import RawEntry


@dataclass(slots=True)
class Listed:
    """An entry of a list as it was written into the text: its span, its label, and the ids that links may name it by.

    `entry` has the fields where the file tags them; without, the text is parsed. `found` are variables that a link or an
    identifier element gives besides.
    """

    span: Span
    ids: tuple[str, ...]
    number: int | None = None
    label: Span | None = None
    entry: ReferenceEntry | None = None
    found: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class List:
    """The entries that serve one part of the text."""

    scope: Span
    entries: list[Listed] = field(default_factory=list)
    heading: Span | None = None


def reference_lists(source: SourceFile, lists: Iterable[List]) -> tuple[tuple[ReferenceList, ...], dict[str, str]]:
    """The reference lists with their entries, and the entry's id for every id that links may name.

    Entries go by their number where they have one that no other has, else by their own id in the file, else by their place.
    """
    taken: Counter[str] = Counter()
    names: dict[str, str] = {}
    found = []
    for part in lists:
        listed = [item for item in part.entries if len(trimmed(source.text, item.span))]
        if not listed:
            continue
        entries = []
        for place, (item, entry) in enumerate(zip(listed, _read(source, listed), strict=True), 1):
            base = str(item.number) if item.number is not None else next(iter(item.ids), str(place))
            taken[base] += 1
            identity = base if taken[base] == 1 else f"{base}-{taken[base]}"
            entries.append(replace(entry, id=identity))
            for name in item.ids:
                names.setdefault(name, identity)
        region = Span(min((item.label or item.span).start for item in listed), max(item.span.end for item in listed))
        found.append(ReferenceList(source.path, region, part.scope, part.heading, tuple(entries)))
    return tuple(found), names


def _read(source: SourceFile, listed: Sequence[Listed]) -> list[ReferenceEntry]:
    """The entries of one list: as tagged, or parsed together, so that the list's own style counts."""
    raw = [RawEntry(trimmed(source.text, item.span), item.label, item.number) for item in listed]
    plain = [one for one, item in zip(raw, listed, strict=True) if item.entry is None]
    parsed = iter(parse_entries(source, plain))
    entries = []
    for one, item in zip(raw, listed, strict=True):
        entry = item.entry or next(parsed)
        entries.append(
            replace(
                entry,
                path=source.path,
                span=one.span,
                raw=one.span.of(source.text),
                number=item.number,
                label_span=item.label,
                variables={**item.found, **entry.variables},
            )
        )
    return entries


def citations(source: SourceFile, links: Iterable[Link], names: Mapping[str, str]) -> tuple[Citation, ...]:
    """A citation for each link to an entry, the outer one of nested links; `checker.citations` joins them to clusters."""
    found: list[Citation] = []
    for link in sorted(links, key=lambda link: (link.span.start, -link.span.end)):
        cited = dict.fromkeys(names[target] for target in link.targets if target in names)
        if cited and not (found and found[-1].span.overlaps(link.span)):
            text = link.span.of(source.text)
            items = tuple(CitationItem(text, link.span, reference) for reference in cited)
            found.append(Citation(link.span, text, CitationStyle.NUMERIC, items))
    return tuple(found)
