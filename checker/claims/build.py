"""Document and matches → claims: the scope of each group of citations, and the evidence for it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from checker.claims.plain import PlainReader
from checker.claims.sections import paragraphs
from checker.matching.normalize import strip_markup
from checker.model.claim import Claim, Claims, Evidence, Passage
from checker.model.document import Block, BlockKind, Citation, Document
from checker.model.match import Match, Skipped
from checker.model.text import Span

#: A numbered item of a plain text, where it is a paragraph.
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
#: What may stand between two markers of one group.
_JOINT = re.compile(r"(?:[\s,;&)(\]\[-]|and|see|also){0,8}")
#: What a sentence says before a marker that follows the names of its authors: no more than these.
_ONLY_NAMES = re.compile(
    r"\W{0,2}(?:\S{1,40}\s{1,3}){0,5}?(?:et al\.?,?|colleagues|co-?workers|(?:and|&)\s{1,3}\S{1,40})\s*"
    r"|\W{0,2}(?:[A-Z]\S{0,40}\s*){1,3}"
)


def build(
    document: Document,
    matches: Mapping[str, Match | Skipped],
    lexicons: Mapping[Path, Sequence[Path]],
    *,
    words: bool = True,
    model: str = "",
) -> Claims:
    """All claims of the running text, in order: one for each group of citations, one for each sentence without any.

    The evidence has all identified entries, cited or not. `lexicons` are the files whose terms are looked for, each
    with files that add to it. Loads spaCy for terms and `words`, with the trained `model` where one is named; without both, a
    passage has its sentences and quantities alone. Raises UsageError for a lexicon or model that can't be loaded.
    """
    reader = _reader(lexicons, model, words=words)
    with reader.forgetting():
        return _built(reader, document, matches)


def _built(reader: PlainReader, document: Document, matches: Mapping[str, Match | Skipped]) -> Claims:
    evidence = _Evidence(reader, document, matches)
    claims: list[Claim] = []
    blocks = [(section, block, _citations_in(document.citations, block.span)) for section, block in paragraphs(document)]
    items = [_is_item(document, block) for _, block, _ in blocks]
    in_list = False  # whether an item above in the same list cites
    for index, (section, block, cited) in enumerate(blocks):
        behind = any(items[index + 1 : index + 2]) and bool(blocks[index + 1][2])
        paragraph = reader.read(
            block.span.of(document.source.text),
            block.span.start,
            [citation.span.shifted(-block.span.start) for citation in cited],
            [span.shifted(-block.span.start) for span in block.excluded if block.span.covers(span)],
        )
        around = _Around(in_list and items[index], behind)
        claims += _claims(document.source.path, section, paragraph, cited, evidence, around)
        in_list = items[index] and (around.before or bool(cited))
    found = ((entry.id, evidence.of(entry.id)) for entry in document.references)
    return Claims(tuple(claims), {reference: item for reference, item in found if item})


def _reader(lexicons: Mapping[Path, Sequence[Path]], model: str, *, words: bool) -> PlainReader:
    """A reader for what is asked of it: half a second's import is saved where arithmetic is all."""
    if not lexicons and not words:
        return PlainReader()
    from checker.claims import shared

    return shared.reader(lexicons, model)


class _Evidence:
    """The evidence for each entry, read when it is first asked for."""

    def __init__(self, reader: PlainReader, document: Document, matches: Mapping[str, Match | Skipped]) -> None:
        self._reader, self._matches = reader, matches
        self._entries = {entry.id: entry for entry in document.references}
        self._read: dict[str, Evidence | None] = {}

    def of(self, reference: str) -> Evidence | None:
        """What is known of a cited work; None for an entry that was not identified."""
        if reference not in self._read:
            match = self._matches.get(reference)
            work = match.work if isinstance(match, Match) else None
            entry = self._entries.get(reference)
            self._read[reference] = (
                Evidence(
                    entry, work, self._reader.read(strip_markup(work.title)), self._reader.read(strip_markup(work.abstract))
                )
                if work and entry
                else None
            )
        return self._read[reference]


def _citations_in(citations: Sequence[Citation], span: Span) -> list[Citation]:
    first = bisect_left(citations, span.start, key=lambda citation: citation.span.start)
    last = bisect_left(citations, span.end, first, key=lambda citation: citation.span.start)
    return [citation for citation in citations[first:last] if citation.span.end <= span.end]


def _is_item(document: Document, block: Block) -> bool:
    return block.kind is BlockKind.LIST_ITEM or bool(_NUMBERED.match(document.source.text, block.span.start))


class _Around(NamedTuple):
    """Whether the items of a list cite that stand right before a paragraph, in the same list, or right behind it."""

    before: bool
    behind: bool


def _claims(
    path: str, section: str, paragraph: Passage, cited: Sequence[Citation], evidence: _Evidence, around: _Around
) -> Iterator[Claim]:
    """The claims of one paragraph."""
    parts = [(sentence, _citations_in(cited, sentence)) for sentence in paragraph.sentences]
    for index, (span, markers) in enumerate(parts):
        sentence = paragraph.within(span)
        if not markers:
            lists = sentence.text.rstrip().endswith(":")
            nearby = around.before or any(found for _, found in parts[index + 1 : None if lists else index + 2])
            ends = index + 1 == len(parts) and (lists or around.behind)
            yield Claim(path, sentence, sentence, section=section, cited_nearby=nearby or ends)
            continue
        groups = _groups(paragraph, markers)
        for group, scope in zip(groups, _scopes(paragraph, span, groups), strict=True):
            items = [item for citation in group for item in citation.items]
            references = tuple(dict.fromkeys(item.reference for item in items if item.reference is not None))
            known = tuple(found for reference in references if (found := evidence.of(reference)))
            yield Claim(
                path=path,
                sentence=sentence,
                scope=paragraph.within(scope),
                references=references,
                evidence=known,
                bound=all(item.reference is not None for item in items),
                markers=tuple(citation.span for citation in group),
                section=section,
                cited_nearby=True,
            )


def _groups(paragraph: Passage, markers: Sequence[Citation]) -> list[list[Citation]]:
    """Markers that stand together, as one group each."""
    groups = [[markers[0]]]
    for before, marker in pairwise(markers):
        between = paragraph.of(Span(before.span.end, max(before.span.end, marker.span.start)))
        if _JOINT.fullmatch(between) and not marker.narrative:
            groups[-1].append(marker)
        else:
            groups.append([marker])
    return groups


def _scopes(paragraph: Passage, sentence: Span, groups: Sequence[Sequence[Citation]]) -> list[Span]:
    """What each group stands for: the text since the previous marker, or what follows the names of the authors."""
    scopes: list[Span] = []
    place = sentence.start
    for index, group in enumerate(groups):
        end = group[-1].span.end
        ahead = groups[index + 1][0].span.start if index + 1 < len(groups) else sentence.end
        leads = group[0].narrative or _ONLY_NAMES.fullmatch(paragraph.of(Span(place, max(place, group[0].span.start))))
        last = index + 1 == len(groups)
        stop = max(end, ahead) if leads or last else end
        scopes.append(Span(place, stop))
        place = stop
    return scopes
