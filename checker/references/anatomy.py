"""One entry in the order in which it is printed: names, date, title, container, locator, publisher, identifiers."""

import re
from dataclasses import dataclass, field

from checker.references.containers import (
    container_score,
    looks_like_container,
    split_at_comma,
    split_at_stop,
    trailing_name,
    trim,
    trim_title,
)
from checker.references.identifiers import Identifier, blank, find_identifiers
from checker.references.lexicon import CITIES, LETTER, ORGANISATION, UPPER
from checker.references.locators import Locator, Range, find_locators
from checker.references.names import Form, NameList, leading_group, read_group, read_names
from checker.references.publishers import find_place_publisher, find_publisher, find_thesis

_LEADING = re.compile(r"[\s.,;:•●*▪‣∙·†‡–—-]*")
_REPEATED = re.compile(r"(?:[–—_-]\s?){2,}[.,]?\s*|—\s?[,.]\s*")
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DATE_AFTER_NAMES = re.compile(
    rf"[\s.,;:]*(?:[(\[]\s*(?:(?:c\.?|ca\.?)\s?|(?:\d{{1,2}}\s)?[^\W\d_]{{3,9}}\.?,?\s)?(?P<year>{_YEAR}|in press|forthcoming|n\.\s?d\.|to appear|submitted)"
    rf"(?P<letter>[a-z])?(?P<rest>[^()\[\]]{{0,40}})[)\]]"
    rf"|(?P<bare>{_YEAR})(?P<bare_letter>[a-z])?(?=\s*[.,:]\s?|\s+[{UPPER}“\"‘'«\[]))"
    rf"(?:\s?[(\[]{_YEAR}[)\]])?(?P<close>\s?[.,:;]*)\s*",
    re.IGNORECASE,
)
_CONTAINER_FIRST = re.compile(
    rf"(?P<container>[{UPPER}][^\d(:“\"]{{1,80}}?)[,.]?\s(?:\(?{_YEAR}\)?[,;]?\s)?(?:[Vv](?:ol)?\.\s)?\d{{1,4}}(?:\s?\(\d+\))?\s?[,:;]\s?(?:pp?\.\s?|[Nn]o\.\s?)?[A-Za-z]?\d"
)
_CLOSING = {"“": "”", '"': '"', "‘": "’", "«": "»", "'": "'", "„": "“", "`": "'", "”": "”", "‟": "”"}
_IN = re.compile(
    r"(?:(?<=[.,?!;”\"’»)])|(?<=[.?!]['’]))\s*\b(?:In|IN|Dans)\b\s?(?::|(?=\s+[^a-z\s]|\s+the [A-Z]))\s*"
    r"|(?:(?<=[,”\"»])|(?<=[,.]['’]))\s*\b(?:in|dans)\b\s?(?::|(?=\s+[^a-z\s]|\s+the [A-Z]))\s*"
    r"|\s\bIn:\s+"
)
_AFTER_PUBLICATION = re.compile(
    r"\b(?:Epub|eCollection|Published online|Erratum in|Comment in|Reprinted in|\[pii\])|\bM?R?\d*-?\w* \[pii\]"
)
_EDITED_BRACKET = re.compile(r"\s*[(\[][^()\[\]]{3,160}?\b[Ee]ds?\b\.?\s*[)\]]|\s*\(Eds?\.? [^()]{3,120}\)")
_EDITED = re.compile(
    r"[,.;]?\s*(?:\(?\b(?:[Ee]dited by|[Ee]ds?\. by|[Hh]g\. v(?:on|\.)|[Hh]rsg\. v(?:on|\.)|sous la dir(?:ection)?\.? de|ed\. (?=[A-Z][a-z]+ [A-Z])|eds\. (?=[A-Z])))\s*"
)
_EDITOR_MARK = re.compile(
    r"[,;]?\s*[(\[]?\s*\b(?:[Ee]ds?\b\.?|[Ee]ditors?\b|EDS?\b\.?|Hrsg\.?|Hg\.|[Dd]ir\.)\s*[)\]]?[.,:]*\s*"
)
_PAGES_IN = re.compile(r"^[Pp]ages\s[\d–-]+\s(?=in\b)")
_ANY_YEAR = re.compile(rf"(?<!\d)(?<!\d[-–./]){_YEAR}(?!\d|[-–]\d{{4}})")
_ACCESSED = re.compile(
    r"\b(?:[Aa]ccessed|[Rr]etrieved|[Cc]ited|[Ll]ast (?:accessed|visited)|[Vv]isited|[Cc]onsulté|[Zz]ugriff|[Aa]bgerufen|[Aa]ccès)\b"
)
_SENTENCE_END = re.compile(r"[.?!][\"”’]?\s+")
_EDITION = re.compile(
    r"[,.(]?\s*\(?\b(?:\d{1,2}\s?(?:st|nd|rd|th|ème|e|\.)?|[Ss]econd|[Tt]hird|[Ff]irst|[Ff]ourth|[Rr]ev(?:ised)?\.?)\s(?:[Ee]d(?:ition|n|s)?|[Aa]ufl(?:age)?|éd(?:ition)?|ed)\b\.?\)?"
)


