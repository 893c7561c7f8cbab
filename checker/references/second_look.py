"""A second look at a read entry: values that cannot be what they were taken for go where they belong, or are dropped."""

import re

from checker.references.containers import container_score, trim, trim_title
from checker.references.draft import Draft
from checker.references.lexicon import MONTHS, PUBLISHER_WORD, YEAR
from checker.references.locators import Range
from checker.references.names import Form
from checker.references.places import is_place, is_region
from checker.references.publishers import find_edition, find_place_publisher

#: What opens a note on a work, never the name of a container.
_NOTE = re.compile(
    r"\(|(?:Ph\.? ?D\.?|M\.? ?Sc?\.?|Master[’']?s) (?:[Tt]hesis|[Dd]iss)"
    r"|Diss\.|[Tt]hèse (?:de|en|d[’'])|[Tt]esi[s]? (?:de|di|doctoral)"
    r"|Accessed|See\b|Unpublished|Available|Reprint|Edited by|Translated by|Working (?:draft|paper)"
    r"|Retrieved|Original work|Homepage$|\d{1,4} pp?$|cop$|[Pp]reprint$|DVD$|by [A-Z]"
)
_TRANSLATOR = re.compile(r"Trans\. [A-Z][a-z]+ [A-Z][a-z]+$")
_DATE_ONLY = re.compile(
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?(?:[.,]|$)"
)
_NO_NAME = re.compile(rf"[\s\d.,;:()\[\]–-]*(?:{YEAR})?[\s\d.,;:()\[\]–-]*$")
_PUBLISHER_ONLY = re.compile(r"(?:The )?(?:University of [\w ]+|[\w ]+ University) Press$")
#: What is printed behind a publisher without a comma.
_BEHIND_PUBLISHER = re.compile(
    rf"[\s.,;]*(?:[(\[]?c?{YEAR}\b.*|\bpp?\.?|\bRetrieved|\bISBN.*)$"
    r"|,\s(?:January|February|March|April|May|June|July|August|September|October|November|December)$"
)
#: What is left of a locator behind a title or container, and a date or address read into it.
_BEHIND_TITLE = re.compile(
    r"\s[(\[]$|,?\s(?:Chs?|Chap(?:ter)?s?)\.?(?:\s[\d.]{1,6})?$|[,.]\s(?:pp?|pages?(?: \d{1,4})?|vol|v|\d{1,4} p"
    r"|(?:(?:Graduate|Undergraduate) Texts|Lecture Notes|Monographs|Tracts) in [A-Z][^,]{3,60}"
    r"|\d{1,2}(?:st|nd|rd|th) ed(?:ition|n)?(?:\.?,.*)?)\.?$"
)
_BEHIND_CONTAINER = re.compile(
    r"[,.]\s?(?:[Pp]p?|n\. ?s|N\. ?S|new ser(?:ies|\.)?|ser\. \d"
    r"|art|early access|Forthcoming|[Ii]n press|To appear|Hrsg|[Vv]ol|no|[Aa]head of print.*|https?:.*)\.?$"
    r"|\s(?:\d{1,2}\s)?(?:January|February|March|April|June|July|August|September|October|November|December)(?:\s\d{1,2})?$"
)
_BEHIND_IMPRINT = re.compile(rf", {YEAR}\), ")
_PREPRINT_AT = re.compile(r"[Pp]reprint (?:at|on|from|available (?:at|from))\b")
_TOWN = re.compile(r"[A-Z][^,;:]{2,30}, (?P<region>[A-Z][^,;:]{1,20})$")
_LONE_NUMBER = re.compile(r"[\s.,;]*$")
_CITY_BEHIND = re.compile(r" (?=(?P<city>[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?)$)")


def look_again(draft: Draft) -> None:
    """Mend the container, title and publisher of a read entry in place."""
    _check_group(draft)
    for name, remainder in (("title", _BEHIND_TITLE), ("container-title", _BEHIND_CONTAINER)):
        span = draft.fields.get(name)
        end = remainder.search(draft.body, span[0] + 3, span[1]) if span else None
        if span and end:
            draft.fields[name] = trim_title(draft.body, span[0], end.start())
    _check_preprint(draft)
    _check_container(draft)
    _check_title(draft)
    _check_publisher(draft)
    _check_volume(draft)


def _check_volume(draft: Draft) -> None:
    """Numbers alone behind a bracketed imprint are pages (`(London: Verso, 1991), 28, 29`)."""
    volume, page, publisher = (draft.fields.get(name) for name in ("volume", "page", "publisher"))
    if not (volume and page and publisher and "issue" not in draft.fields):
        return
    if publisher[1] < volume[0] < page[0] and _BEHIND_IMPRINT.fullmatch(draft.body, publisher[1], volume[0]):
        del draft.fields["volume"]
        draft.fields["page"] = (volume[0], page[1])


def _check_group(draft: Draft) -> None:
    """An entry that is nothing but a name (`Registry of Rare Storks.`) has it as its title."""
    names = draft.names
    if names is None or draft.fields or draft.identifiers or draft.year or draft.kind or len(names.names) > 1:
        return
    if names.form is not Form.GROUP and not (names.form is Form.GIVEN_FIRST and names.names[0].full):
        return
    draft.put("title", trim_title(draft.body, names.start, len(draft.body)))
    draft.names = draft.editors = None


