"""Volume, issue, pages and date as they are printed behind a container title, in any order."""

import itertools
import re
from dataclasses import dataclass

from checker.references.lexicon import LETTER, MONTHS, YEAR
from checker.references.locator_tokens import ANCHOR, MONTH, Token, run_of_tokens
from checker.references.pages import DASH

#: A volume with a leading zero is the month of a journal whose volume is the year (`JHEP 04 (2017) 125`).
_MONTH_NUMBER = re.compile(r"0[1-9]")
_COUNTED = re.compile(r"(?:(?P<year>\d{4})/)?(?P<number>\d+(?:[-–]\d+)?)")
_YEAR_IN = re.compile(YEAR)
_MEETING_FOLLOWS = re.compile(rf"(?<=\b[Tt]he )\d{{4}} [A-ZÀ-Þ][{LETTER}]+ ")
_MONTH_IN = re.compile(MONTH)

_RANGE_ONLY = re.compile(rf"\(\s*\d+{DASH}\d+\s*\)$")

_SPAN_OF_YEARS = re.compile(rf"(9\d\d|{YEAR})[-–—](1\d\d\d|20\d\d|(?<=[12]\d\d\d[-–—])\d\d)")
#: (start, end) of a part of the one-line text of an entry.
Range = tuple[int, int]


@dataclass(slots=True)
class Locator:
    """A run of locator tokens at `start:end` and what its parts are; `weight` says how much of a locator it is."""

    start: int
    end: int
    volume: Range | None = None
    issue: Range | None = None
    page: Range | None = None
    year: Range | None = None
    date: Range | None = None
    count: Range | None = None
    weight: int = 0


def find_locators(text: str, start: int, end: int, known_year: str = "") -> list[Locator]:
    """The runs of locator tokens in `text[start:end]`, in order, each read into its parts.

    `known_year` is a year already read elsewhere: another number that looks like a year is then a volume or page.
    """
    found: list[Locator] = []
    at = start
    while True:
        anchor = ANCHOR.search(text, at, end)
        if anchor is None:
            return found
        tokens = run_of_tokens(text, anchor.start(), end)
        if not tokens:
            at = anchor.end()
            continue
        tokens = _without_end_of_name(_without_year_of_meeting(tokens))
        if text[tokens[-1].end : tokens[-1].end + 2].strip()[:1] in ("(", ":") or not _is_figure(tokens):
            found.append(_interpret(text, tokens, known_year))
        at = max(tokens[-1].end, anchor.end())


def _without_year_of_meeting(tokens: list[Token]) -> list[Token]:
    """A run without the year that ends the name of a meeting (`NAACL 2004; 2005. p. 43`): what follows is no volume."""
    if len(tokens) < 3 or tokens[1].text != "; " or (len(tokens) > 3 and tokens[3].text.strip() not in (".", ":")):
        return tokens
    first, later = tokens[0], tokens[2]
    in_name = first.kind == "date" or (first.kind == "number" and _is_year(first.text, ""))
    return tokens[2:] if in_name and later.kind == "number" and _is_year(later.text, "") else tokens


def _without_end_of_name(tokens: list[Token]) -> list[Token]:
    """A run without the letter and digit that end the name of a journal, before its stop and year (`Heart O2. 2022;3`)."""
    if len(tokens) < 5 or "." not in tokens[1].text or not _is_year(tokens[2].text, ""):
        return tokens
    first = tokens[0]
    return tokens[2:] if first.kind == "number" and first.text[0].isupper() and first.text[-1].isdigit() else tokens


def _is_figure(tokens: list[Token]) -> bool:
    """Whether a run is a decimal, version or fraction (`2.0`, `0/1`), codes or years in a row (`TC37 SC4`), and no locator."""
    if len(tokens) == 1 and "/" in tokens[0].text:
        return True
    if len(tokens) > 4 and all(token.kind == "sep" or _is_year(token.text, "") for token in tokens):
        return True
    if len(tokens) < 3 or any(token.kind not in ("number", "sep") or _is_year(token.text, "") for token in tokens):
        return False
    if all(token.text in "./" for token in tokens if token.kind == "sep"):
        return True
    spaced = all(token.text.strip() in ("", "and", "&", ",") for token in tokens if token.kind == "sep")
    return spaced and all(token.text[:2].isupper() and token.text[:2].isalpha() for token in tokens if token.kind == "number")


