"""A DOI for an entry that prints none, in the form of its file or of its list."""

import re
from collections import Counter

from checker.model.finding import Edit
from checker.model.reference import ObservationKind, ReferenceEntry
from checker.model.text import Span
from checker.rule import Context

_UNFIT = re.compile(r"[\\{}\"%#&\s\x00-\x1f\x7f]")
_BIBTEX_FIELD = re.compile(r"([ \t]*)([A-Za-z_-]{1,30})([ \t]*)=([ \t]*)([{\"]?)")
_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi[: ]? ?)$", re.IGNORECASE)
#: How a list that shows no other form prints a DOI.
_USUAL = " doi:"


def added(entry: ReferenceEntry, context: Context, doi: str) -> tuple[Edit, ...]:
    """The edit that adds a bare DOI; none for an entry that could not be read, and in formats that are written by programs."""
    if _UNFIT.search(doi) or entry.doi or entry.observed(ObservationKind.UNPARSABLE):
        return ()
    writers = {"bibtex": _bibtex, "csl-json": _csl_json, "ris": _ris}
    if entry.style in writers:
        where = writers[entry.style](entry, doi)
    else:
        where = _printed(entry, context, doi) if entry.printed else None
    if where is None:
        return ()
    offset, text = where
    at = entry.span.start + offset
    return (Edit(entry.path, Span(at, at), text),)


def _bibtex(entry: ReferenceEntry, doi: str) -> tuple[int, str] | None:
    """Behind the last field, in the layout of the first: on a line of its own, `=` under `=`, in braces or quotes."""
    raw = entry.raw
    if not raw.endswith(("}", ")")):
        return None
    end = len(raw[:-1].rstrip())
    body = raw.find(",")
    model = _BIBTEX_FIELD.search(raw, body + 1) if 0 < body < end else None
    if model is None:
        return None
    indent, name, before, behind, mark = model.groups()
    opening, closing = ('"', '"') if mark == '"' else ("{", "}")
    padding = " " * max(len(before) + len(name) - len("doi"), 1) if len(before) > 1 else before
    break_ = f"{line_end(raw)}{indent}" if "\n" in raw[body : model.start(2)] else " "
    comma = "" if raw[end - 1] == "," else ","
    trailing = "," if not comma else ""
    return end, f"{comma}{break_}doi{padding}={behind}{opening}{doi}{closing}{trailing}"


def _csl_json(entry: ReferenceEntry, doi: str) -> tuple[int, str] | None:
    """Behind the last value, on a line of its own where that stands on one."""
    raw = entry.raw
    end = len(raw[:-1].rstrip()) if raw.endswith("}") else 0
    if end < 2 or raw[end - 1] == ",":
        return None
    indent = re.match(r"\{\s*", raw)
    lead = indent[0][1:] if indent and "\n" in indent[0] else " "
    return end, f',{lead}"DOI": "{doi}"'


def _ris(entry: ReferenceEntry, doi: str) -> tuple[int, str] | None:
    """On a line of its own before the end of the record."""
    end = entry.raw.rfind("\nER")
    return (end + 1, f"DO  - {doi}{line_end(entry.raw)}") if end != -1 else None


def _printed(entry: ReferenceEntry, context: Context, doi: str) -> tuple[int, str] | None:
    """At the end of a printed entry, as most entries of the list that have one print it."""
    lead, trail = _form(entry, context)
    raw = entry.raw.rstrip()
    stop = "" if raw.endswith((".", "?", "!", ",", ";")) else "."
    return len(raw), f"{stop}{lead}{doi}{trail}"


def _form(entry: ReferenceEntry, context: Context) -> tuple[str, str]:
    """What most DOIs of the list have before and behind them: ` https://doi.org/` and nothing, ` doi:` and a stop."""
    forms: Counter[tuple[str, str]] = Counter()
    for other in context.document.references:
        span = other.field_spans.get("DOI")
        if span is None or other.path != entry.path or not other.span.covers(span):
            continue
        before = _PREFIX.search(context.text(entry.path, Span(other.span.start, span.start)))
        behind = context.text(entry.path, Span(span.end, other.span.end)).strip()
        if before and behind in ("", "."):
            forms[f" {before[0]}", behind] += 1
    return forms.most_common(1)[0][0] if forms else (_USUAL, "")


def line_end(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"
