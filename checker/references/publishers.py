"""Imprints: publisher, place, edition and degree."""

import re

from checker.references.containers import container_score, is_capitalised, stop_is_inner, trim, word_before_is
from checker.references.draft import Draft
from checker.references.lexicon import LETTER, PUBLISHER_WORD, UNENDED, UPPER, YEAR
from checker.references.locators import Range
from checker.references.places import is_place, is_region

_PLACE_WORD = (
    rf"(?:(?:[{UPPER}][{LETTER}]?\.){{1,3}}|[{UPPER}][{LETTER}]{{2,5}}\.(?=\s?:)"
    rf"|a\. ?M\.|a\. ?d\. ?[{UPPER}][{LETTER}.]*|d[’'][{UPPER}][{LETTER}-]*"
    rf"|(?:de |am |upon |sur |a )?[{UPPER}][{LETTER}’'-]*)"
)
_PLACE = rf"{_PLACE_WORD}(?:(?:[,/;] ?|,? (?:and|und|et|y|e|&) | ){_PLACE_WORD}){{0,12}}(?: \([{UPPER}][{LETTER}. ]*\))?"
_PLACE_PUBLISHER = re.compile(
    rf"(?:(?<=[.,;(?!)”\"*–—] )|(?<=[(]))(?P<place>{_PLACE})\s?:\s?(?P<publisher>(?:[lLdD][’'])?[{UPPER}][^;:]{{1,100}}?)"
    rf"(?=\s?(?:[.;]\s*$|,\s?(?:\d|[{UPPER}][a-z]+\.? \d{{4}}|c?\d{{4}}|n\.\s?d|[Spp]\.\s?\d|$)"
    rf"|(?<![ .][{UPPER}])(?<!Bros)(?<!Wm)(?<!Univ)\.|[;)(]|$))"
)
_PUBLISHER_PLACE = re.compile(
    rf"(?<=; )(?P<publisher>[{UPPER}][^;:]{{2,80}}): (?P<place>[{UPPER}][^;:\d]{{2,60}}?)(?=, {YEAR}|;|\.?$)"
)
#: A publisher before its place, in brackets that close an entry, as Australian journals print them.
_BRACKETED_PUBLISHER = re.compile(
    rf"\((?P<publisher>[{UPPER}][^():;\d]{{2,80}}): (?P<place>[{UPPER}][^():;\d]{{2,50}})\)[.\s]*$"
)
_CHINESE_IMPRINT = re.compile(
    r"(?<=[.\]] )(?P<place>[\u4e00-\u9fff]{2,6})\s?[:：]\s?"
    r"(?P<publisher>[\u4e00-\u9fff]{1,24}(?:社|大学|学院|书局|书店|书馆|局|院))"
)
_DEGREE = re.compile(
    r"\b(?:(?:Ph\.?\s?D\.?|[Dd]octoral|M\.?\s?Sc?\.?|M\.?\s?A\.?|[Mm]aster[’']?s?|Diploma|Habilitation|[Uu]npublished)\s?){0,3}"
    r"(?:[Tt]hesis|[Dd]issertation|THESIS|[Tt]hèse (?:de|en|d[’']|présentée)|Thèse"
    r"|[Tt]esis (?:doctoral|de|en)|Tesi di|Tese|[Dd]issertação|[Pp]roefschrift|(?:Diplom|Doktor|Master|Bachelor)arbeit"
    r"|(?:[Yy]ayımlanmamış )?(?:[Dd]oktora|[Yy]üksek [Ll]isans) [Tt]ezi|[Pp]raca (?:doktorska|magisterska)"
    r"|[Rr]ozprawa doktorska"
    r"|[Dd]isertační práce|[Dd]iplomová práce|[Dd]oktori (?:értekezés|disszertáció)|[Dd]oktorsavhandling)\b"
    r"[^,.;–—]{0,80}[,.;–—]?\s?"
    r"|\b(?:Diss\.|Ph\.?D\.?)[,.]?\s"
    r"|:\s(?:[Аа]втореф(?:ерат)?\.?\s)?[Дд]исс?(?:\.|ерт[а-яі]{2,8})\s[^\d]{0,60}(?:наук\b[:.]?)?\s?"
)
#: How far behind an imprint another publisher may be printed.
_NEAR = 200
#: A part of a university or company, printed before it.
_UNIT = re.compile(
    r"\b(?:Depts?|Departments?|Division|School|Faculty|Laborator(?:y|ies)|Lab|Institut[eo]?|Cent(?:er|re)|Fachbereich"
    r"|Fakultät|Dipartimento)\b"
    r"|\bLtd"
)
#: What a department printed before its university stands behind.
_UNIT_OPENS = re.compile(r"[,;.(:](?!\d)")
_EDITION = re.compile(
    r"[,.]\s[Ww]yd\.\s(?:\d{1,2}|[IVX]{1,5})\b|[,.]\s\d{1,2}\s(?:vols?|Bde|Bände|tomos?|tomes?)\b\.?"
    r"|\.\s(?:Revised|New|Second|Third) [Ee]dition\b|"
    r"[,.]\s\d{1,2}\.,?(?:\s(?:rev|überarb|erw|verb|durchges|aktual|neubearb|vollst|korr|unveränd|und|u)[a-zäöü]{0,12}\.?,?){1,5}"
    r"\s[Aa]ufl(?:age)?\b\.?|"
    r"[,.(]?\s?\(?\b(?:\d{1,2}\s?(?:st|nd|rd|th|ème|-е|e|ª|\.ª|\.)?|[Ss]econd|[Tt]hird|[Ff]irst|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|[Rr]ev(?:ised)?\.?)\s"
    r"(?:[Ee]d(?:ition|n|s)?|[Aa]ufl(?:age)?|éd(?:ition)?|vyd|wyd|kiad|изд|вид)\b\.?\)?"
)
#: What opens a statement behind a title that is no part of it.
_BEHIND_A_TITLE = re.compile(
    r"(?:.{0,40}\b(?:[Ss]eries|[Cc]ollection|[Ee]dition|[Rr]eport|[Pp]aper|[Tt]hesis|[Dd]issertation"
    r"|[Ee]n[cz]yclop\w+|[Ee]ds?\b)"
    r"|Studies in|Lecture|Vols?\b|Edited|Ed\b|Eds\b|Trans|Tr\.|Rev\b|Revised|Reprint|New\b|Editio\b|Hrsg|Unpublished"
    r"|Poster|Technical|[Ii]n\b|Available|Retrieved|Manuscript)"
)
#: What runs into a publisher without a comma: the kind of the work, the end of `Washington, D. C.`, an editor's mark.
_LED_BY = re.compile(
    r"[\s.]*(?:[Tt]ech(?:nical|\.) [Rr]ep(?:ort|\.)|Ph\.? ?D\.? [Tt]hesis|D\. ?C\.|Eds?\."
    r"|(?:\d{1,2}(?:st|nd|rd|th)|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth) edn?\.)\s+"
)
#: The mark of an editor before a place (`J. S. Roe, Ed. New York, NY, USA: Nest`).
_EDITORS_MARK = re.compile(r"(?<=, )Eds?\. ")
_NO_PLACE = re.compile(r"(?:Licen[cs]e|In|Available|Contract|Project|Note|URL|Series|Version)\b")
#: What a colon stands behind that is no place (`UMI Order Number: AAT …`).
_NUMBERED = re.compile(r"\b(?:Number|No)\b")
#: A figure, but for a century (`un mugnaio del '500`, `vom 16. zum 18. Jahrhundert`), a span of years or a numbered part.
_FIGURE = re.compile(
    r"(?<![’'\d])(?<!\b[Mm]odule )(?<!\b[Pp]art )(?<!\b[Pp]hase )(?<!\d[–-])"
    r"(?!\d{1,2}(?:\.|th|e) (?:Jahrhundert|Jh|zum|bis|und|[Cc]entur|to|and|siècle))\d(?!\d{3}[–-](?:\d\d){1,2}\b)"
)
_SEPARATED = re.compile(r"[,;/]\s?")
_AND = re.compile(r"[,;/]\s?|\s(?=\()|\s(?:and|und|et|y|e|&)\s")
_SEGMENT = re.compile(r"[^,;()\[\]]+")
_STOP = re.compile(rf"\.\s+(?=[{UPPER}])(?!(?:Ltd|Inc|Co|Press|Publ)\b)|\b{YEAR}\s?:\s")
_NEXT_SEGMENT = re.compile(r"\.?,\s(?P<segment>[A-Z][^,;()\d]{2,60}?)(?=[,;.(]|$)")
_UNIVERSITY = re.compile(r"\b(?:Univ|U\.? of|MIT\b|Institute of Technology|College)")
#: Words of a segment that is no publisher whatever else stands in it.
_NO_PUBLISHER = re.compile(
    r"\b(?:[Ss]eries|[Ee]dition\b(?! [A-Z])|[Rr]eport|[Ee]ncyclop\w+|[Mm]onographs|[Pp]resented"
    r"|[Ss]ession|[Tt]exts in|[Pp]aper\b|Publication No)"
)
_NO_NAME = re.compile(rf"[\s.,]?[\s.,]?(?:{YEAR}|\d+|\bpp?\b\.?|\bPp?\.|\bpages\b)")


