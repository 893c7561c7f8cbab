"""The lines of a printed list, without the furniture between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model.text import Span
from checker.references.lexicon import UPPER

_LINK = (
    r"(?:Article|PMC free article"
    r"|PubMed Central|PubMed|Google Scholar|CAS|CrossRef|Crossref|Cross Ref|Medline|MEDLINE|MathSciNet|MATH|ADS"
    r"|Web of Science|Scopus|ISI|ChemPort|Full Text|PDF|View Article|View in Article"
    r"|Abstract|Free Full Text|Download references"
    r"|Open in new tab|Search ADS|Europe PMC|INSPIRE|Link|Ref|Go to ref)"
)
_LINK_LINE = re.compile(rf"[\s\[(]*{_LINK}(?:[\s,|·•/;)\](]+{_LINK})*[\s.)\]]*$")
#: Words that a typesetter sets behind an entry of a printed page; alone on a line they are the end of a wrapped entry.
_PRINTED_LINK = re.compile(r"(?:[Cc]ross[Rr]ef|M(?:edline|EDLINE)|\s)+$")
_NOTE = re.compile(
    r"Papers of (?:particular|special) interest|•* ?Of (?:special|major|outstanding|particular|importance|considerable)\b"
    r"|References? and (?:recommended|notes)",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(r"(?:[Pp]age\s)?\d{1,4}(?:\s(?:of|/)\s\d{1,4})?$|[-–—]\s?\d{1,4}\s?[-–—]$")
_NUMBER_OF_PAGE = re.compile(r"\d{1,4}$")
#: A character that takes two columns, after the East Asian widths of Unicode (UAX #11), and behind which a line may break.
WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")
#: A few capitalised or plain words without figures and punctuation.
_HEADING = re.compile(rf"[{UPPER}][^\W\d_]+(?: (?:and |of |et |und |y |e )?[^\W\d_]{{3,}}){{0,4}}:?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list without the white space around it; `after_blank` also behind a line of furniture.

    `after_heading`: a heading within the list stood before it; `is_page`: it is the number of a page between blank lines, and
    `after_page` the line behind, where an entry may go on. `wide`: how many of its characters take two columns.
    """

    start: int
    end: int
    indent: int
    after_blank: bool
    after_heading: bool = False
    after_page: bool = False
    is_page: bool = False
    wide: int = 0

    @property
    def width(self) -> int:
        """The columns that a line takes: two for each Chinese, Japanese or Korean character."""
        return self.end - self.start + self.wide


def list_lines(text: str, region: Span) -> list[Line]:
    """The lines of `text[region]` that hold entries: no blank lines, link labels or notes on the list."""
    lines: list[Line] = []
    blank = heading = page = False
    at = region.start
    printed = text[region.start : region.end].splitlines(keepends=True)
    for index, raw in enumerate(printed):
        body = raw.strip()
        start = at + len(raw) - len(raw.lstrip())
        at += len(raw)
        if not body:
            blank = True
        elif is_furniture(body, blank):
            blank, page = True, False
        elif (blank or not lines) and index + 1 < len(printed) and not printed[index + 1].strip() and _is_alone(body, lines):
            page = body[0].isdigit()
            heading = heading or not page
            if page:
                lines.append(Line(start, start + len(body), start - (at - len(raw)), True, is_page=True))
        else:
            wide = 0 if body.isascii() else len(WIDE.findall(body))
            lines.append(Line(start, start + len(body), start - (at - len(raw)), blank, heading, page, wide=wide))
            blank = heading = page = False
    return lines


def _is_alone(line: str, before: Sequence[Line]) -> bool:
    """Whether a line between blank ones is a heading in the list (`Secondary sources`) or, behind entries, a page's number."""
    return bool((before and _NUMBER_OF_PAGE.match(line)) or _HEADING.match(line))


def is_furniture(line: str, after_blank: bool = True) -> bool:
    """Whether a line holds nothing but a publisher's link labels, or a note on the list."""
    if len(line) > 160:
        return False
    if _NOTE.match(line):
        return True
    return bool(_LINK_LINE.match(line)) and (after_blank or not _PRINTED_LINK.match(line))


def ends_entry(text: str, line: Line) -> bool:
    """Whether a line ends as entries do: with a stop, a bracket, a number, or a link."""
    if text[line.end - 1] in ".)]>;”" or text[line.end - 1].isdigit():
        return True
    return bool(
        re.search(
            r"(?:https?://|10\.\d{4})\S*$|(?:CrossRef|Medline|Scholar)$", text[max(line.start, line.end - 120) : line.end]
        )
    )
