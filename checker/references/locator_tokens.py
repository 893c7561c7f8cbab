"""The tokens of a locator: markers, numbers, dates and separators, and the runs in which they stand."""

import functools
import re
from dataclasses import dataclass

from checker.references.lexicon import LETTER, YEAR
from checker.references.pages import DASH

MONTH = (
    r"(?:(?i:Jan(?:uar[yi]?)?|Feb(?:ruar[yi]?)?|Mar(?:ch)?|März|Apr(?:il)?|Mai|May|June?|Juni|July?|Juli|Aug(?:ust)?"
    r"|Sept?(?:ember)?"
    r"|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?|janvier|février|fevrier|mars|avril|juin|juillet|août|aout"
    r"|septembre|octobre|novembre"
    r"|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
    r"|(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter))\b\.?"
)
_NUMBER = rf"(?:[A-Za-z]{{1,4}}-?)?\d{{1,12}}(?!(?:st|nd|rd|th|pp?)\b)[A-Za-z]{{0,2}}(?![{LETTER}\d])"
_TOKEN = rf"""
    (?P<vol>\b(?:[Vv]olume(?!\.)|[Vv]ols?|VOL|[Bb]d|[Bb]and|[Tt]ome?|[Tt](?=\.)|Jg|Jahrgang|[Rr]oč|[Jj]rg|[Åå]rg|[Cc]ilt(?=[:\s.])
      |v(?=\.\s?[\dIVXLC]))\b[.:]?\s?(?=[\dIVXLA-Z(]))
  | (?P<no>\b(?:[Nn]os?|[Nn]r|NO|[Ii]ss(?:ue)?|[Nn][uú]m(?:ber|[ée]ro)?|[Hh]eft|[Ff]asc|[Ss]ayı|[Hčz](?=\.\s?\d)|[Ii]ssues?)\b
      \s?[.:]?\s?(?=[\d(A-Z])
      |(?:[Nn]\s?[°º]|№|\#|\bn\.(?=\d)|\bn\.?\s)\s?(?=\d))
  | (?P<counted>[제第]?\s?\d{{1,4}}(?:\s?(?:권|卷|巻|호|号|號|輯)
      |\.\s?évf\.|(?:/\d{{1,3}})?(?:[-–]\d{{1,3}})?\.\s?sz(?:ám)?\.))
  | (?P<glued>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.?{YEAR}(?!\d))
  | (?P<pp>\b(?:pp|Pp|[Pp]ages?|PP|[Pp][aá]?gs?|[Ss]eiten?|[Aa]rt(?:icle)?(?:\.?\s(?:ID|[Nn]o\.?))?|[Pp]aper)
      \b\.?\s?(?=[\dA-Zpe])
      |\b[pPS]p?\.\s?(?=[\dA-Za-z])|\b[sСс]\.\s?(?=\d)|\bp{{1,2}}(?=\d)|\b[pPS]\s(?=\d))
  | (?P<date>[(\[]\s?(?:{MONTH}[\s,./–-]{{0,4}}){{0,3}}(?:\d{{1,2}}(?:[-–]\d{{1,2}})?,?\s)?(?:{MONTH}[\s,.]{{0,3}})?
      {YEAR}[a-z]?(?:[-–/](?:\d\d|{YEAR}))?(?:,?\s{MONTH}(?:\s?\d{{1,2}})?)?\s?[)\]])
  | (?P<iso>{YEAR}-(?:0[1-9]|1[0-2])-[0-3]\d(?!\d))
  | (?P<day>[(\[]\s?(?:\d{{1,2}}\s)?{MONTH}(?:[\s/–-]{{1,3}}{MONTH})?(?:\s\d{{1,2}})?\s?[)\]])
  | (?P<paren>\(\s?(?:
      (?:[Nn]os?|[Nn]r|[Ii]ss(?:ue)?|[Hh]eft|[Pp]ts?|[Ss]uppl(?:ement)?|[Ss]pec(?:ial)?|[Ss]er|[Ww]eb\ [Ss]erver)\b[^()]{{0,30}}
      |{_NUMBER}[^(){LETTER}]{{0,3}}(?:(?:[Ss]uppl|[Pp]t|[Pp]art|[Ss]pec)[^()]{{0,14}})?(?:{_NUMBER})?
      |\d{{1,3}}(?:,\ ?\d{{1,3}}){{1,5}}
      |\d{{1,3}}-?[Ss]uppl[^()]{{0,14}}
      |[Pp]t\ [A-Z\d]{{1,4}}|S\d{{0,4}}|\d{{1,3}}-[A-Z])\s?\))
  | (?P<suppl>\b(?:[Ss]uppl(?:ement)?|SUPPL|[Pp]t|part(?=\s\d)|[Ss]pec\ (?:[Nn]o|[Ii]ssue)|[Ss]pecial\ [Ii]ssue)\b\.?\s?
      (?:[A-Z]?\d{{1,6}}(?:{DASH}\d{{1,6}})?|[A-Z]\b)?)
  | (?P<part>\b\d{{1,2}}\s(?:vols?|Bde|tomes)\b\.?(?!\s?\d) | \b(?:[Ss]ec(?:t|tion)?|[Cc]h(?:ap(?:ter)?s?)?)\b\.?:?\s?
      (?:\d{{1,3}}[A-Z]?(?:\s?(?:and|&|[-–])\s?\d{{1,3}})?|[A-Z](?![{LETTER}])|[IVX]{{1,5}}\b))
  | (?P<month>{MONTH}(?:\s?[-–/]\s?{MONTH})?)
  | (?P<count>\d{{1,5}}\s?(?:pp?|pages|Seiten|pls?|с(?=\.)|[sS](?=\.\s*$)|f(?=\.\s?(?:Tes|Diss|Trab|Mono)))
      \b\.?(?!\.?\s?(?!{YEAR}\b(?!\s?[-–]))\d))
  | (?P<roman>(?=[IVXLC])(?:X{{0,4}}|XL|LX{{0,4}}|XC|C{{1,3}}[LX]{{0,4}})(?:IX|IV|V?I{{0,3}})(?=\s?(?:[,;.(]|$|:\d)))
  | (?P<range>{_NUMBER}{DASH}(?:[A-Za-z]{{1,4}}-?)?\d{{1,12}}(?:\.[eE]\d{{1,3}}|[A-Za-z])?(?![{LETTER}\d]))
  | (?P<number>\d{{1,3}}/\d{{1,3}}(?![\d/])|[eE]?\d{{4}}[A-Z]{{2}}\d{{6}}(?!\d)|(?<=[;\s])i{{1,2}}(?=:\s?\d)|{_NUMBER})
  | (?P<sep>(?:[\s,;:./、]|\(\)|(?<=\.\s)[–—](?=\s))+|\band\b|&)
  | (?P<romans>(?:[IVXLC]{{1,8}}[-–][IVXLC]{{1,8}}|[ivxlc]{{1,8}}[-–][ivxlc]{{1,8}})(?=[\s.,;)]|$))
    """
