"""Where the entries of a list without numbers begin: blank lines, indentation, or names at the start of a line."""

import re
from collections import Counter
from collections.abc import Sequence

from checker.references.lexicon import UPPER
from checker.references.lines import Line, ends_entry
from checker.references.names import Form, leading_group, read_names

_LOOK_AHEAD = 500
_YEAR_NEAR = re.compile(r"[\s.,;:(\[]{1,4}(?:1[5-9]\d\d|20\d\d|in press|n\.d\.|forthcoming)", re.IGNORECASE)
_GROUP_DATE = re.compile(rf"[{UPPER}][^.()]{{2,100}}[.,]? ?\(?(?:19|20)\d\d[a-z]?[).:]")
_REPEATED = re.compile(r"(?:[–—_-]\s?){2,}[.,]|—")
_LABEL_WORD = re.compile(r"(?:DOI|PMID|PMCID|URL|ISBN|ISSN|Available|Retrieved|Accessed|http)\b", re.IGNORECASE)


def starts(text: str, lines: Sequence[Line]) -> list[int]:
    """The indices of the lines that open an entry."""
    blanks = sum(line.after_blank for line in lines)
    if blanks and blanks * 3 >= len(lines) - 1:
        return [0, *(index for index, line in enumerate(lines) if line.after_blank and index)]
    if not _wrapped(text, lines):
        return list(range(len(lines)))
    if _hanging(lines):
        left = min(line.indent for line in lines)
        return [index for index, line in enumerate(lines) if line.indent == left or index == 0]
    return _by_names(text, lines)


def _wrapped(text: str, lines: Sequence[Line]) -> bool:
    """Whether entries run over several lines: many lines begin in lower case or with a digit, or end in a hyphen or comma."""
    broken = sum(text[line.start].islower() or text[line.start].isdigit() or text[line.end - 1] in "-,‐&" for line in lines[1:])
    return broken * 8 > len(lines)


def _hanging(lines: Sequence[Line]) -> bool:
    left = min(line.indent for line in lines)
    outdented = sum(line.indent == left for line in lines)
    return lines[0].indent == left and 0 < outdented < len(lines) * 0.9


def _by_names(text: str, lines: Sequence[Line]) -> list[int]:
    """Lines that begin with names in the list's own form, behind a line that can end an entry."""
    openings = [
        (index, _opening(text, lines, index)) for index in range(len(lines)) if index == 0 or _may_follow(text, lines, index)
    ]
    forms = Counter(form for _, (form, _) in openings if form is not None and form is not Form.GROUP)
    dated = Counter(date for _, (form, date) in openings if form is not None)
    form = forms.most_common(1)[0][0] if forms else None
    date_first = dated[True] > dated[False]
    return [
        index
        for index, (found, date) in openings
        if index == 0 or (found is not None and (date or not date_first) and (found is form or found is Form.GROUP or date))
    ]


def _may_follow(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether an entry may begin on a line: the one before ends in a way that entries end."""
    line = lines[index]
    return line.after_blank or (ends_entry(text, lines[index - 1]) and not _LABEL_WORD.match(text, line.start))


def _opening(text: str, lines: Sequence[Line], index: int) -> tuple[Form | None, bool]:
    """The form of the names that open a line, and whether a date follows them; (None, …) where nothing opens there."""
    line = lines[index]
    if _REPEATED.match(text, line.start, line.end):
        return Form.GROUP, True
    last = min(index + 5, len(lines) - 1)
    ahead = text[line.start : min(lines[last].end, line.start + _LOOK_AHEAD)]
    ahead = " ".join(re.sub(r"(?<=[^\W\d_])-\s*\n\s*(?=[a-z])", "", ahead).split())
    names = read_names(ahead)
    if names is not None:
        return names.form, bool(_YEAR_NEAR.match(ahead, names.end))
    if _GROUP_DATE.match(ahead):
        return Form.GROUP, True
    group = leading_group(ahead, 0)
    if group is not None and ahead[group.end : group.end + 1] == ".":
        return Form.GROUP, False
    return None, False
