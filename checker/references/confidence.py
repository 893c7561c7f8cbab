"""How surely an entry was read: 0 to 1, from what was found in it and what was left over."""

import re

from checker.references.draft import Draft
from checker.references.names import Form

_WORD = re.compile(r"\w+")
_MISREAD_TITLE = re.compile(r"\bet al\b|\(\d{4}\)|^[^\w“\"'‘(\[¿¡«<]|\d{4};\d|\bdoi\b|^and\s|,\s[“\"][^”\"]*$")
#: Names in what was read as a title: `…, N. D., …`, `Doe JA, Roe K`, `, R.:`.
_NAMES_IN_TITLE = re.compile(
    r",\s(?:[A-Z]\.\s?){1,3}[,;:]\s"
    r"|\b[A-Za-z][a-z’'-]+ (?:[A-Z]{2,3}, [A-Z][a-z’'-]+ [A-Z]{1,3}|[A-Z], [A-Z][a-z’'-]+ [A-Z]{2,3})\b"
    r"|^(?:[A-Z]\.\s?){1,3}[A-Z][a-z]+, [A-Z]"
)
_LONGEST_TITLE = 500
#: Words of a remark that are rare in titles: first persons, pointers, and verbs that say what was done.
_REMARK = re.compile(
    r"(?:^|(?<=[.;] ))(?:We|Note|The authors?|See|Here|This|These|Supported|I)\b|\b(?:we|our|has been|have been|thank"
    r"|are grateful|see also|in this paper)\b"
)
#: An entry that stands for an earlier one, in the languages that notes are printed in.
_POINTS_BACK = re.compile(
    r"^[\s.\[(]*(?:[Ii]bid(?:em)?\b|[Ii]dem\b|[Ee]bd\.|[Ee]benda\b|[Ll]oc\. ?cit)"
    r"|^.{0,60}\b[Oo]p\. ?cit\b|^.{0,60}\ba\. ?a\. ?O\."
)
_FEWEST_WORDS = 6


def confidence_of(draft: Draft, form: Form | None, trailing: tuple[int, int] | None) -> float:
    """The confidence of a read entry; `form` is how most entries of its list print names, `trailing` prose behind the fields.

    Below 0.5 the fields are not to be trusted: matching then goes by the whole text.
    """
    doubt = 0.03
    title = draft.value("title")
    container = "container-title" in draft.fields
    if draft.names is None and not draft.repeated_author and draft.editors is None:
        doubt += 0.35
    elif form is not None and draft.names is not None and draft.names.form not in (form, Form.GROUP):
        doubt += 0.15
    if draft.year is None and not draft.date_first:
        doubt += 0.2
    if not title:
        doubt += 0.1 if container and draft.fields.keys() & {"volume", "page"} else 0.4
    elif _NAMES_IN_TITLE.search(title):
        doubt += 0.45
    elif _MISREAD_TITLE.search(title) or len(title) > _LONGEST_TITLE or len(title) < 4:
        doubt += 0.35
    if not container and "publisher" not in draft.fields and not (draft.identifiers or draft.thesis or draft.kind):
        doubt += 0.2
    if container and len(draft.value("container-title").split()) > 16:
        doubt += 0.25
    if draft.several:
        doubt += 0.5
    doubt += _left_over(draft, trailing)
    return round(max(0.0, 1.0 - doubt), 2)


def is_note(draft: Draft) -> bool:
    """Whether an entry is no reference: a remark in prose without names, identifiers, date or container, or `ibid`."""
    if _POINTS_BACK.search(draft.body):
        return True
    if draft.names or draft.editors or draft.repeated_author or draft.identifiers or draft.date_first or draft.quoted:
        return False
    if draft.fields.keys() & {"container-title", "publisher"} or (draft.year and draft.fields.keys() & {"volume", "page"}):
        return False
    prose = draft.value("title") or draft.body
    return len(prose.split()) >= _FEWEST_WORDS and _REMARK.search(prose) is not None


def _left_over(draft: Draft, trailing: tuple[int, int] | None) -> float:
    """Doubt from the share of words that no field holds."""
    taken = [*draft.fields.values(), (0, draft.start)]
    taken += [(names.start, names.end) for names in (draft.names, draft.editors) if names is not None]
    taken += [part for part in (draft.date, trailing) if part is not None]
    gaps, at = [], 0
    for start, end in sorted(taken):
        if start > at:
            gaps.append(draft.body[at:start])
        at = max(at, end)
    words = len(_WORD.findall(draft.body))
    free = len(_WORD.findall(" ".join([*gaps, draft.body[at:]])))
    share = free / words if words else 1.0
    return 0.3 if share > 0.35 else 0.12 if share > 0.2 else 0.0
