"""REF204: pages that can't be right."""

import re
from collections.abc import Iterator

from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, EntryRule, Finding, Good, Needs, Severity

_RANGE = re.compile(r"([A-Za-z]{0,4})(\d{1,7})[A-Za-z]?\s?-{1,2}\s?([A-Za-z]{0,4})(\d{1,7})[A-Za-z]?")
#: A page of a numbered article (`041023-1`), or no range at all (`2010-00004`).
_ARTICLE_PAGE = re.compile(r"\d{5}\s?[-‐‑‒–—−]{1,2}\s?\d{1,2}(?!\d)|[-‐‑‒–—−]\s?0")
_DASHES = re.compile("[‐‑‒–—−]")
_SURE = 0.5


class MalformedPages(EntryRule):
    """The last page lies before the first, or the pages are no pages.

    What it checks: page ranges, shortened last pages written out (`2563-9` ends on 2569).

    Why it matters: a digit is wrong or two were swapped, and the reader looks in the wrong place.

    When it stays silent: for article numbers with a page behind them (`041023-1`), Roman numerals and several ranges.
    """

    code = "REF204"
    name = "malformed-pages"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:⟦192-131⟧.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
        ),
        Good(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:2563-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:e131-41.\n"
        ),
    )

    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        if entry.confidence < _SURE:
            return
        noticed = entry.observed(ObservationKind.MALFORMED_PAGES)
        span = noticed[0].span if noticed else entry.field_spans.get("page")
        if span is None:
            return
        descends = _descends(entry.get("page")) and not _ARTICLE_PAGE.search(context.text(entry.path, span))
        if not (noticed or descends):
            return
        printed = context.text(entry.path, span)
        problem = "the last page lies before the first" if descends else "no page or range of pages"
        yield self.finding(f"pages `{printed}`: {problem}", Location(entry.path, span), entry=entry, help="correct the pages")


def _descends(page: str) -> bool:
    """Whether a range of pages, written out, ends before it begins."""
    match = _RANGE.fullmatch(_DASHES.sub("-", page.strip()))
    if match is None:
        return False
    prefix, first, other_prefix, last = match.groups()
    return prefix.lower() == other_prefix.lower() and int(last) < int(first)