@dataclass(slots=True)
class Draft:
    """What was found in a flat entry, as ranges of its text. `separator` is what stands behind the names or their date."""

    text: str
    body: str
    identifiers: list[Identifier]
    start: int = 0
    names: NameList | None = None
    editors: NameList | None = None
    fields: dict[str, Range] = field(default_factory=dict)
    year: Range | None = None
    letter: str = ""
    date: Range | None = None
    separator: str = ""
    date_first: bool = False
    quoted: bool = False
    chapter: bool = False
    thesis: bool = False
    locator: Locator | None = None
    repeated_author: bool = False
    end: int = 0

    def value(self, name: str) -> str:
        """The printed text of a field, or an empty string."""
        span = self.fields.get(name)
        return self.text[span[0] : span[1]] if span else ""


def read_entry(text: str, prefer: Form | None = None) -> Draft:
    """Read a one-line entry; `prefer` is the form of names that its list uses."""
    identifiers = find_identifiers(text)
    draft = Draft(text, blank(text, identifiers) if identifiers else text, identifiers)
    leading = _LEADING.match(draft.body)
    draft.start = at = leading.end() if leading else 0
    at = _read_names(draft, at, prefer)
    at = _read_date(draft, at)
    at = _read_quoted(draft, at)
    _read_rest(draft, at)
    _read_year(draft)
    return draft


def _read_names(draft: Draft, at: int, prefer: Form | None) -> int:
    body = draft.body
    repeated = _REPEATED.match(body, 0)
    if repeated:
        draft.repeated_author = True
        return repeated.end()
    if body[at : at + 1] in _CLOSING:
        return at
    names = None if _opens_with_container(body, at) else read_names(body, at, prefer)
    if names is None and not _opens_with_container(body, at):
        names = _group_before_date(body, at) or leading_group(body, at)
    if names is None:
        return at
    if names.editors:
        draft.editors = names
    draft.names = names
    return names.end


def _opens_with_container(body: str, at: int) -> bool:
    """Whether an entry without authors and title begins with its journal (`Nature 329: 630-632 (1987)`)."""
    match = _CONTAINER_FIRST.match(body, at)
    if match is None:
        return False
    name = match.group("container")
    if "," in name or " et al" in name or read_names(name + ",", 0) is not None:
        return False
    return looks_like_container(name) or (len(name.split()) < 8 and "." not in name)


def _group_before_date(body: str, at: int) -> NameList | None:
    """The text before `(2012)` as a group author, where that text is short and no sentence."""
    match = re.compile(rf"(?P<group>[^()]{{3,120}}?)[.,]?\s\({_YEAR}[a-z]?[^()]{{0,20}}\)").match(body, at)
    if match is None or not (
        ORGANISATION.search(match.group("group"))
        or (match.group("group").count(" ") < 7 and match.group("group").count(". ") == 0)
    ):
        return None
    if looks_like_container(match.group("group")) or re.match(r"[\s,:]*\d+\s?[,:(]", body[match.end() : match.end() + 12]):
        return None
    return read_group(body, match.start("group"), match.end("group"))


def _read_date(draft: Draft, at: int) -> int:
    match = _DATE_AFTER_NAMES.match(draft.body, at)
    if match and (draft.names or draft.repeated_author) and not _opens_locator(draft.body, match):
        group = "year" if match.group("year") else "bare"
        if match.group(group)[:1].isdigit():
            draft.year = match.span(group)
            draft.letter = match.group("letter") or match.group("bare_letter") or ""
            end = match.end("rest") if match.group("year") else match.end(group)
            draft.date = (match.start(group), max(end, match.end(group)))
        draft.date_first = True
        draft.separator = match.group("close").strip()[:1]
        return match.end()
    gap = re.compile(r"\s*([.,:;]*)\s*").match(draft.body, at)
    if gap is None:
        return at
    draft.separator = gap.group(1)[:1] or ("." if at and draft.body[at - 1] == "." else "")
    return gap.end()


