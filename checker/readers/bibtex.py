"""BibTeX and biblatex → `Document`. `bibtex_scan` reads the blocks with places, `bibtex_csl` what their fields mean."""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from checker.model.document import Document
from checker.model.record import record
from checker.model.reference import Observation, ObservationKind, ReferenceEntry, ReferenceList
from checker.model.text import Location, SourceFile, Span
from checker.readers import bibtex_csl, bibtex_scan
from checker.readers.bibtex_csl import Value
from checker.readers.bibtex_scan import RawBlock
from checker.readers.entries import unique

#: Abbreviations that the standard styles of BibTeX define (plain.bst and its kin, https://ctan.org/pkg/bibtex).
_STANDARD = {name[:3].lower(): name for name in (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)} | {
    "acmcs": "ACM Computing Surveys",
    "acta": "Acta Informatica",
    "cacm": "Communications of the ACM",
    "ibmjrd": "IBM Journal of Research and Development",
    "ibmsj": "IBM Systems Journal",
    "ieeese": "IEEE Transactions on Software Engineering",
    "ieeetc": "IEEE Transactions on Computers",
    "ieeetcad": "IEEE Transactions on Computer-Aided Design of Integrated Circuits",
    "ipl": "Information Processing Letters",
    "jacm": "Journal of the ACM",
    "jcss": "Journal of Computer and System Sciences",
    "scp": "Science of Computer Programming",
    "sicomp": "SIAM Journal on Computing",
    "tocs": "ACM Transactions on Computer Systems",
    "tods": "ACM Transactions on Database Systems",
    "tog": "ACM Transactions on Graphics",
    "toms": "ACM Transactions on Mathematical Software",
    "toois": "ACM Transactions on Office Information Systems",
    "toplas": "ACM Transactions on Programming Languages and Systems",
    "tcs": "Theoretical Computer Science",
}  # fmt: skip
_NO_ENTRIES = frozenset({"comment", "preamble", "string"})
#: Entries that are no works: fields for others and sets of others (biblatex), settings of styles (IEEEtran, REVTeX).
_NO_WORKS = frozenset({"xdata", "set", "ieeetranbstctl", "control"})
#: How many parents are followed.
_MOST_PARENTS = 8
_READ_IN_PART = 0.5


@record
class _Entry:
    """A block with its fields: the first of each name, and what was noticed."""

    block: RawBlock
    fields: Mapping[str, Value]
    observations: tuple[Observation, ...]


def read(source: SourceFile, taken: frozenset[str] = frozenset(), strings: Mapping[str, str] | None = None) -> Document:
    """Read a bibliography: one list with all entries.

    `taken` are ids that other files of the manuscript have, `strings` the abbreviations that these define.
    """
    text = source.text
    blocks = list(bibtex_scan.blocks(text))
    known: ChainMap[str, str] = ChainMap({}, dict(strings or {}), _STANDARD)
    raw: list[_Entry] = []
    for block in blocks:
        if block.type == "string":
            _define(text, block, known)
        elif block.type not in _NO_ENTRIES:
            raw.append(_entry(text, block, known))
    whole = Span(0, len(text))
    return Document(
        source,
        "bibtex",
        lists=(ReferenceList(source.path, whole, whole, entries=_entries(source, raw, taken)),),
        comments=tuple(_comments(source, blocks)),
    )


def abbreviations(sources: Iterable[SourceFile]) -> Mapping[str, str]:
    r"""The abbreviations that bibliographies define together: BibTeX reads them as one (`\bibliography{names,works}`)."""
    known: ChainMap[str, str] = ChainMap({}, _STANDARD)
    for text in (source.text for source in sources):
        if "@string" in text.lower():
            for block in bibtex_scan.blocks(text):
                if block.type == "string":
                    _define(text, block, known)
    return known.maps[0]


def _define(text: str, block: RawBlock, known: ChainMap[str, str]) -> None:
    """Note the abbreviations of a `@string` in the first map, where the first definition stands."""
    for found in block.fields:
        known.maps[0].setdefault(found.name, bibtex_scan.text_of(text, found, known))


def _entry(text: str, block: RawBlock, strings: Mapping[str, str]) -> _Entry:
    fields: dict[str, Value] = {}
    notes: list[Observation] = []
    repeated: set[str] = set()
    if block.problem and block.problem_span:
        notes.append(Observation(ObservationKind.UNPARSABLE, block.problem_span, block.problem))
    if not len(block.key):
        notes.append(Observation(ObservationKind.EMPTY_KEY, Span(block.start, block.start + len(block.type) + 1)))
    for found in block.fields:
        if found.name in fields:
            if found.name not in repeated:
                notes.append(Observation(ObservationKind.DUPLICATE_FIELD, found.name_span, found.name))
            repeated.add(found.name)
            continue
        if len(found.tokens) == 1 and not found.tokens[0].bare:  # as most are
            span = found.tokens[0].span
            fields[found.name] = _trimmed(span.of(text), span, whole=True)
            continue
        for token in found.tokens:
            word = token.span.of(text) if token.bare else ""
            if word and not word.isdigit() and word.lower() not in strings:
                notes.append(Observation(ObservationKind.UNDEFINED_STRING, token.span, word))
        span = found.span
        whole = len(found.tokens) == 1 and text[span.start].isdigit()
        fields[found.name] = _trimmed(bibtex_scan.text_of(text, found, strings), span, whole=whole)
    return _Entry(block, fields, tuple(notes))


