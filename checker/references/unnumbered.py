"""Where the entries of a list without numbers begin: blank lines, indentation, or names at the start of a line."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.references.lexicon import UPPER
from checker.references.lines import Line, ends_entry
from checker.references.name_patterns import PARTICLE
from checker.references.names import Form, leading_group, read_names
from checker.references.places import is_place
from checker.references.wrapping import WIDEST, has_room, is_short, line_width

_LOOK_AHEAD = 500
_YEAR_NEAR = re.compile(r"[\s.,;:(\[]{1,4}(?:1[5-9]\d\d|20\d\d|in press|n\.d\.|forthcoming)", re.IGNORECASE)
_GROUP_DATE = re.compile(rf"[{UPPER}][^.,()\d/]{{2,100}}(?:[.,]? ?\((?:19|20)\d\d[a-z]?\)|[.,]? (?:19|20)\d\d[a-z]?\.)")
_GOES_ON = re.compile(
    r"(?:[-‐,&:/(…]|\b(?:and|of|the|in|for|on|to|with|a|an|by|from|und|et|de|der|van|von|del|di|da|la|le|vol\.|pp\.|no\.|VAN|VON|DER|AND)|\[[A-Z](?:/OL)?\]\.)$"
)
#: A line of a word or two ends the entry before it.
_SHORT = re.compile(r"[^\s,\d]+(?: [^\s,\d]+)?\.?$")
#: A line with so many Chinese, Japanese or Korean characters has more than two words, though no spaces part them.
_MANY_WIDE = 6
_PARTICLE = re.compile(rf"(?:{PARTICLE}|o\. ?[VJ]\.)[ {UPPER}(]")
_IMPRINT = re.compile(
    rf"(?P<place>[{UPPER}][^:.;()\d“”\"]{{2,30}}): (?:[^:;.()\d“”\"]{{2,50}}?,? (?P<year>(?:1[5-9]|20)\d\d)\.?$|[{UPPER}])"
)
_CUT_WORD = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[a-z])")
_REPEATED = re.compile(r"(?:[–—_-]\s?){2,}[.,]|—")
#: A line that is a title or journal in emphasis: an entry seldom begins with one.
_EMPHASIZED = re.compile(r"(?:_[^\W_]|\*[^\W_*]).{3,}")
_DATE_AT_END = re.compile(r"\((?:1[5-9]|20)\d\d[a-z]?\)[.,:]?\s*$")
_LABEL_WORD = re.compile(
    r"(?:DOI|PMID|PMCID|URL|ISBN|ISSN|Available|Retrieved|Accessed|http|CrossRef|Medline|PubMed|Google)\b", re.IGNORECASE
)


def starts(text: str, lines: Sequence[Line]) -> list[int]:
    """The indices of the lines that open an entry."""
    blanks = sum(line.after_blank and not (line.after_heading or line.after_page) for line in lines)
    if blanks and blanks * 3 >= len(lines) - 1:
        return [0, *(index for index, line in enumerate(lines) if line.after_blank and index)]
    lines = [replace(line, after_blank=line.after_blank and not line.after_page) for line in lines]
    if not _wrapped(text, lines):
        return list(range(len(lines)))
    if _hanging(lines):
        left = min(line.indent for line in lines)
        return [index for index, line in enumerate(lines) if line.indent == left or index == 0 or line.after_heading]
    return _by_names(text, lines)


def _wrapped(text: str, lines: Sequence[Line]) -> bool:
    """Whether entries run over several lines: many lines begin in lower case, with a digit or emphasis, or are cut or full."""
    pairs = list(itertools.pairwise(lines))
    broken = {line for before, line in pairs if _is_broken(text, before, line)}
    width = line_width(lines)
    if width <= WIDEST:
        full = {line for before, line in pairs if not (ends_entry(text, before) or has_room(text, before, line, width))}
        broken |= full if len(full) > len(lines) // 10 + 1 else set()  # of entries on a line each, the longest are full too
    return len(broken) * 8 > len(lines)


def _is_broken(text: str, before: Line, line: Line) -> bool:
    """Whether a line goes on what stands before it; a particle behind the end of an entry (`von Roe, Carl`) begins another."""
    if text[line.start].islower():
        return not (_PARTICLE.match(text, line.start) and ends_entry(text, before))
    if text[line.start].isdigit() or text[line.end - 1] in "-,‐&":
        return True
    if not line.after_blank and (_opens_with_imprint(text, line) or _GOES_ON.search(text, before.start, before.end)):
        return True
    return _EMPHASIZED.match(text, line.start, line.end) is not None or _is_names_and_date(text, before)


def _is_names_and_date(text: str, line: Line) -> bool:
    """Whether a line has the authors and date of an entry and no more: `Smith, A., and Jones, B. (2009).` alone."""
    date = _DATE_AT_END.search(text, line.start, line.end)
    names = read_names(text[line.start : line.end]) if date else None
    return bool(date and names and date.start() - line.start - names.end <= 1)


def _hanging(lines: Sequence[Line]) -> bool:
    left = min(line.indent for line in lines)
    outdented = sum(line.indent == left for line in lines)
    return lines[0].indent == left and 0 < outdented < len(lines) * 0.9


@dataclass(frozen=True, slots=True)
class _Opening:
    """What stands at the start of a line: the form of its names, whether given names are written out, and a date behind."""

    index: int
    form: Form | None
    full: bool
    dated: bool
    follows_end: bool


def _by_names(text: str, lines: Sequence[Line]) -> list[int]:
    """Lines that begin with names in the list's own form, behind a line that can end an entry."""
    openings = [_opening(text, lines, index) for index in range(len(lines)) if index == 0 or _may_follow(text, lines, index)]
    named = [item for item in openings if item.form is not None and item.form is not Form.GROUP]
    shapes = Counter((item.form, item.full) for item in named if item.follows_end)
    date_first = sum(item.dated for item in named) * 2 > len(named)
    usual = shapes.most_common(1)[0][0] if shapes else (None, False)
    roomy, width = _behind_roomy_lines(text, lines), line_width(lines)
    started = (item for item in openings if _starts_by_room(lines, item, roomy, width) or _opens(item, usual, date_first))
    return [0, *(item.index for item in started if item.index and not _is_rest(lines, item, roomy, width))]


