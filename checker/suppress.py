"""Suppression comments: `citeproof: ignore[CODE, ...] reason`.

`ignore` means the paragraph, entry or other element that the comment stands in or before; `disable` all that follows up to
an `enable` of the same code or the end of the file; `file-ignore` the whole file. A code may be a prefix (`MET`), as in
`--select`. Directives stand in the comments of the input format: HTML comments in Markdown, `%` in LaTeX,
comment lines, `@comment` and the text between entries in BibTeX, what stands under `custom` in CSL-JSON.
"""

import re
from abc import abstractmethod
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.model.document import Document
from checker.model.finding import Finding
from checker.model.text import Location, SourceFile, Span
from checker.rule import Context, Rule

_DIRECTIVE = re.compile(r"\bciteproof:[ \t]{0,10}([A-Za-z-]{0,30})(?:[ \t]{0,10}\[([^\]\n]{0,1000})\])?")
#: A comment that a directive begins.
_COMMENT = re.compile(r"(?:<!--|%{1,20})\s{0,20}citeproof:")
_LINE_END = re.compile(r"[ \t]*+(?:\r?\n|\Z)")
_CODE = re.compile(r"[^\s,]+")
KINDS = ("ignore", "disable", "enable", "file-ignore")
#: Codes of the rules about suppressions themselves, which can't be told to be unused.
_OWN = "SUP"


@dataclass(slots=True)
class Suppression:
    """One code of one directive. `scope` is the part of the file it means, null for `enable` and for what is malformed.

    `judged`: a rule with this code ran, so that an unused suppression means something. `removal` is what to delete to be rid of
    it. `problem` says what is malformed; `known` are the codes there are.
    """

    kind: str
    code: str
    place: Location
    removal: Span
    scope: Span | None = None
    used: bool = False
    judged: bool = False
    problem: str = ""
    known: frozenset[str] = frozenset()

    def means(self, finding: Finding, places: Iterable[Location]) -> bool:
        """Whether the finding has this code, and begins at one of its `places` in the scope."""
        scope = self.scope
        if scope is None or not finding.code.startswith(self.code):
            return False
        return any(place.path == self.place.path and scope.start <= place.span.start <= scope.end for place in places)


