"""Raised numbers: Unicode digits (`¹²,³⁻⁵`), marked ones (`^12^`, `<sup>12</sup>`), and digits glued to a word."""

import re
from collections.abc import Iterator

from checker.citations.entries import Limits
from checker.citations.numbers import Numbers, read_numbers
from checker.citations.passages import LETTER, Passage
from checker.model.document import Citation, CitationItem, CitationStyle
from checker.model.text import DASHES

_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_DIGITS + "⁻˗⁺", "0123456789--+")
_UNICODE = re.compile(rf"[{_DIGITS}](?:[\s]?[,;]?[\s]?[{_DIGITS}⁻˗{DASHES}⁺⁾])*")
_MARKED = re.compile(
    rf"\^\\?\[?(?P<caret>[0-9][0-9,;{DASHES} ]{{0,80}})\]?\^|<sup>\s*\[?(?P<sup>[0-9][0-9,;{DASHES}\s]{{0,80}})\]?\s*</sup>",
    re.IGNORECASE,
)
#: The number in the sentence, where a raised one would stand awkwardly: `see ref. 12`.
_NAMED = re.compile(
    rf"\b[Rr]ef(?:erence)?s?\.?\s(?P<number>[0-9]{{1,3}}(?:(?:\s?[,{DASHES}]\s?|,?\s(?:and|und|et|&)\s)[0-9]{{1,3}})*)(?![\w%]|[.,][0-9])"
)
_LIST = re.compile(rf"[0-9]{{1,30}}|[0-9]{{1,3}}(?:(?:\s*[,;{DASHES}]+\s*|,?\s(?:and|und|et|&)\s)[0-9]{{1,3}})*")
_GLUED_LIST = rf"[0-9]{{1,3}}(?:[,{DASHES}][0-9]{{1,3}})*"
#: Behind a stop that ends words, closing marks, acronyms (`of DNA.3`), shares and degrees; no section such as `B.2` is one.
_BEFORE_STOP = r"(?:(?<=[^\W\dA-Z_][.,;:])|(?<=[)\]”\"’%][.,;:])|(?<=[A-Z]{2}[.,])|(?<=°[CF][.,]))"
_GLUED = re.compile(rf"{_BEFORE_STOP}(?P<stop>{_GLUED_LIST})(?=\s|$)|(?<=[a-z]{{4}})(?P<word>{_GLUED_LIST})(?=[\s.,;:)]|$)")

_SYMBOL_BEFORE = re.compile(rf"(?:^|[^\w-])({LETTER})\s?$")
_UNIT_BEFORE = re.compile(
    r"(?:^|[\W\d_])(?:[kcdmµμn]?m|ft|in|inch(?:es)?|miles?|yd|sec|s|h|kg|mg|g|log|cm|dyn|Å|Ca|Mg|Zn|Fe|Cu|Mn|Na|Cl|Ni|Co|Hg|Pb|NH|SO|PO|NO|HCO|CO|chi|Chi|eta)\s?$"
)
_TOKEN_BEFORE = re.compile(r"[^\s=<>×·*/()\[\]]+$")
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_POWERS = frozenset({"2", "3"})
_WORD = re.compile(rf"{LETTER}+")


def find_superscripts(passage: Passage, limits: Limits) -> Iterator[Citation]:
    """The raised numbers of a passage that may be citations."""
    if _is_byline(passage.text):
        return
    plain = passage.text.translate(_PLAIN)
    places = {match.span(): match.span() for match in _UNICODE.finditer(passage.text)}
    places.update(_marked(passage))
    raised = {
        place: core
        for place, core in places.items()
        if _LIST.fullmatch(plain, *core) and not _is_power(passage.text, *place, plain[slice(*core)])
    }
    raised.update((match.span("number"), match.span("number")) for match in _NAMED.finditer(passage.text))
    for place, core in sorted(raised.items()):
        yield from _citations(passage, place, core, plain, limits)


