"""Books, reports, theses and pages: a title, then edition, imprint and year in one of the usual orders."""

import re
from collections.abc import Callable

from checker.references.bracketed_imprints import BracketedImprint, find_bracketed_imprint
from checker.references.chapters import container_end, editors_behind_quotation, opening_in
from checker.references.containers import (
    container_score,
    find_opening,
    is_capitalised,
    stop_is_inner,
    trim,
    trim_title,
    word_before_is,
)
from checker.references.contributors import find_contributor
from checker.references.draft import Draft
from checker.references.lexicon import CITIES, MONTHS, ORGANISATION, UNENDED, UPPER, YEAR
from checker.references.locators import Locator, Range, is_year_in_name
from checker.references.names import Form
from checker.references.places import are_places, is_place, is_region
from checker.references.publishers import (
    find_edition,
    find_place_publisher,
    find_publisher,
    find_thesis,
    is_subtitle,
    read_publisher,
)

_SENTENCE_END = re.compile(r"[.?!][\"”’*]?\s+")
_COMMA = re.compile(r",\s+")
#: The score of a name that both opens and is marked as a journal's or a meeting's.
_CERTAIN = 4
#: The rest of a list of fields in a journal's name (`…on Systems, Man, and Cybernetics`).
_NAME_GOES_ON = re.compile(r"(?:, [A-Z][\w ]{2,40}){0,3},? (?:and|&) [A-Z][\w-]+(?: [A-Z][\w-]+){0,3}")
_ACRONYM = re.compile(r"[A-Z]{3,8}")
_NOT_YET = re.compile(
    r"[,.;(]\s(?:to appear|submitted|accepted|forthcoming|in press|working paper|preprint|paper (?:submitted|presented)"
    r"|exhibition catalogue|tech(?:nical|\.)? rep(?:ort|t?\.)|\d{1,2} vols?)\b",
    re.IGNORECASE,
)
_BEHIND_TITLE = re.compile(r"[\s.,;]*(?:(?:[Tt]o appear|[Aa]ccepted|[Ff]orthcoming) in )?")
_PERIODICAL_END = re.compile(rf"[,(]|(?<=[a-z)]{{3}})\.(?=\s|$)|\s\d{{1,2}} [A-Z][a-z]{{2,9}}\.? {YEAR}|\s{YEAR}")
#: How far behind the text of a title its year may stand.
_NEAR = 3
_LONGEST_IMPRINT = 200
_SEGMENT = re.compile(r"[^,;()\[\]]+")
_IMPRINT_SEGMENT = re.compile(r"(?:[^,;().]|\.(?!\s)|(?<=\bSt)\.|(?<=[ .][A-Z])\.)+")
_SEGMENT_END = re.compile(r"[,.;(]")
_ANY_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d|[-–]\d{{4}})")
_BRACKETED_YEAR = re.compile(rf"{YEAR}\s?\)")
#: What stands behind a title where no imprint does.
_NO_IMPRINT = re.compile(
    r"[\s.,;(]*(?:[Ss]ubmitted|Paper presented|Poster|[Ii]n (?:press|preparation)|[Tt]o appear"
    r"|[Ff]orthcoming|(?:Last )?[Uu]pdated|[Mm]anuscript|[Uu]npublished|[Pp]reprint|Edited|Ed\.|Trans|Available|Retrieved)"
)
#: The kind of a work printed before who issued it.
_REPORT = re.compile(r"(?:[Tt]ech(?:nical|\.?) [Rr]ep(?:ort\b|\b\.?)|[Ww]orking [Pp]aper\b)|[Rr]eport$")
#: What is left of an edition behind its number (`16. Aufl.`).
_EDITION_WORD = re.compile(
    r"(?:Aufl(?:age)?|Ausg(?:abe)?|Ed(?:ition|izione|ición)?|Éd(?:ition)?|Oplag|Udg(?:ave)?|Uppl(?:agan?)?|Wyd|Diss)$"
)
_CAPITAL = re.compile(rf"(?:[lLdD][’'])?[{UPPER}]")
_BRACKET = re.compile(r"\s*\([^()]*\)[.,]?\s")
_DIGIT = re.compile(r"\d")
_ONLINE_FIRST = re.compile(r"[.,]\s(?:Published online|Epub|Online|Advance) ")
_SERIES_BEFORE = re.compile(r",\s(?=[^,]{0,60}\b(?:Texts|Series|Notes|Studies|Monographs|Library)\b)[^,]{3,80}$")
_YEAR_AT_END = re.compile(rf"[,.]?\s(?P<year>{YEAR})[\s.]*$")
_YEAR_ALONE = re.compile(rf"\.\s(?:{YEAR}|[Ii]n press(?:[.,;]? {YEAR})?)[\s.]*")


