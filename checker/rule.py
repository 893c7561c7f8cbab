"""What a rule author imports: rule bases, what a rule needs, options, and examples.

A rule is one class in one file. Its docstring has a first line (what it reports) and the headings `What it checks`, `Why it
matters`, `When it stays silent`; its examples are its tests, its documentation and its help in machine formats.
"""

import hashlib
import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Flag, auto
from pathlib import Path
from typing import Any, ClassVar

from checker.model.claim import Claim, Claims
from checker.model.document import Citation, Document
from checker.model.finding import Confidence, Finding, Fix, RuleDescription, Severity
from checker.model.match import Match, MatchStatus, Skipped
from checker.model.notice import Notice
from checker.model.reference import ReferenceEntry
from checker.model.text import Location, SourceFile, Span

__all__ = [
    "Bad",
    "CitationRule",
    "ClaimRule",
    "Confidence",
    "Context",
    "DocumentRule",
    "EntryRule",
    "Example",
    "Finding",
    "Fix",
    "Good",
    "MatchRule",
    "Needs",
    "Option",
    "Rule",
    "Severity",
    "work",
]


class Needs(Flag):
    """What a rule reads. It decides whether the rule can run without works, and whether spaCy is loaded."""

    ENTRIES = auto()
    CITATIONS = auto()
    MATCHES = auto()
    CLAIMS = auto()


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a rule under `[rules.CODE]`. The type of `default` is the type of the setting."""

    name: str
    default: Any
    help: str


@dataclass(frozen=True, slots=True)
class Example:
    """A small manuscript for one rule; `⟦` and `⟧` around the text that each finding must cover.

    `format` is the name of an input format (`text`, `markdown`, `bibtex`). `bibliography` is the text of a .bib file given
    along with the manuscript (marks may stand in it too). `works` are OpenAlex work objects, the closed world of the example,
    `notices` what was published about works, by DOI.
    """

    text: str
    format: str = "text"
    bibliography: str = ""
    works: Sequence[Mapping[str, Any]] = ()
    notices: Mapping[str, Sequence[Notice]] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    #: What the example shows, for the documentation.
    note: str = ""


def work(
    title: str,
    authors: Sequence[str] = (),
    year: int | None = None,
    journal: str = "",
    pages: str = "",
    identifier: str = "W1",
    **fields: Any,
) -> dict[str, Any]:
    """An OpenAlex work object for an example: `authors` as on the byline, `pages` as `first-last`, `doi` bare.

    `fields` are `doi`, `type`, `volume`, `issue`, `source_type`, `abstract` (plain text), and further root fields under
    OpenAlex's own names.
    """
    first, _, last = pages.partition("-")
    biblio = {"volume": fields.pop("volume", None), "issue": fields.pop("issue", None), "first_page": first, "last_page": last}
    source = {"display_name": journal, "type": fields.pop("source_type", "journal")}
    doi = fields.pop("doi", "")
    return {
        "id": f"https://openalex.org/{identifier}",
        "doi": f"https://doi.org/{doi}" if doi else None,
        "title": title,
        "publication_year": year,
        "type": fields.pop("type", "article"),
        "language": "en",
        "authorships": [{"raw_author_name": name, "author": {"display_name": name}} for name in authors],
        "primary_location": {"source": source if journal else None},
        "biblio": biblio,
        "is_retracted": False,
        "abstract_inverted_index": _inverted(fields.pop("abstract", "")),
        **fields,
    }


def _inverted(text: str) -> dict[str, list[int]] | None:
    """A text as OpenAlex keeps abstracts: the positions of each word."""
    index: dict[str, list[int]] = {}
    for position, word in enumerate(text.split()):
        index.setdefault(word, []).append(position)
    return index or None


class Bad(Example):
    """The rule must report exactly the marked spans."""

    __slots__ = ()


class Good(Example):
    """The rule must stay silent."""

    __slots__ = ()


@dataclass(slots=True)
class _Gathered:
    """What the rules of a run ask for again and again, gathered when the first of them does."""

    entries: dict[str, ReferenceEntry] = field(default_factory=dict)
    citations: dict[str, list[Citation]] = field(default_factory=dict)
    looked_up: list[tuple[ReferenceEntry, Match]] | None = None
    differing: list[tuple[ReferenceEntry, Match]] | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may see besides the thing it judges. `options` are the rule's own settings.

    `claims` are there for rules that need them. `notices` are those about works, oldest first, by the bare lower-case DOI of
    the work: empty without a file of them.
    """

    document: Document
    matches: Mapping[str, Match | Skipped] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    claims: Claims = field(default_factory=Claims)
    notices: Mapping[str, Sequence[Notice]] = field(default_factory=dict)
    #: Shared by the contexts of one manuscript, which differ in their options.
    _gathered: _Gathered = field(default_factory=_Gathered, repr=False, compare=False)

    def source(self, path: str) -> SourceFile:
        """The file of the manuscript with this path."""
        return self.document.file(path)

    def text(self, path: str, span: Span) -> str:
        """The text at a place of the manuscript's files."""
        return span.of(self.source(path).text)

    def entry(self, reference: str) -> ReferenceEntry:
        """The entry with this id. Raises KeyError where there is none."""
        if not self._gathered.entries:
            self._gathered.entries.update((entry.id, entry) for entry in reversed(self.document.references))
        return self._gathered.entries[reference]

    @property
    def looked_up(self) -> Sequence[tuple[ReferenceEntry, Match]]:
        """The entries that were looked up, with the outcome."""
        if self._gathered.looked_up is None:
            outcomes = ((entry, self.matches.get(entry.id)) for entry in self.document.references)
            self._gathered.looked_up = [(entry, outcome) for entry, outcome in outcomes if isinstance(outcome, Match)]
        return self._gathered.looked_up

    @property
    def differing(self) -> Sequence[tuple[ReferenceEntry, Match]]:
        """The identified entries of which not every field is the record's."""
        if self._gathered.differing is None:
            self._gathered.differing = [(entry, match) for entry, match in self.looked_up if match.differs]
        return self._gathered.differing

    def citations_of(self, reference: str) -> tuple[Citation, ...]:
        """The in-text citations bound to an entry, in the order of the text."""
        known = self._gathered.citations
        if not known:
            for citation in self.document.citations:
                for bound in dict.fromkeys(item.reference for item in citation.items if item.reference is not None):
                    known.setdefault(bound, []).append(citation)
        return tuple(known.get(reference, ()))

    def citing_places(self, reference: str, most: int = 1) -> tuple[Location, ...]:
        """The first places where an entry is cited, labelled, for a finding's related locations."""
        path = self.document.source.path
        return tuple(Location(path, citation.span, "cited here") for citation in self.citations_of(reference)[:most])


