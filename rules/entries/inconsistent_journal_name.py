"""REF215: one journal under two names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from checker.matching.normalize import fold
from checker.model.document import Document
from checker.model.reference import ReferenceEntry, ReferenceList
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, DocumentRule, Finding, Good, Needs, Severity
from rules.entries._list_style import enumerate_labels, places, readable

#: An addition in brackets, mostly a place: `HPB (Oxford)`.
_ADDITION = re.compile(r"\s*\([^()]{1,60}\)\s*$")
#: Words that abbreviations leave out.
_SMALL_WORDS = frozenset(("a", "and", "de", "des", "di", "for", "fur", "in", "la", "of", "on", "the", "to", "und", "y"))
#: Letters of the shortened words, `J` left out, that tell an abbreviation from a chance likeness (`J Phys`: not of physiology).
_TELLING_LETTERS = 7
#: Names that an addition in brackets makes another journal's (`Biochemistry (Mosc)`), folded.
_TOLD_APART_BY_PLACE = frozenset(("biochemistry", "cancer", "nature", "science"))


class InconsistentJournalName(DocumentRule):
    """A list prints one journal's name in two ways.

    What it checks: journal names that differ in dots, capitals, small words or a place in brackets (`HPB (Oxford)` and `HPB`),
    and abbreviations beside the full name (`J Clin Oncol`, `Journal of Clinical Oncology`). One finding a journal.

    Why it matters: a journal's style has one form; two mean that entries came from different sources.

    When it stays silent: when the names may be two journals (`Cancer`, `Cancer Res`; `J Phys`, `Journal of Physiology`).
    """

    code = "REF215"
    name = "inconsistent-journal-name"
    severity = Severity.INFO
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES
    examples = (
        Bad(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. HPB. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. ⟦HPB (Oxford)⟧. 2016;13:10-9.\n"
            "3. Poe E, Low F. Growth of small tumours. HPB. 2017;14:20-9.\n"
        ),
        Good(
            "References\n\n"
            "1. Smith A, Jones B. A study of tumours. Cancer. 2015;12:1-9.\n"
            "2. Doe C, Roe D. Survival after surgery. Cancer Res. 2016;13:10-9.\n"
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """At most one finding a journal, list by list."""
        for part in document.lists:
            for entries in _journals(part):
                forms = Counter(entry.container_title for entry in entries)
                if len(forms) > 1:
                    yield self._report(entries, forms)

    def _report(self, entries: Sequence[ReferenceEntry], forms: Counter[str]) -> Finding:
        """A finding at the first printing of another form than the most frequent."""
        usual = forms.most_common(1)[0][0]
        odd = [entry for entry in entries if entry.container_title != usual]
        others = [entry for entry in entries if entry.container_title == usual]
        first, *rest = places(odd, "container-title", "printed otherwise here")
        named = ", ".join(f"`{form}`" for form in dict.fromkeys(entry.container_title for entry in odd))
        return self.finding(
            f"{named} in {enumerate_labels(odd)}, `{usual}` in {enumerate_labels(others)}",
            Location(first.path, first.span),
            entry=odd[0],
            key=tuple(sorted(forms)),
            related=(*rest, *places(others[:1], "container-title", "the usual form")),
            help=f"print `{usual}` in all entries",
        )


def _journals(part: ReferenceList) -> list[list[ReferenceEntry]]:
    """The journal articles of a list, grouped by journal."""
    groups: dict[tuple[str, ...], list[ReferenceEntry]] = defaultdict(list)
    for entry in readable(part):
        words = _words(entry.container_title) if entry.type == "article-journal" else ()
        if words:
            groups[words].append(entry)
    alike: dict[str, list[tuple[str, ...]]] = defaultdict(list)  # an abbreviation keeps the first letters
    for words in groups:
        alike[_initials(words)].append(words)
    for short in sorted(groups):
        names = alike[_initials(short)]
        full = [words for words in names if _abbreviates(short, words)]
        if len(full) == 1:
            groups[full[0]] += groups.pop(short)
            names.remove(short)
    return list(groups.values())


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _words(journal: str) -> tuple[str, ...]:
    """The words that name a journal: folded, without small words and without a place in brackets."""
    base = _ADDITION.sub("", journal)
    if fold(base) in _TOLD_APART_BY_PLACE:
        base = journal
    words = tuple(word for word in fold(base.replace("&", " and ")).split() if word not in _SMALL_WORDS)
    return words or tuple(fold(journal).split())


def _abbreviates(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether `short` shortens some words of `full` and keeps the others, by enough letters to be no chance likeness."""
    if len(short) != len(full) or short == full:
        return False
    shortened = 0
    for part, word in zip(short, full, strict=True):
        if part == "j" and word in ("j", "journal"):
            continue
        if not word.startswith(part):
            return False
        shortened += len(part) if part != word else 0
    return shortened >= _TELLING_LETTERS
