"""Parts of books and proceedings: a title, "In", editors, the container, pages and imprint."""

import re

from checker.references.containers import stop_is_inner, trim, trim_title
from checker.references.contributors import begin_of_names, find_contributor
from checker.references.draft import Draft
from checker.references.lexicon import CONTAINER_WORD, LETTER, ORGANISATION, UPPER, YEAR
from checker.references.locators import Locator, is_span_of_years
from checker.references.names import Form, NameList, read_names
from checker.references.places import are_places, is_place, is_region, place_at_end
from checker.references.publishers import (
    find_edition,
    find_place_publisher,
    find_publisher,
    is_subtitle,
    is_unit,
    read_publisher,
)

_NAME_FOLLOWS = r"(?::|(?=\s+[^a-z\s]|\s+the [A-Z]))\s*"
_IN = re.compile(
    rf"(?:(?<=[.,?!;”\"’»)*])|(?<=[.?!]['’]))\s?\b(?:In|(?<!, )IN|Dans)\b\s?{_NAME_FOLLOWS}"
    rf"|(?:(?<=[,”\"»])|(?<=[,.]['’]))\s?\b(?:in|dans)\b\s?{_NAME_FOLLOWS}|(?<=[”\"»],)\s(?:en|em|w)\b{_NAME_FOLLOWS}"
    rf"|(?<=[.)])\s\b(?:in|En|Em)\s(?=(?:[{UPPER}]\. ?)+[{UPPER}]"
    rf"|[{UPPER}][^.()]{{3,80}}(?: [Vv]ol\. \d{{1,3}})?\s\((?:[Ee]ds?|[Hh]rsg|[Hh]gg?)\b)"
    rf"|(?<=[a-z])\s\bin\s(?=[{UPPER}][^.()]{{3,100}}\s\([Ee]ds?\.?\s[{UPPER}])"
    r"|\s\b(?:In|En|Em):\s+|\s(?://|\[[Ww]:\])\s"
    r"|\s?\[[CM](?:/OL)?\]\s?//\s*"
)
#: An "In" of any language right behind a quoted title, before a capital.
_IN_BEHIND_QUOTATION = re.compile(rf"(?:[Ee]n|[Ee]m|[Ii]n|[Dd]ans|[Ww])\s(?=[{UPPER}])")
_PAGES_IN = re.compile(r"(?:[Pp]ages\s|\()(?P<pages>\d[\d–-]{0,20})\)?\s(?=in\b)")
_SERIES = re.compile(r",? (?:volume \d|vol\. \d|(?:of )?Lecture Notes\b|LN(?:CS|AI)\b)|, (?:translated|trans\.) (?:by )?[A-Z]")
_EDITED_BY = re.compile(
    r"[,.;]?\s?\(?\b(?:[Ee]dited by|[Ee]ds?\. by|[Hh]g\. v(?:on|\.)|[Hh]rsg\. v(?:on|\.)|sous la dir(?:ection)?\.? de"
    r"|(?<!\d(?:st|nd|rd|th) )ed\. (?=[A-Z][a-z]+ [A-Z]|[A-Z]\. )|eds\. (?=[A-Z]))\s*"
)
_EDITED_BRACKET = re.compile(r"\s?[(\[][^()\[\]]{3,160}?\b[Ee]ds?\b\.?\s?[)\]]|\s?\([Ee]ds?\.? [^()]{3,120}\)")
#: Editors between semicolons, as chemists print them (`…; Doe, J., Roe, C., Eds.; Series 864; …`).
_EDITORS_BEHIND_SEMICOLON = re.compile(rf";\s[{UPPER}][^;]{{3,160}}?,? Eds?\.(?:;|\s|$)")
#: Editors whose names fit no form, up to their mark in brackets (`… & The PDP group (Eds.),`).
_MARKED_EDITORS = re.compile(
    rf"[{UPPER}][^()\d“”\"]{{3,200}}?\s?\((?:[Gg]en\. )?(?:[Ee]ds?|[Ee]dits?|éds?|[Hh]rsg|[Hh]gg?|[Dd]irs?|[Cc]oords?|[Oo]rgs?"
    r"|[Rr]eds?|toim|a cura di|sous la dir)"
    r"\.?\)[,.:;]?\s*"
)
#: Another entry of the list in place of a book (`In Glotfelty and Fromm, 196–203`, `In Keane et al. [4], pages 233-246`).
_OTHER_ENTRY = re.compile(
    rf"[{UPPER}][{LETTER}’'-]+(?: (?:and|&) [{UPPER}][{LETTER}’'-]+|,? et al\.?)?"
    rf"(?:\s?\[\d{{1,3}}\]|\s\({YEAR}[a-z]?\))(?=[,.:\s]|$)"
    rf"|[{UPPER}][{LETTER}’'-]+ (?:and|&) [{UPPER}][{LETTER}’'-]+,\s(?:pp?\.\s?)?\d+[-–]\d+\.?$"
)
#: The mark of editors that are named behind it, not before (`In Famulus Christi, ed. Gerald Bonner`).
_NAMED_BEHIND = re.compile(r",\s[Ee]ds?\.\s?$")
#: One word of an abbreviated name, and two before it (`Adv. Neural Inf. Process. Syst.,`).
_ABBREVIATED = re.compile(r"[A-Z][a-z]{1,9}\.(?:,|$| \(| [A-Z][a-z]{1,9}\.,)")
_ABBREVIATED_BEFORE = re.compile(r"\b[A-Z][a-z]{1,9}\. [A-Z][a-z]{1,9}\.$")
_BOOK_BEHIND_SEMICOLON = re.compile(r"[^;:.]{3,120}(?:, \w{3} ed\.)?; [^;:]{2,80}: [A-Z]")
#: The words of a publisher's name; a subtitle has more.
_FEWEST_WORDS = 2
#: How far behind a comma a city and its publisher are looked for.
_FAR = 150
#: A publisher without a place behind the pages of a chapter (`(pp. 345–359). Nest Associates.`, `1877–1901 (Nest, 2020).`).
_CLOSING_PUBLISHER = re.compile(
    rf"(?:(?:{YEAR}|\d|, [{UPPER}][a-z]{{3,20}})\. (?P<organisation>(?:The |European |International |American )?"
    rf"(?:[{UPPER}][{LETTER}]+ ){{0,2}}(?:{ORGANISATION.pattern})[^.,;:()\d]{{0,60}})"
    rf"|\bpp?\. [^()]{{1,30}}\)\. (?P<publisher>[{UPPER}][^.,;:()\d]{{2,60}}(?:, (?:Inc|Ltd|LLC)\b)?)"
    rf"|\d \((?P<bracketed>[{UPPER}][^,;:()\d]{{2,60}}), (?:[^(),\d]{{2,30}}, ){{0,2}}{YEAR}\))[.\s]*$"
)
_PLACE_FIRST = re.compile(
    rf"[,.]\s(?P<place>[{UPPER}][^,:;.()\d]{{2,30}}), (?P<publisher>[{UPPER}][^,:;()\d]{{2,50}})"
    r"(?=, (?:\d|pp?\.|[Ss]\.)|\.?\s*$)"
)
_PUBLISHER_FIRST = re.compile(
    rf",\s(?P<publisher>[{UPPER}][^,:;()\d]{{2,50}}), (?P<place>[{UPPER}][^,:;()\d]{{2,30}}?),?\s{YEAR}(?=[,.]|$)"
)
#: The page behind the bracket of an imprint (`(Dordrecht: Kluwer), 87`).
_PAGE_BEHIND_BRACKET = re.compile(r"\),? (?P<page>\d{1,4}(?:[-–]\d{1,4})?)[.\s]*$")
_IMPRINT_BEHIND = re.compile(rf" \([{UPPER}][^()]{{2,80}}, {YEAR}\)[.\s]*$")
_INITIAL = re.compile(r"\b[A-Z]\.")
_BEHIND_EDITORS = re.compile(rf"[\s.,:;)]*(?:\({YEAR}\)[.,]?\s*)?")
_SENTENCE_END = re.compile(r"[.?!][\"”’]?\s+")
_NAME_GOES_ON = re.compile(r":? [A-Z]")
_MEETING_GOES_ON = re.compile(r": (?=[A-Z])[^.;]{0,100}\b(?:Conf[eé]rence|Workshop|Meeting|Symposium|Congress|Proceedings)\b")
_LATER_YEAR = re.compile(rf"[;:]\s?{YEAR}\b(?!.{{0,4}}[-–:])")
_YEAR_BEHIND_BRACKET = re.compile(rf"\);\s?{YEAR}\b")
_YEAR_BEHIND = re.compile(rf"[.,(] ?\(?{YEAR}\b(?![-–])")
_COMMA = re.compile(r",\s")


