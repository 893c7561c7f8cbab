"""REF202: an entry without a part that its kind needs."""

import re
from collections.abc import Iterator, Sequence

from checker.model.document import Document
from checker.model.reference import ReferenceEntry
from checker.model.text import Span
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Option, Severity
from rules.entries._list_style import model_note
from rules.places import place

#: What each kind needs; the names of one group replace each other. After the required fields of BibTeX and of Vancouver.
_REQUIRED = {
    "article-journal": (("author", "editor"), ("title",), ("container-title",), ("issued",)),
    "paper-conference": (("author", "editor"), ("title",), ("container-title",), ("issued",)),
    "chapter": (("author", "editor"), ("title",), ("container-title",), ("issued",)),
    "book": (("author", "editor"), ("title",), ("issued",)),
    "thesis": (("author",), ("title",), ("issued",)),
}
_GROUPS = frozenset(group for groups in _REQUIRED.values() for group in groups)
_WORDING = {"author": "authors", "title": "title", "container-title": "journal or book", "issued": "year"}
_IDENTIFIERS = ("DOI", "PMID", "PMCID", "arXiv", "URL")
_UNDATED = re.compile(
    r"\b(?:n\.\s?d\.|undated|in press|forthcoming|to appear|submitted|accepted|ahead of print|unpublished)", re.IGNORECASE
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SURE = 0.8
#: A longer container is likely to hold the title as well.
_MOST_WORDS = 6
_MOST_UNREAD = 12
#: The other entries must print a field this often before its absence says anything.
_USUAL_SHARE = 0.8
_FEWEST = 4


class MissingField(DocumentRule):
    """An entry lacks a part that a work of its kind needs.

    What it checks: authors or editors, title, journal or book, and year of articles, books, chapters and theses, where the list
    prints the part elsewhere.

    Why it matters: without these parts the reader may not find the work.

    When it stays silent: when the entry was not read surely or the part may be there unread; when the list leaves the part out
    as a matter of style (journals without titles); for printed entries without authors; when an identifier stands in for the
    container; and without a year in web pages and works that are not yet out.
    """

    code = "REF202"
    name = "missing-field"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES
    options = (Option("required", [], "CSL variables that journal articles must have besides, such as `volume`, `page`"),)
    examples = (
        Bad(
            "@article{⟦smith2019⟧,\n  author = {Smith, Anna},\n  journal = {Ann Surg},\n  year = {2019}\n}\n\n"
            + "".join(
                f"@article{{doe{year},\n  author = {{Doe, Carl}},\n  title = {{Work {year}}},\n  journal = {{Ann Surg}},\n"
                f"  year = {{{year}}}\n}}\n\n"
                for year in range(2011, 2016)
            ),
            format="bibtex",
        ),
        Bad(
            "@article{⟦smith2019⟧,\n  author = {Smith, Anna},\n  title = {One},\n  journal = {Ann Surg},\n  year = {2019}\n}\n",
            format="bibtex",
            options={"required": ["page"]},
            note="A house style may require more.",
        ),
        Good(
            "@article{smith2019,\n  author = {Smith, Anna},\n  title = {One},\n  doi = {10.1000/182},\n  year = {2019}\n}\n",
            format="bibtex",
            note="The DOI stands in for the journal.",
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """A finding for each entry that lacks something, list by list."""
        for part in document.lists:
            sure = [entry for entry in part.entries if entry.confidence >= _SURE]
            usual = {kind: _usual_groups(sure, kind) for kind in {entry.type for entry in sure}}
            for entry in sure:
                absent = [
                    group for group in _REQUIRED.get(entry.type, ()) if group in usual[entry.type] and _lacks(entry, group)
                ]
                if entry.type == "article-journal":
                    absent += [(name,) for name in context.options["required"] if not _has(entry, name)]
                if absent:
                    yield self._report(entry, absent, document)

    def _report(self, entry: ReferenceEntry, absent: Sequence[tuple[str, ...]], document: Document) -> Finding:
        named = " and no ".join(f"`{_WORDING.get(group[0], group[0])}`" for group in absent)
        return self.finding(
            f"the entry has no {named}",
            place(entry),
            entry=entry,
            notes=model_note(document, entry),
            help="complete the entry",
        )


def _usual_groups(entries: Sequence[ReferenceEntry], kind: str) -> set[tuple[str, ...]]:
    """What the list prints of a kind; a list with few works of the kind is judged as a whole."""
    alike = [entry for entry in entries if entry.type == kind]
    judged = alike if len(alike) >= _FEWEST else entries
    return {group for group in _GROUPS if _usual(judged, group)} if len(judged) >= _FEWEST else set()


def _lacks(entry: ReferenceEntry, group: tuple[str, ...]) -> bool:
    """Whether the entry has none of the group's parts, nothing that stands in for them, and nothing that may be them unread."""
    if _has_any(entry, group):
        return False
    if "issued" in group:
        return not (_UNDATED.search(entry.raw) or entry.get("URL") or (_printed(entry) and _YEAR.search(entry.raw)))
    if "container-title" in group:
        return not any(entry.get(name) for name in _IDENTIFIERS)
    if "title" in group and _printed(entry):
        located = entry.get("volume") and entry.get("page")
        return bool(located) and 0 < len(entry.container_title.split()) <= _MOST_WORDS and _longest_gap(entry) <= _MOST_UNREAD
    return not _printed(entry)


def _longest_gap(entry: ReferenceEntry) -> int:
    """How many characters the longest stretch of the entry has that belongs to no field."""
    longest, at = 0, entry.span.start
    for span in (*sorted(entry.field_spans.values()), Span(entry.span.end, entry.span.end)):
        longest = max(longest, span.start - at)
        at = max(at, span.end)
    return longest


def _printed(entry: ReferenceEntry) -> bool:
    """Whether the parts were told apart by their look, not by names of fields."""
    return entry.key is None


def _has(entry: ReferenceEntry, variable: str) -> bool:
    if variable == "author":
        return bool(entry.author)
    if variable == "editor":
        return bool(entry.editor)
    return entry.issued is not None if variable == "issued" else bool(entry.get(variable))


def _usual(entries: Sequence[ReferenceEntry], group: tuple[str, ...]) -> bool:
    """Whether the entries that need a part mostly print it."""
    needing = [entry for entry in entries if group in _REQUIRED.get(entry.type, ())]
    return sum(_has_any(entry, group) for entry in needing) >= _USUAL_SHARE * len(needing)


def _has_any(entry: ReferenceEntry, group: tuple[str, ...]) -> bool:
    first, *others = group  # most entries have the first
    return _has(entry, first) or any(_has(entry, variable) for variable in others)
