"""Volume, issue, pages and date as they are printed behind a container title, in any order."""

import functools
import itertools
import re
from dataclasses import dataclass

from checker.references.lexicon import LETTER, MONTHS, YEAR
from checker.references.pages import DASH

_MONTH = (
    r"(?:(?i:Jan(?:uar[yi]?)?|Feb(?:ruar[yi]?)?|Mar(?:ch)?|März|Apr(?:il)?|Mai|May|June?|Juni|July?|Juli|Aug(?:ust)?"
    r"|Sept?(?:ember)?"
    r"|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?|janvier|février|fevrier|mars|avril|juin|juillet|août|aout"
    r"|septembre|octobre|novembre"
    r"|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
    r"|(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter))\b\.?"
)
_NUMBER = rf"(?:[A-Za-z]{{1,4}}-?)?\d{{1,12}}(?!(?:st|nd|rd|th|pp?)\b)[A-Za-z]{{0,2}}(?![{LETTER}\d])"
_TOKEN = rf"""
    (?P<vol>\b(?:[Vv]olume(?!\.)|[Vv]ols?|VOL|[Bb]d|[Bb]and|[Tt]ome?|[Tt]\.|Jg|Jahrgang|제|v(?=\.\s?[\dIVXLC]))\b\.?\s?(?=[\dIVXLA-Z제(]))
  | (?P<no>\b(?:[Nn]os?|[Nn]r|NO|[Ii]ss(?:ue)?|[Nn][uú]m(?:ber|[ée]ro)?|[Hh]eft|H(?=\.\s?\d)|[Ii]ssues?)\b\s?\.?\s?(?=[\d(A-Z])
      |(?:[Nn]\s?[°º]|№|\#|\bn\.(?=\d)|\bn\.?\s)\s?(?=\d))
  | (?P<pp>\b(?:pp|Pp|[Pp]ages?|PP|[Pp][aá]?gs?|[Ss]eiten?|[Aa]rt(?:icle)?(?:\s(?:ID|[Nn]o\.?))?|[Pp]aper)\b\.?\s?(?=[\dA-Zpe])
      |\b[pPS]p?\.\s?(?=[\dA-Za-z])|\b[sСс]\.\s?(?=\d)|\bp{{1,2}}(?=\d)|\b[pPS]\s(?=\d))
  | (?P<date>[(\[]\s?(?:{_MONTH}[\s,./–-]{{0,4}}){{0,3}}(?:\d{{1,2}}(?:[-–]\d{{1,2}})?,?\s)?(?:{_MONTH}[\s,.]{{0,3}})?
      {YEAR}[a-z]?(?:[-–/](?:\d\d|{YEAR}))?(?:,?\s{_MONTH}(?:\s?\d{{1,2}})?)?\s?[)\]])
  | (?P<day>[(\[]\s?(?:\d{{1,2}}\s)?{_MONTH}(?:[\s/–-]{{1,3}}{_MONTH})?(?:\s\d{{1,2}})?\s?[)\]])
  | (?P<paren>\(\s?(?:
      (?:[Nn]os?|[Nn]r|[Ii]ss(?:ue)?|[Hh]eft|[Pp]ts?|[Ss]uppl(?:ement)?|[Ss]pec(?:ial)?|[Ss]er|[Ww]eb\ [Ss]erver)\b[^()]{{0,30}}
      |{_NUMBER}[^(){LETTER}]{{0,3}}(?:(?:[Ss]uppl|[Pp]t|[Pp]art|[Ss]pec)[^()]{{0,14}})?(?:{_NUMBER})?
      |\d{{1,3}}(?:,\ ?\d{{1,3}}){{1,5}}
      |\d{{1,3}}-?[Ss]uppl[^()]{{0,14}}
      |[Pp]t\ [A-Z\d]{{1,4}}|S\d{{0,4}}|\d{{1,3}}-[A-Z])\s?\))
  | (?P<suppl>\b(?:[Ss]uppl(?:ement)?|SUPPL|[Pp]t|[Ss]pec\ (?:[Nn]o|[Ii]ssue)|[Ss]pecial\ [Ii]ssue)\b\.?\s?
      (?:[A-Z]?\d{{1,6}}(?:{DASH}\d{{1,6}})?|[A-Z]\b)?)
  | (?P<part>\b\d{{1,2}}\s(?:vols?|Bde|tomes)\b\.?(?!\s?\d) | \b(?:[Ss]ec(?:t|tion)?|[Cc]h(?:ap(?:ter)?s?)?)\b\.?:?\s?
      (?:\d{{1,3}}[A-Z]?(?:\s?(?:and|&|[-–])\s?\d{{1,3}})?|[A-Z](?![{LETTER}])|[IVX]{{1,5}}\b))
  | (?P<month>{_MONTH}(?:\s?[-–/]\s?{_MONTH})?)
  | (?P<count>\d{{1,5}}\s?(?:pp?|pages|Seiten|с(?=\.))\b\.?(?!\.?\s?(?!{YEAR}\b(?!\s?[-–]))\d))
  | (?P<roman>(?=[IVXLC])(?:X{{0,4}}|XL|LX{{0,4}}|XC|C{{1,3}}[LX]{{0,4}})(?:IX|IV|V?I{{0,3}})(?=\s?(?:[,;.(]|$|:\d)))
  | (?P<range>{_NUMBER}{DASH}(?:[A-Za-z]{{1,4}}-?)?\d{{1,12}}(?:\.[eE]\d{{1,3}}|[A-Za-z])?(?![{LETTER}\d]))
  | (?P<number>\d{{1,3}}/\d{{1,3}}(?![\d/])|[eE]?\d{{4}}[A-Z]{{2}}\d{{6}}(?!\d)|(?<=[;\s])i{{1,2}}(?=:\s?\d)|{_NUMBER})
  | (?P<sep>(?:[\s,;:./]|\(\))+|[,;:]?\s?권|호|\band\b|&)
    """
