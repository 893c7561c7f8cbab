"""Names before a quoted title: the quotation says where a list ends that can't be read name by name."""

import re
from dataclasses import replace

from checker.references import name_patterns as patterns
from checker.references.lexicon import FUNCTION_WORDS, LETTER, UPPER, YEAR
from checker.references.names import Form, NameList, PrintedName

_BEFORE_QUOTATION = re.compile(
    rf"(?P<names>[{LETTER}’'][^“”\"„«»()\[\]:\d]{{2,3000}}?)(?<![,\s])(?:,|\.|(?<=\.)|(?=\s\(?\d))\s+"
    rf"(?:\(?{YEAR}[a-z]?\)?[.,]?\s+)?(?=[“\"][^“”\"]{{8,}}[”\"](?!\s(?!in\b)[a-z]))"
)
#: What stands between names; `y` and `et` join parts of one name where the list has another word for it.
_BETWEEN = re.compile(r"\s*[,;]\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+")
_BETWEEN_FOREIGN = re.compile(r"\s*[,;]\s*(?:(?:und|et|y)\s+)?|\s+(?:und|et|y)\s+")
_AND = re.compile(r"\s(?:and|&)\s")
_INITIALS = re.compile(rf"(?:[{UPPER}]\.?[\s-]?){{1,4}}")
_SUFFIX = re.compile(patterns.SUFFIXES + r"\.?")
_PARTICLE = re.compile(patterns.PARTICLE + "|dela|im|am")
_OPENS_FAMILY = re.compile(rf"{_PARTICLE.pattern}|{patterns.CAPITAL_PARTICLE}")
_MOST_WORDS = 7


def names_before_quotation(body: str, at: int, read: NameList | None) -> NameList | None:
    """All names between `at` and a quoted title, where `read` does not reach it; None where it does, or these are no names."""
    found = _BEFORE_QUOTATION.match(body, at)
    if found is None:
        return None
    end = found.end("names")
    if read is not None and read.end >= end - 1:
        return None
    et_al = next((mark for mark in patterns.ET_AL.finditer(body, at, end) if mark.end() >= end - 1), None)
    pieces = _pieces(body, at, et_al.start() if et_al else end)
    if not pieces or not all(_may_be_name(body[slice(*piece)]) for piece in pieces):
        return None
    form = read.form if read else Form.GIVEN_FIRST
    names: list[PrintedName] = []
    for start, stop in pieces:
        _add(names, body[start:stop], start, stop, inverted=form is Form.FAMILY_COMMA and not names)
    mark = (et_al.start() + len(et_al.group()) - len(et_al.group().lstrip(" ,;")), et_al.end()) if et_al else None
    return NameList(form, tuple(names), at, et_al.end() if et_al else end, mark)


def _pieces(body: str, at: int, end: int) -> list[tuple[int, int]]:
    """The ranges between commas and conjunctions."""
    pieces = []
    between = _BETWEEN if _AND.search(body, at, end) else _BETWEEN_FOREIGN
    for gap in between.finditer(body, at, end):
        pieces.append((at, gap.start()))
        at = gap.end()
    return [(start, stop) for start, stop in (*pieces, (at, end)) if start < stop]


def _may_be_name(piece: str) -> bool:
    """Whether a piece is a name or a part of one: capitalised words and particles."""
    words = piece.split()
    return len(words) <= _MOST_WORDS and all(
        _PARTICLE.fullmatch(word) or (any(map(str.isupper, word[:3])) and word.lower() not in FUNCTION_WORDS) for word in words
    )


def _add(names: list[PrintedName], piece: str, start: int, end: int, inverted: bool) -> None:
    """Add a piece to the names: a family alone, the given name or suffix of the one before, or a whole name."""
    last = names[-1] if names else None
    if last and _SUFFIX.fullmatch(piece):
        names[-1] = replace(last, suffix=piece.strip(" ."), end=end)
    elif last and not last.given:
        names[-1] = replace(last, given=piece, end=end, full=not _INITIALS.fullmatch(piece))
    elif inverted or " " not in piece:
        names.append(PrintedName(start, end, family=piece))
    else:
        names.append(_whole_name(piece.split(), start, end))


def _whole_name(words: list[str], start: int, end: int) -> PrintedName:
    """A name with its given name first; the family begins at the first particle behind it, else with the last word."""
    suffix = words.pop().strip(".") if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    particles = (place for place, word in enumerate(words[1:-1], 1) if _OPENS_FAMILY.fullmatch(word))
    first = next(particles, len(words) - 1)
    given = " ".join(words[:first])
    return PrintedName(start, end, " ".join(words[first:]), given, suffix, full=not _INITIALS.fullmatch(given))