class Rule(ABC):
    """Base of all rules; subclass one of the five kinds below."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    confidence: ClassVar[Confidence]
    needs: ClassVar[Needs]
    #: Off unless selected by its full code or by a profile.
    opt_in: ClassVar[bool] = False
    #: Files whose terms a rule that needs claims looks for in them.
    lexicons: ClassVar[tuple[Path, ...]] = ()
    #: What every manuscript has in which such a rule may find anything: without it, terms are not looked for.
    trigger: ClassVar[re.Pattern[str] | None] = None
    options: ClassVar[tuple[Option, ...]] = ()
    examples: ClassVar[tuple[Example, ...]] = ()

    @classmethod
    def documentation(cls) -> str:
        """The rule's docstring, dedented."""
        return inspect.cleandoc(cls.__doc__ or "")

    @classmethod
    def summary(cls) -> str:
        """The first line of the docstring: what the rule reports."""
        return cls.documentation().split("\n", 1)[0]

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        """The rule's options with their default values."""
        return {option.name: option.default for option in cls.options}

    @classmethod
    def description(cls) -> RuleDescription:
        """The rule as output formats show it."""
        return RuleDescription(cls.code, cls.name, cls.severity, cls.confidence, cls.summary(), cls.documentation())

    @abstractmethod
    def run(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in one manuscript."""

    def finding(
        self,
        message: str,
        location: Location,
        *,
        entry: ReferenceEntry | None = None,
        key: Sequence[str] = (),
        severity: Severity | None = None,
        confidence: Confidence | None = None,
        **details: Any,
    ) -> Finding:
        """A finding of this rule. `key` are the values that identify it across moved lines (default: the message).

        Evidence may lower the rule's severity and confidence, never raise them. `details` are further fields of `Finding`.
        """
        identity = _identity(entry) if entry else ""
        return Finding(
            code=self.code,
            name=self.name,
            severity=min(severity or self.severity, self.severity, key=lambda level: level.rank),
            confidence=min(confidence or self.confidence, self.confidence, key=lambda level: level.rank),
            message=message,
            location=location,
            reference=entry.id if entry else None,
            fingerprint=fingerprint(self.code, identity, *(key or (message,))),
            **details,
        )


class DocumentRule(Rule):
    """A rule about the manuscript as a whole."""

    @abstractmethod
    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """The findings of this rule in the manuscript."""

    def run(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in one manuscript."""
        return self.check(context.document, context)


class CitationRule(Rule):
    """A rule about one in-text citation at a time."""

    @abstractmethod
    def check(self, citation: Citation, context: Context) -> Iterator[Finding]:
        """The findings of this rule about one citation."""

    def run(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in one manuscript."""
        for citation in context.document.citations:
            yield from self.check(citation, context)


class EntryRule(Rule):
    """A rule about one reference entry at a time."""

    @abstractmethod
    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """The findings of this rule about one entry."""

    def run(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in one manuscript."""
        for entry in context.document.references:
            yield from self.check(entry, context)


class MatchRule(Rule):
    """A rule about one entry and the outcome of its identification. `statuses` says which outcomes it is asked about."""

    statuses: ClassVar[frozenset[MatchStatus]] = frozenset({MatchStatus.MATCHED})
    #: Whether it has something to say only where a field is not the record's: of most entries, all are.
    differing: ClassVar[bool] = False

    @abstractmethod
    def check(self, entry: ReferenceEntry, match: Match, context: Context) -> Iterator[Finding]:
        """The findings of this rule about one looked-up entry."""

    def run(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in one manuscript."""
        for entry, match in context.differing if self.differing else context.looked_up:
            if match.status in self.statuses:
                yield from self.check(entry, match, context)


class ClaimRule(Rule):
    """A rule about what one sentence says of the works that it cites."""

    @abstractmethod
    def check(self, claim: Claim, context: Context) -> Iterator[Finding]:
        """The findings of this rule about one claim."""

    def run(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in one manuscript."""
        for claim in context.claims:
            yield from self.check(claim, context)


def fingerprint(*parts: str) -> str:
    """A stable 16-digit name for a finding: a hash of its code, reference and values, without line numbers."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _identity(entry: ReferenceEntry) -> str:
    """What names a reference across edits: DOI, else key, else the title without case and punctuation, else the raw text."""
    return entry.doi.lower() or entry.key or "".join(filter(str.isalnum, entry.title.casefold())) or entry.raw
