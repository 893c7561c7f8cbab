"""A reference list → entries: the list's own way of printing names decides where a single entry leaves room for doubt."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.model.document import Document
from checker.model.reference import Name, Observation, ObservationKind, ReferenceEntry, ReferenceList
from checker.model.text import SourceFile, Span, blanked
from checker.references.anatomy import read_entry
from checker.references.confidence import confidence_of, is_note
from checker.references.draft import Draft
from checker.references.flat import Flat
from checker.references.kinds import kind_of
from checker.references.locators import date_parts
from checker.references.names import Form, NameList, PrintedName
from checker.references.observe import observations, trailing_prose
from checker.references.pages import expand_pages
from checker.references.split import RawEntry, split
from checker.references.tex import is_latex

#: What links of a Markdown text lead to, in front of an entry.
_ANCHOR = re.compile(r"(?:<a\s[^<>\n]{0,200}>?\s?</a>\s*){1,4}")
#: No printed entry is longer; what stands behind is not read.
_LONGEST = 20_000
#: So far from the edges of its lines stands a comment that has them to itself.
_DEEPEST = 100
#: Without any of these nothing tells which work an entry means.
_TELLING = frozenset({"title", "container-title", "volume", "page", "DOI", "PMID", "URL", "arXiv", "ISBN"})


def parse_lists(document: Document) -> Document:
    """The document with the entries of every list that its reader left unread, where the list is in the document's own file.

    Ids are the printed numbers of a single numbered list and the places of an unnumbered one; with several lists they are
    led by the list's number (`2.14`).
    """
    several = len(document.lists) > 1
    source = _without_comments(document)
    lists = []
    for place, part in enumerate(document.lists, 1):
        if part.entries or part.path != document.source.path:
            lists.append(part)
            continue
        lists.append(_filled(source, part, f"{place}." if several else ""))
    return replace(document, lists=tuple(lists))


def _without_comments(document: Document) -> SourceFile:
    """The manuscript with spaces in place of its comments: they are part of no entry, and on lines of their own part none."""
    comments = sorted(comment.span for comment in document.comments if comment.path == document.source.path)
    text = blanked(document.source.text, comments)
    pieces, at = [], 0
    for span in comments:
        start = text.rfind("\n", max(at, span.start - _DEEPEST), span.start)
        end = text.find("\n", span.end, span.end + _DEEPEST)
        if 0 <= start < end and text[start:end].isspace():
            pieces += [text[at:start], " " * (end - start)]
            at = end
    return replace(document.source, text="".join(pieces) + text[at:])


def _filled(source: SourceFile, part: ReferenceList, prefix: str) -> ReferenceList:
    return replace(part, entries=_parse(source, part.span, prefix))


def parse_text(source: SourceFile, span: Span | None = None) -> tuple[ReferenceEntry, ...]:
    """The entries of a plain-text reference list: `source.text[span]`, or the whole file."""
    return _parse(source, span or Span(0, len(source.text)), "")


def parse_entries(source: SourceFile, raw: Sequence[RawEntry]) -> tuple[ReferenceEntry, ...]:
    """The entries of a list that its reader has split: as many as `raw`, in order. Ids are numbers or places in the list."""
    return _read(source, raw, "")


def _parse(source: SourceFile, span: Span, prefix: str) -> tuple[ReferenceEntry, ...]:
    return _read(source, split(source.text, span), prefix)


def _holes(text: str, item: RawEntry) -> Sequence[Span]:
    """The holes of an entry, and the anchor in front of it that links of a Markdown text lead to."""
    anchor = _ANCHOR.match(text, item.span.start, item.span.end) if text.startswith("<a", item.span.start) else None
    return (Span(*anchor.span()), *item.holes) if anchor else item.holes


def _read(source: SourceFile, raw: Sequence[RawEntry], prefix: str) -> tuple[ReferenceEntry, ...]:
    latex = len(raw) > 0 and is_latex(source.text[raw[0].span.start : raw[-1].span.end])
    flats = [Flat(source.text, item.span, _holes(source.text, item), latex=latex) for item in raw]
    drafts = [read_entry(flat.text[:_LONGEST]) for flat in flats]
    form = _dominant_form(drafts)
    if form is not None:
        drafts = [_reread(draft, form) for draft in drafts]
    ids = _ids(raw, prefix)
    entries: list[ReferenceEntry] = []
    for item, flat, draft, identity in zip(raw, flats, drafts, ids, strict=True):
        entry = _entry(source, item, flat, draft, identity, form)
        if draft.repeated_author and entries:
            entry = _with_authors_of(entries[-1], entry, flat.place(*draft.repeated_author))
        entries.append(entry)
    return tuple(entries)


def _with_authors_of(before: ReferenceEntry, entry: ReferenceEntry, dash: Span) -> ReferenceEntry:
    """An entry whose dash stands for the authors of the entry before it."""
    if not before.author:
        return entry
    authors = tuple(name._replace(span=dash) for name in before.author)
    spans = {**entry.field_spans, "author": dash}
    return replace(entry, author=authors, et_al=before.et_al, field_spans=spans, style=before.style)


def _dominant_form(drafts: Sequence[Draft]) -> Form | None:
    """The form of names that at least four of five entries share, in a list of at least five with names."""
    forms = Counter(draft.names.form for draft in drafts if draft.names and draft.names.form is not Form.GROUP)
    if not forms:
        return None
    form, count = forms.most_common(1)[0]
    return form if sum(forms.values()) >= 5 and count * 5 >= sum(forms.values()) * 4 else None


def _reread(draft: Draft, form: Form) -> Draft:
    if draft.names is None or draft.names.form in (form, Form.GROUP):
        return draft
    again = read_entry(draft.text, form)
    return again if again.names and again.names.form is form else draft


def _ids(raw: Iterable[RawEntry], prefix: str) -> list[str]:
    """Unique ids: the printed number; the place in the list without one; a repeated number gets a letter."""
    seen: Counter[str] = Counter()
    ids = []
    for place, item in enumerate(raw, 1):
        base = str(item.number if item.number is not None else place)
        seen[base] += 1
        repeat = seen[base] - 1
        ids.append(f"{prefix}{base}" + (f"-{repeat + 1}" if repeat else ""))
    return ids


def _entry(source: SourceFile, item: RawEntry, flat: Flat, draft: Draft, identity: str, form: Form | None) -> ReferenceEntry:
    prose = trailing_prose(draft)
    author = draft.names if draft.names is not draft.editors else None
    variables, spans = _variables(flat, draft, prose)
    spans |= _other_spans(flat, draft, author)
    issued = date_parts(draft.text[draft.date[0] : draft.date[1]]) if draft.date else None
    raw = item.span.of(source.text)
    notes = observations(flat, draft, raw, item.span, form)
    if is_note(draft):
        variables.clear()
    elif not (draft.kind or draft.thesis) and not variables.keys() & _TELLING:
        notes = (Observation(ObservationKind.UNPARSABLE, item.span, "neither a title nor an identifier was found"), *notes)
    return ReferenceEntry(
        id=identity,
        path=source.path,
        span=item.span,
        raw=raw,
        type=kind_of(draft),
        number=item.number,
        label_span=item.label,
        author=_names(flat, author),
        editor=_names(flat, draft.editors),
        et_al=author is not None and author.et_al is not None,
        issued=issued,
        variables=variables,
        field_spans=spans,
        observations=notes,
        confidence=confidence_of(draft, form, prose),
        style=author.form.value if author else "",
        year_suffix=f"{issued[0]}{draft.letter}" if issued else "",
    )


def _variables(flat: Flat, draft: Draft, prose: tuple[int, int] | None) -> tuple[dict[str, str], dict[str, Span]]:
    """The string variables of an entry and their places; `prose` is what stands behind its last field."""
    variables: dict[str, str] = {}
    spans: dict[str, Span] = {}
    for name, (start, end) in draft.fields.items():
        value = draft.text[start:end].strip()
        if value and not (prose and start >= prose[0]):
            variables[name] = expand_pages(value) if name == "page" else value
            spans[name] = flat.place(start, end)
    for found in draft.identifiers:
        if found.kind not in variables:
            variables[found.kind] = found.value
            spans[found.kind] = flat.place(found.start, found.end)
    return variables, spans


def _other_spans(flat: Flat, draft: Draft, author: NameList | None) -> dict[str, Span]:
    """The places of names, `et al.` and date."""
    spans = {
        name: flat.place(names.names[0].start, names.names[-1].end)
        for name, names in (("author", author), ("editor", draft.editors))
        if names is not None
    }
    if author is not None and author.et_al:
        spans["et-al"] = flat.place(*author.et_al)
    if draft.date:
        spans["issued"] = flat.place(*draft.date)
    return spans


def _names(flat: Flat, names: NameList | None) -> tuple[Name, ...]:
    return tuple(_name(flat, name) for name in names.names) if names else ()


def _name(flat: Flat, name: PrintedName) -> Name:
    span = flat.place(name.start, name.end)
    if name.literal:
        return Name(literal=name.literal, span=span)
    # A particle before the family stays part of it: a printed list doesn't tell whether it is dropped when sorting.
    return Name(family=name.family, given=name.given, suffix=name.suffix, dropping_particle=name.particle, span=span)