def _interpret(text: str, tokens: list[Token], known_year: str) -> Locator:
    """Give every number of the run its role: markers first, then brackets and separators, then order."""
    locator = Locator(tokens[0].start, tokens[-1].end)
    _read_dates(locator, tokens, known_year)
    plain: list[Token] = []
    marker = ""
    previous = ""
    for token in tokens:
        if token.kind == "count":
            locator.count = (token.start, token.end - len(token.text.lstrip("0123456789")))
        if token.kind in ("sep", "month", "date", "iso", "day", "count", "part", "glued") or _within(token, locator.date):
            continue
        if not marker and (_is_day(token, tokens) or _is_visited(locator, token, tokens)):
            continue
        if token.kind in ("vol", "no", "pp"):
            marker = token.kind
            continue
        if token.kind == "counted":
            _read_counted(locator, token)
            continue
        marker = _place(locator, token, marker, plain, previous, text)
        previous = token.kind
    loose = len(plain) > 2 and all(token.text.isspace() for token in tokens if token.kind == "sep")
    _place_plain(locator, plain, text)
    parts = (3, locator.volume), (2, locator.page), (1, locator.issue), (2, locator.year)
    locator.weight = 1 if loose else sum(weight for weight, part in parts if part)
    return locator


def _read_counted(locator: Locator, token: Token) -> None:
    """A number beside the word that counts volumes or issues in Korean, Chinese (`제8권`, `第3号`) or Hungarian (`5. sz.`)."""
    digits = _COUNTED.search(token.text)
    if digits is None:
        return
    span = (token.start + digits.start("number"), token.start + digits.end("number"))
    if digits["year"] and locator.year is None:
        locator.year = locator.date = (token.start + digits.start("year"), token.start + digits.end("year"))
    if token.text[-1] in "권卷巻" or token.text.endswith("évf."):
        locator.volume = locator.volume or span
    else:
        locator.issue = locator.issue or span


def _within(token: Token, span: Range | None) -> bool:
    return span is not None and span[0] <= token.start and token.end <= span[1]


def _is_day(token: Token, tokens: list[Token]) -> bool:
    """Whether a number or range of days stands beside a month (`July 5-8`, `18-20 May`)."""
    if token.kind not in ("number", "range") or not all(
        part.isdigit() and int(part) <= 31 for part in re.split(r"\D+", token.text)
    ):
        return False
    index = tokens.index(token)
    before, after = tokens[max(0, index - 2) : index], tokens[index + 1 : index + 3]
    if [item.kind for item in after] == ["sep", "month"] and after[0].text.isspace():
        return True
    return [item.kind for item in before] == ["month", "sep"] and before[1].text.isspace()


def _is_visited(locator: Locator, token: Token, tokens: list[Token]) -> bool:
    """Whether a year behind its month belongs to a second date, the visit's (`2 Aug. 2001. 23 Jan. 2002 <http…>`)."""
    if locator.date is None or token.start < locator.date[1] or not _is_year(token.text, ""):
        return False
    index = tokens.index(token)
    return index > 1 and tokens[index - 2].kind == "month" and tokens[index - 1].text.isspace()


def _place(locator: Locator, token: Token, marker: str, plain: list[Token], previous: str, text: str) -> str:
    """Place one token by its marker or bracket; numbers without either wait in `plain`. Returns the marker still open."""
    span = (token.start, token.end)
    if marker == "vol" and locator.volume is None and token.kind in ("number", "range"):
        locator.volume = span
        _part_issue(locator, text)
    elif marker == "no" and locator.issue is None and token.kind in ("number", "range", "suppl"):
        locator.issue = span
    elif marker == "pp" and locator.page is None and token.kind in ("number", "range"):
        locator.page = span
    elif token.kind == "paren" and "-." not in token.text:  # a century tells journals of one name apart: `Science (80-. )`
        if not plain and locator.page is None and len(token.text) > 5 and _RANGE_ONLY.match(token.text):
            locator.page = _inside(text, token)
        elif locator.issue is None and (plain or locator.volume or locator.year or text.startswith(", ", token.end)):
            locator.issue = _inside(text, token)
    elif token.kind == "suppl":
        end = token.start + len(token.text.rstrip(" ."))
        if locator.issue is None:
            locator.issue = (token.start, end)
        elif previous == "number" and locator.issue[1] + 2 > token.start:
            locator.issue = (locator.issue[0], end)
    elif token.kind in ("number", "range"):
        plain.append(token)
    return ""