def read_book(draft: Draft, at: int, main: Locator | None, end: int) -> None:
    """Fill the fields of a work that stands alone; `main` is its locator, if any, `at` where its title begins."""
    body = draft.body
    thesis = find_thesis(body, at, end)
    draft.thesis = thesis is not None
    imprint = find_bracketed_imprint(body, at, end)
    if imprint and not thesis:
        _read_before_bracket(draft, at, imprint, main)
        return
    if main:
        draft.take([main])
    place = find_place_publisher(body, at + (not draft.quoted), end)
    limit = min(
        min(place)[0] if place else end,
        thesis[0] if thesis and thesis[0] > at else end,
        main.start if main and main.start > at else end,
    )
    behind = at
    if not draft.quoted and not (thesis and thesis[0] <= at):
        behind = _title_end(draft, at, limit)
        stated = find_edition(body, behind, limit) or limit
        if place and is_subtitle(body, behind, stated):
            behind = stated
        draft.put("title", trim_title(body, at, behind))
        behind = _past_contributor(body, behind, limit)
    behind = _read_periodical(draft, behind, limit)
    if place:
        draft.fields["publisher-place"], draft.fields["publisher"] = place
        return
    if thesis:
        _read_school(draft, thesis[1], end)
    if main and main.volume and main.start == limit and body[limit] in "vV":
        behind = max(behind, main.volume[1])
    read_publisher(draft, behind, end)
    if "publisher" not in draft.fields and "container-title" not in draft.fields:
        _read_imprint(draft, behind, end)


def _read_before_bracket(draft: Draft, at: int, imprint: BracketedImprint, main: Locator | None) -> None:
    """Fill the fields of a book whose imprint stands in brackets behind its title, or behind the title's locator `main`."""
    behind, limit = at, imprint.start
    if main and at < main.start < limit:
        series = _SERIES_BEFORE.search(draft.body[: main.start].rstrip(" ,("), at)
        limit = series.start() if series else main.start
        draft.take([main])
    if not draft.quoted:
        behind = _title_end(draft, at, limit)
        behind = limit if is_subtitle(draft.body, behind, limit) else behind
        draft.put("title", trim_title(draft.body, at, behind))
        behind = _past_contributor(draft.body, behind, limit)
    _read_periodical(draft, behind, limit)
    draft.fields |= imprint.fields
    if draft.year is None:
        draft.year = draft.date = imprint.year


def _past_contributor(body: str, behind: int, limit: int) -> int:
    """Behind the statement of a translator or editor that follows a title, or `behind`."""
    contributor = find_contributor(body, behind, limit)
    return contributor[1] if contributor and contributor[0] <= behind + 1 else behind