def _check_preprint(draft: Draft) -> None:
    """The server alone as the container of a preprint (`Preprint at bioRxiv`)."""
    span = draft.fields.get("container-title")
    mark = _PREPRINT_AT.match(draft.body, *span) if span else None
    if span and mark:
        del draft.fields["container-title"]
        draft.put("container-title", trim(draft.body, mark.end(), span[1]))


def _check_container(draft: Draft) -> None:
    """Drop a container that is a note, place or date; an imprint read as one becomes the imprint."""
    span = draft.fields.get("container-title")
    if span is None:
        return
    text = draft.body[span[0] : span[1]]
    imprint = _imprint_at(draft, span)
    if imprint:
        del draft.fields["container-title"]
        draft.fields["publisher-place"], draft.fields["publisher"] = imprint
        _count_lone_number(draft, imprint[1][1])
    elif _is_no_name(text) or (not draft.fields.keys() & {"volume", "page"} and _is_place_or_translator(draft.body, span)):
        del draft.fields["container-title"]
    elif _PUBLISHER_ONLY.match(text) and "publisher" not in draft.fields and "page" not in draft.fields:
        draft.fields["publisher"] = draft.fields.pop("container-title")


def _is_place_or_translator(body: str, span: Range) -> bool:
    """Whether a text is a known place, a town before its region (`Richardson, TX`), or a translator's name."""
    text = body[span[0] : span[1]]
    if is_place(text) or _TRANSLATOR.match(text):
        return True
    behind = body[span[1] : span[1] + 40].split(",", 2)
    return len(behind) > 1 and not behind[0] and is_region(behind[1].split("(")[0]) and not container_score(text)


def _is_no_name(text: str) -> bool:
    """Whether a text is a note, a number, a month or an edition."""
    if _NOTE.match(text) or _NO_NAME.match(text) or _DATE_ONLY.match(text) or text.strip(". ").lower() in MONTHS:
        return True
    return find_edition(". " + text, 0, len(text) + 2) == 0 or re.fullmatch(r"Rev\. [Ee]dn?", text) is not None


def _imprint_at(draft: Draft, span: Range) -> tuple[Range, Range] | None:
    """Place and publisher that were read as a container, where the place or the publisher looks like one."""
    if draft.chapter or draft.fields.keys() & {"publisher", "page", "issue"}:
        return None
    imprint = find_place_publisher(draft.body, max(0, span[0] - 2), len(draft.body))
    if imprint is None or not (span[0] <= imprint[0][0] and imprint[1][0] < span[1]):
        return None
    place, publisher = (draft.body[start:end] for start, end in imprint)
    return imprint if is_place(re.split(r"[,;/]", place)[0]) or PUBLISHER_WORD.search(publisher) else None


def _count_lone_number(draft: Draft, behind: int) -> None:
    """A number alone behind the imprint is no volume but the pages cited (`…Press, 2000. 116`)."""
    volume = draft.fields.get("volume")
    if volume and volume[0] > behind and "page" not in draft.fields and "issue" not in draft.fields:
        del draft.fields["volume"]
        if _LONE_NUMBER.match(draft.body, volume[1]) and draft.year and draft.year[1] < volume[0]:
            draft.fields["page"] = volume


def _check_title(draft: Draft) -> None:
    """Where a work with an imprint has a container and a volume but no title, the container is the title."""
    if "title" in draft.fields and not any(map(str.isalnum, draft.value("title"))):
        del draft.fields["title"]
    if draft.chapter or "title" in draft.fields or "container-title" not in draft.fields or "publisher" not in draft.fields:
        return
    if draft.fields.keys() & {"issue", "page"} and draft.fields["publisher"] > draft.fields["container-title"]:
        return
    if not container_score(draft.value("container-title")):
        draft.fields["title"] = draft.fields.pop("container-title")


def _check_publisher(draft: Draft) -> None:
    """Turn an imprint printed as `Publisher: Place` round, and cut a year or city behind the publisher's name."""
    span, place = draft.fields.get("publisher"), draft.fields.get("publisher-place")
    if span is None:
        return
    if place and _is_turned(draft.body, span, place):
        span, place = place, span
        draft.fields["publisher-place"] = place
    end = _BEHIND_PUBLISHER.search(draft.body, *span)
    if end and end.start() > span[0] + 2:
        span = trim(draft.body, span[0], end.start())
    draft.fields["publisher"] = _without_city(draft, span)


def _is_turned(body: str, publisher: Range, place: Range) -> bool:
    first = re.split(r",|;| and | & ", body[publisher[0] : publisher[1]], maxsplit=1)[0]
    town = _TOWN.match(body, *publisher)
    placed = is_place(first) or (town is not None and is_region(town.group("region")))
    return placed and not is_place(re.split(r"[,;/]", body[place[0] : place[1]], maxsplit=1)[0])


def _without_city(draft: Draft, span: Range) -> Range:
    """`Springer-Verlag Berlin` without the city, which is the place; `University of Chicago` stays."""
    cities = (match for match in _CITY_BEHIND.finditer(draft.body, *span) if is_place(match.group("city")))
    match = next(cities, None)
    if match is None or "publisher-place" in draft.fields:
        return span
    rest = draft.body[span[0] : match.start()]
    if not PUBLISHER_WORD.search(rest) or rest.endswith((" of", " in", " de", "University", "Universität", "Université")):
        return span
    draft.fields["publisher-place"] = match.span("city")
    return trim_title(draft.body, span[0], match.start())