def _opens_locator(body: str, match: re.Match[str]) -> bool:
    """Whether the year belongs to a locator (`Science 2002; 295`), not to the names."""
    return body[match.end("close") - 1 : match.end("close")] == ";" or bool(
        re.match(r"\s*\d+\s?[,:(]\s?\d", body[match.end() : match.end() + 12])
    )


def _read_quoted(draft: Draft, at: int) -> int:
    """A quoted title at `at`; returns where the text behind it begins."""
    body = draft.body
    opening = body[at : at + 1]
    if opening not in _CLOSING or not opening:
        return at
    closing = _CLOSING[opening]
    double = body[at : at + 2] in ("''", "``")
    inner = at + 1 + double
    for match in re.compile(
        r"(?:''|" + re.escape(closing) + r"|”|\")(?=[\s.,;:(\[]|$|[A-Z]|\d)"
        if closing not in "'’"
        else r"['’”](?=[\s]*[.,;:]|\s+(?:[A-Z(]|in )|$)|(?<=[,.?!])['’]"
    ).finditer(body, inner):
        if match.start() - inner > 3 and not (
            double is False and re.match(r".\s?:\s[a-z]|.\s+(?!in )[a-z]", body[match.start() : match.start() + 6])
        ):
            draft.fields["title"] = trim_title(body, inner, match.start())
            draft.quoted = True
            gap = re.compile(r"[\s.,;:'’”\"]*").match(body, match.end())
            return gap.end() if gap else match.end()
    return at


def _read_rest(draft: Draft, at: int) -> None:
    """Title, container and locator behind names, date and a quoted title."""
    body = draft.body
    end = len(body)
    accessed = _ACCESSED.search(body, at)
    if accessed and accessed.start() > at + 10:
        end = accessed.start()
    later = _AFTER_PUBLICATION.search(body, at + 20)
    if later:
        end = min(end, later.start())
    found = find_locators(body, at, end, body[draft.year[0] : draft.year[1]] if draft.year else "")
    inside = _IN.search(body, max(at - 2, 0), end)
    main = _main_locator(draft, found, at, end)
    draft.locator = main
    before = main is None or (inside is not None and inside.end() <= main.start)
    if inside and (before or _PAGES_IN.match(body[at : inside.end()])) and (inside.start() > at or draft.quoted):
        _read_chapter(draft, at, inside, found, end)
    elif main is not None and main.start > at and _is_article(draft, at, main, end):
        _read_article(draft, at, main, found)
    else:
        _read_book(draft, at, main, end)


def _is_article(draft: Draft, at: int, main: Locator, end: int) -> bool:
    """Whether a locator belongs to a periodical: a volume, pages without "Place: Publisher", or a year before a DOI alone."""
    if main.volume:
        return True
    if main.page:
        return draft.quoted or find_place_publisher(draft.body, at + 1, end) is None
    return _is_online_first(draft, at, main)


def _is_online_first(draft: Draft, at: int, main: Locator) -> bool:
    """Whether a title, a journal and a year stand there without a volume: an article with a DOI, and no publisher before the year."""
    head = draft.body[at : main.start]
    has_doi = any(item.kind in ("DOI", "PMID", "PMCID") for item in draft.identifiers)
    return find_publisher(draft.body, at, main.start) is None and ":" not in head[-3:] and has_doi


def _main_locator(draft: Draft, found: list[Locator], at: int, end: int) -> Locator | None:
    """The run that is the entry's locator: the heaviest, the last of equals; not one that opens the title."""
    best = None
    for locator in found:
        weight = locator.weight
        if weight < 2 or (locator.start <= at and len(found) > 1 and not draft.quoted):
            continue
        if locator.page is None and locator.year is None and draft.body[locator.start] not in "vV":
            continue
        if best is None or weight >= best.weight:
            best = locator
    if best is None and draft.year:
        best = next((item for item in reversed(found) if item.volume and item.end > end - 12 and item.start > at), None)
    return best


