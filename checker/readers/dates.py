"""Dates as manuscripts print them → CSL date parts."""

import re

from checker.model.reference import DateParts

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_YEAR = r"((?:1[5-9]|20)\d\d)"
_NUMERIC = re.compile(_YEAR + r"(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+" + _MONTH + r",?\s+" + _YEAR, re.IGNORECASE)
_MONTH_FIRST = re.compile(r"\b" + _MONTH + r"(?:\s+(\d{1,2})(?:st|nd|rd|th)?,)?\s+" + _YEAR, re.IGNORECASE)


def parse(text: str) -> DateParts | None:
    """The first date in a short text (`12 March 2019`, `March 12, 2019`, `2019-03-12`, `2019`) as (year, month, day)."""
    text = text[:200]
    if match := _DAY_FIRST.search(text):
        return _parts(match[3], MONTHS.index(match[2][:3].lower()) + 1, match[1])
    if match := _MONTH_FIRST.search(text):
        return _parts(match[3], MONTHS.index(match[1][:3].lower()) + 1, match[2])
    if match := _NUMERIC.search(text):
        return _parts(match[1], int(match[2] or 0), match[3])
    return None


def _parts(year: str, month: int, day: str | None) -> DateParts:
    if not 1 <= month <= 12:
        return (int(year),)
    return (int(year), month, int(day)) if day and 1 <= int(day) <= 31 else (int(year), month)