_ANCHOR = re.compile(
    rf"(?<![{LETTER}\d'’*])(?<!\d\.)(?<![{LETTER}][-–])(?:\d|[A-Z]{{1,3}}\d|[(]\s?(?:\d|{_MONTH}\s|[Ss]uppl)|[Vv]ol|VOL|[Bb]d\b"
    rf"|[Nn]os?\b\.?\s?\d|[Nn]r\b|[Pp]ages?\b|PP|pp?\b|P\.|[SsСс]\.\s?\d|{_MONTH}|제|[Tt]ome|Jg|Heft|[Ss]uppl|e\d|[Aa]rt|[Cc]hap(?:ter|s|ters)?\.?\s\d|[Ss]ec\.\s?\d"
    rf"|[Nn]\s?[°º]|№|\#\s?\d|\bn\.?\s\d|\bv\.\s?[\dIVXLC]|[Tt]\.\s?\d|(?<=[a-z]\s)[IVXLC]{{2,8}}(?=,\spp?\.|:\d)|(?<=,\s)[IVXLC]{{2,8}}(?=\(\d)|(?<=,\s)[IVXLC]{{2,8}}"
    rf"(?=(?:,\s|\s\(){YEAR}|\s\({_MONTH}|,\s(?:pp?|no)\.))"
)
_YEAR_IN = re.compile(YEAR)
_MEETING_FOLLOWS = re.compile(rf"(?<=\b[Tt]he )\d{{4}} [A-ZÀ-Þ][{LETTER}]+ ")
_MONTH_IN = re.compile(_MONTH)

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


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    start: int
    end: int
    text: str