def _read_chapter(draft: Draft, at: int, inside: re.Match[str], found: list[Locator], end: int) -> None:
    body = draft.body
    draft.chapter = True
    pages = _PAGES_IN.search(body[at : inside.end()])
    if not draft.quoted:
        draft.fields["title"] = trim_title(body, at, inside.start())
    start = inside.end()
    locators = [
        item
        for item in found
        if item.start >= start and (item.page or item.year or item.weight > 3 or body[item.start].isalpha())
    ]
    editors_end = _read_editors(draft, start, end)
    stop = _container_end(draft, editors_end, locators, end)
    container = trim_title(body, editors_end, stop)
    if container[0] < container[1]:
        draft.fields["container-title"] = container
    _take_locators(draft, [item for item in locators if item.start >= stop - 2] or locators)
    if pages and "page" not in draft.fields:
        draft.fields["page"] = (at + pages.start() + 6, at + pages.end() - 1)
    _read_publisher(draft, stop, end)


def _read_editors(draft: Draft, start: int, end: int) -> int:
    """Editors at the head of the container (`In M. Kitsuregawa and H. Tanaka, editors, …`); where the container begins."""
    body = draft.body
    names = read_names(body, start)
    if names is None:
        return start
    if names.editors:
        draft.editors = names
        gap = re.compile(r"[\s.,:;)]*").match(body, names.end)
        return gap.end() if gap else names.end
    after = body[names.end : names.end + 1]
    if after == ":" or (names.form is Form.FAMILY_INITIALS and after in ":."):
        draft.editors = names
        return names.end + 1
    return start


def _container_end(draft: Draft, start: int, locators: list[Locator], end: int) -> int:
    """Where the name of a book or of proceedings ends: a locator, an editor, a stop or a comma before place and publisher."""
    body = draft.body
    stop = next((item.start for item in locators if item.weight >= 2 and item.start > start + 4), end)
    edited = _EDITED.search(body, start, stop)
    bracket = _EDITED_BRACKET.search(body, start, stop)
    if bracket:
        stop = bracket.start()
    if edited and edited.start() < stop:
        names = read_names(body, edited.end())
        if names is not None:
            draft.editors = draft.editors or names
            return edited.start()
    edition = _EDITION.search(body, start, stop)
    if edition:
        stop = edition.start()
    place = find_place_publisher(body, start, end)
    if place and start < place[0][0] < stop:
        stop = place[0][0]
    sentence = next(
        (m.start() for m in _SENTENCE_END.finditer(body, start + 4, stop) if not _abbreviation_before(body, m.start())), None
    )
    if sentence is not None:
        stop = min(stop, sentence)
    else:
        publisher = next(
            (m for m in re.compile(r",\s").finditer(body, start + 8, stop) if _opens_imprint(body, m.end(), stop)), None
        )
        if publisher:
            stop = publisher.start()
    paren = body.rfind("(", start + 4, stop)
    if paren > 0 and ")" not in body[paren:stop]:
        stop = paren
    return stop


def _abbreviation_before(body: str, stop: int) -> bool:
    word = re.search(rf"([{LETTER}]+)$", body[max(0, stop - 12) : stop])
    return bool(word) and (word.group(1).lower() in _SHORT or len(word.group(1)) == 1)


_SHORT = frozenset(
    [
        "proc",
        "int",
        "conf",
        "symp",
        "intl",
        "natl",
        "vol",
        "no",
        "acad",
        "sci",
        "trans",
        "comput",
        "lect",
        "eng",
        "soc",
        "am",
        "eur",
        "ser",
        "nd",
        "rd",
        "th",
        "st",
        "ed",
        "eds",
        "vs",
        "dr",
        "mr",
        "al",
        "advances",
        "res",
        "adv",
        "ann",
        "j",
    ]
)


def _opens_imprint(body: str, start: int, end: int) -> bool:
    """Whether a publisher or "City, ST" stands at `start`."""
    segment = body[start:end].split(",", maxsplit=1)[0]
    return find_publisher(body, start, start + len(segment)) is not None and len(segment.split()) <= 6