def find_place_publisher(text: str, start: int, end: int) -> tuple[Range, Range] | None:
    """Place and publisher printed as `Place: Publisher` in `text[start:end]`; the last such pair."""
    if ":" not in text[start:end]:
        return None
    found = _publisher_and_place(text, start, end)
    for match in _PLACE_PUBLISHER.finditer(text, start, end):
        place = _place_in(text, *match.span("place"))
        if place and _is_imprint(text, place, match.span("publisher"), end):
            found = place, trim(text, *match.span("publisher"))
    return found


def _publisher_and_place(text: str, start: int, end: int) -> tuple[Range, Range] | None:
    """Place and publisher printed as `; Publisher: Place`, as chemists do; or in Chinese behind the kind of the work."""
    for match in _PUBLISHER_PLACE.finditer(text, start, end):
        if is_place(_SEPARATED.split(text[slice(*match.span("place"))], maxsplit=1)[0]):
            return match.span("place"), match.span("publisher")
    bracketed = _BRACKETED_PUBLISHER.search(text, start, end)
    if bracketed and _is_turned(bracketed["publisher"]):
        return bracketed.span("place"), bracketed.span("publisher")
    chinese = _CHINESE_IMPRINT.search(text, start, end)
    return (chinese.span("place"), chinese.span("publisher")) if chinese else None


