"""Numbers as medicine prints them: digits with any separator, words, simple fractions."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.model.text import Span

#: A number in digits: `1,234`, `12 345`, `0·72`, `.03`.
DIGITS = r"(?:\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.·]\d{1,9})?|\d{1,12}(?:[.·]\d{1,9})?|[.·]\d{1,9})"

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
)
_UNITS = {word: value for value, word in enumerate((*_ONES.split(), "nineteen"))}
_TENS = {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
#: What multiplies the number in front of it: `1.2 million`.
_SCALE = re.compile(rf"[ \u00a0-](?:a )?({'|'.join(_SCALES)})\b", re.IGNORECASE)
#: For text in lower case: `re.IGNORECASE` takes four times as long.
_ROUGH = re.compile(
    r"(?:about|approximately|around|nearly|almost|roughly|some|circa|ca\.?|up to|(?:more|less|fewer|higher|greater|lower|"
    r"better|larger|smaller|longer|shorter|later|earlier|older|younger) than|over|under|above|below|beyond|close to|"
    r"in excess of|at least|at most|as (?:many|much|high|low|few) as|exceed(?:s|ed|ing)|[~≈<>≤≥±∼])"
    r"\s{0,2}(?:a |an |one |the )?$"
)
_NUMBER = re.compile(
    rf"(?P<digits>(?<![\w.·])(?<![A-Za-z)][-‐–]){DIGITS})"
    rf"|\b(?P<part>(?:(?:a|an|one|two|three|four)[ -])?(?:half|third|quarter|fifth)s?"
    r"|(?:a|one|three|seven|nine)[ -]tenths?)\b(?!-)"
    rf"|\b(?P<hundreds>a|{'|'.join(list(_UNITS)[1:10])})[ -]hundred(?:(?: and)?[ -](?P<rest>(?:{'|'.join(_TENS)})"
    rf"(?:[ -](?:{'|'.join(list(_UNITS)[1:10])}))?|{'|'.join(sorted(list(_UNITS)[1:], key=len, reverse=True))}))?\b"
    rf"|\b(?P<tens>{'|'.join(_TENS)})(?:[ -](?P<ones>{'|'.join(list(_UNITS)[1:10])}))?\b"
    rf"|\b(?P<word>{'|'.join(list(_UNITS)[1:])})\b",
    re.IGNORECASE,
)
_EXACT_DIGITS = 4
#: How coarse a share in words is, in percent.
SHARE_STEP = 12.0
_SPACES = str.maketrans("", "", ", \u00a0\u2009\u202f")


class Number(NamedTuple):
    """A number at a place of a text. `step` is the size of its last digit; `share` marks `half`, `two thirds` (in percent)."""

    value: float
    step: float
    span: Span
    rough: bool = False
    share: bool = False
    words: bool = False


def find(text: str) -> list[Number]:
    """All numbers of a text, in order."""
    return list(_read(text))


def _read(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        scale = _SCALE.match(text, match.end())
        span = Span(match.start(), scale.end() if scale else match.end())
        times = _SCALES[scale[1].lower()] if scale else 1.0
        rough = not _is_exact(match[0]) and bool(_ROUGH.search(text[max(0, span.start - 18) : span.start].lower()))
        if match["digits"]:
            value, step = parse(match["digits"])
            yield Number(value * times, step * times, span, rough)
        elif match["part"]:
            share = _share(match["part"].lower())
            yield (
                Number(times * share / 100, times * SHARE_STEP / 100, span, True, words=True)
                if scale
                else Number(share, SHARE_STEP, span, True, share=True, words=True)
            )
        elif match["hundreds"]:
            hundreds = 100 * _UNITS.get(match["hundreds"].lower(), 1)
            yield Number(times * (hundreds + _in_words(match["rest"] or "")), times, span, rough, words=True)
        elif match["tens"]:
            ones = _UNITS[match["ones"].lower()] if match["ones"] else 0
            yield Number(times * (_TENS[match["tens"].lower()] + ones), times, span, rough, words=True)
        else:
            yield Number(times * _UNITS[match["word"].lower()], times, span, rough, words=True)


def _is_exact(printed: str) -> bool:
    """Whether a number has so many digits that it is meant as printed, whatever stands before it (`some 2,824`)."""
    digits = "".join(filter(str.isdigit, printed)).strip("0")
    return len(digits) >= _EXACT_DIGITS


def parse(digits: str) -> tuple[float, float]:
    """The value of a number in digits and the size of its last digit (1, 0.1 ...)."""
    plain = digits.translate(_SPACES).replace("·", ".")
    decimals = len(plain.partition(".")[2])
    return float(plain), round(10.0**-decimals, 9)


def _in_words(words: str) -> int:
    """The value of a number below a hundred in words: `seventy-two`."""
    return sum(_TENS.get(word, _UNITS.get(word, 0)) for word in words.lower().replace("-", " ").split())


def _share(words: str) -> float:
    times, _, part = words.replace("-", " ").rpartition(" ")
    return min(100.0, _UNITS.get(times, 1) * _PARTS[part.removesuffix("s")])


def at(numbers: Sequence[Number], place: int) -> Number | None:
    """The number that starts at a place of the text."""
    index = bisect_left(numbers, place, key=lambda number: number.span.start)
    return numbers[index] if index < len(numbers) and numbers[index].span.start == place else None
