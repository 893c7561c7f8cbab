"""Works that are named by a number of their own, or are no publication: patents, standards, court cases, packages, letters."""

import re

_STANDARD = (
    r"(?:ISO(?:/[A-Z]{2,4})?|DIN(?: EN)?(?: ISO)?|ASTM|IEC|BS(?: EN)?(?: ISO)?|EN(?: ISO)?"
    r"|ANSI(?:/[A-Z]{2,6})?|IEEE Std\.?|JIS|GB/T)"
    r"[ -][A-Z]?\d[\d.]{2,9}(?:[-:]\d{1,4}){0,3}\b"
)
_MARKS = (
    (
        "patent",
        re.compile(
            r"\b(?:U\.?\s?S\.?(?:\s?A\.?)?|United States|European|EP|WO|German|Japanese|Chinese|Canadian)\s[Pp]at(?:ent\b|\.)"
            r"[^\d]{0,24}(?:\d[\d,./ ]{4,14}\d)?|\bPatent (?:No\b|№|[Aa]pplication)[^\d]{0,12}(?:\d[\d,./]{4,14}\d)?"
        ),
    ),
    ("standard", re.compile(r"IEEE (?:Std\.?|Standard) \d")),
    ("standard", re.compile(rf"^[\s.\[(]*(?:{_STANDARD}|IEEE (?:Std\.?|Standard) (?:\d|for ))")),
    ("software", re.compile(r"\bR package(?:,)? version [\d.-]{1,12}")),
    ("legal_case", re.compile(r"\b\d{1,4} (?:U\. ?S\.|F\. ?(?:2d|3d|Supp\.)|S\. ?Ct\.) \d{1,5}\b")),
    (
        "legislation",
        re.compile(
            r"\b\d{1,3} U\. ?S\. ?C\.(?: §| \d)|\bPub(?:lic|\.) L(?:aw|\.) (?:No\. ?)?\d|\b\d{1,3} Fed\. ?Reg\. \d"
            r"|\b(?:Directive|Regulation) (?:\((?:EU|EC|EEC)\) )?(?:No\.? )?\d{2,4}/\d{1,4}(?:/(?:EU|EC|EEC))?\b"
        ),
    ),
    ("personal_communication", re.compile(r"\b[Pp]ers(?:onal|\.) comm(?:unication\b|un\.|\.)|\b[Pp]rivate communication\b")),
)


def find_mark(text: str) -> tuple[str, re.Match[str]] | None:
    """The CSL type that a certain mark gives an entry, and the mark with its number; None for most entries."""
    for kind, pattern in _MARKS:
        match = pattern.search(text)
        if match:
            return kind, match
    return None