def find_in(draft: Draft, at: int, end: int, main: Locator | None) -> re.Match[str] | None:
    """The "In" that opens a container in `body[at:end]`, where it stands before the locator and not in the title."""
    inside = _IN.search(draft.body, max(at - 2, 0), end)
    if inside is not None and not {":", "/"} & {*inside.group()}:  # `Out of Domain, In Domain. In: Proceedings …`
        inside = next((later for later in _IN.finditer(draft.body, inside.end(), end) if ": " in later.group()), inside)
    if inside is None or not (inside.start() > at or draft.quoted or _opens_without_title(inside)):
        return None
    if main is None or inside.end() <= main.start or _PAGES_IN.match(draft.body, at):
        return inside
    return None


def _opens_without_title(inside: re.Match[str]) -> bool:
    """Whether an "In" behind the names opens a book: in small letters, with a colon, or before `; Wiley: New York`."""
    if inside.group().lstrip()[0] == "i" or ":" in inside.group():
        return True
    return _BOOK_BEHIND_SEMICOLON.match(inside.string, inside.end()) is not None


def opening_in(body: str, at: int) -> int:
    """Behind an "In" at `at`, or `at` itself."""
    inside = _IN.match(body, max(at - 2, 0)) or _IN_BEHIND_QUOTATION.match(body, at)
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
    locators = [item for item in found if item.start >= inside.end() and _is_locator(draft, item)]
    if _OTHER_ENTRY.match(body, inside.end()):
        draft.take(locators)
        return
    start = _read_editors(draft, inside.end())
    stop = container_end(draft, start, locators, end, edited=draft.editors is not None or start > inside.end())
    draft.put("container-title", trim_title(body, start, stop))
    draft.take([item for item in locators if item.start >= stop - 2] or locators)
    read_publisher(draft, stop, end)
    closing = _CLOSING_PUBLISHER.search(body, stop, end) if "publisher" not in draft.fields else None
    if closing:
        draft.fields["publisher"] = closing.span(closing.lastgroup or 0)
    _read_place_first(draft, stop, end)
    page = _PAGE_BEHIND_BRACKET.search(body, stop, end) if "page" not in draft.fields and "publisher" in draft.fields else None
    if page:
        draft.fields["page"] = page.span("page")


