"""Names as BibTeX writes them (`First von Last`, `von Last, First`, `von Last, Jr, First`) → CSL names with places."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from checker.model.reference import Name
from checker.model.text import Span
from checker.references.tex import is_marked, plain


class _Separator(NamedTuple):
    """What stands between pieces: alone, for a text without braces, and with the braces around which it does not count."""

    alone: re.Pattern[str]
    or_brace: re.Pattern[str]


def _separator(pattern: str) -> _Separator:
    return _Separator(re.compile(pattern, re.IGNORECASE), re.compile(rf"[{{}}]|{pattern}", re.IGNORECASE))


_AND, _COMMA, _BLANK = map(_separator, (r"\sand(?=\s)", ",", r"[\s~]+"))
_LETTER = re.compile(r"[^\W\d_]")
_SUFFIX = re.compile(
    r"(?:[JS]r|Jun|Sen|[JS]unior|[JS]enior|I{2,3}|IV|V|2nd|3rd|4th|Esq|Ph\.? ?D|M\.? ?D|Filho|Neto|fils|père|d\. ?[JÄ])\.?",
    re.IGNORECASE,
)
#: A suffix behind a whole name: `Harry Smith, Jr.`; `Smith, V` and `Smith, MD` are initials.
_SUFFIX_LAST = (", Jr", ", Jr.", ", Sr", ", Sr.", ", II", ", III", ", IV")
_ET_AL = re.compile(r"\bet\.?[\s~]?al\.?$", re.IGNORECASE)
_WITH_INITIALS = re.compile(r"(\w[\w'’ -]{1,60}) ((?:[^\W\d_a-zß-ÿ]\.?-?){1,3})")


class Slip(NamedTuple):
    """What is not as BibTeX wants it: the place, the problem with advice behind a semicolon, and what to write if known."""

    span: Span | None
    problem: str
    meant: str = ""


class Names(NamedTuple):
    """The names of a field, whether others were left out, and what is not as BibTeX wants it."""

    names: tuple[Name, ...] = ()
    et_al: bool = False
    slips: tuple[Slip, ...] = ()


def names(value: str, start: int | None) -> Names:
    """The names of a field, as they were meant where they are joined by commas or semicolons, or cut with `et al.`.

    `start` is the place of the value in the file; null (a value joined of several parts) gives names without a place.
    """
    found: list[Name] = []
    slips: list[Slip] = []
    et_al = False
    text_of = plain if is_marked(value) else str  # most names print as they are written
    plainly = ";" not in value and " al" not in value
    for begin, text in _split(value, _AND):
        stripped = text.strip()
        if len(stripped) == 6 and stripped.lower() == "others":
            et_al = True
        elif stripped:
            begin += len(text) - len(text.lstrip())
            span = None if start is None else Span(start + begin, start + begin + len(stripped))
            if plainly and stripped.count(",") < 2 and not stripped.endswith(_SUFFIX_LAST):
                found.append(_name(stripped, span, text_of))
                continue
            meant, cut, problem = _untangled(stripped)
            known = cut or meant != [stripped]
            # such a name has no place of its own: a fix that put another there would take its neighbours with it
            found += [_name(name, None if known else span, text_of) for name in meant]
            et_al = et_al or cut
            if problem:
                slips.append(Slip(span, problem, " and ".join([*meant, *["others"] * cut]) if known else ""))
    return Names(tuple(found), et_al, tuple(slips))


def _untangled(text: str) -> tuple[list[str], bool, str]:
    """The names that a piece between two `and` means, whether it says `et al.`, and how BibTeX reads it, with advice."""
    found = _ET_AL.search(text)
    cut = found is not None
    whole = text[: found.start()].rstrip(" ,;~\n\t") if found else text
    problem = "`et al.` is read as a name; write `and others`" if cut else ""
    if not whole:
        return [], cut, problem
    joined = _joined(whole) if whole.count(",") > 1 or ";" in whole else []
    if joined:
        return joined, cut, "several names are read as one; put `and` between names"
    if "{" in whole or "," not in whole or problem:
        return [whole], cut, problem
    family, *rest = (part.strip() for part in whole.split(","))
    meant = ""
    if len(rest) == 1 and whole.endswith(_SUFFIX_LAST) and " " in family:
        given, _, family = family.rpartition(" ")
        meant = f"{family}, {rest[0]}, {given}"
    elif len(rest) == 2 and _SUFFIX.fullmatch(rest[1]) and not _SUFFIX.fullmatch(rest[0]):
        meant = f"{family}, {rest[1]}, {rest[0]}"
    if meant:
        return [meant], cut, f"the suffix is read as the given name; write `{meant}`"
    if len(rest) == 1 or _SUFFIX.fullmatch(rest[0]):
        return [whole], cut, ""
    return [whole], cut, "two commas, and no suffix between them; put `and` between names, braces around a group's"


def _joined(text: str) -> list[str]:
    """Names that are joined by semicolons or commas, each as BibTeX wants it."""
    if "{" in text or "&" in text:  # a group, or an HTML entity with a semicolon of its own
        return []
    if ";" in text:
        return [name.strip() for name in text.split(";") if name.strip()]
    parts = [part.strip() for part in text.split(",")]
    if len(parts) < 3 or not all(parts) or any(_SUFFIX.fullmatch(part) for part in parts):
        return []
    initials = [_WITH_INITIALS.fullmatch(part) for part in parts]
    if all(initials):
        return [f"{found[1]}, {found[2]}" for found in initials if found]
    if all(" " in part for part in parts):  # `Anna Smith, Jo de la Rue, Max Roe`
        return parts
    return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)] if len(parts) % 2 == 0 else []


def _name(text: str, span: Span | None, text_of: Callable[[str], str]) -> Name:
    if text[0] == "{" and text[-1] == "}" and _is_one_group(text):
        return Name(literal=text_of(text), span=span)
    parts = (
        [part.strip() for part in text.split(",")] if "{" not in text else [part.strip() for _, part in _split(text, _COMMA)]
    )
    if len(parts) == 1:
        return _given_first(text, span, text_of)
    particle, family = _particle(_words(parts[0]))
    suffix, given = (parts[1], " ".join(parts[2:])) if len(parts) > 2 else ("", parts[1])
    return Name(text_of(family), text_of(given), text_of(suffix), text_of(particle), span=span)


def _given_first(text: str, span: Span | None, text_of: Callable[[str], str]) -> Name:
    """`First von Last`: the last word, and the small words before it, are the family name."""
    words = _words(text)
    if len(words) == 1:
        return Name(literal=text_of(text), span=span)
    small = next((place for place, word in enumerate(words[:-1]) if place and _is_small(word)), len(words) - 1)
    particle, family = _particle(words[small:])
    return Name(text_of(family), text_of(" ".join(words[:small])), non_dropping_particle=text_of(particle), span=span)


def _particle(words: list[str]) -> tuple[str, str]:
    """The leading small words of a family name, and the rest; the last word always belongs to the name."""
    if len(words) == 1:
        return "", words[0]
    count = next((place for place, word in enumerate(words[:-1]) if not _is_small(word)), max(0, len(words) - 1))
    return " ".join(words[:count]), " ".join(words[count:])


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter; a braced word counts as a capital."""
    if word[0].isupper():
        return False
    if word[0] == "{" and not word.startswith("{\\"):
        return False
    letter = _LETTER.search(plain(word))
    return letter is not None and letter[0].islower()


def _words(text: str) -> list[str]:
    if "{" not in text and "~" not in text:
        return text.split()
    return [part for _, part in _split(text, _BLANK) if part]


def _split(text: str, separator: _Separator) -> Iterator[tuple[int, str]]:
    """The pieces between separators outside of braces, each with its place."""
    depth = begin = 0
    if "{" not in text:
        for match in separator.alone.finditer(text):
            yield begin, text[begin : match.start()]
            begin = match.end()
        yield begin, text[begin:]
        return
    for match in separator.or_brace.finditer(text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield begin, text[begin : match.start()]
            begin = match.end()
    yield begin, text[begin:]


def _is_one_group(text: str) -> bool:
    """Whether the first brace is closed by the last one."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return place == len(text) - 1
    return False