def _read_periodical(draft: Draft, start: int, limit: int) -> int:
    """A journal, newspaper or meeting named without a locator (`Nature (in press)`); returns where the rest begins."""
    body = draft.body
    inside = opening_in(body, start) if draft.quoted else start
    behind = editors_behind_quotation(draft, inside) if draft.quoted else start
    draft.chapter = draft.chapter or inside > start
    if behind > start:
        draft.put("container-title", trim_title(body, behind, container_end(draft, behind, [], limit, edited=True)))
        held = draft.fields.get("container-title")
        return held[1] if held else behind
    gap = _BEHIND_TITLE.match(body, start)
    ends = _PERIODICAL_END.finditer(body, gap.end() if gap else start, limit)
    end = next((match for match in ends if not _is_inner(body, match)), None)
    span = trim_title(body, gap.end() if gap else start, end.start() if end else limit)
    text = body[span[0] : span[1]]
    score = container_score(text)
    if len(text) < 2 or (find_publisher(body, *span) and score < _CERTAIN):
        return start
    goes_on = _NAME_GOES_ON.match(body, span[1], limit)
    if goes_on and score > 1:
        span = span[0], goes_on.end()
    acronym = _ACRONYM.fullmatch(text) and not _city_closes(body[span[0] : limit])
    if score > 1 or draft.quoted or _closes_dated_entry(draft, span) or _is_undated_journal(draft, span) or acronym:
        draft.fields["container-title"] = span
        return span[1]
    return start


def _is_undated_journal(draft: Draft, span: Range) -> bool:
    """Whether the text is the one segment between title and year, as for an article without a volume (`Title. Gut. 2016.`)."""
    if draft.names is not None and not draft.quoted and _ONLINE_FIRST.match(draft.body, span[1]):
        return True  # `Title. Gut. Published online March 3, 2009.`
    initials = draft.names is not None and draft.names.form is Form.FAMILY_INITIALS and not draft.date_first
    return initials and _YEAR_ALONE.fullmatch(draft.body, span[1]) is not None


def _is_inner(body: str, end: re.Match[str]) -> bool:
    """Whether a full stop or year stands within the name of a periodical or meeting."""
    if end.group() == ".":
        return stop_is_inner(body, end.start())
    return is_year_in_name(body, end.end() - 4, end.end())


def _closes_dated_entry(draft: Draft, span: Range) -> bool:
    """Whether the text is the one segment behind a dated title, up to the entry's end (`… Factors. Cell.`)."""
    if draft.date is None or not draft.date_first:
        return False
    to_the_day = draft.date[1] - draft.date[0] > len("2010, May")
    dated = to_the_day or (draft.names is not None and draft.names.form is Form.FAMILY_INITIALS)
    return dated and not draft.body[span[1] :].strip(" .")


def _title_end(draft: Draft, at: int, limit: int) -> int:
    """The end of a book's title: a full stop, an edition, a bracket with the imprint, or a comma in comma styles."""
    body = draft.body
    edition = find_edition(body, at + 4, limit)
    limit = edition or limit
    contributor = find_contributor(body, at + 2, limit)
    limit = contributor[0] if contributor else limit
    found = _ANY_YEAR.search(body, at + 8, limit)
    year = found.start() if found else _year_behind_comma(draft, at, limit)
    bracket = body.rfind("(", at + 4, limit)
    if bracket > 0 and _holds_imprint(body, bracket, limit):
        limit = bracket
    stop = _first(_SENTENCE_END, body, at + 3, limit, lambda match: not word_before_is(body, match.start(), UNENDED))
    note = _NOT_YET.search(body, at + 8, limit)
    limit = note.start() if note else limit
    opening = find_opening(body, at + 8, limit)
    if opening:
        limit = opening.start()
    stop_end = stop.start() + (stop.group()[0] in "?!") if stop else limit
    if stop and edition == limit and body[limit] == "," and _is_second_sentence(body, stop, limit):
        return limit
    subtitle_end = _imprint_behind_subtitle(body, stop, limit) if stop else None
    if subtitle_end:
        return subtitle_end
    if stop and draft.separator == ",":
        city = _first(_COMMA, body, stop.end(), limit, lambda match: _place_follows(body, match.end()))
        if city and is_subtitle(body, stop.start(), city.start()) and not is_capitalised(body[stop.end() : city.start()]):
            return city.start()
    if draft.separator == "," or (stop is None and "," in body[at:limit]):
        comma = _first(_COMMA, body, at + 4, limit, lambda match: _imprint_follows(body, match.end(), limit, year))
        if comma:
            return min(comma.start(), stop_end)
    return stop_end