def _read_place_first(draft: Draft, start: int, end: int) -> None:
    """The publisher between its city and the pages, where commas part them (`…, Paris, Nid, pp. 5-9`)."""
    imprint = _PLACE_FIRST.match(draft.body, start, end) if "publisher" not in draft.fields else None
    meeting = CONTAINER_WORD.search(draft.value("container-title"))
    turned = _PUBLISHER_FIRST.search(draft.body, start, end) if "publisher" not in draft.fields else None
    if turned and is_place(turned["place"]) and not meeting and not is_place(turned["publisher"]):
        draft.fields["publisher-place"], draft.fields["publisher"] = turned.span("place"), turned.span("publisher")
    elif imprint and not meeting and is_place(imprint["place"]) and not is_place(imprint["publisher"]):
        draft.fields["publisher-place"], draft.fields["publisher"] = imprint.span("place"), imprint.span("publisher")


def _is_locator(draft: Draft, item: Locator) -> bool:
    """Whether a run of numbers is a locator rather than the number or year of a meeting (`Systems 15`)."""
    body = draft.body
    if item.weight == 2 and item.year and (_NAME_GOES_ON.match(body, item.end) or _LATER_YEAR.search(body, item.end)):
        return False
    if item.page is None and (_MEETING_GOES_ON.match(body, item.end) or _YEAR_BEHIND_BRACKET.match(body, item.end)):
        return False
    closes = (draft.date_first and not body[item.end :].strip(" .")) or _IMPRINT_BEHIND.match(body, item.end)
    if (is_span_of_years(body, item) and not closes) or _is_year_of_meeting(body, item):
        return False
    return item.page is not None or item.year is not None or item.weight > 3 or body[item.start].isalpha()