def find_locators(text: str, start: int, end: int, known_year: str = "") -> list[Locator]:
    """The runs of locator tokens in `text[start:end]`, in order, each read into its parts.

    `known_year` is a year already read elsewhere: another number that looks like a year is then a volume or page.
    """
    found: list[Locator] = []
    at = start
    while True:
        anchor = _ANCHOR.search(text, at, end)
        if anchor is None:
            return found
        tokens = _run(text, anchor.start(), end)
        if not tokens:
            at = anchor.end()
            continue
        tokens = _without_year_of_meeting(tokens)
        if text[tokens[-1].end : tokens[-1].end + 2].strip()[:1] in ("(", ":") or not _is_figure(tokens):
            found.append(_interpret(text, tokens, known_year))
        at = max(tokens[-1].end, anchor.end())


@functools.cache
def _token() -> re.Pattern[str]:
    """The pattern of one token; compiled late, since readers of databases need no more of this module than page ranges."""
    return re.compile(_TOKEN, re.VERBOSE)


def _run(text: str, at: int, end: int) -> list[_Token]:
    tokens: list[_Token] = []
    token = _token()
    while at < end and len(tokens) < 60:
        match = token.match(text, at, end)
        if match is None:
            break
        kind = match.lastgroup or ""
        if kind == "roman":
            if tokens and tokens[-1].kind != "vol":
                break
            kind = "number"
        if kind == "sep" and _closes(match.group()) and not _goes_on(text, match.end(), end):
            break
        tokens.append(_Token(kind, match.start(), match.end(), match.group()))
        at = match.end()
    while tokens and tokens[-1].kind in ("sep", "vol", "no", "pp"):
        tokens.pop()
    if tokens and all(token.kind in ("month", "sep") for token in tokens):
        return []
    return tokens


def _without_year_of_meeting(tokens: list[_Token]) -> list[_Token]:
    """A run without the year that ends the name of a meeting (`NAACL 2004; 2005. p. 43`): what follows is no volume."""
    if len(tokens) < 3 or tokens[1].text != "; " or (len(tokens) > 3 and tokens[3].text.strip() not in (".", ":")):
        return tokens
    first, later = tokens[0], tokens[2]
    in_name = first.kind == "date" or (first.kind == "number" and _is_year(first.text, ""))
    return tokens[2:] if in_name and later.kind == "number" and _is_year(later.text, "") else tokens


def _is_figure(tokens: list[_Token]) -> bool:
    """Whether a run is a decimal, version or fraction (`2.0`, `0/1`), codes or years in a row (`TC37 SC4`), and no locator."""
    if len(tokens) == 1 and "/" in tokens[0].text:
        return True
    if len(tokens) > 4 and all(token.kind == "sep" or _is_year(token.text, "") for token in tokens):
        return True
    if len(tokens) < 3 or any(token.kind not in ("number", "sep") or _is_year(token.text, "") for token in tokens):
        return False
    if all(token.text in "./" for token in tokens if token.kind == "sep"):
        return True
    spaced = all(token.text.isspace() for token in tokens if token.kind == "sep")
    return spaced and all(token.text[:2].isupper() and token.text[:2].isalpha() for token in tokens if token.kind == "number")


def _closes(separator: str) -> bool:
    return "." in separator


def _goes_on(text: str, at: int, end: int) -> bool:
    match = _token().match(text, at, end)
    return match is not None and match.lastgroup != "sep"


def _interpret(text: str, tokens: list[_Token], known_year: str) -> Locator:
    """Give every number of the run its role: markers first, then brackets and separators, then order."""
    locator = Locator(tokens[0].start, tokens[-1].end)
    _read_dates(locator, tokens, known_year)
    plain: list[_Token] = []
    marker = ""
    previous = ""
    for token in tokens:
        if token.kind == "count":
            locator.count = (token.start, token.end - len(token.text.lstrip("0123456789")))
        if token.kind in ("sep", "month", "date", "day", "count", "part") or _within(token, locator.date):
            continue
        if not marker and (_is_day(token, tokens) or _is_visited(locator, token, tokens)):
            continue
        if token.kind in ("vol", "no", "pp"):
            marker = token.kind
            continue
        marker = _place(locator, token, marker, plain, previous, text)
        previous = token.kind
    loose = len(plain) > 2 and all(token.text.isspace() for token in tokens if token.kind == "sep")
    _place_plain(locator, plain, text)
    parts = (3, locator.volume), (2, locator.page), (1, locator.issue), (2, locator.year)
    locator.weight = 1 if loose else sum(weight for weight, part in parts if part)
    return locator


