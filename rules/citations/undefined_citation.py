"""CIT101: a citation without an entry."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from checker.matching.normalize import fold_name
from checker.model.document import BlockKind, Citation, CitationItem, CitationStyle, Document
from checker.model.finding import Edit
from checker.model.reference import ReferenceEntry
from checker.model.text import Location, Span
from checker.rule import Bad, CitationRule, Confidence, Context, Finding, Fix, Good, Needs, Severity
from rules.citations._unread import may_mean, nearest_by_name
from rules.places import place

#: BibTeX takes keys for equal that differ in capital letters (`btxdoc`, section 4); biber and pandoc do not.
_IN_BIBTEX = ", but for BibTeX"
#: The authors and date of a whole reference that stands in the text: `Smith, A., Jones, B. (2020). On weeds.`
_IN_REFERENCE = re.compile(r"[^\W\d_]{2,}, (?:[^\W\d_]\.[ -]?){1,4} ?\(?\d{4}")
_NUMBERED = (CitationStyle.NUMERIC, CitationStyle.SUPERSCRIPT)


class UndefinedCitation(CitationRule):
    """A citation names an entry that is not in the reference list.

    What it checks: every number, author and year, or key cited in the text against the list that this part of the text uses.

    Why it matters: the reader can't find the source. The usual causes are an entry that was deleted, a number that slipped, or
    another year in the text than in the list.

    When it stays silent: when the manuscript has no reference list, or cites keys and its list has none or is an address on
    the web, when a citation fits several entries (CIT105), for numbers that may be values of a table or a vector, where an
    entry begins with the cited name and prints the year but was misread, and in whole references within the text.
    """

    code = "CIT101"
    name = "undefined-citation"
    severity = Severity.ERROR
    confidence = Confidence.HIGH
    needs = Needs.CITATIONS | Needs.ENTRIES
    examples = (
        Bad(
            "Tumours are rare [1]. Survival is poor [2, ⟦5⟧].\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
        Bad(
            "See [@smith2019; ⟦@jones2O20⟧].\n",
            format="markdown",
            bibliography="@article{smith2019,\n author={Smith, A}, title={One}, journal={J}, year={2019}}\n"
            "@article{jones2020,\n author={Jones, B}, title={Two}, journal={J}, year={2020}}\n",
        ),
        Good(
            "Tumours are rare [1]. Survival is poor [2].\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
    )

    _judges_keys = True

    def run(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in one manuscript."""
        self._judges_keys = context.document.has_keys and not context.document.metadata.remote
        yield from super().run(context)

    def check(self, citation: Citation, context: Context) -> Iterator[Finding]:
        """A finding for each place in the cluster whose entries are missing."""
        part = context.document.list_of(citation.span.start)
        if part is not None and part.entries and citation.style is not CitationStyle.KEYS:
            entries = part.entries
        else:
            entries = context.document.references
        if not entries or (citation.style is CitationStyle.KEYS and not self._judges_keys):
            return
        undefined = [item for item in citation.items if item.reference is None and not item.candidates]
        if undefined and citation.style in _NUMBERED and _may_be_value(citation, context.document):
            return
        if undefined == list(citation.items) and citation.style in _NUMBERED and _is_vector(undefined):
            return
        for span, group in groupby(undefined, key=lambda item: item.span):
            items = tuple(group)
            location = Location(context.document.source.path, span)
            if citation.style in _NUMBERED:
                yield self._missing_number(items, entries, location)
            elif citation.style is CitationStyle.KEYS:
                yield self._missing_key(items[0], entries, location, context)
            elif not (_IN_REFERENCE.search(citation.text) or any(may_mean(items[0], entry) for entry in entries)):
                yield self._missing_work(items[0], entries, location)

    def _missing_number(self, items: Sequence[CitationItem], entries: Sequence[ReferenceEntry], location: Location) -> Finding:
        labels = ", ".join(f"`{item.label}`" for item in items)
        last = max((entry.number or 0 for entry in entries), default=0) or len(entries)
        beyond = all(item.label.isdecimal() and int(item.label) > last for item in items)
        where = f"the list ends at `{last}`" if beyond else "the list has no entry with that number"
        return self.finding(
            f"{labels} cited, {where}",
            location,
            key=[item.label for item in items],  # the end of the list is no part of what is wrong
            help="correct the number or add the entry to the list",
        )

    def _missing_key(
        self, item: CitationItem, entries: Sequence[ReferenceEntry], location: Location, context: Context
    ) -> Finding:
        keys = {entry.key: entry for entry in entries if entry.key}
        close = _nearest_key(item.label, keys)
        message = f"no entry has the key `{item.label}`"
        if not close:
            return self.finding(
                message, location, key=(item.label,), help="correct the key or add the entry to the bibliography"
            )
        fixes: tuple[Fix, ...] = ()
        if context.text(location.path, location.span).endswith(item.label):
            span = Span(location.span.end - len(item.label), location.span.end)
            fixes = (Fix(f"cite `{close}`", (Edit(location.path, span, close),)),)
        only_case = close.casefold() == item.label.casefold()
        in_bibtex = only_case and context.document.format == "latex"
        return self.finding(
            f"{message}, the nearest is `{close}`",
            location,
            key=(item.label,),
            severity=Severity.WARNING if in_bibtex else self.severity,
            related=(place(keys[close], "the nearest entry"),),
            help=f"write the key as the bibliography does: capital letters count{_IN_BIBTEX if in_bibtex else ''}"
            if only_case
            else "correct the key or add the entry to the bibliography",
            fixes=fixes,
        )

    def _missing_work(self, item: CitationItem, entries: Sequence[ReferenceEntry], location: Location) -> Finding:
        near = _nearest(item, entries)
        message = f"no entry fits `{item.label}`"
        advice = "correct the name or the year, or add the entry to the list"
        if near is None:
            return self.finding(message, location, key=(item.label,), confidence=Confidence.MEDIUM, help=advice)
        named = f"{near.author[0].full_family} {near.year}{near.year_suffix.lstrip('0123456789')}"
        return self.finding(
            f"{message}, the nearest is `{named}`",
            location,
            key=(item.label,),
            related=(place(near, "the nearest entry"),),
            help=advice,
        )


