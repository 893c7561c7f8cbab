"""Authors whom the sentence names beside a number, a raised number or a key: `Yang et al. [30]`, `the group of Yang [30]`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache

from checker.model.document import Citation, CitationStyle, Document
from checker.model.text import Span

#: How far before a citation its authors may be named, in code points.
_REACH = 200
#: How far before it one name or two may begin that nothing else shows to be authors.
_NEAR = 80
#: How far behind `In [30],` they may be.
_BEHIND = 80
#: How far before its authors a year may stand.
_YEAR_REACH = 12

_PARTICLES = r"(?:(?:[Vv]an|[Vv]on|[Dd]e|den|der|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|[Ll]a|[Ll]e|ten|ter|[Ee]l|[Aa]l)\s){0,3}"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = r"(?:[^\W\d_]|[\u0300-\u036f]){1,40}"
_NAME = rf"(?<![\w-]){_PARTICLES}{_CAPITAL}{_WORD}(?:['’‐‑-]{_WORD}){{0,3}}"
_OTHERS = (
    rf"(?:\s{_CAPITAL}{{1,3}}\b\.?)?(?:,?[\s*_]{{1,4}}et[\s*_]{{1,3}}al\b\.?[*_]{{0,2}}"
    r"|,?\s(?:and|&)\s(?:(?:his|her|their)\s)?(?P<team>colleagues|co-?workers|collaborators|associates|team|group))(?:['’]s?)?"
)
_TEAM = r"(?:['’]s?\s(?:research\s)?(?:group|team|lab(?:oratory)?)\b)"
_LIST = rf"(?:{_NAME},\s(?:and\s|&\s)?){{0,3}}"
_MAYBE_SURE = re.compile(r"al\b|colleague|work|collab|associates|team|group|lab")
_PAIR = re.compile(rf"(?P<names>{_NAME}\s(?:and|&)\s{_NAME})")
_ALONE = re.compile(rf"(?P<names>{_NAME})")
#: What may stand between the names and their citation: a year, `in`, an opening bracket.
_TAIL = re.compile(
    r"[.,:]?\s{0,3}(?:(?:\(|in\s)?(?P<year>(?:1[5-9]|20)[0-9]{2})[a-z]?\)?)?[.,:]?\s{0,3}(?:(?:in|see|refs?\.?|references?)\s|[(\[]\s?)?"
)
_IN = re.compile(r"\b[Ii]n\s(?:(?:refs?|references?)\.?\s)?$")
_BY = re.compile(r"\bby\s$")
_SAYS = re.compile(
    r"\s(?:have\s|has\s|had\s|also\s|first\s|recently\s){0,2}(?:show|report|find|found|propos|describ|argu|suggest|demonstrat"
    r"|observ|introduc|develop|not(?:e|ice)[sd]|conclud|compar|stud(?:y|ie)|investigat|examin|present|claim|review|analy[sz])"
)
#: `In 2012, Yang et al. reported`: the year in front of the names, and a verb that makes it that of the publication.
_YEAR_BEFORE = re.compile(r"\b[Ii]n\s(?P<year>(?:1[5-9]|20)[0-9]{2}),?\s$")
_PUBLISHES = re.compile(
    r"\s(?:first\s|also\s)?(?:show(?:s|ed)|report(?:s|ed)|publish(?:es|ed)|describe[sd]|demonstrate[sd]|propose[sd]|suggest(?:s|ed)|"
    r"introduce[sd]|present(?:s|ed)|conclude[sd]|argue[sd]|review(?:s|ed))\b"
)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?\s+[^\W\d_a-z]|\n\s*\n|;")
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_JOINTS = re.compile(r",\s(?:and\s|&\s)?|\s(?:and|&)\s")


@cache  # as `_eponyms`: not read before a manuscript with citations wants it
def _sure() -> re.Pattern[str]:
    """Names that nothing but authors can be."""
    return re.compile(
        rf"(?P<names>{_LIST}{_NAME}){_OTHERS}"
        rf"|(?P<owner>{_NAME}){_TEAM}"
        rf"|\b(?:group|team|lab(?:oratory)?)\sof\s(?P<head>{_NAME})(?![\s-]{_CAPITAL})"
    )


@cache
def _eponyms() -> frozenset[str]:
    from importlib import resources

    lines = resources.files(__package__).joinpath("eponyms.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


class Form(Enum):
    """What shows that the words are authors."""

    OTHERS = auto()  # `et al.`
    TEAM = auto()  # `and colleagues`, `the group of`: the senior author may be meant
    PAIR = auto()  # two names joined
    ALONE = auto()  # one name, with a year or a verb of saying


@dataclass(frozen=True, slots=True)
class Narrative:
    """A citation and the authors whom its sentence names.

    `adjacent`: the names stand directly before the citation, with nothing but a year between. `between` has the capitalised
    words between the names and a citation later in the clause.
    """

    citation: Citation
    names: tuple[str, ...]
    span: Span
    form: Form
    adjacent: bool = True
    year: int | None = None
    year_span: Span | None = None
    between: tuple[str, ...] = ()


def narratives(document: Document) -> Iterator[Narrative]:
    """The citations of a document by number or key for which the sentence names authors, in the order of the text."""
    previous = 0
    for place, citation in enumerate(document.citations):
        if citation.style is not CitationStyle.AUTHOR_DATE and not citation.narrative and citation.items:
            following = document.citations[place + 1].span.start if place + 1 < len(document.citations) else None
            found = _named(document.source.text, citation, previous, following)
            if found is not None:
                yield found
        previous = citation.span.end


def _named(text: str, citation: Citation, previous: int, following: int | None) -> Narrative | None:
    start = max(previous, citation.span.start - _REACH)
    window = text[start : citation.span.start]
    cut = [match.end() for match in _PARAGRAPH_END.finditer(window)]
    if cut:
        start, window = start + cut[-1], window[cut[-1] :]
    sure = list(_sure().finditer(window)) if _MAYBE_SURE.search(window) else []
    found = _by_form(citation, sure[-1], window, start) if sure else None
    if found is not None:
        return _dated(found, text)
    near = max(0, len(window) - _NEAR)
    found = _weaker(text, citation, window[near:], start + near) or _behind(text, citation, window, following)
    return found and _dated(found, text)


def _dated(found: Narrative, text: str) -> Narrative:
    """A narrative citation with the year in front of its names, where that is the year in which they published."""
    before = _YEAR_BEFORE.search(text, max(0, found.span.start - _YEAR_REACH), found.span.start)
    behind = found.citation.span.end if found.adjacent else found.span.end
    if found.year is not None or before is None or not _PUBLISHES.match(text, behind):
        return found
    return replace(found, year=int(before["year"]), year_span=Span(*before.span("year")))


def _by_form(citation: Citation, match: re.Match[str], window: str, start: int) -> Narrative | None:
    tail = _TAIL.fullmatch(window, match.end())
    return _adjacent(citation, match, tail, start, _form(match)) if tail else _later(citation, match, window, start)


def _form(match: re.Match[str]) -> Form:
    return Form.OTHERS if match["names"] and not match["team"] else Form.TEAM


def _names(match: re.Match[str]) -> tuple[tuple[str, ...], tuple[int, int]]:
    """The names of a mention as printed, and their range."""
    group = match.lastgroup if match.lastgroup in ("owner", "head") else "names"
    return tuple(_JOINTS.split(match[group])), match.span(group)


def _adjacent(citation: Citation, match: re.Match[str], tail: re.Match[str], start: int, form: Form) -> Narrative:
    names, (first, _) = _names(match)
    year = tail["year"]
    return Narrative(
        citation,
        names,
        Span(start + first, start + match.end()),
        form,
        year=int(year) if year else None,
        year_span=Span(start + tail.start("year"), start + tail.end("year")) if year else None,
    )


def _later(citation: Citation, match: re.Match[str], window: str, start: int) -> Narrative | None:
    """The authors that the same clause names before: `Yang et al. saw none in mice [30]`."""
    if _SENTENCE_END.search(window, match.end()):
        return None
    names, (first, _) = _names(match)
    between = tuple(_ALONE.findall(window, match.end()))
    return Narrative(citation, names, Span(start + first, start + match.end()), _form(match), adjacent=False, between=between)


def _weaker(text: str, citation: Citation, window: str, start: int) -> Narrative | None:
    """Two names, or one with a year, `by` or a verb of saying, directly before the citation."""
    for pattern, form in ((_PAIR, Form.PAIR), (_ALONE, Form.ALONE)):
        found = _last(pattern, window)
        if found is None:
            continue
        match, tail = found
        names, _ = _names(match)
        # a name with an open year is the authority of a taxon: `Conus lindae Petuch, 1987 [2]`
        if any(_is_eponym(name) for name in names) or (tail["year"] and "(" not in tail[0]):
            return None
        if form is Form.PAIR or tail["year"] or _BY.search(window, 0, match.start()) or _SAYS.match(text, citation.span.end):
            return _adjacent(citation, match, tail, start, form)
    return None


def _last(pattern: re.Pattern[str], window: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """The match that reaches to the end of the window, but for what may stand between names and their citation."""
    for match in pattern.finditer(window):
        tail = _TAIL.fullmatch(window, match.end())
        if tail is not None:
            return match, tail
    return None


def _is_eponym(name: str) -> bool:
    return any(part in _eponyms() for part in (name, *re.split(r"[-‐‑–'’]", name)))


def _behind(text: str, citation: Citation, window: str, following: int | None) -> Narrative | None:
    """The authors named behind `In [30],`, unless a citation of their own follows."""
    if not _IN.search(window):
        return None
    end = min(len(text), citation.span.end + _BEHIND, following if following is not None else len(text))
    match = _sure().match(text, citation.span.end + (2 if text.startswith(", ", citation.span.end) else 1), end)
    if match is None or (following == end and _TAIL.fullmatch(text, match.end(), end)):
        return None
    names, (first, _) = _names(match)
    return Narrative(citation, names, Span(first, match.end()), _form(match), adjacent=False)
