"""Numbers in brackets: `[12]`, `[3, 5–7]`, `[3]–[7]`, `[22: 50, fig. 2]`, linked `[[3](#r3),[5](#r5)]`, and `(12)`."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from checker.citations.entries import Limits
from checker.citations.numbers import PARTS, read_numbers
from checker.citations.passages import LINK, Passage
from checker.model.document import Citation, CitationStyle
from checker.model.text import DASHES

_JOINT = rf"(?:[\s,;{DASHES}]+(?:(?:and|und|et|y|e)\s+|&\s*)?|&\s*)"
_LIST = rf"[0-9]{{1,4}}{PARTS}?(?:{_JOINT}[0-9]{{1,4}}{PARTS}?)*"
_ASIDE = (
    r"(?:(?:e\.\s?g\.|i\.\s?e\.|see(?:\salso)?|cf\.|as\sin|from|in|and|also|reviewed\s(?:in|by)|refs?\.?|references?"
    r"|for\s(?:a\s)?reviews?,?(?:\ssee)?)[,:]?\s*){1,3}"
)
_LOCATOR = (
    r"(?:[:,;]\s*(?:pp?|figs?|figures?|tables?|chap(?:ter)?s?|ch|pl|plates?|sect?(?:ion)?s?|eqs?|vol|theorem|thm|lemma|prop|def|appendix|§)"
    r"\b\.?|:\s[0-9])[^\n]{0,80}"
)
_CONTENT = re.compile(
    rf"\s*(?:{_ASIDE})?(?P<numbers>(?:[,;]\s*)?{_LIST}(?:\s*[,;{DASHES}])?)\s*(?P<locator>{_LOCATOR})?\s*", re.IGNORECASE
)
_SQUARE = re.compile(rf"\[ ?(?:\[[^\[\]\n]{{1,40}}\]{LINK}*[\s,;{DASHES}]{{0,4}})+\]|\[[^\[\]]{{1,600}}\]{LINK}*")
_NESTED_MARKS = str.maketrans({"[": " ", "]": " ", LINK: " "})
_ROUND_ASIDE = (
    r"(?:(?:see(?:\salso)?|e\.g\.,?|cf\.|reviewed\s(?:in|by)|for\s(?:a\s)?reviews?,?(?:\ssee)?|refs?\.?|references?)\s){0,2}"
)
_ROUND = re.compile(
    rf"\(\s?{_ROUND_ASIDE}(?P<numbers>[*_]{{0,3}}[0-9]{{1,4}}(?:[*_]{{0,3}}{_JOINT}[*_]{{0,3}}[0-9]{{1,4}})*[*_]{{0,3}})\s?\)"
)
#: What stands between the first and last number of a range: `(3)–(7)`.
_RANGE = re.compile(rf"\s?[{DASHES}]\s?")
#: What may stand between the brackets of one cluster: `[3], [5]–[7]`.
_GAP = re.compile(rf"\s?[,{DASHES}]\s?")
#: How much of the surrounding text the tests of plausibility see.
_CONTEXT = 40

_MATHS_BEFORE = re.compile(r"(?:[=∈∉≤≥×±∼≈→]|\s[<>+/]|\\in)\s*$")
_INDEX_BEFORE = re.compile(r"(?:^|[^\w’'])[^\W\d_]$")
_ISOTOPE_AFTER = re.compile(r"-?[A-Z][a-z]?(?![a-z])")
_INTERVAL = re.compile(r"\[\s?([0-9]{1,4})\s?[,;]\s?([0-9]{1,4})\s?\]")
_DASHED = re.compile(rf"\[\s?([0-9]{{1,4}})\s?[{DASHES}]\s?([0-9]{{1,4}})\s?\]")
_VALUE_BEFORE = re.compile(r"(?<![\w.,])([0-9]{1,5}(?:\.[0-9]{1,4})?)\s?$")
#: Three numbers and two dashes, the parts of a date or an identifier: `[2002-06-13]`, `[0000-0002-1825-0097]`.
_DATE = re.compile(rf"[\[(](?:[^\[\]0-9]{{0,20}}\s)?[0-9]{{1,4}}(?:[{DASHES}][0-9]{{1,4}}){{2,4}}[^\[\]()0-9]{{0,20}}[\])]")
#: A macro of AsciiDoc, whose attributes stand in brackets: `link:page[5]`.
_MACRO_BEFORE = re.compile(r"[a-z]:(?!//)[\w./#-]{1,40}$")
_INTERVAL_BEFORE = re.compile(
    r"\b(?:ranges?|intervals?|between|within|domain|bounds?|IQR|CI)(?:\sof|\sis)?[\s:]*$", re.IGNORECASE
)
_UNIT_AFTER = re.compile(
    r"\s?[→×∪∩]|\s?(?:[kcmµμn]?m|[kmµμn]?g|[mµμn]?[lLM]|%|°[CFK]?|[kMG]?Hz|m?s|min|h|d|deg(?:rees)?|days?|weeks?|months?|years?|[kM]?Pa|[kM]?eV"
    r"|K|[mµμk]?V|[mµμ]A|[mµμkM]W|dB|mmHg|Gy|[mµμn]mol|pp[mb]|rpm|IU|wks?|yrs?|fold|[kMG]?bp?)(?!\w)"
)

_CALL_BEFORE = re.compile(
    r"(?:\b(?:eqs?|eqns?|equations?|formulas?|formulae|figs?|figures?|tables?|sections?|steps?|items?|nos?|panels?|box"
    r"|appendi(?:x|ces)|hypothes[ei]s|theorems?|lemmas?|propositions?|corollary|rooms?|chapters?|pages?|lines?|rows?|columns?)"
    r"|(?<![\w-])[0-9][0-9.,]*%?)\.?\s*$",
    re.IGNORECASE,
)
_AT_LINE_END = re.compile(r"\(([0-9]{1,3})\)[.,;]?[^\S\n]{0,4}$", re.MULTILINE)
_MATHS = re.compile(r"[=<>≤≥≈∝∑∏∫√∂∇∈∥^]")
#: How far before its number an equation shows itself.
_EQUATION = 200
_LISTED_BEFORE = re.compile(
    r"(?:^|[:;,.—–]|\b(?:and|or|are|is|that|to|by|includ(?:e|es|ing)|were|was|both|either))\s*$", re.IGNORECASE
)
_AUTHORS_BEFORE = re.compile(r"\bet\sal\.?,?\s?$")
_LISTED_AFTER = re.compile(r"\s+[^\W\d_]")


def find_square(passage: Passage, limits: Limits) -> Iterator[Citation]:
    """The clusters of numbers in square brackets."""
    brackets: list[tuple[int, int]] = []
    cores: list[tuple[int, int]] = []
    for match in _SQUARE.finditer(passage.text):
        core = _core(match)
        if core is None:
            continue
        if brackets:
            gap = (brackets[-1][1], match.start())
            if _GAP.fullmatch(passage.text, *gap):
                # the bracket between tells numbers apart: `[3]–[7]` is a range, `[3], [7]` are two
                cores.append((gap[0] - 1, gap[1]))
            else:
                yield from _cluster(passage, brackets, cores, limits)
                brackets, cores = [], []
        brackets.append(match.span())
        cores.append(core)
    if brackets:
        yield from _cluster(passage, brackets, cores, limits)


def _core(match: re.Match[str]) -> tuple[int, int] | None:
    """The range of the numbers inside a bracket, or null where it holds something else."""
    content = _CONTENT.fullmatch(match[0].rstrip(LINK)[1:-1].translate(_NESTED_MARKS))
    if content is None:
        return None
    start, end = content.span("numbers")
    return match.start() + 1 + start, match.start() + 1 + end


def _cluster(
    passage: Passage, brackets: list[tuple[int, int]], cores: list[tuple[int, int]], limits: Limits
) -> Iterator[Citation]:
    place = brackets[0][0], brackets[-1][1]
    if not _is_maths(passage.text, *place):
        if passage.raw.startswith("\\", max(0, place[0] - 1)) and passage.text[place[0] - 1] == " ":
            place = place[0] - 1, place[1]  # an escaped bracket
        yield from _citation(passage, place, cores, limits)


def _citation(passage: Passage, place: tuple[int, int], cores: list[tuple[int, int]], limits: Limits) -> Iterator[Citation]:
    start, end = place
    numbers = read_numbers(passage, cores)
    values = numbers.values
    if values and min(values) > 0 and min(values) <= limits.most:
        yield Citation(
            span=passage.span(start, end),
            text=passage.raw[start:end],
            style=CitationStyle.NUMERIC,
            items=tuple(numbers.items),
            problem=numbers.problem,
        )


def _is_maths(text: str, start: int, end: int) -> bool:
    """Whether a bracket is an index, an interval, a matrix, an isotope or a date: `F[1,12]`, `∈ [5, 80]`, `[18]F`."""
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    if _MATHS_BEFORE.search(before) or _INDEX_BEFORE.search(before) or _ISOTOPE_AFTER.match(after):
        return True
    if _DATE.match(text, start, end) or _MACRO_BEFORE.search(before):
        return True
    interval = _INTERVAL.fullmatch(text, start, end)
    if interval is None or int(interval[1]) >= int(interval[2]):
        return False
    return _UNIT_AFTER.match(after) is not None or _INTERVAL_BEFORE.search(before) is not None


def drop_intervals(citations: Iterable[Citation], prose: Sequence[Passage]) -> Iterator[Citation]:
    """The citations without the pairs of numbers that a unit or a word shows to be an interval elsewhere in the document.

    Once a document is known to print intervals, a pair of which a number is in no list is one too.
    """
    intervals = {
        match.groups()
        for passage in prose
        for match in _INTERVAL.finditer(passage.text)
        if _is_maths(passage.text, *match.span())
    }
    around = _Surroundings(prose)
    for citation in citations:
        pair = _INTERVAL.fullmatch(citation.text)
        rising = pair is not None and int(pair[1]) < int(pair[2])
        unbound = any(item.reference is None for item in citation.items)
        known = pair is not None and (pair.groups() in intervals or (bool(intervals) and rising and unbound))
        if not known and not (unbound and around.show_a_range(citation)):
            yield citation


class _Surroundings:
    """The text around citations."""

    def __init__(self, prose: Sequence[Passage]) -> None:
        self._passages = prose
        self._starts = [passage.start for passage in prose]

    def show_a_range(self, citation: Citation) -> bool:
        """Whether two numbers with a dash are a range of values: a unit behind, `range` or a value of it before."""
        ends = _DASHED.fullmatch(citation.text)
        place = bisect_right(self._starts, citation.span.start) - 1
        if ends is None or place < 0:
            return False
        passage = self._passages[place]
        start, end = citation.span.start - passage.start, citation.span.end - passage.start
        before = passage.raw[max(0, start - _CONTEXT) : start]
        value = _VALUE_BEFORE.search(before)
        inside = value is not None and float(ends[1]) <= float(value[1]) <= float(ends[2])
        return inside or bool(_UNIT_AFTER.match(passage.raw, end) or _INTERVAL_BEFORE.search(before))


def find_round(passage: Passage, limits: Limits) -> Iterator[Citation]:
    """The numbers in round brackets that are neither calls (`Eq. (3)`) nor enumerators (`(1) first, (2) second`)."""
    clusters: list[list[re.Match[str]]] = []
    for match in _ROUND.finditer(passage.text):
        if clusters and _RANGE.fullmatch(passage.text, clusters[-1][-1].end(), match.start()):
            clusters[-1].append(match)
        else:
            clusters.append([match])
    for cluster in clusters:
        start, end = cluster[0].start(), cluster[-1].end()
        if not _is_call(passage.text, start, end):
            edges = cluster[0].start("numbers"), cluster[-1].end("numbers")
            yield from _citation(passage, (start, end), [edges], limits)


def _is_call(text: str, start: int, end: int) -> bool:
    """Whether a bracket is a date or numbers something else than an entry: an equation, a figure, an item of a list."""
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + 2]
    if _AUTHORS_BEFORE.search(before):
        return False
    if (
        _DATE.match(text, start, end)
        or _CALL_BEFORE.search(before)
        or _MATHS_BEFORE.search(before)
        or _INDEX_BEFORE.search(before)
    ):
        return True
    return _LISTED_BEFORE.search(before) is not None and _LISTED_AFTER.match(after) is not None


def drop_equations(citations: Sequence[Citation], prose: Iterable[Passage]) -> Sequence[Citation]:
    """The citations in round brackets, or none where at least half of their numbers are those of displayed equations."""
    equations = {
        int(label[1])
        for passage in prose
        for label in _AT_LINE_END.finditer(passage.text)
        if _MATHS.search(passage.text, max(0, label.start() - _EQUATION), label.start())
    }
    numbers = {int(item.label) for citation in citations for item in citation.items}
    return () if 2 * len(numbers & equations) >= max(1, len(numbers)) else citations