def _nearest_key(label: str, keys: Mapping[str, ReferenceEntry]) -> str:
    """The key that a citation most likely means: one that differs in case only, else one spelt alike; empty where none is."""
    same = next((key for key in keys if key.casefold() == label.casefold()), "")
    return same or next(iter(difflib.get_close_matches(label, keys, 1, cutoff=0.75)), "")


def _may_be_value(citation: Citation, document: Document) -> bool:
    """Whether a number stands in a table that doesn't cite in the same way elsewhere: one number alone in square brackets."""
    tables = (block.span for block in document.blocks if block.kind is BlockKind.TABLE)
    table = next((span for span in tables if span.covers(citation.span)), None)
    if table is None:
        return False
    others = (other for other in document.citations if table.covers(other.span) and other.items[0].reference)
    return not (_is_plain(citation) and any(map(_is_plain, others)))


def _is_vector(items: Sequence[CitationItem]) -> bool:
    """Whether numbers of which the list has none are repeated among themselves: `[2, 3, 2, 2]` in a text with mathematics."""
    return len({item.label for item in items}) < len(items)


def _is_plain(citation: Citation) -> bool:
    return citation.text.startswith("[") and len(citation.items) == 1


def _nearest(item: CitationItem, entries: Sequence[ReferenceEntry]) -> ReferenceEntry | None:
    """The entry by the same first author with the nearest year, else one of that year by an author spelled alike."""
    if not item.names or not item.year[:4].isdecimal():
        return None
    name, year = fold_name(item.names[0]), int(item.year[:4])
    same_name = nearest_by_name(item, entries)
    if same_name is not None:
        return same_name
    dated = [entry for entry in entries if entry.author and entry.year == year]
    same_year = {fold_name(entry.author[0].full_family): entry for entry in dated}
    close = difflib.get_close_matches(name, same_year, 1, cutoff=0.8)
    return same_year[close[0]] if close else None
