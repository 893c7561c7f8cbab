"""CIT102: an entry that nothing cites."""

import re
from collections.abc import Callable, Iterator, Sequence

from checker.model.document import CitationStyle, Document
from checker.model.reference import ReferenceEntry, ReferenceList
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Severity
from rules.citations._unread import is_named, may_mean, named_near_a_year, nearest_by_name
from rules.places import label, place

#: With a smaller share of the list cited, the text is a part of the manuscript, or its citations could not be read.
_JUDGED_SHARE = 0.5
#: The names of anchors, and how much of an entry may be in front of its text.
_ANCHOR = re.compile(r"<a\s[^<>]{0,100}?\b(?:id|name)=[\"']([^\"'<>\s]{1,100})")
_HEAD = 300


class UncitedReference(DocumentRule):
    """An entry of the reference list is cited nowhere in the text.

    What it checks: whether each entry is cited at least once. An entry of a bibliography file (.bib) is reported as info, as
    such a file often serves several manuscripts.

    Why it matters: a list holds the works that the text rests on; an uncited entry is a remnant of an earlier version, or its
    citation was lost or misnumbered.

    When it stays silent: when no citation was found at all; for keys named by `nocite`; where the text prints the first author
    near the year in a form that could not be bound, or links to the entry; for the entry that CIT101 takes a citation with
    another year to mean; and when less than half of a list is cited, which one finding about the list says instead, unless the
    list is a project's.
    """

    code = "CIT102"
    name = "uncited-reference"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs.CITATIONS | Needs.ENTRIES
    examples = (
        Bad(
            "Tumours are rare [1]. Survival is poor [2].\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. ⟦Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.⟧\n"
        ),
        Good(
            "Tumours are rare [1-3].\n\nReferences\n\n"
            "1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Ann Surg. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. Ann Surg. 2017;14:20-9.\n"
        ),
        Good(
            "---\nnocite: '@roe2020'\n---\n\nSee [@smith2019].\n",
            format="markdown",
            bibliography="@article{smith2019,\n author={Smith, A}, title={One}, journal={J}, year={2019}}\n"
            "@article{roe2020,\n author={Roe, B}, title={Two}, journal={J}, year={2020}}\n",
            note="`nocite` asks for the entry without a citation.",
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """A finding for each uncited entry, or one for a list that is mostly uncited."""
        cited = {
            name for citation in document.citations for item in citation.items for name in (item.reference, *item.candidates)
        }
        kept = {key.strip().lstrip("@") for key in document.metadata.nocite}
        if not cited - {None} or "*" in kept:
            return
        missed = _missed(document)
        for part in document.lists:
            uncited = [
                entry for entry in part.entries if entry.id not in cited and kept.isdisjoint((entry.key, *entry.aliases))
            ]
            uncited = [entry for entry in uncited if not (missed(entry) or _is_linked(entry, document.source.text))]
            if len(part.entries) - len(uncited) < _JUDGED_SHARE * len(part.entries):
                yield from self._mostly_uncited(part, uncited)
            else:
                shared = part.path != document.source.path
                yield from (self._uncited(entry, Severity.INFO if shared else Severity.WARNING) for entry in uncited)

    def _uncited(self, entry: ReferenceEntry, severity: Severity) -> Finding:
        return self.finding(
            f"entry `{label(entry)}` is cited nowhere in the text",
            place(entry),
            entry=entry,
            key=("uncited",),
            severity=severity,
            help="cite the entry or delete it",
        )

    def _mostly_uncited(self, part: ReferenceList, uncited: Sequence[ReferenceEntry]) -> Iterator[Finding]:
        """One finding for a list of which little is cited; none where nothing is, or the list is that of a whole project."""
        total = len(part.entries)
        if len(uncited) == total or part.shared:
            return
        first = part.entries[0]
        yield self.finding(
            f"`{total - len(uncited)}` of `{total}` entries are cited in the text, so the others were not judged",
            Location(part.path, part.heading) if part.heading else place(first),
            key=("mostly uncited",),
            severity=Severity.INFO,
            evidence={"uncited": [entry.id for entry in uncited]},
            help="check the whole manuscript, or delete what it doesn't cite",
        )


def _is_linked(entry: ReferenceEntry, text: str) -> bool:
    """Whether a link of a Markdown text leads to the anchor with which an entry begins."""
    return any(f"](#{anchor})" in text for anchor in _ANCHOR.findall(entry.raw[:_HEAD]))


def _missed(document: Document) -> Callable[[ReferenceEntry], bool]:
    """Whether an entry may be cited in a way that was not read. Numbers and keys leave no such doubt."""
    if document.style is not CitationStyle.AUTHOR_DATE:
        return lambda _entry: False
    unbound = [item for citation in document.citations for item in citation.items if item.reference is None]
    pairs = named_near_a_year(document)
    nearest = (nearest_by_name(item, document.references) for item in unbound)
    meant = {entry.id for entry in nearest if entry}  # CIT101 names them

    def missed(entry: ReferenceEntry) -> bool:
        unread = not entry.author or entry.year is None or entry.id in meant
        return unread or is_named(entry, pairs) or any(may_mean(item, entry) for item in unbound)

    return missed