def _is_year_of_meeting(body: str, item: Locator) -> bool:
    """Whether a run is a year within the name of a meeting, as a later one dates the book (`MICCAI 2019. LNCS, … (2020)`)."""
    alone = item.year == (item.start, item.end) and body[item.start - 1] == " " and body[item.start - 2].isalpha()
    if not alone:
        return False
    return _YEAR_BEHIND.search(body, item.end) is not None


def _read_editors(draft: Draft, start: int) -> int:
    """Editors at the head of the container (`In M. Kitsuregawa and H. Tanaka, editors, …`); where the container begins."""
    body = draft.body
    names = _editors(draft, start)
    marked = _MARKED_EDITORS.match(body, start)
    if names is None:
        return start if marked is None or _opens_with_title(body, start, marked.end()) else marked.end()
    if names.editors:
        return start if _is_title(body, names) else _past_editors(draft, names)
    if marked:
        return marked.end()
    after = body[names.end : names.end + 1]
    closes_editors = names.form is Form.FAMILY_INITIALS and after == "."
    if closes_editors or (after == ":" and not body.startswith(("A ", "An "), names.start)):
        draft.editors = names
        return names.end + 1
    return start


def _editors(draft: Draft, start: int) -> NameList | None:
    """The names at `start`; where the authors' families are in capitals, so are the editors' (`DOE Jane … Carl ROE (dir.)`)."""
    in_capitals = draft.names is not None and len(draft.names.names[0].family) > 2 and draft.names.names[0].family.isupper()
    return read_names(draft.body, start, Form.GIVEN_FIRST if in_capitals else None)


def _opens_with_title(body: str, start: int, end: int) -> bool:
    """Whether a title stands before the names of `body[start:end]` that end at the mark (`New Hands, Roe, C. (eds.),`)."""
    begin = begin_of_names(body, start, len(body[: body.rindex("(", start, end)].rstrip(" ,")))
    return begin is not None and begin > start and _INITIAL.search(body, start, begin) is None


def _past_editors(draft: Draft, names: NameList) -> int:
    draft.editors = names
    behind = _BEHIND_EDITORS.match(draft.body, names.end)
    return behind.end() if behind else names.end


def _is_title(body: str, names: NameList) -> bool:
    """Whether what was read as editors is a title, as names follow the mark (`In Famulus Christi, ed. Gerald Bonner`)."""
    if not _NAMED_BEHIND.search(body, names.start, names.end):
        return False
    first, *others = names.names
    if first.full and "." not in first.given and others and not any(name.full for name in others):
        return True  # `In Machine Hands, E. Doe, D. Roe, Eds.`
    if not all(name.full for name in names.names):
        return False
    behind = read_names(body, names.end)
    return behind is not None and behind.form is Form.GIVEN_FIRST and not behind.editors


def editors_behind_quotation(draft: Draft, start: int) -> int:
    """Past the editors between a quoted title and its book where no "In" is printed (`« … », Pierre Doe (dir.), Les …`)."""
    names = _editors(draft, start)
    return _past_editors(draft, names) if names and names.editors and not _is_title(draft.body, names) else start


