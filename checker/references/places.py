"""Places: where a meeting was held, behind the name of its proceedings."""

import re

from checker.references.lexicon import CITIES, CONTAINER_WORD, REGIONS, UPPER

_COMMA = re.compile(r",\s?")
_CITY = re.compile(rf"[{UPPER}][^\W\d_]*[.’'-]?[^\W\d_]*(?:[ -](?:de |[{UPPER}])[^\W\d_]*\.?){{0,2}}$")
_CITY_BEHIND_BRACKET = re.compile(rf"(?<=[)\d]) (?=[{UPPER}][^\W\d_]+(?: [{UPPER}][^\W\d_]+)?$)")
_LOOSE_PLACES = tuple(
    re.compile(rf"(?<=[a-z)])(?<!\bof)(?<!\bin)(?<!\band)(?<!\bthe)(?<!\bfor) (?P<place>{place})$")
    for place in (rf"[{UPPER}][^\W\d_]+", rf"[{UPPER}][^\W\d_]+ [{UPPER}][^\W\d_]+")
)
_JOINED = re.compile(r"\s[–-]\s|\s?[/–]\s?|\s(?:and|und|et|y|e|&)\s")
_LONGEST = 60


def is_region(segment: str) -> bool:
    """Whether a text is a country or state; a postal code only in capitals."""
    name = segment.strip(" .()")
    return name.lower() in REGIONS and (len(name) > 3 or name.isupper())


def is_place(segment: str) -> bool:
    """Whether a text is a country, a state or a city where books are published."""
    return is_region(segment) or segment.strip(" .()").lower() in CITIES


def are_places(segment: str) -> bool:
    """Whether a text is one known place or several (`Berkeley – Los Angeles – Oxford`, `Berlin und New York`)."""
    return all(map(is_place, _JOINED.split(segment)))


def place_at_end(text: str, start: int, end: int) -> int:
    """Where the place that closes `text[start:end]` begins, behind its comma or in brackets (`…, Portland, OR`), or `end`."""
    stop = end
    bracket = text.rfind("(", start + 1, end) if text[end - 1 : end] == ")" else -1
    if bracket > 0 and any(is_place(segment) for segment in text[bracket:end].split(",")):
        return bracket
    cuts = [match.start() for match in _COMMA.finditer(text, start, end)]
    region = False
    while cuts:
        segment = text[cuts[-1] : stop].strip(", .")
        if not (segment and len(segment) < _LONGEST):
            break
        if is_region(segment):
            region = True
        elif not (is_place(segment) or (region and _is_city(segment))):
            break
        stop = cuts.pop()
        if region and not is_region(segment):
            return stop
    behind = _CITY_BEHIND_BRACKET.search(text, cuts[-1] if cuts else start, stop) if region else None
    return behind.start() if behind else _without_loose_place(text, start, stop, region=region)


def _without_loose_place(text: str, start: int, stop: int, *, region: bool) -> int:
    """Where a place without a comma closes the name of a meeting (`…Artificial Intelligence Pisa, Italy`), or `stop`."""
    if not CONTAINER_WORD.search(text, start, stop):
        return stop
    for pattern in _LOOSE_PLACES:
        loose = pattern.search(text[:stop], start)
        if loose and (is_place if region else _is_country)(loose.group("place")):
            return loose.start()
    return stop


def _is_country(name: str) -> bool:
    return len(name) > 4 and is_region(name)


def _is_city(segment: str) -> bool:
    return _CITY.match(segment) is not None and CONTAINER_WORD.search(segment) is None