class SuppressionRule(Rule):
    """A rule about suppressions: it is asked when all others have run and it is known what each directive suppressed."""

    @abstractmethod
    def judge(self, suppression: Suppression) -> Iterator[Finding]:
        """The findings of this rule about one code of one directive."""

    def run(self, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Nothing: `apply` asks these rules."""
        return iter(())


def apply(
    document: Document, findings: Sequence[Finding], rules: Sequence[type[Rule]], known_codes: frozenset[str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings to show and those that a comment suppresses. A directive counts at any place of a finding.

    `rules` are those that ran; the suppression rules among them add their findings. `known_codes` are all codes there are.
    """
    suppressions = _suppressions(document, rules, known_codes | {rule.code for rule in rules})
    if not suppressions:
        return tuple(findings), ()
    kept, suppressed = _divided(document, findings, suppressions)
    own = [rule for rule in rules if issubclass(rule, SuppressionRule)]
    about = [finding for rule in own for item in suppressions for finding in rule().judge(item)]
    kept_too, suppressed_too = _divided(document, about, suppressions)
    return tuple(kept + kept_too), tuple(suppressed + suppressed_too)


def _divided(
    document: Document, findings: Iterable[Finding], suppressions: Sequence[Suppression]
) -> tuple[list[Finding], list[Finding]]:
    """The findings that stay and those that are suppressed; every suppression that meant one is marked as used."""
    entries = {entry.id: Location(entry.path, entry.span) for entry in document.references}
    kept: list[Finding] = []
    suppressed: list[Finding] = []
    for finding in findings:
        places = [finding.location, *finding.related]
        if finding.reference in entries:
            places.append(entries[finding.reference])
        meant = [item for item in suppressions if item.means(finding, places)]
        for item in meant:
            item.used = True
        (suppressed if meant else kept).append(finding)
    return kept, suppressed


def _suppressions(document: Document, rules: Sequence[type[Rule]], known: frozenset[str]) -> list[Suppression]:
    """The suppressions of all files of a manuscript, in the order of its comments, with their scopes."""
    found = [item for comment in document.comments for item in _read(document.file(comment.path), comment)]
    elements: dict[str, list[Span]] = {}
    for item in found:
        item.known = known
        item.judged = any(rule.code.startswith(item.code) for rule in rules) and not item.code.startswith(_OWN)
        path = item.place.path
        if path not in elements:
            elements[path] = _elements(document, path)
        if not item.problem:
            item.scope = _scope(item, elements[path], len(document.file(path).text))
    _close_ranges(found)
    return found


def _read(source: SourceFile, comment: Location) -> Iterator[Suppression]:
    """The codes of the directives in one comment; a malformed directive gives one suppression without scope."""
    text = comment.span.of(source.text)
    matches = list(_DIRECTIVE.finditer(text))
    for match in matches:
        kind, codes, whole = match[1].lower(), match[2], _shifted(match.span(), comment)
        problem = _problem(kind, codes)
        if problem:
            yield Suppression(kind, "", Location(source.path, whole), whole, problem=problem)
            continue
        inside = match.start(2)
        spans = [_shifted((inside + code.start(), inside + code.end()), comment) for code in _CODE.finditer(codes)]
        for number, span in enumerate(spans):
            if len(spans) == 1:
                alone = len(matches) == 1 and _COMMENT.match(text)
                removal = _whole(source.text, comment.span) if alone else _shifted(match.span(), comment)
            else:
                removal = Span(span.start, spans[1].start) if number == 0 else Span(spans[number - 1].end, span.end)
            yield Suppression(kind, span.of(source.text).upper(), Location(source.path, span), removal)


def _whole(text: str, comment: Span) -> Span:
    """What to delete to be rid of a comment: its line too where it stands alone, else the gap before it at a line's end.

    A LaTeX comment that follows a word directly keeps its `%`, which hides the end of the line.
    """
    start, end = comment.start, comment.end - (len(comment.of(text)) - len(comment.of(text).rstrip()))
    line = text.rfind("\n", 0, start) + 1
    before, behind = text[line:start], _LINE_END.match(text, end)
    if behind and not before.strip():
        return Span(line, behind.end())
    if behind and before[-1:].isspace():
        return Span(line + len(before.rstrip()), end)
    return Span(start + text.startswith("%", start), end)


def _problem(kind: str, codes: str | None) -> str:
    if kind not in KINDS:
        return f"no such directive: `{kind}`" if kind else "a directive without a name"
    if codes is None or not _CODE.search(codes):
        return f"`{kind}` without codes"
    return ""


def _shifted(span: tuple[int, int], comment: Location) -> Span:
    return Span(*span).shifted(comment.span.start)


def _elements(document: Document, path: str) -> list[Span]:
    """What an `ignore` may mean in a file: its blocks, save those that are comments or reference lists, and its entries."""
    spans = [entry.span for entry in document.references if entry.path == path]
    if path == document.source.path:
        apart = {part.span for part in document.lists if part.path == path}
        comments = [comment.span for comment in document.comments if comment.path == path]
        spans += [block.span for block in document.blocks if block.span not in apart and not _is_comment(block.span, comments)]
    return sorted(spans)


def _is_comment(block: Span, comments: Sequence[Span]) -> bool:
    place = bisect_left(comments, block.start, key=lambda span: span.start)
    return place < len(comments) and comments[place].start == block.start and comments[place].end >= block.end


def _scope(item: Suppression, elements: Sequence[Span], length: int) -> Span | None:
    """The part of the file that a directive means; `disable` reaches to the end until its `enable` is found."""
    at = item.place.span.start
    if item.kind == "ignore":
        following = bisect_left(elements, at, key=lambda span: span.start)
        if following and elements[following - 1].end > at:
            return elements[following - 1]
        return elements[following] if following < len(elements) else None
    if item.kind == "disable":
        return Span(at, length)
    return Span(0, length) if item.kind == "file-ignore" else None


def _close_ranges(suppressions: Iterable[Suppression]) -> None:
    """End each `disable` at the next `enable` of its code; an `enable` that ends none stays unused."""
    opened: dict[tuple[str, str], list[Suppression]] = {}
    for item in sorted(suppressions, key=lambda item: (item.place.path, item.place.span)):
        key = (item.place.path, item.code)
        if item.kind == "disable" and not item.problem:
            opened.setdefault(key, []).append(item)
        elif item.kind == "enable" and not item.problem:
            for begun in opened.pop(key, ()):
                begun.scope = Span(begun.place.span.start, item.place.span.start)
                item.used = True
