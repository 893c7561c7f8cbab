"""Hungarian names, which print the family first without a comma (`Kovács Gábor – Szabó Éva: …`)."""

import re

from checker.references.lexicon import LETTER, UPPER
from checker.references.names import Form, NameList, PrintedName

_BEFORE_COLON = re.compile(rf"(?P<names>[{UPPER}][^:()\d.,“”„\"]{{4,120}}):\s(?=[{UPPER}])")
#: What tells that an entry is printed as Hungarian ones are: volume, issue, pages, edition or a house's name.
_HUNGARIAN = re.compile(r"\d\. ?(?:évf|sz|szám|kiad|old|[po]\.)|\b(?:Kiadó|Budapest|[Ss]zerk)\b")
_LETTERS = re.compile(r"[őűáéíóú]|cs|gy|sz|ny|zs")
_BETWEEN = re.compile(r"\s[–-]\s|–| és ")
_NAME = re.compile(rf"[{UPPER}][{LETTER}-]+(?: [{UPPER}][{LETTER}-]+){{1,2}}")


def family_first(body: str, at: int) -> NameList | None:
    """The names before a colon at `at` in an entry that is printed as Hungarian ones are; None elsewhere."""
    found = _BEFORE_COLON.match(body, at)
    if found is None or not _LETTERS.search(found["names"]) or not _HUNGARIAN.search(body, found.end()):
        return None
    names = []
    start = at
    for gap in (*_BETWEEN.finditer(body, *found.span("names")), None):
        end = gap.start() if gap else found.end("names")
        if not _NAME.fullmatch(body, start, end):
            return None
        family, _, given = body[start:end].partition(" ")
        names.append(PrintedName(start, end, family=family, given=given, full=True))
        start = gap.end() if gap else end
    return NameList(Form.GIVEN_FIRST, tuple(names), at, found.end("names"))