def _read_article(draft: Draft, at: int, main: Locator, found: list[Locator]) -> None:
    body = draft.body
    if draft.quoted and main.volume is None:
        stop = _container_end(draft, at, found, len(body))
        _set_container(draft, trim_title(body, at, stop))
    elif draft.quoted:
        container = trim_title(body, at, main.start)
        inner = _IN.match(body, max(at - 2, 0))
        if inner:
            container = trim_title(body, inner.end(), main.start)
        _set_container(draft, container)
    else:
        comma = draft.separator == ","
        limit = main.start
        middle = _year_between(draft, at, limit)
        if middle:
            title, container = (at, middle.start()), (middle.end(), limit)
            draft.year = draft.date = (middle.start() + 1, middle.start() + 5)
        else:
            title, container = (split_at_comma if comma else split_at_stop)(body, at, limit)
        if not comma and title[0] >= title[1]:
            title, container = _without_stop(draft, at, main.start)
        title, container = trim_title(body, *title), trim_title(body, *container)
        if title[0] < title[1]:
            draft.fields["title"] = title
        _set_container(draft, container)
    _take_locators(draft, [main, *(item for item in found if item.start > main.start)])
    _read_publisher(draft, main.end, len(body))


def _year_between(draft: Draft, at: int, end: int) -> re.Match[str] | None:
    """A bare year between title and container (`… feature maps 1990 Connection Science 2 83-101`)."""
    if draft.year is not None or (draft.locator and draft.locator.year):
        return None
    return re.compile(rf" {_YEAR} (?=[{UPPER}][^.]{{1,60}}$)").search(draft.body[:end], at)


def _set_container(draft: Draft, container: Range) -> None:
    if container[0] < container[1]:
        draft.fields["container-title"] = container


def _without_stop(draft: Draft, start: int, end: int) -> tuple[Range, Range]:
    """Title and container where no full stop divides them: a journal alone, a comma, or a title run into its journal."""
    body = draft.body
    inner = trim(body, start, end)
    text = body[inner[0] : inner[1]]
    if looks_like_container(text):
        return (start, start), inner
    begin = trailing_name(body, *inner)
    if begin is not None and begin > inner[0] and len(text.split()) > 5 and not text[: begin - inner[0]].rstrip().endswith(","):
        return (inner[0], begin), (begin, inner[1])
    if re.search(r",\s", text):
        return split_at_comma(body, start, end)
    return (start, start), inner


def _take_locators(draft: Draft, locators: list[Locator]) -> None:
    """Fields of the locators, the first value of each winning."""
    for locator in locators:
        for name, span in (("volume", locator.volume), ("issue", locator.issue), ("page", locator.page)):
            if span and name not in draft.fields and (locator is locators[0] or locator.page):
                draft.fields[name] = span
        if locator.year and draft.year is None:
            draft.year, draft.date = locator.year, locator.date
        draft.end = max(draft.end, locator.end)


def _read_book(draft: Draft, at: int, main: Locator | None, end: int) -> None:
    """A book, report, thesis or page: title, then place and publisher in one of the usual orders."""
    body = draft.body
    thesis = find_thesis(body, at, end)
    draft.thesis = thesis is not None
    if main:
        _take_locators(draft, [main])
    place = find_place_publisher(body, at + (not draft.quoted), end)
    limit = place[0][0] if place else end
    if thesis and thesis[0] > at:
        limit = min(limit, thesis[0])
    if main and main.start > at:
        limit = min(limit, main.start)
    if not draft.quoted:
        title_end = _title_end(draft, at, limit)
        title = trim_title(body, at, title_end)
        if title[0] < title[1]:
            draft.fields["title"] = title
        rest = title_end
    else:
        rest = at
    if place:
        draft.fields["publisher-place"], draft.fields["publisher"] = place
    container = trim_title(body, rest, _container_limit(body, rest, limit))
    text = body[container[0] : container[1]]
    periodical = container_score(text) > 1 and find_publisher(body, *container) is None
    if len(text) > 1 and (
        periodical or (draft.quoted and find_publisher(body, *container) is None) or _lone_segment(draft, container)
    ):
        draft.fields["container-title"] = container
        rest = container[1]
    if not place:
        _read_publisher(draft, rest, end)
        if "publisher" not in draft.fields and "container-title" not in draft.fields:
            _read_imprint(draft, rest, end)


def _container_limit(body: str, start: int, end: int) -> int:
    """Where a periodical or meeting named behind a book-like title ends: a comma, bracket, stop or year."""
    gap = re.compile(r"[\s.,;]*").match(body, start)
    first = gap.end() if gap else start
    match = re.compile(rf"[,(]|(?<=[a-z)]{{3}})\.(?=\s|$)|\s\d{{1,2}} [A-Z][a-z]+\.? {_YEAR}|\s{_YEAR}").search(
        body, first, end
    )
    return match.start() if match else end


