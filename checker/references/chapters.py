"""Parts of books and proceedings: a title, "In", editors, the container, pages and imprint."""

import re

from checker.references.containers import stop_is_inner, trim, trim_title
from checker.references.contributors import find_contributor
from checker.references.draft import Draft
from checker.references.lexicon import UPPER, YEAR
from checker.references.locators import Locator
from checker.references.names import Form, read_names
from checker.references.places import place_at_end
from checker.references.publishers import find_edition, find_place_publisher, find_publisher, is_subtitle, is_unit, read_publisher

_NAME_FOLLOWS = r"(?::|(?=\s+[^a-z\s]|\s+the [A-Z]))\s*"
_IN = re.compile(
    rf"(?:(?<=[.,?!;”\"’»)*])|(?<=[.?!]['’]))\s?\b(?:In|IN|Dans)\b\s?{_NAME_FOLLOWS}"
    rf"|(?:(?<=[,”\"»])|(?<=[,.]['’]))\s?\b(?:in|dans)\b\s?{_NAME_FOLLOWS}"
    rf"|(?<=[.)])\s\bin\s(?=(?:[{UPPER}]\. ?)+[{UPPER}]|[{UPPER}][^.()]{{3,80}}\s\((?:[Ee]ds?|[Hh]rsg|[Hh]gg?)\b)"
    r"|\s\bIn:\s+"
)
_PAGES_IN = re.compile(r"(?:[Pp]ages\s|\()(?P<pages>\d[\d–-]{0,20})\)?\s(?=in\b)")
_SERIES = re.compile(r",? (?:volume \d|vol\. \d|(?:of )?Lecture Notes\b|LN(?:CS|AI)\b)|, (?:translated|trans\.) (?:by )?[A-Z]")
_EDITED_BY = re.compile(
    r"[,.;]?\s?\(?\b(?:[Ee]dited by|[Ee]ds?\. by|[Hh]g\. v(?:on|\.)|[Hh]rsg\. v(?:on|\.)|sous la dir(?:ection)?\.? de"
    r"|ed\. (?=[A-Z][a-z]+ [A-Z]|[A-Z]\. )|eds\. (?=[A-Z]))\s*"
)
_EDITED_BRACKET = re.compile(r"\s?[(\[][^()\[\]]{3,160}?\b[Ee]ds?\b\.?\s?[)\]]|\s?\(Eds?\.? [^()]{3,120}\)")
#: Editors whose names fit no form, up to their mark in brackets (`… & The PDP group (Eds.),`).
_MARKED_EDITORS = re.compile(
    rf"[{UPPER}][^()\d“”\"]{{3,200}}?\s?\((?:[Gg]en\. )?(?:[Ee]ds?|[Ee]dits?|éds?|[Hh]rsg|[Hh]gg?|[Dd]irs?|[Cc]oords?|[Oo]rgs?"
    r"|a cura di|sous la dir)"
    r"\.?\)[,.:;]?\s*"
)
_BEHIND_EDITORS = re.compile(r"[\s.,:;)]*")
_SENTENCE_END = re.compile(r"[.?!][\"”’]?\s+")
_NAME_GOES_ON = re.compile(r":? [A-Z]")
_LATER_YEAR = re.compile(rf"(?:[;:]|^[.,][^.]{{0,60}},)\s?{YEAR}\b(?!.{{0,4}}[-–:])")
_COMMA = re.compile(r",\s")


def find_in(draft: Draft, at: int, end: int, main: Locator | None) -> re.Match[str] | None:
    """The "In" that opens a container in `body[at:end]`, where it stands before the locator and not in the title."""
    inside = _IN.search(draft.body, max(at - 2, 0), end)
    if inside is None or not (inside.start() > at or draft.quoted):
        return None
    if main is None or inside.end() <= main.start or _PAGES_IN.match(draft.body, at):
        return inside
    return None


def opening_in(body: str, at: int) -> int:
    """Behind an "In" at `at`, or `at` itself."""
    inside = _IN.match(body, max(at - 2, 0))
    return inside.end() if inside else at