def _is_second_sentence(body: str, stop: re.Match[str], edition: int) -> bool:
    """Whether another sentence of a title stands before its edition (`Titel. Ein Lehrbuch, 3. Aufl.`), and no publisher."""
    german = "Aufl" in body[edition : edition + 16] and " " in body[stop.end() : edition].strip()
    return (german or not is_capitalised(body[stop.end() : edition])) and is_subtitle(body, stop.start(), edition)


def _imprint_behind_subtitle(body: str, stop: re.Match[str], limit: int) -> int | None:
    """The comma behind a title's second sentence, before publisher and city (`Title. Another part, Nest, London, 1992`)."""
    commas = list(_COMMA.finditer(body, stop.end(), limit))
    if not commas or len(body[stop.end() : commas[0].start()].split()) < 2:
        return None
    comma, last = commas[0], commas[-1]
    publisher, _, city = _YEAR_AT_END.sub("", body[comma.end() : limit]).partition(", ")
    if _city_closes(f"{publisher}, {city}") and not is_place(publisher) and city.split(",")[0].lower().strip(" .") in CITIES:
        return comma.start() if is_subtitle(body, stop.start(), comma.start()) else None
    dated = _YEAR_AT_END.search(body, last.end())
    if dated and len(body[stop.end() : last.start()].split()) > 3 and are_places(body[last.end() : dated.start()]):
        return last.start() if is_subtitle(body, stop.start(), last.start()) else None  # `Title. A longer part, Berlin 2017`
    return None


def _year_behind_comma(draft: Draft, at: int, limit: int) -> int | None:
    """Where the year begins that stands behind a comma at `limit`, outside brackets; None where none does."""
    year = draft.year[0] if draft.year else -1
    near = 0 <= year - limit < _NEAR and draft.body[at:year].rstrip()[-1:] == ","
    return year if near and "(" not in draft.body[at:year] else None


def _first(
    pattern: re.Pattern[str], body: str, start: int, end: int, holds: Callable[[re.Match[str]], bool]
) -> re.Match[str] | None:
    return next((match for match in pattern.finditer(body, start, end) if holds(match)), None)


def _holds_imprint(body: str, bracket: int, limit: int) -> bool:
    """Whether an opened bracket is cut off at `limit`, or holds a publisher or ends in a year."""
    close = body.find(")", bracket, limit)
    if close < 0 or find_publisher(body, bracket, close):
        return True
    return _BRACKETED_YEAR.search(body, bracket, limit) is not None


def _place_follows(body: str, start: int) -> bool:
    """Whether a known place stands between the comma before `start` and the next."""
    return is_place(_SEGMENT_END.split(body[start : start + 60], maxsplit=1)[0])


def _imprint_follows(body: str, start: int, end: int, year: int | None) -> bool:
    """Whether what stands behind a comma is a publisher, a city, a year, or a short name before the year at `year`."""
    segment = _SEGMENT_END.split(body[start : min(end, start + 120)], maxsplit=1)[0]
    if find_publisher(body, start, start + len(segment)) or segment.strip(" .").lower() in CITIES:
        return True
    dated = _YEAR_AT_END.search(segment)
    if dated and are_places(segment[: dated.start()]):
        return True
    if _ANY_YEAR.match(segment.strip()):
        return True
    dated_first = not body[end:].strip(" .")
    if end - start < _LONGEST_IMPRINT and (dated_first or body[:end].rstrip()[-1:] == ",") and _city_closes(body[start:end]):
        return True
    return len(segment.split()) <= 2 and segment[:1].isupper() and year is not None and year - start < 60