def _is_turned(before_colon: str) -> bool:
    """Whether what stands before a colon is a publisher, not a place."""
    return PUBLISHER_WORD.search(before_colon) is not None and not is_place(_AND.split(before_colon, maxsplit=1)[0])


def _is_imprint(text: str, place: Range, publisher: Range, end: int) -> bool:
    """Whether a pair around a colon is an imprint and no title with its subtitle: the place or the publisher looks like one."""
    if _NO_PLACE.match(text, *place) or _NUMBERED.search(text, *place):
        return False
    if is_place(_AND.split(text[slice(*place)], maxsplit=1)[0]) or PUBLISHER_WORD.search(text, *publisher):
        return True
    name = text[slice(*publisher)]
    return (len(name.split()) < 3 or is_capitalised(name)) and not PUBLISHER_WORD.search(
        text, publisher[1], min(end, publisher[1] + _NEAR)
    )


def _place_in(text: str, start: int, end: int) -> Range | None:
    """The end of a text before a colon that can be a place: three words at most, or led by a known place or before a region."""
    editor = _EDITORS_MARK.search(text, start, end)
    start = editor.end() if editor else start
    behind_comma = text.rfind(", ", start, end) + 2
    if behind_comma > 1 and not is_place(text[start : behind_comma - 2]) and _is_city(text[behind_comma:end]):
        return behind_comma, end  # `Long-Term Sustainability, Berlin`
    while len(text[start:end].split()) > 3:
        parts = _AND.split(text[start:end])
        if is_place(parts[0]) or (len(parts) == 2 and is_region(parts[1])):
            break
        comma = _SEPARATED.search(text, start, end)
        if comma is None:
            return None
        start = comma.end()
    return start, end