def _lone_segment(draft: Draft, span: Range) -> bool:
    """Whether the text is the one short segment behind a dated title, up to the entry's end (`… Factors. Cell.`)."""
    return (
        draft.date_first
        and draft.names is not None
        and draft.names.form is Form.FAMILY_INITIALS
        and not draft.body[span[1] :].strip(" .")
    )


def _read_imprint(draft: Draft, start: int, end: int) -> None:
    """Publisher and place between commas, told apart by the names of cities (`Paris, Seuil, 2007`)."""
    body = draft.body
    stop = draft.year[0] if draft.year and draft.year[0] > start else end
    segments = [trim(body, *match.span(), " .,;:()") for match in re.compile(r"[^,;()]+").finditer(body, start, stop)]
    segments = [span for span in segments if span[0] < span[1] and body[span[0]].isupper() and span[1] - span[0] < 60]
    segments = [span for span in segments if not re.search(r"\d", body[span[0] : span[1]])][:3]
    named = [span for span in segments if body[span[0] : span[1]].lower() not in CITIES and span[1] - span[0] > 2]
    if named and (len(segments) > len(named) or len(segments) == 1) and draft.year:
        draft.fields["publisher"] = named[0]


def _title_end(draft: Draft, at: int, limit: int) -> int:
    """The end of a book's title: a full stop, an edition, a bracket with the imprint, or a comma in comma styles."""
    body = draft.body
    edition = _EDITION.search(body, at + 4, limit)
    if edition:
        limit = edition.start()
    year = _ANY_YEAR.search(body, at + 8, limit)
    bracket = body.rfind("(", at + 4, limit)
    if (bracket > 0 and body.find(")", bracket, limit) < 0) or (
        bracket > 0 and (find_publisher(body, bracket, limit) or re.search(rf"{_YEAR}\s*\)", body[bracket:limit]))
    ):
        limit = bracket
    stop = next(
        (
            m.start() + (m.group()[0] in "?!")
            for m in _SENTENCE_END.finditer(body, at + 3, limit)
            if not _abbreviation_before(body, m.start())
        ),
        None,
    )
    if draft.separator == "," or (stop is None and "," in body[at:limit]):
        comma = next(
            (m for m in re.compile(r",\s+").finditer(body, at + 4, limit) if _imprint_follows(body, m.end(), limit, year)), None
        )
        if comma:
            return min(comma.start(), stop or limit)
    return stop if stop is not None else limit


def _imprint_follows(body: str, start: int, end: int, year: re.Match[str] | None) -> bool:
    segment = re.split(r"[,.;(]", body[start:end])[0]
    if find_publisher(body, start, start + len(segment)) or segment.strip(" .").lower() in CITIES:
        return True
    if re.match(rf"\s*{_YEAR}", segment):
        return True
    return len(segment.split()) <= 2 and segment[:1].isupper() and year is not None and year.start() - start < 60


def _read_publisher(draft: Draft, start: int, end: int) -> None:
    if "publisher" in draft.fields or start >= end:
        return
    place = find_place_publisher(draft.body, start, end)
    if place:
        draft.fields["publisher-place"], draft.fields["publisher"] = place
        return
    publisher = find_publisher(draft.body, start, end)
    if publisher and publisher[0] < publisher[1]:
        draft.fields["publisher"] = _without_year(draft.body, publisher)


def _without_year(body: str, span: Range) -> Range:
    match = re.search(rf"[\s.,]*(?:{_YEAR}|\d+|\b[Pp]p?\b\.?|\bpages\b).*$", body[span[0] : span[1]])
    return trim(body, span[0], span[0] + match.start()) if match else span


def _read_year(draft: Draft) -> None:
    """The year where neither names nor locator had it: the last one that is no part of a field."""
    if draft.year is not None:
        return
    accessed = _ACCESSED.search(draft.body)
    limit = accessed.start() if accessed else len(draft.body)
    taken = [span for name, span in draft.fields.items() if name != "publisher"]
    for match in reversed(list(_ANY_YEAR.finditer(draft.body, draft.start, limit))):
        if all(match.end() <= start or match.start() >= end for start, end in taken):
            draft.year = draft.date = match.span()
            return