def _city_closes(text: str) -> bool:
    """Whether a text is a short capitalised name and a known city, up to its end or a region (`Edilig, Paris`)."""
    name, *places = (part.strip(" .()") for part in text.split(","))
    if not places or len(name.split()) > 4 or not is_capitalised(name):
        return False
    return is_place(places[0]) and all(is_region(place) or not place for place in places[1:])


def _read_school(draft: Draft, start: int, end: int) -> None:
    """The university behind the mark of a thesis, with its department, up to the place or date."""
    body = draft.body
    first = last = start
    for match in _SEGMENT.finditer(body, start, end):
        span = trim(body, *match.span())
        segment = body[span[0] : span[1]]
        if not segment[:1].isupper() or is_place(segment) or _DIGIT.search(segment) or "]" in body[last : span[0]]:
            break
        first, last = (first if last > start else span[0]), span[1]
    if find_publisher(body, first, last) or ORGANISATION.match(body, first, last) or len(body[first:last].split()) < 4:
        draft.put("publisher", (first, last))


def _read_imprint(draft: Draft, start: int, end: int) -> None:
    """Publisher and place between commas, told apart by the names of cities (`Paris, Seuil, 2007`)."""
    body = draft.body
    closing = _YEAR_AT_END.search(body, start, end) if draft.year is None else None
    if closing:
        draft.year = draft.date = closing.span("year")
    if draft.year is None or _NO_IMPRINT.match(body, start):
        return
    bracket = _BRACKET.match(body, start, end)
    start = bracket.end() if bracket else start
    stop = draft.year[0] if draft.year[0] > start else end
    spans = [_imprint_part(body, *match.span()) for match in _IMPRINT_SEGMENT.finditer(body, start, stop)]
    spans = [_behind_colon(body, *span) for span in spans]
    spans = [
        span
        for span in spans
        if 2 < span[1] - span[0] < _longest(body, span)
        and (_CAPITAL.match(body, *span) or body[span[0] - 2 : span[0]] == ": ")
        and not _DIGIT.search(body, *span)
        and not _EDITION_WORD.match(body, *span)
    ][:3]
    if not spans or any(are_places(body[slice(*span)]) and not is_place(body[slice(*span)]) for span in spans):
        return  # several places together stand where no publisher is printed
    regions = {
        index for index, span in enumerate(spans) if is_region(body[slice(*span)]) and body[slice(*span)].lower() not in CITIES
    }
    named = [span for index, span in enumerate(spans) if index + 1 not in regions and not _is_place_or_month(body, span)]
    alone = len(spans) == 1 and not _before_colon(body, start, spans[0][0]).strip(" .,;:(")
    if named and (len(spans) > len(named) or alone):
        draft.fields["publisher"] = named[0]
    elif named and draft.date_first and ORGANISATION.search(body, *named[0]):
        draft.fields["publisher"] = (spans[0][0], spans[-1][1])


def _longest(body: str, span: Range) -> int:
    """How long the name of a publisher may be: longer where a word tells that it is an organisation."""
    return 90 if ORGANISATION.search(body, *span) else 60


def _behind_colon(body: str, start: int, end: int) -> Range:
    """A segment of an imprint without the place before its colon."""
    colon = body.find(": ", start, end)
    return (colon + 2, end) if colon > 0 and is_place(body[start:colon]) else (start, end)


def _before_colon(body: str, start: int, end: int) -> str:
    """What stands between a title and its publisher, apart from a place before the publisher's colon."""
    before = body[start:end]
    return "" if before.endswith(": ") and is_place(before.strip(" .,;:(")) else before


def _imprint_part(body: str, start: int, end: int) -> Range:
    """A segment of an imprint without the kind of the work before it (`Technical report University of …`)."""
    start, end = trim(body, start, end, " .,;:()")
    kind = _REPORT.match(body, start, end)
    return trim(body, kind.end() if kind else start, end, " .,;:()")


def _is_place_or_month(body: str, span: Range) -> bool:
    text = body[slice(*span)]
    return is_place(text) or text.lower() in MONTHS