def _place_plain(locator: Locator, plain: list[Token], text: str) -> None:
    """Numbers without marker or bracket, in order: volume, issue, pages; a lone range or e-number is the pages."""
    if len(plain) > 2 and plain[-2].kind == plain[-1].kind == "range" and text[: plain[-2].start].rstrip().endswith(":"):
        plain = plain[:-1]  # a second part of the pages (`27:379–423, 623–656`)
    spans = [(token.start, token.end) for token in plain]
    if not plain:
        return
    if len(plain) == 1 and _follows_day(locator, plain[0], text):
        locator.page = locator.page or spans[0]
        return
    if (locator.page is None and len(plain) > (locator.volume is None) * 1) or (
        locator.page is None
        and locator.volume is None
        and (plain[-1].kind == "range" or _electronic(plain[-1].text) or _behind_colon(text, plain[-1].start))
    ):
        locator.page = spans.pop()
        plain = plain[:-1]
    if spans and locator.volume is None:
        locator.volume = spans.pop(0)
        _part_issue(locator, text)
    if spans and locator.issue is None:
        locator.issue = spans.pop(0)
    if (
        locator.volume
        and locator.page
        and locator.year
        and locator.issue is None
        and _MONTH_NUMBER.fullmatch(text, *locator.volume)
    ):
        locator.volume, locator.issue = None, locator.volume


def _behind_colon(text: str, at: int) -> bool:
    """Whether a number stands behind the colon of a locator (`2017;(9):CD004174`, `J Allergy 2012:316049`)."""
    before = text[max(0, at - 2) : at].rstrip()
    return before.endswith(":") and not before[0].isalpha()


def _part_issue(locator: Locator, text: str) -> None:
    """Part a volume printed with its issue (`45/4`), where no other issue stands."""
    start, end = locator.volume or (0, 0)
    slash = text.find("/", start, end)
    if slash > 0 and locator.issue is None:
        locator.volume, locator.issue = (start, slash), (slash + 1, end)


def is_span_of_years(text: str, locator: Locator) -> bool:
    """Whether a run is nothing but the years that a title or a work in volumes spans (`1815-1909`, `1922–34`)."""
    if locator.page is None or locator.page[0] != locator.start or locator.volume or locator.issue or locator.year:
        return False
    years = _SPAN_OF_YEARS.fullmatch(text, *locator.page)
    return years is not None and int(years.group(1)) < int(years.group(1)[: -len(years.group(2))] + years.group(2))


