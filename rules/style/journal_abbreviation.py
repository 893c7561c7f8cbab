"""STY605: a journal name in full where the style abbreviates, or the other way round."""

from collections.abc import Iterator

from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.rule import Bad, Confidence, Context, EntryRule, Finding, Good, Needs, Option, Severity
from rules.style._lists import is_printed

_LIST = "References\n\n1. Abel A, Baker B. A study of small liver tumours. {}. 2015;12:1-9.\n"
#: Abbreviations shorter than this begin too many whole words.
_TELLING = 3
#: ISO 4 abbreviates a word only where at least two letters are saved.
_SAVED = 2
_FORMS = ("abbreviated", "full")


class JournalAbbreviation(EntryRule):
    """A journal's name is printed in full where the style abbreviates names, or abbreviated where it doesn't.

    What it checks: the words of printed journal names against the words that the List of Title Word Abbreviations (ISO 4)
    shortens.

    Why it matters: mixed forms look careless, and copy editors correct each by hand.

    When it stays silent: for names of one word, which no style abbreviates, for names without a word of the list, for books and
    proceedings, and in bibliographies (BibTeX, RIS ...), which a style prints.
    """

    code = "STY605"
    name = "journal-abbreviation"
    severity = Severity.WARNING
    confidence = Confidence.MEDIUM
    needs = Needs.ENTRIES
    opt_in = True
    options = (Option("form", "abbreviated", "`abbreviated` or `full`"),)
    examples = (
        Bad(_LIST.format("⟦Annals of Surgery⟧")),
        Bad(_LIST.format("⟦Ann Surg⟧"), options={"form": "full"}),
        Good(_LIST.format("Ann Surg")),
        Good(_LIST.format("Gut"), note="One word."),
        Good(_LIST.format("Annals of Surgery"), options={"form": "full"}),
    )

    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        if not is_printed(entry) or entry.type != "article-journal" or "container-title" not in entry.field_spans:
            return
        words = entry.container_title.replace(".", ". ").split()
        if len(words) < 2:
            return
        wanted = context.options["form"]
        form = "abbreviated" if any(map(_is_abbreviated, words)) else "full" if any(map(_is_shortened, words)) else ""
        if form in ("", wanted) or wanted not in _FORMS:
            return
        yield self.finding(
            f"the journal's name `{entry.container_title}` is {'abbreviated' if form == 'abbreviated' else 'printed in full'}",
            Location(entry.path, entry.span_of("container-title")),
            entry=entry,
            key=(form, entry.container_title),
            help="print it in full" if wanted == "full" else "abbreviate it after ISO 4, as MEDLINE does",
        )


def _is_abbreviated(word: str) -> bool:
    """Whether a word is an abbreviation of the list, and no whole word too."""
    from checker.references.lexicon import ABBREVIATIONS, WHOLE_WORDS  # long, and this rule is opt-in

    bare = word.rstrip(".,:").lower()
    return bare in ABBREVIATIONS and (bare not in WHOLE_WORDS or word.endswith("."))


def _is_shortened(word: str) -> bool:
    """Whether an abbreviation of the list begins a whole word."""
    from checker.references.lexicon import ABBREVIATIONS

    bare = word.rstrip(".,:").lower()
    return any(bare[:length] in ABBREVIATIONS for length in range(_TELLING, len(bare) - _SAVED + 1)) and not word.isupper()
