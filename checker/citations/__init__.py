"""In-text citations: find the markers in the prose and bind them to the entries."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checker.citations.author_date import find_author_date
from checker.citations.dominant import DOUBTFUL, Form, dominant, form_of, is_bound
from checker.citations.entries import Entries, Limits
from checker.citations.keys import find_keys
from checker.citations.linked import clusters
from checker.citations.numeric import drop_equations, drop_intervals, find_round, find_square
from checker.citations.passages import Passage, passages, without
from checker.citations.strays import with_strays
from checker.citations.superscript import find_glued, find_superscripts
from checker.model.document import Citation, CitationStyle, Document
from checker.model.text import Span

_NUMBERED = {Form.SQUARE: find_square, Form.ROUND: find_round, Form.RAISED: find_superscripts, Form.GLUED: find_glued}
#: What may be a citation number in a document without a reference list.
_NO_LIST = Limits(0, 999)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
#: Formats that cite keys by commands, which their reader has found.
_COMMANDS = frozenset({"latex", "org", "rst", "typst"})


def link(document: Document) -> Document:
    """The document with its citations found, bound to entries, and its dominant citation style.

    Every form of citation is looked for, and the one that means the most entries is the document's. Its citations are kept,
    those without an entry too (unbound); names and years only where a list or their form shows that they are a citation.
    Of the other forms those stay that can be nothing else. Citations that the reader has found all stay; the finders look
    only outside them, and not for numbers that need no brackets or round ones: what is a citation there is linked, unless
    somebody typed it by hand into a document that a reference manager keeps.
    """
    document = _with_fields(document)
    prose = tuple(passages(document))
    if not prose:
        return replace(document, citations=(), style=None)
    entries = Entries(document)
    linked = tuple(_with_entries(citation, entries) for citation in clusters(document, prose, entries))
    if linked:
        prose = tuple(passages(without(document, [citation.span for citation in linked])))
    found = {form: tuple(_find_all(form, prose, entries)) if _is_sought(form, linked, document) else () for form in Form}
    if document.format in _COMMANDS:
        found[Form.KEYS] = ()
        if linked or not entries.have_numbers:  # what was typed by hand is a citation where no command cites
            found[Form.SQUARE] = ()
            found[Form.AUTHOR_DATE] = tuple(filter(_is_whole, found[Form.AUTHOR_DATE]))
    if entries and _are_mentions(found[Form.KEYS], document):
        found[Form.KEYS] = ()
    found[Form.SQUARE] = tuple(drop_intervals(found[Form.SQUARE], prose))
    found[Form.ROUND] = tuple(drop_equations(found[Form.ROUND], prose))
    by_form = {form: (*found[form], *(citation for citation in linked if form_of(citation) is form)) for form in Form}
    form = dominant(by_form, entries)
    if form is None:
        return replace(document, citations=linked, style=None)
    further = with_strays(found, form, entries)
    return replace(document, citations=tuple(sorted((*linked, *further), key=_place)), style=form.style)


def _is_whole(citation: Citation) -> bool:
    """Whether all items of a citation mean an entry each."""
    return all(item.reference for item in citation.items)


def _are_mentions(citations: Iterable[Citation], document: Document) -> bool:
    """Whether keys are the names of people, as in a list of changes: all bare (`by @octocat`), none of an entry or with a year.

    A manuscript that names its bibliography itself cites by keys.
    """
    if document.metadata.bibliography:
        return False
    return all(
        one.narrative and not is_bound(one) and not any(_YEAR.search(item.label) for item in one.items) for one in citations
    )


def _is_sought(form: Form, linked: Iterable[Citation], document: Document) -> bool:
    """Whether to look for a form beside the linked citations: in a managed document, what was typed by hand looks like them."""
    if not linked or form not in DOUBTFUL:
        return True
    return bool(document.fields) and any(form_of(citation) is form for citation in linked)


def _with_fields(document: Document) -> Document:
    """The document with the citations that a reference manager keeps in it, bound to the entries that print their works."""
    if not document.fields:
        return document
    from checker.citations import fields  # compares titles, whose library takes a while to load

    document = fields.bound(document)
    return replace(document, citations=(*document.citations, *fields.links(document)))


def _place(citation: Citation) -> Span:
    return citation.span


def _find_all(form: Form, prose: Iterable[Passage], entries: Entries) -> Iterator[Citation]:
    """The citations of one form in all passages, bound."""
    for passage in prose:
        for citation in _find(form, passage, entries):
            if form.style in (CitationStyle.NUMERIC, CitationStyle.SUPERSCRIPT):
                citation = replace(citation, items=tuple(map(entries.bind_number, citation.items)))
            yield _with_entries(citation, entries) if form is Form.KEYS else citation


def _with_entries(citation: Citation, entries: Entries) -> Citation:
    """A citation of keys with the entries that they mean, where the reader doesn't know them already."""
    if citation.style is not CitationStyle.KEYS:
        return citation
    return replace(citation, items=tuple(item if item.reference else entries.bind_key(item) for item in citation.items))


def _find(form: Form, passage: Passage, entries: Entries) -> Iterator[Citation]:
    if form is Form.KEYS:
        yield from find_keys(passage, entries.keys, entries.labels)
    elif form is Form.AUTHOR_DATE:
        yield from (citation for citation, certain in find_author_date(passage, entries) if certain or is_bound(citation))
    else:
        part = entries.list_at(passage.start)
        yield from _NUMBERED[form](passage, part.limits if part else _NO_LIST)