def is_year_in_name(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is the year in the name of a meeting (`Proceedings of the 2014 Conference on …, 2014`)."""
    in_name = _YEAR_IN.fullmatch(text, start, end) and _MEETING_FOLLOWS.match(text, start)
    return in_name is not None and _YEAR_IN.search(text, end) is not None


def _follows_day(locator: Locator, token: Token, text: str) -> bool:
    """Whether a number stands behind the day of a newspaper (`May 2, 2004, A44`): then it is a page."""
    if locator.date is None or locator.volume or token.start < locator.date[1]:
        return False
    between = text[locator.date[1] : token.start]
    return between.startswith(", ") and ";" not in between and len(date_parts(text[slice(*locator.date)]) or ()) == 3


def _electronic(text: str) -> bool:
    return text[0] in "eE" and text[1:].isdigit()


def _inside(text: str, token: Token) -> Range:
    start, end = token.start + 1, token.end - 1
    marker = re.match(r"\s*(?:[Nn]os?|[Nn]r|[Ii]ss(?:ue)?|[Hh]eft)\b\.?\s*", text[start:end])
    if marker:
        start += marker.end()
    while end > start and text[end - 1] in " ,.":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    return start, end


def _read_dates(locator: Locator, tokens: list[Token], known_year: str) -> None:
    """The year of the run with month and day: in brackets (no first edition's, as in `2001 [1996]`), or where a year stands."""
    for index, token in enumerate(tokens):
        first_published = token.text[0] == "[" and index > 1 and _is_year(tokens[index - 2].text, "")
        if token.kind == "date" and not first_published and not _tells_journals_apart(tokens[index:]):
            year = _YEAR_IN.search(token.text)
            if year:
                locator.year = (token.start + year.start(), token.start + year.end())
                locator.date = (token.start + 1, token.end - 1)
                return
    glued = next((token for token in tokens if token.kind == "glued"), None)
    if glued is not None:  # `Dec2001`, as text taken from a PDF has it
        locator.year, locator.date = (glued.end - 4, glued.end), (glued.start, glued.end)
        return
    iso = next((token for token in tokens if token.kind == "iso"), None)
    if iso is not None:
        locator.year, locator.date = (iso.start, iso.start + 4), (iso.start, iso.end)
        return
    solid = [token for token in tokens if token.kind not in ("sep", "vol", "no", "pp")]
    marked = {second.start for first, second in itertools.pairwise(tokens) if first.kind in ("vol", "no", "pp")}
    candidates = [
        token for token in solid if token.kind == "number" and _is_year(token.text, known_year) and token.start not in marked
    ]
    behind_colon = {second.start for first, second in itertools.pairwise(tokens) if ":" in first.text}
    candidates = [token for token in candidates if token.start not in behind_colon] or candidates
    if not candidates:
        return
    best = _best_year(tokens, solid, candidates)
    locator.year = (best.start, best.start + 4)
    start, end = best.start, best.end
    index = tokens.index(best)
    months = [token for token in tokens[max(0, index - 6) : index + 5] if token.kind == "month"]
    if months:
        start, end = _date_extent(tokens, index, months[0])
    locator.date = (start, end)


def _tells_journals_apart(tokens: list[Token]) -> bool:
    """Whether a year in brackets is part of the journal's name, as databases print it (`Science (1979). 2007;234:803`).

    The year of the entry follows it, later than the first, before or behind a volume with its issue or pages.
    """
    first, *others = (token for token in tokens if token.kind not in ("sep", "month", "day"))
    dates = [token.text[1:5] for token in others[1:] if token.kind == "date"]
    if len(first.text) == 6 and dates and dates[-1] > first.text[1:5]:
        return True
    years = [place for place, token in enumerate(others) if token.kind == "number" and _is_year(token.text, "")]
    if not years or len(others) < 3 or len(first.text) != 6 or int(first.text[1:5]) >= int(others[years[0]].text[:4]):
        return False
    return others[0].kind == "vol" or (years[0] == 0 and others[1].kind == "number")


def _best_year(tokens: list[Token], solid: list[Token], candidates: list[Token]) -> Token:
    """First or last in the run; the one before `;` wins, then the one beside a month, then the last."""
    for token in candidates:
        following = tokens[tokens.index(token) + 1] if token is not tokens[-1] else None
        if following and following.kind == "sep" and ";" in following.text:
            return token
    for token in candidates:
        place = solid.index(token)
        if any(other.kind == "month" for other in solid[max(0, place - 2) : place + 2]):
            return token
    if len(candidates) > 1 and len(solid) > 2 and candidates[0] is solid[0]:
        return candidates[0]
    return candidates[-1]


def _date_extent(tokens: list[Token], index: int, month: Token) -> Range:
    """From the year to the month and, where a small number stands beside the month, the day."""
    first, last = sorted((tokens.index(month), index))
    after = tokens[last + 1 : last + 3]
    before = [
        token for token in tokens[max(0, first - 2) : max(0, first - 1)] if token.kind == "number" and len(token.text) <= 2
    ]
    if first and not (tokens[first - 1].text.isspace() and tokens[max(0, first - 3)].kind not in ("vol", "no")):
        before = []
    if (
        tokens[first].kind != "month"
        and len(after) == 2
        and after[1].kind == "number"
        and after[1].text.isdigit()
        and int(after[1].text) <= 31
        and after[0].text == " "
    ):
        return tokens[first].start, after[1].end
    return (before[-1].start if before else tokens[first].start), tokens[last].end


def _is_year(text: str, known_year: str) -> bool:
    digits = text[:4]
    if known_year:
        return text == known_year
    return digits.isdecimal() and 1500 <= int(digits) <= 2099 and (len(text) == 4 or (len(text) == 5 and text[4].islower()))


def date_parts(text: str) -> tuple[int, ...] | None:
    """A printed date (`2017a`, `2001 Mar 10`, `27 May 2002`, `(January 2001)`) as CSL date parts; None without a year."""
    year = _YEAR_IN.search(text)
    if year is None:
        return None
    parts = [int(year.group())]
    month = _MONTH_IN.search(text)
    number = MONTHS.get(month.group().strip(".").lower()) if month else None
    if number and month:
        parts.append(number)
        day = re.search(r"(?<!\d)([0-3]?\d)(?!\d)", text[: year.start()] + "    " + text[year.end() :])
        if day and 1 <= int(day.group(1)) <= 31:
            parts.append(int(day.group(1)))
    return tuple(parts)