def _marked(passage: Passage) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The marked superscripts: the range with the markup and that of the numbers."""
    for match in _MARKED.finditer(passage.text):
        yield match.span(), match.span(match.lastgroup or 0)
    for span in passage.block.superscripts:
        start, end = span.start - passage.start, span.end - passage.start
        if 0 <= start < end <= len(passage.text) and _LIST.fullmatch(passage.text, start, end):
            yield (start, end), (start, end)


def _citations(
    passage: Passage, place: tuple[int, int], core: tuple[int, int], plain: str, limits: Limits
) -> Iterator[Citation]:
    run = plain[slice(*core)]
    if place == core and run.isdecimal() and int(run) > limits.most:
        start = place[0]
        for part in split_run(run, limits.top):
            item = CitationItem(part, passage.span(start, start + len(part)))
            yield _citation(passage, (start, start + len(part)), Numbers([item]))
            start += len(part)
        return
    numbers = read_numbers(passage, [core], plain)
    if 0 < min(numbers.values) <= limits.most:
        yield _citation(passage, place, numbers)


def _citation(passage: Passage, place: tuple[int, int], numbers: Numbers) -> Citation:
    return Citation(
        span=passage.span(*place),
        text=passage.raw[slice(*place)],
        style=CitationStyle.SUPERSCRIPT,
        items=tuple(numbers.items),
        problem=numbers.problem,
    )


def split_run(digits: str, top: int) -> list[str]:
    """`171819` as `17`, `18`, `19`: digits that lost their commas, as the fewest ascending numbers up to `top`."""
    fewest: dict[int, list[str]] = {0: []}
    for end in range(1, len(digits) + 1):
        for start in range(max(0, end - len(str(top))), end):
            parts, number = fewest.get(start), digits[start:end]
            if parts is None or number[0] == "0" or int(number) > top or (parts and int(number) <= int(parts[-1])):
                continue
            if end not in fewest or len(parts) + 1 < len(fewest[end]):
                fewest[end] = [*parts, number]
    return fewest.get(len(digits), [])


def _is_power(text: str, start: int, end: int, content: str) -> bool:
    """Whether a raised number is an exponent, an isotope, an ion's charge, a unit's power or a mark at the start of a line."""
    before, after = text[max(0, start - 30) : start], text[end : end + 1]
    if not before.strip() or before.endswith("\n") or after.isalpha() or after in ("⁺", "⁻", "+"):
        return True
    if before[-1] in "×=^/+−⁻˗⁺·":
        return True
    token = _TOKEN_BEFORE.search(before)
    if token and token[0][-1].isdecimal() and not _YEAR.fullmatch(token[0]):
        # `10⁶`, but `GSE31519⁴⁸`, `v1.0²²` and `1.2²³`
        return not any(char.isalpha() for char in token[0]) and ("." not in token[0] or content in _POWERS)
    if before[-1].isspace() and (len(before) < 3 or not before[-2].isalpha()):
        return True
    symbol = _SYMBOL_BEFORE.search(before)
    if symbol and (content in _POWERS or symbol[1].islower()):
        return True
    return content in _POWERS and _UNIT_BEFORE.search(before) is not None


def _is_byline(text: str) -> bool:
    """Whether a passage is a line of author names, whose raised numbers mean affiliations."""
    if len(text) > 4000:
        return False
    words = _WORD.findall(text)
    small = sum(word[0].islower() for word in words if word not in ("and", "for", "the", "on", "behalf", "of"))
    return len(words) >= 2 and small * 5 < len(words) and text.count(",") * 8 > len(words)


def find_glued(passage: Passage, limits: Limits) -> Iterator[Citation]:
    """Digits glued to a full stop, comma or word (`survival.12,13 Later`), none above the list.

    They look like decimals, names of genes and years: the caller must be certain that the document cites in this way.
    """
    if _is_byline(passage.text):
        return
    for match in _GLUED.finditer(passage.text):
        numbers = read_numbers(passage, [match.span()])
        values = numbers.values
        if not numbers.problem and min(values) > 0 and max(values) <= limits.top:
            yield _citation(passage, match.span(), numbers)
