"""What a parser notices about a printed entry: facts about its characters, for rules to judge."""

import re
from collections.abc import Iterator

from checker.model.reference import Observation, ObservationKind
from checker.model.text import Span
from checker.references.draft import Draft
from checker.references.flat import Flat
from checker.references.names import Form, PrintedName

_NOTE_OF_ENTRY = re.compile(
    r"(?:Epub|eCollection|Available|Accessed|Retrieved|Published|Publication|Errat|Comment|In\b|Discussion|Presented"
    r"|Paper|Poster|Translat"
    r"|Reprint|Suppl|See\b|Also\b|Cited|Online|Version|Last\b|Abstract|Note\b|Part\b|Edited|With\b|From\b|Correct"
    r"|Retract|Article"
    r"|Data\b|PhD|Thesis|Report|Proceedings|Journal|J\b|Proc\b|To appear|Jan|Feb|Mar|Apr|May\b|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec|MR\d"
    r"|Zbl|ISSN|ISBN|PMID|PMC|DOI|doi|http|arXiv|Erschienen|Zugriff|Disponible)"
)
#: Words that run through English prose and are rare in the parts of a reference behind its pages.
_FUNCTION = frozenset(
    {"the", "of", "and", "is", "this", "that", "a", "an", "to", "in", "from", "which", "with", "for", "was", "were"}
    | {"are", "be", "by", "on", "as", "has", "have", "it", "its", "these", "into", "than"}
)
_ANOTHER_REFERENCE = re.compile(
    r"\bet al\b|\b(?:to appear|in press|submitted|forthcoming)\b|\(\d{4}\)|\d{4};|\d+:\d+|\b(?:19|20)\d\d\b|https?:"
)
_GAP = re.compile(r"[\s.,;:)\]]*")
#: A small word glued to the mass number of an isotope (`of177Lu`): IUPAC writes the number before the symbol.
_ISOTOPE = re.compile(
    r"\b(?:of|with|and|for|by|from|using|the|in|to|versus|vs|after|plus|or|on)\d{1,3}m?"
    r"(?:Lu|Y|I|Ga|In|Tc|Ho|F|C|N|O|P|Sr|Sm|Re|Ra|Ac|Cu|Zr|Xe|Tl|Cs|Co|Au|At|Bi|Pb|Th|U|Rb|Kr|H)(?![a-z\d])"
)
#: A small word glued to the capital that begins the next one (`inThe`, `ofPatients`).
_CAMEL = re.compile(
    r"(?<![^\s(])(?:(?:of|with|and|for|from|the|during|after|between|among|versus)[A-Z][a-z]{2,}"
    r"|(?:in|to|by|on)(?:The|This|These|Those|Patients|Children|Women|Men|Adults|Humans?))\b"
)
_DOUBLED = re.compile(r"(?<=[\s\d)])(?:::|;;|,,)|(?:::|;;|,,)(?=[\s\d(])")
_MOJIBAKE = re.compile(r"Ã[\x80-\xbf¡-¿‚„†‡ˆ‰ŠŒŽ‘’“”•–—™šœžŸ€ƒ]|â€[™œ\x9d“”˜¦\x93\x94]|Â[\xa0°±²³·»«®]|\ufffd")
_WORD_AROUND = re.compile(r"\S+")
_BULLETS = "•●*▪‣∙·†‡–—-"


def observations(flat: Flat, draft: Draft, raw: str, span: Span, form: Form | None) -> tuple[Observation, ...]:
    """Everything noticed about an entry. `raw` is its text at `span`; `form` is how most entries of its list print names."""
    found = [
        *_leading(flat, draft),
        *_trailing(flat, draft),
        *_authors(flat, draft, form),
        *_characters(flat, draft),
        *_identifiers(flat, draft),
        *_broken(raw, span),
    ]
    if draft.several:
        found.append(Observation(ObservationKind.SEVERAL_WORKS, span))
    return tuple(sorted(found, key=lambda note: (note.span, note.kind)))