def container_end(draft: Draft, start: int, locators: list[Locator], end: int, *, edited: bool = False) -> int:
    """Where the name of a book or of proceedings ends: a locator, an editor, a stop, or the comma before its imprint."""
    body = draft.body
    stop = next((item.start for item in locators if item.weight >= 2 and item.start > start + 4), end)
    bracket = _EDITED_BRACKET.search(body, start, stop)
    stop = bracket.start() if bracket else stop
    by = _EDITED_BY.search(body, start, stop)
    editors = read_names(body, by.end()) if by else None
    if by and editors:
        draft.editors = draft.editors or editors
        return by.start()
    behind = _EDITORS_BEHIND_SEMICOLON.search(body, start + 3, stop)
    stop = behind.start() if behind else stop
    contributor = find_contributor(body, start + 3, stop)
    if contributor and contributor[0] > start + 3:
        stop = contributor[0]
    series = _SERIES.search(body, start + 4, stop)
    stop = find_edition(body, start, stop) or (series.start() if series else stop)
    place = find_place_publisher(body, start, end)
    imprint = place is not None and start < min(place)[0] < stop
    stop = min(place)[0] if place and imprint else stop
    return _end_of_name(body, start, stop, imprint=imprint, edited=edited)


def _end_of_name(body: str, start: int, stop: int, *, imprint: bool, edited: bool) -> int:
    """The end of a name before `stop`; the second sentence of a book with editors may be its subtitle, up to the imprint."""
    for sentence in _SENTENCE_END.finditer(body, start + 4, stop):
        if body[sentence.end() : sentence.end() + 1].islower() and body[sentence.start()] == ".":
            continue  # `Riv. trim. dir. proc. civ.`
        if _ABBREVIATED.match(body, sentence.end()) and _ABBREVIATED_BEFORE.search(body[start : sentence.start() + 1]):
            continue
        comma = body.rfind(", ", sentence.end(), stop)
        if (
            len(body[sentence.end() : comma].split()) > _FEWEST_WORDS
            and are_places(body[comma + 2 : stop].strip(" ,("))
            and is_subtitle(body, sentence.end(), comma)
        ):
            stop = comma  # `Storchennest. Beiträge zur Vogelkunde, Stuttgart 2002`
            break
        if edited and not imprint:
            stop, imprint = _city_behind(body, sentence.end(), stop)
        if edited and imprint and is_subtitle(body, sentence.end(), stop):
            break
        if not stop_is_inner(body, sentence.start()):
            stop = sentence.start()
            break
    else:
        commas = (comma.start() for comma in _COMMA.finditer(body, start + 8, stop) if _imprint_opens(body, comma.end(), stop))
        stop = next(commas, stop)
        stop = min(stop, _city_behind(body, start + 4, stop, named=True)[0])
    bracket = body.rfind("(", start + 4, stop)
    stop = bracket if bracket > 0 and ")" not in body[bracket:stop] else stop
    return place_at_end(body, start, trim(body, start, stop)[1])


def _city_behind(body: str, start: int, stop: int, *, named: bool = False) -> tuple[int, bool]:
    """The comma before a known city that closes a name (`…, Paris, Seuil`) and True, or `stop` and False.

    `named`: its publisher has to follow.
    """
    for comma in _COMMA.finditer(body, start, stop):
        city, _, publisher = body[comma.end() : min(stop, comma.end() + _FAR)].partition(", ")
        published = publisher[:1].isupper() and not is_region(publisher.split(",", 1)[0])
        if is_place(city) and (published or (not named and not publisher and len(body[start : comma.start()].split()) > 2)):
            return comma.start(), True
    return stop, False


def _imprint_opens(body: str, start: int, end: int) -> bool:
    """Whether a publisher stands between the comma before `start` and the next."""
    segment = body[start : min(end, start + 100)].split(",", 1)[0]
    if is_unit(segment):
        return True
    return len(segment.split()) <= 6 and find_publisher(body, start, start + len(segment)) is not None