def _within(token: _Token, span: Range | None) -> bool:
    return span is not None and span[0] <= token.start and token.end <= span[1]


def _is_day(token: _Token, tokens: list[_Token]) -> bool:
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


def _is_visited(locator: Locator, token: _Token, tokens: list[_Token]) -> bool:
    """Whether a year behind its month belongs to a second date, the visit's (`2 Aug. 2001. 23 Jan. 2002 <http…>`)."""
    if locator.date is None or token.start < locator.date[1] or not _is_year(token.text, ""):
        return False
    index = tokens.index(token)
    return index > 1 and tokens[index - 2].kind == "month" and tokens[index - 1].text.isspace()


def _place(locator: Locator, token: _Token, marker: str, plain: list[_Token], previous: str, text: str) -> str:
    """Place one token by its marker or bracket; numbers without either wait in `plain`. Returns the marker still open."""
    span = (token.start, token.end)
    if marker == "vol" and locator.volume is None and token.kind in ("number", "range"):
        locator.volume = span
        _part_issue(locator, text)
    elif marker == "no" and locator.issue is None and token.kind in ("number", "range", "suppl"):
        locator.issue = span
    elif marker == "pp" and locator.page is None and token.kind in ("number", "range"):
        locator.page = span
    elif token.kind == "paren":
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


def _place_plain(locator: Locator, plain: list[_Token], text: str) -> None:
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
        and (
            plain[-1].kind == "range"
            or _electronic(plain[-1].text)
            or text[max(0, plain[-1].start - 2) : plain[-1].start].strip() == ":"
        )
    ):
        locator.page = spans.pop()
        plain = plain[:-1]
    if spans and locator.volume is None:
        locator.volume = spans.pop(0)
        _part_issue(locator, text)
    if spans and locator.issue is None:
        locator.issue = spans.pop(0)


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


def _follows_day(locator: Locator, token: _Token, text: str) -> bool:
    """Whether a number stands behind the day of a newspaper (`May 2, 2004, A44`): then it is a page."""
    if locator.date is None or locator.volume or token.start < locator.date[1]:
        return False
    between = text[locator.date[1] : token.start]
    return between.startswith(", ") and ";" not in between and len(date_parts(text[slice(*locator.date)]) or ()) == 3


def _electronic(text: str) -> bool:
    return text[0] in "eE" and text[1:].isdigit()


def _inside(text: str, token: _Token) -> Range:
    start, end = token.start + 1, token.end - 1
    marker = re.match(r"\s*(?:[Nn]os?|[Nn]r|[Ii]ss(?:ue)?|[Hh]eft)\b\.?\s*", text[start:end])
    if marker:
        start += marker.end()
    while end > start and text[end - 1] in " ,.":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    return start, end


def _read_dates(locator: Locator, tokens: list[_Token], known_year: str) -> None:
    """The year of the run with month and day: in brackets (no first edition's, as in `2001 [1996]`), or where a year stands."""
    for index, token in enumerate(tokens):
        first_published = token.text[0] == "[" and index > 1 and _is_year(tokens[index - 2].text, "")
        if token.kind == "date" and not first_published and not _tells_journals_apart(tokens[index:]):
            year = _YEAR_IN.search(token.text)
            if year:
                locator.year = (token.start + year.start(), token.start + year.end())
                locator.date = (token.start + 1, token.end - 1)
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


def _tells_journals_apart(tokens: list[_Token]) -> bool:
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


def _best_year(tokens: list[_Token], solid: list[_Token], candidates: list[_Token]) -> _Token:
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


def _date_extent(tokens: list[_Token], index: int, month: _Token) -> Range:
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
