"""REF202: an entry without a part that its kind needs."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

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
#: The name of a journal behind the title in one element (`Storks of the north. J Storks`).
_ANOTHER_NAME = re.compile(r"[.?!]\s[A-Z][^.?!]{0,60}(?:\.\s?[A-Z][^.?!]{0,40}){0,5}\.?$")
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
    container, or a tagged entry has title and journal in one element; and without a year in web pages and works that are not
    yet out.
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
            bare = {entry.id: gaps for entry in sure if (gaps := _gaps(entry))}
            usual = {kind: _usual_groups(sure, kind, bare) for kind in {entry.type for entry in sure}}
            for entry in sure:
                absent = [
                    group for group in bare.get(entry.id, ()) if group in usual[entry.type] and not _is_stood_in(entry, group)
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


def _gaps(entry: ReferenceEntry) -> list[tuple[str, ...]]:
    """The groups of which an entry should have a part and has none."""
    return [
        group
        for group in _REQUIRED.get(entry.type, ())
        if not _has(entry, group[0]) and not any(_has(entry, variable) for variable in group[1:])  # most have the first
    ]


def _usual_groups(
    entries: Sequence[ReferenceEntry], kind: str, gaps: Mapping[str, Sequence[tuple[str, ...]]]
) -> set[tuple[str, ...]]:
    """What the list mostly prints of a kind; a list with few works of the kind is judged as a whole."""
    alike = [entry for entry in entries if entry.type == kind]
    judged = alike if len(alike) >= _FEWEST else entries
    if len(judged) < _FEWEST:
        return set()
    kinds = Counter([entry.type for entry in judged])
    needed = Counter({group: sum(kinds[one] for one, groups in _REQUIRED.items() if group in groups) for group in _GROUPS})
    lacking = Counter([group for entry in judged for group in gaps.get(entry.id, ())])
    return {group for group in _GROUPS if needed[group] - lacking[group] >= _USUAL_SHARE * needed[group]}


def _is_stood_in(entry: ReferenceEntry, group: tuple[str, ...]) -> bool:
    """Whether something stands in for the parts that an entry lacks, or something may be them unread."""
    if "issued" in group:
        misprinted = entry.get("status").isdigit()  # `20019`: for REF205
        return misprinted or bool(
            _UNDATED.search(entry.raw) or entry.get("URL") or (_printed(entry) and _YEAR.search(entry.raw))
        )
    if "container-title" in group:
        run_in = entry.style == "jats" and _ANOTHER_NAME.search(entry.title) is not None
        return run_in or any(entry.get(name) for name in _IDENTIFIERS)
    if "title" in group and _printed(entry):
        located = entry.get("volume") and entry.get("page")
        return not (located and 0 < len(entry.container_title.split()) <= _MOST_WORDS and _longest_gap(entry) <= _MOST_UNREAD)
    return _printed(entry)


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