#: Where a run of tokens may begin.
ANCHOR = re.compile(
    rf"(?<![{LETTER}\d'’*])(?<!\d\.)(?<![{LETTER}][-–])(?:\d|[A-Z]{{1,3}}\d|[(]\s?(?:\d|{MONTH}\s|[Ss]uppl)|[Vv]ol|VOL|[Bb]d\b"
    rf"|[Nn](?:os?\b\.?\s?\d|r\b|úm\b|\s?[°º])|[Pp]ages?\b|PP|pp?\b|P\.|[SsСс]\.\s?(?:\d|[IVXLC]{{1,8}}[-–])|{MONTH}|[제第]\s?\d|[Tt]ome|Jg|Heft|[Ff]asc\b|[Rr]oč\.|[čz]\.\s\d|[Ss]uppl|e\d|[Aa]rt|[Cc]hap(?:ter|s|ters)?\.?\s\d|[Ss]ec\.\s?\d"
    rf"|№|\#\s?\d|\bn\.?\s\d|\bv\.\s?[\dIVXLC]|[Tt]\.\s?\d|t\.\s[IVXLC]{{1,8}}\b|[Cc]ilt\b|[Ss]ayı\b|(?<=[a-z]\s)[IVXLC]{{2,8}}(?=,\spp?\.|:\d)|(?<=,\s)[IVXLC]{{2,8}}(?=\(\d)|(?<=,\s)[IVXLC]{{2,8}}"
    rf"(?=(?:,\s|\s\(){YEAR}|(?:,\s|\s\(){MONTH}|,\s(?:pp?|no)\.))"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of this kind at `start:end` of an entry."""

    kind: str
    start: int
    end: int
    text: str


@functools.cache
def _token() -> re.Pattern[str]:
    """The pattern of one token; compiled late, since readers of databases need no more of this module than page ranges."""
    return re.compile(_TOKEN, re.VERBOSE)


def run_of_tokens(text: str, at: int, end: int) -> list[Token]:
    """The tokens that follow one another from `at` on, without markers and separators at their end; none of months alone."""
    tokens: list[Token] = []
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
        if kind == "romans":
            kind = "range"
        if kind == "sep" and _closes(match.group()) and not _goes_on(text, match.end(), end):
            break
        tokens.append(Token(kind, match.start(), match.end(), match.group()))
        at = match.end()
    while tokens and tokens[-1].kind in ("sep", "vol", "no", "pp"):
        tokens.pop()
    if tokens and all(token.kind in ("month", "sep") for token in tokens):
        return []
    return tokens


def _closes(separator: str) -> bool:
    return "." in separator


def _goes_on(text: str, at: int, end: int) -> bool:
    match = _token().match(text, at, end)
    return match is not None and match.lastgroup != "sep"