def _trimmed(text: str, span: Span, *, whole: bool) -> Value:
    """A value without white space around it, in the text and in the place."""
    bare = text.strip()
    if whole and len(bare) < len(text):
        start = span.start + len(text) - len(text.lstrip())
        span = Span(start, start + len(bare))
    return Value(bare, span, whole)


def _entries(source: SourceFile, raw: Sequence[_Entry], taken: frozenset[str]) -> tuple[ReferenceEntry, ...]:
    """The entries with unique ids; a second entry with a key is kept under a numbered one."""
    text = source.text
    sets = _sets(text, raw)
    by_key = {entry.block.key.of(text).casefold(): entry for entry in reversed(raw)}
    used = dict.fromkeys(taken, 1)
    seen: set[str] = set()
    entries = []
    for place, entry in enumerate(raw, 1):
        key = entry.block.key.of(text)
        notes = entry.observations
        if key and key in seen:
            notes = (*notes, Observation(ObservationKind.DUPLICATE_KEY, entry.block.key, key))
        seen.add(key)
        if entry.block.type in _NO_WORKS:
            continue
        fields = _with_parents(entry, by_key)
        identity = unique(key or str(place), used)
        aliases = (*_listed(entry.fields, "ids"), *sets.get(key, ()))
        found = _reference(source, entry.block, bibtex_csl.item(entry.block.type, fields), identity, notes)
        entries.append(replace(found, aliases=aliases) if aliases else found)
    return tuple(entries)


def _sets(text: str, raw: Sequence[_Entry]) -> Mapping[str, tuple[str, ...]]:
    """The sets of biblatex by the key of their first member, which is the entry that a citation of the set is bound to."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in raw:
        if entry.block.type == "set" and (members := _listed(entry.fields, "entryset")):
            found[members[0]] = (*found.get(members[0], ()), entry.block.key.of(text))
    return found


def _listed(fields: Mapping[str, Value], name: str) -> tuple[str, ...]:
    """The keys that a field lists."""
    return tuple(key.strip() for key in fields[name].text.split(",") if key.strip()) if name in fields else ()


def _with_parents(entry: _Entry, by_key: Mapping[str, _Entry]) -> Mapping[str, Value]:
    """The fields of an entry with those of its `xdata` entries, and of the one that `crossref` names and its own parents."""
    fields = _with_data(entry.fields, by_key)
    seen = [entry]
    while "crossref" in seen[-1].fields and len(seen) < _MOST_PARENTS:
        parent = by_key.get(seen[-1].fields["crossref"].text.casefold())
        if parent is None or any(parent is one for one in seen):
            break
        fields = bibtex_csl.inherit(entry.block.type, fields, _with_data(parent.fields, by_key))
        seen.append(parent)
    return fields


def _with_data(fields: Mapping[str, Value], by_key: Mapping[str, _Entry]) -> Mapping[str, Value]:
    """The fields with those of the entries under `xdata`, and of these entries' own."""
    waiting = [key.casefold() for key in _listed(fields, "xdata")]
    done: set[str] = set()
    while waiting and len(done) < _MOST_PARENTS:
        key = waiting.pop(0)
        data = by_key.get(key)
        if key not in done and data is not None and data.block.type == "xdata":
            fields = {**data.fields, **fields}
            waiting += (key.casefold() for key in _listed(data.fields, "xdata"))
        done.add(key)
    return fields


def _reference(
    source: SourceFile, block: RawBlock, item: bibtex_csl.Item, identity: str, notes: tuple[Observation, ...]
) -> ReferenceEntry:
    if item.slips:
        notes += tuple(Observation(ObservationKind.MALFORMED_AUTHOR, slip.span or block.span, *slip[1:]) for slip in item.slips)
    return ReferenceEntry(
        id=identity,
        path=source.path,
        span=block.span,
        raw=block.span.of(source.text),
        type=item.type,
        key=block.key.of(source.text) or None,
        label_span=block.key if len(block.key) else None,
        author=item.author,
        editor=item.editor,
        et_al=item.et_al,
        issued=item.issued,
        variables=item.variables,
        field_spans=item.spans,
        observations=notes,
        confidence=_READ_IN_PART if block.problem else 1.0,
        style="bibtex",
        year_suffix=item.year_suffix,
    )


def _comments(source: SourceFile, blocks: Sequence[RawBlock]) -> Iterator[Location]:
    """The text between blocks, `@comment` blocks, and comment lines inside entries."""
    text, at = source.text, 0
    for block in [*blocks, None]:
        end = block.start if block else len(text)
        between = text[at:end]
        if between.strip():
            start = at + len(between) - len(between.lstrip())
            yield Location(source.path, Span(start, start + len(between.strip())))
        if block:
            at = block.end
            yield from (Location(source.path, span) for span in bibtex_scan.comments(text, block))