def read_chapter(draft: Draft, at: int, inside: re.Match[str], found: list[Locator], end: int) -> None:
    """Fill the fields of a part of a book: title before `inside`, container, editors and imprint behind it."""
    body = draft.body
    draft.chapter = True
    if not draft.quoted:
        draft.put("title", trim_title(body, at, inside.start()))
    pages = _PAGES_IN.search(body, at, inside.end() + 3)
    if pages:
        draft.fields["page"] = pages.span("pages")
    locators = [item for item in found if item.start >= inside.end() and _is_locator(body, item)]
    start = _read_editors(draft, inside.end())
    stop = container_end(draft, start, locators, end)
    draft.put("container-title", trim_title(body, start, stop))
    draft.take([item for item in locators if item.start >= stop - 2] or locators)
    read_publisher(draft, stop, end)


def _is_locator(body: str, item: Locator) -> bool:
    """Whether a run of numbers is a locator rather than the number or year of a meeting (`Systems 15`)."""
    if item.weight == 2 and item.year and (_NAME_GOES_ON.match(body, item.end) or _LATER_YEAR.search(body, item.end)):
        return False
    return item.page is not None or item.year is not None or item.weight > 3 or body[item.start].isalpha()


def _read_editors(draft: Draft, start: int) -> int:
    """Editors at the head of the container (`In M. Kitsuregawa and H. Tanaka, editors, …`); where the container begins."""
    body = draft.body
    names = read_names(body, start)
    if names is None:
        marked = _MARKED_EDITORS.match(body, start)
        return marked.end() if marked else start
    if names.editors:
        draft.editors = names
        behind = _BEHIND_EDITORS.match(body, names.end)
        return behind.end() if behind else names.end
    after = body[names.end : names.end + 1]
    marked = _MARKED_EDITORS.match(body, start)
    if marked:
        return marked.end()
    if after == ":" or (names.form is Form.FAMILY_INITIALS and after == "."):
        draft.editors = names
        return names.end + 1
    return start


def container_end(draft: Draft, start: int, locators: list[Locator], end: int) -> int:
    """Where the name of a book or of proceedings ends: a locator, an editor, a stop, or the comma before its imprint."""
    body = draft.body
    stop = next((item.start for item in locators if item.weight >= 2 and item.start > start + 4), end)
    bracket = _EDITED_BRACKET.search(body, start, stop)
    stop = bracket.start() if bracket else stop
    edited = _EDITED_BY.search(body, start, stop)
    editors = read_names(body, edited.end()) if edited else None
    if edited and editors:
        draft.editors = draft.editors or editors
        return edited.start()
    contributor = find_contributor(body, start + 3, stop)
    if contributor and contributor[0] > start + 3:
        stop = contributor[0]
    series = _SERIES.search(body, start + 4, stop)
    stop = find_edition(body, start, stop) or (series.start() if series else stop)
    place = find_place_publisher(body, start, end)
    imprint = place is not None and start < place[0][0] < stop
    stop = place[0][0] if place and imprint else stop
    return _end_of_name(body, start, stop, imprint and draft.editors is not None)


def _end_of_name(body: str, start: int, stop: int, imprint: bool) -> int:
    """The end of a name before `stop`; before an imprint another sentence may be its subtitle."""
    for sentence in _SENTENCE_END.finditer(body, start + 4, stop):
        if imprint and is_subtitle(body, sentence.start(), stop):
            break
        if not stop_is_inner(body, sentence.start()):
            stop = sentence.start()
            break
    else:
        commas = (comma.start() for comma in _COMMA.finditer(body, start + 8, stop) if _imprint_opens(body, comma.end(), stop))
        stop = next(commas, stop)
    bracket = body.rfind("(", start + 4, stop)
    stop = bracket if bracket > 0 and ")" not in body[bracket:stop] else stop
    return place_at_end(body, start, trim(body, start, stop)[1])


def _imprint_opens(body: str, start: int, end: int) -> bool:
    """Whether a publisher stands between the comma before `start` and the next."""
    segment = body[start : min(end, start + 100)].split(",", 1)[0]
    if is_unit(segment):
        return True
    return len(segment.split()) <= 6 and find_publisher(body, start, start + len(segment)) is not None