def _leading(flat: Flat, draft: Draft) -> Iterator[Observation]:
    """Punctuation before the first author that is no bullet and no mark of a data set."""
    before = draft.text[: draft.start]
    if ("[" in before and "]" in before) or before.strip(" .").isalpha():
        return  # a data set's mark; `Vgl.`, `Cf.`
    if draft.names is not None and before.strip() and not draft.several and not any(mark in before for mark in _BULLETS):
        yield Observation(ObservationKind.LEADING_CHARACTERS, flat.place(0, draft.start))


def _trailing(flat: Flat, draft: Draft) -> Iterator[Observation]:
    prose = trailing_prose(draft)
    if prose:
        glued = any(item.problem == "glued" and item.end == prose[0] for item in draft.identifiers)
        kind = ObservationKind.GLUED_TEXT if glued else ObservationKind.TRAILING_TEXT
        yield Observation(kind, flat.place(*prose))


def trailing_prose(draft: Draft) -> tuple[int, int] | None:
    """The range of prose behind the last field of an entry: a sentence or more that is no note such as `Epub` or `Accessed`."""
    body = draft.body
    end = len(body.rstrip())
    for item in draft.identifiers:
        if item.problem == "glued":
            return item.end, end
    if "volume" not in draft.fields or "container-title" not in draft.fields or not draft.end:
        return None
    gap = _GAP.match(body, draft.end)
    start = gap.end() if gap else draft.end
    text = body[start:end]
    words = text.split()
    if len(words) < 6 or not text[0].isupper() or _NOTE_OF_ENTRY.match(text) or _ANOTHER_REFERENCE.search(text):
        return None
    if sum(word in _FUNCTION for word in words) * 6 < len(words) or sum(word.islower() for word in words) * 2 < len(words):
        return None
    return start, end


def _authors(flat: Flat, draft: Draft, form: Form | None) -> Iterator[Observation]:
    """Initials in the place of the family name, where the list and the entry put the family name first."""
    if draft.names is None or draft.names.form is not Form.FAMILY_INITIALS or form is not Form.FAMILY_INITIALS:
        return
    names = draft.names.names
    shouted = sum(len(name.family) > 2 and name.family.isupper() for name in names)
    if shouted != 1 or len(names) < 3:  # more than one: the list prints its families in capitals
        return
    for name in names:
        if _is_capitals(name) and len(name.given) == 1:
            yield Observation(
                ObservationKind.MALFORMED_AUTHOR, flat.place(name.start, name.end), "initials in the place of the family name"
            )


def _identifiers(flat: Flat, draft: Draft) -> Iterator[Observation]:
    """DOIs that are printed wrongly though they can be read, with their prefix."""
    for item in draft.identifiers:
        if item.kind == "DOI" and item.problem and item.problem != "glued":
            yield Observation(ObservationKind.MALFORMED_IDENTIFIER, flat.place(item.outer_start, item.end), item.problem)


def _is_capitals(name: PrintedName) -> bool:
    return 3 <= len(name.family) <= 5 and name.family.isalpha() and name.family.isupper()


def _characters(flat: Flat, draft: Draft) -> Iterator[Observation]:
    """Words run together in the title, and doubled punctuation outside identifiers."""
    title = draft.fields.get("title")
    if title:
        for pattern in (_ISOTOPE, _CAMEL):
            for match in pattern.finditer(draft.text, *title):
                yield Observation(ObservationKind.RUN_TOGETHER, flat.place(*match.span()))
    for match in _DOUBLED.finditer(draft.body):
        yield Observation(ObservationKind.STRAY_CHARACTERS, flat.place(*match.span()))


def _broken(raw: str, span: Span) -> Iterator[Observation]:
    """Words with mojibake, replacement characters or soft hyphens."""
    if not ("\u00ad" in raw or _MOJIBAKE.search(raw)):
        return
    for word in _WORD_AROUND.finditer(raw):
        mojibake = _MOJIBAKE.search(word.group())
        if mojibake or "\u00ad" in word.group():
            start, end = _letters(word.group())
            detail = "letters read in another encoding" if mojibake else "soft hyphen"
            yield Observation(
                ObservationKind.BROKEN_TEXT, Span(span.start + word.start() + start, span.start + word.start() + end), detail
            )


def _letters(word: str) -> tuple[int, int]:
    """The part of a word without the brackets, quotes and commas around it."""
    core = word.strip("()[]“”\"'‘’,.;:")
    start = word.index(core) if core else 0
    return start, start + len(core or word)
