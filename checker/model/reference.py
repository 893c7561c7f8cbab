"""Reference entries: what a manuscript prints about a work, in CSL variables with the span of each."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any, NamedTuple

from checker.model.record import record
from checker.model.text import Span

#: A date as CSL writes it: (year,), (year, month) or (year, month, day).
DateParts = tuple[int, ...]

#: Formats of bibliographies, which a style prints; the `style` of their entries.
RECORD_FORMATS = frozenset({"bibtex", "csl-json", "csl-yaml", "hayagriva", "ris", "nbib", "endnote-xml", "pubmed-xml"})
#: Words that stand before a family name, lower-cased, in the languages that reference lists print most.
PARTICLES = frozenset(
    """
    van von vom der den de del della dello dei degli di da do dos das du des la le les lo el al ter ten te tot op zu zum zur
    af av bin ibn ben st san santa 't ’t d' d’
    """.split()
)


#: The parts of a name in CSL, in the order of the fields of `Name`.
_NAME_PARTS = ("family", "given", "suffix", "non-dropping-particle", "dropping-particle", "literal")


class Name(NamedTuple):
    """One name of an author or editor in CSL's parts; `literal` alone for groups and names that can't be split."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    non_dropping_particle: str = ""
    dropping_particle: str = ""
    literal: str = ""
    span: Span | None = None

    @property
    def full_family(self) -> str:
        """The family name with its particles, or the literal name."""
        if not (self.dropping_particle or self.non_dropping_particle):
            return self.family or self.literal
        parts = (self.dropping_particle, self.non_dropping_particle, self.family)
        return " ".join(part for part in parts if part)

    @property
    def bare_family(self) -> str:
        """The family name without the particles that it starts with (a name of particles alone keeps the last)."""
        words = self.family.split()
        while len(words) > 1 and words[0].casefold() in PARTICLES:
            del words[0]
        return " ".join(words)

    def csl(self) -> dict[str, str]:
        """The name as a CSL-JSON name variable, empty parts left out."""
        if self.family and self.given and not any(self[2:6]):  # as most are
            return {"family": self.family, "given": self.given}
        return {part: value for part, value in zip(_NAME_PARTS, self[:6], strict=True) if value}


class ObservationKind(StrEnum):
    """What a parser may notice about an entry. A fact about the text, never a verdict: rules decide what it means."""

    UNPARSABLE = "unparsable"  # the entry (or BibTeX block) could not be read; `detail` says why
    LEADING_CHARACTERS = "leading-characters"  # punctuation before the first author
    STRAY_CHARACTERS = "stray-characters"  # punctuation that belongs to no field
    TRAILING_TEXT = "trailing-text"  # prose behind the last field
    GLUED_TEXT = "glued-text"  # prose glued to an identifier without a space
    MALFORMED_IDENTIFIER = "malformed-identifier"  # looks like a DOI, PMID, ISBN ... and is none
    MALFORMED_AUTHOR = "malformed-author"  # a name that doesn't fit the pattern of the others; `detail` says why
    MALFORMED_PAGES = "malformed-pages"
    RUN_TOGETHER = "run-together"  # two words without a space between them
    BROKEN_TEXT = "broken-text"  # mojibake, soft hyphens, hyphenation left by a line break
    DUPLICATE_KEY = "duplicate-key"  # a key that an earlier entry has
    DUPLICATE_FIELD = "duplicate-field"
    EMPTY_KEY = "empty-key"
    UNDEFINED_STRING = "undefined-string"  # a BibTeX @string that nothing defines
    SEVERAL_WORKS = "several-works"  # an entry that prints several works (`a) …; b) …`), of which the first was read


@record
class Observation:
    """Something a parser noticed at `span` (in the entry's file); `meant` is what should stand there, where that is known."""

    kind: ObservationKind
    span: Span
    detail: str = ""
    meant: str = ""


@record
class ReferenceEntry:
    """One entry of a reference list.

    `id` is unique in its document: the key, the printed number, or the place in the list. `path` names the file that holds
    the entry (a bibliography's own path). `span` covers `raw`, the entry without its printed label; `label_span` that label.
    `variables` holds CSL string variables by their CSL names (`title`, `container-title`, `volume`, `page`, `DOI` ...), cleaned
    of markup; `page` is expanded (`2563-2569`). `field_spans` has the printed place of each variable, of `author`, `editor`,
    `issued` and `et-al` too. `confidence` (0 to 1) says how surely the fields were read.
    """

    id: str
    path: str
    span: Span
    raw: str
    type: str = "document"
    number: int | None = None
    key: str | None = None
    #: Further keys that mean the entry (`ids` of biblatex).
    aliases: tuple[str, ...] = ()
    label_span: Span | None = None
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    et_al: bool = False
    issued: DateParts | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    field_spans: Mapping[str, Span] = field(default_factory=dict)
    observations: tuple[Observation, ...] = ()
    confidence: float = 1.0
    #: Which style grammar read the entry (`vancouver`, `apa`, `bibtex` ...); empty when none did.
    style: str = ""
    #: The year as printed with its letter (`2017a`), for author-date citations.
    year_suffix: str = ""

    @property
    def year(self) -> int | None:
        """The year of publication as printed."""
        return self.issued[0] if self.issued else None

    @property
    def title(self) -> str:
        """The title as printed, or an empty string."""
        return self.variables.get("title", "")

    @property
    def container_title(self) -> str:
        """Journal, book or proceedings as printed, or an empty string."""
        return self.variables.get("container-title", "")

    @property
    def doi(self) -> str:
        """The bare DOI (`10.1000/xyz`) as printed, or an empty string."""
        return self.variables.get("DOI", "")

    @property
    def printed(self) -> bool:
        """Whether the entry stands in its file as readers will see it; false in bibliographies, which a style prints."""
        return self.style not in RECORD_FORMATS

    def get(self, variable: str) -> str:
        """A CSL string variable by its CSL name, or an empty string."""
        return self.variables.get(variable, "")

    def span_of(self, variable: str) -> Span:
        """The place of a variable, or of the whole entry where it has none of its own."""
        return self.field_spans.get(variable, self.span)

    def observed(self, kind: ObservationKind) -> tuple[Observation, ...]:
        """The observations of one kind, in the order of the text."""
        return tuple(note for note in self.observations if note.kind is kind) if self.observations else ()

    def csl(self) -> dict[str, Any]:
        """The entry as a CSL-JSON item (https://docs.citationstyles.org), with `custom.et_al` for a cut author list."""
        item: dict[str, Any] = {"id": self.id, "type": self.type}
        if self.author:
            item["author"] = [name.csl() for name in self.author]
        if self.editor:
            item["editor"] = [name.csl() for name in self.editor]
        if self.issued:
            item["issued"] = {"date-parts": [list(self.issued)]}
        item.update(self.variables)
        if self.et_al:
            item["custom"] = {"et_al": True}
        return item


@record
class ReferenceList:
    """One reference list of a manuscript and the part of the text that it serves.

    `span` is the region of the entries (heading not included), `scope` the part whose citations mean this list. `path` names
    the file that holds the list. Readers of plain formats leave `entries` empty; `checker.references` fills it. `shared`: the
    list is that of a project, whose other manuscripts cite from it too.
    """

    path: str
    span: Span
    scope: Span
    heading: Span | None = None
    entries: tuple[ReferenceEntry, ...] = ()
    shared: bool = False