def _is_city(text: str) -> bool:
    return is_place(text) and not is_region(text)


def find_publisher(text: str, start: int, end: int) -> Range | None:
    """A publisher without a place before it: the first segment that holds a publisher's word and names no series or report."""
    for match in _SEGMENT.finditer(text, start, end):
        stops = [stop for stop in _STOP.finditer(text, *match.span()) if not word_before_is(text, stop.start(), UNENDED)]
        for word in PUBLISHER_WORD.finditer(text, *match.span()):
            first = max((stop.end() for stop in stops if stop.end() <= word.start()), default=match.start())
            last = min((stop.start() for stop in stops if stop.start() >= word.end()), default=match.end())
            if not _NO_PUBLISHER.search(text, first, last):
                led = _LED_BY.match(text, first, last)
                return trim(text, led.end() if led else _with_unit(text, start, first), _past_unit(text, first, last, end))
    return None


def _with_unit(text: str, start: int, first: int) -> int:
    """Where a publisher at `first` begins, together with the department before its comma (`School of Law, University of …`)."""
    if text[first - 1 : first] != ",":
        return first
    before = list(_UNIT_OPENS.finditer(text, start, first - 1))
    unit = next((mark.end() for mark in reversed(before) if not stop_is_inner(text, mark.start())), start)
    return unit if _UNIT.search(text, unit, first) and "hesis" not in text[unit:first] else first


def is_unit(segment: str) -> bool:
    """Whether a text between commas opens with a part of a university or company (`Department of Computer Science`)."""
    return _UNIT.match(segment.strip()) is not None


def _past_unit(text: str, first: int, last: int, end: int) -> int:
    """The end of a publisher with the university behind its department, or the department behind it."""
    following = _NEXT_SEGMENT.match(text, last, end)
    if following is None:
        return last
    segment = following.span("segment")
    unit_here, unit_there = _UNIT.search(text, first, last), _UNIT.search(text, *segment)
    if (unit_here and _UNIVERSITY.search(text, *segment)) or (unit_there and _UNIVERSITY.search(text, first, last)):
        return segment[1]
    return last


def read_publisher(draft: Draft, start: int, end: int) -> None:
    """Fill publisher and place from `body[start:end]` unless they are known."""
    if "publisher" in draft.fields or start >= end:
        return
    place = find_place_publisher(draft.body, start, end)
    if place:
        draft.fields["publisher-place"], draft.fields["publisher"] = place
        return
    publisher = find_publisher(draft.body, start, end)
    if publisher:
        behind = _NO_NAME.search(draft.body, *publisher)
        draft.put("publisher", trim(draft.body, publisher[0], behind.start()) if behind else publisher)


def find_edition(text: str, start: int, end: int) -> int | None:
    """Where an edition statement (`2nd ed.`) begins in `text[start:end]`, or None."""
    match = _EDITION.search(text, start, end)
    return match.start() if match else None


def find_thesis(text: str, start: int, end: int) -> Range | None:
    """The mark of a thesis (`PhD thesis`, `Dissertation`), or None."""
    match = _DEGREE.search(text, start, end)
    return match.span() if match else None


def is_subtitle(body: str, start: int, end: int) -> bool:
    """Whether what stands between a title's first sentence and the imprint is another sentence of the title."""
    start, end = trim(body, start, end)
    if end - start < 4 or body[start - 2 : start].strip() not in (".", "?", "!") or _FIGURE.search(body, start, end):
        return False
    if body[start] in "([" or _BEHIND_A_TITLE.match(body, start, end):
        return False
    return not container_score(body[start:end]) and find_publisher(body, start, end) is None
