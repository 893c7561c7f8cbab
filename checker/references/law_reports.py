"""Law reviews and reporters: their volume stands before their name (`88 Va. L. Rev. 1021 (2002)`, `(1987) 14 Storks 91`).

After The Bluebook and the Oxford University Standard for the Citation of Legal Authorities (OSCOLA).
"""

import re
from dataclasses import dataclass

from checker.references.containers import container_score
from checker.references.lexicon import LETTER, UPPER, YEAR
from checker.references.locators import Range

_REPORT = re.compile(
    rf"(?:(?<=, )|(?<=[’'”\")] ))(?:(?:[(\[](?P<before>{YEAR})[)\]]\s)?"
    rf"(?P<volume>\d{{1,4}})(?:\((?P<issue>\d{{1,3}})\))?|\[(?P<alone>{YEAR})\])\s"
    rf"(?P<container>[{UPPER}][{LETTER}.&’' ]{{1,70}}?"
    rf"(?:\s?(?:2d|3d|4th))?)\s(?P<page>\d{{1,5}})(?:, \d{{1,5}}(?:[-–]\d{{1,5}})?){{0,2}}"
    rf"(?:\s\((?P<behind>[^()\d]{{0,20}}(?:\d\w\w )?[^()\d]{{0,20}}{YEAR})\))?[.\s]*$"
)
#: A law journal by its initials, as OSCOLA prints it behind a bracketed year (`(2009) 72 MLR 554`, `[2005] PL 440`).
_ACRONYM = re.compile(r"[A-Z]{2,7}")
_ABBREVIATED = re.compile(rf"\b[{UPPER}][{LETTER}]{{0,5}}\.")


@dataclass(frozen=True, slots=True)
class LawReport:
    """A citation by volume, name and first page whose text begins at `start`; `year` is its date."""

    start: int
    year: Range
    fields: dict[str, Range]


def find_law_report(body: str, at: int) -> LawReport | None:
    """The citation that closes `body` from `at` on; None where its name is no journal's or reporter's, or no year stands by."""
    found = _REPORT.search(body, at) if "(" in body or "[" in body else None
    if found is None or not (found["before"] or found["alone"] or found["behind"]):
        return None
    name = found["container"]
    if not (container_score(name) or _ABBREVIATED.search(name) or (_ACRONYM.fullmatch(name) and not found["behind"])):
        return None
    year = found.span("before" if found["before"] else "alone")
    if found["behind"]:
        year = found.end("behind") - 4, found.end("behind")
    fields = {"container-title": found.span("container"), "page": found.span("page")}
    fields |= {name: found.span(name) for name in ("volume", "issue") if found[name]}
    return LawReport(found.start(), year, fields)