def _behind_roomy_lines(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """The lines whose first word would have had room on the line before, so that no wrapping broke there; empty in doubt.

    In doubt is a list whose lines are of any length: then short ones don't end as entries do.
    """
    width = line_width(lines)
    roomy = [
        index
        for index in range(1, len(lines))
        if has_room(text, lines[index - 1], lines[index], width) and _may_follow(text, lines, index)
    ]
    ended = [index for index in roomy if ends_entry(text, lines[index - 1])]
    return frozenset(ended) if len(ended) * 10 >= len(roomy) * 9 else frozenset()


def _starts_by_room(lines: Sequence[Line], item: _Opening, roomy: frozenset[int], width: int) -> bool:
    """Whether the line before was left early: by a good deal, or by little and names follow."""
    return item.index in roomy and (item.form is not None or is_short(lines[item.index - 1], width))


def _is_rest(lines: Sequence[Line], item: _Opening, roomy: frozenset[int], width: int) -> bool:
    """Whether a line of less than half the width, with an entry's start behind it, is the rest of the entry before it."""
    line = lines[item.index]
    last = item.index + 1 in roomy or item.index + 1 == len(lines)
    by_names = item.form is not None and item.index in roomy
    return bool(roomy) and last and not by_names and line.width * 2 < width


def _opens(item: _Opening, usual: tuple[Form | None, bool], date_first: bool) -> bool:
    if item.form is None or (date_first and not item.dated):
        return False
    if not item.follows_end:
        return date_first and item.form is usual[0] and item.form is not Form.GROUP
    return (
        (item.dated and date_first) or item.form is Form.GROUP or (item.form, item.full) == usual or usual == (item.form, True)
    )


def _may_follow(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether an entry may begin on a line: it starts with a capital or a particle, and the line before does not go on."""
    line, before = lines[index], lines[index - 1]
    if _LABEL_WORD.match(text, line.start) or not (text[line.start].isalpha() or text[line.start] in '—–-_“"'):
        return False
    if (line.wide < _MANY_WIDE and _SHORT.match(text, line.start, line.end)) or (
        not line.after_blank and _opens_with_imprint(text, line)
    ):
        return False
    return line.after_blank or not (_GOES_ON.search(text, before.start, before.end) or _is_names_and_date(text, before))


def _opens_with_imprint(text: str, line: Line) -> bool:
    """Whether a line begins with an imprint (`London: Nest Press, 1990.`), which ends an entry and opens none."""
    imprint = _IMPRINT.match(text, line.start, line.end)
    if imprint is None:
        return False
    return imprint["year"] is not None or is_place(imprint["place"].split(",", 1)[0])


def _opening(text: str, lines: Sequence[Line], index: int) -> _Opening:
    line = lines[index]
    follows_end = index == 0 or line.after_blank or ends_entry(text, lines[index - 1])
    if _REPEATED.match(text, line.start, line.end):
        return _Opening(index, Form.GROUP, False, True, follows_end)
    last = min(index + 5, len(lines) - 1)
    ahead = text[line.start : min(lines[last].end, line.start + _LOOK_AHEAD)]
    ahead = " ".join(_CUT_WORD.sub("", ahead).split())
    names = read_names(ahead)
    if names is not None:
        return _Opening(index, names.form, names.names[0].full, bool(_YEAR_NEAR.match(ahead, names.end)), follows_end)
    if _GROUP_DATE.match(ahead):
        return _Opening(index, Form.GROUP, False, True, follows_end)
    group = leading_group(ahead, 0)
    if group is not None and ahead[group.end : group.end + 1] == "." and " " in group.names[0].literal:
        return _Opening(index, Form.GROUP, False, False, follows_end)
    return _Opening(index, None, False, False, follows_end)
