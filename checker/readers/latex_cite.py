"""The citation commands of LaTeX: LaTeX's own, natbib's, biblatex's, apacite's, and macros of the author's that wrap one.

natbib: https://ctan.org/pkg/natbib; biblatex: https://ctan.org/pkg/biblatex; apacite: https://ctan.org/pkg/apacite.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from checker.model.document import Citation, CitationItem, CitationStyle
from checker.model.text import Span
from checker.readers.latex_scan import Command, Marks
from checker.references.tex import plain


@dataclass(frozen=True, slots=True)
class Form:
    """How a command takes its keys. `before` is how many arguments in braces stand before the keys.

    `multiple`: the keys and their notes may be repeated. `narrative`: the authors are part of the sentence.
    """

    narrative: bool = False
    suppress_author: bool = False
    multiple: bool = False
    before: int = 0


class Definition(NamedTuple):
    """A citation command that the manuscript defines; `end` is the place behind its name in the definition."""

    name: str
    form: Form
    end: int


_PLAIN = (
    "cite", "citep", "citealp", "citenum", "citepalias", "citen", "onlinecite", "citeonline", "citeNP", "shortcite",
    "shortciteNP", "fullcite", "fullciteNP", "maskcite", "parencite", "autocite", "footcite", "footcitetext", "smartcite",
    "supercite", "footfullcite", "notecite", "pnotecite", "fnotecite", "footnotecite", "bibentry", "citetitle", "citeurl",
    "textcquote", "blockcquote",
)  # fmt: skip
_NARRATIVE = (
    "citet", "citealt", "citetalias", "citeauthor", "citefullauthor", "textcite", "citeA", "shortciteA", "citeasnoun", "citeN",
    "shortciteN", "possessivecite", "fullciteA", "maskciteA", "citeauthorNP", "citeauthort",
)  # fmt: skip
_YEARS = ("citeyear", "citeyearpar", "citeyearNP", "citedate", "shortciteyear")
_MULTIPLE = ("cite", "parencite", "footcite", "footcitetext", "smartcite", "textcite", "supercite", "autocite", "fullcite")
_VOLUMES = ("volcite", "pvolcite", "fvolcite", "ftvolcite", "svolcite", "tvolcite", "avolcite", "notevolcite")


def _forms() -> Iterator[tuple[str, Form]]:
    yield from ((name, Form()) for name in _PLAIN)
    yield from ((name, Form(narrative=True)) for name in _NARRATIVE)
    yield from ((name, Form(suppress_author=True)) for name in _YEARS)
    yield from ((f"{name}s", Form(multiple=True, narrative=name == "textcite")) for name in _MULTIPLE)
    yield from ((name, Form(before=1, narrative=name == "tvolcite")) for name in _VOLUMES)


#: The citation commands by name; each may begin with a capital letter too (`\\Citet`).
COMMANDS: Mapping[str, Form] = {spelling: form for name, form in _forms() for spelling in (name, name[0].upper() + name[1:])}
DEFINITIONS = frozenset({
    "newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "newrobustcmd", "def", "gdef", "let",
    "NewDocumentCommand", "RenewDocumentCommand", "DeclareDocumentCommand", "DeclareCiteCommand", "DeclareMultiCiteCommand",
})  # fmt: skip
_DEFINED = re.compile(r"\*?\s{0,10}(?:\{\s{0,10}\\([A-Za-z@]{1,60})\s{0,10}\}|\\([A-Za-z@]{1,60}))")
_SAME = re.compile(r"\s{0,10}=?\s{0,10}\\([A-Za-z@]{1,60})")
_PARAMETERS = re.compile(r"\s{0,10}(?:\[\d\]\s{0,10}(\[[^\]\n]{0,200}\])?|(?:#\d){1,9})?\s{0,10}(?=\{)")
#: The arguments of xparse's commands (https://ctan.org/pkg/xparse): `m` is one in braces, `O{…}` an optional one.
_SPECIFIED = re.compile(r"\s{0,10}\{((?:[^{}]|\{[^{}]{0,100}\}){0,200})\}\s{0,10}(?=\{)")
_ARGUMENT = re.compile(r"[a-zA-Z](?:\{[^{}]{0,100}\})?")
_WRAPPED = re.compile(r"\\([A-Za-z@]{1,60})\*?(?:\[[^\]{}\n]{0,200}\]){0,2}\{#(\d)((?:\s?,\s?#\d){0,8})\}")
_GAP = re.compile(r"[ \t]{0,100}(?:%[^\n]{0,500})?(?:\r?\n[ \t]{0,100})?")
#: A key; in REVTeX after notes of its own: `\\cite{*[see ][, and others]key}` (https://ctan.org/pkg/revtex, author's guide).
_KEY = re.compile(r"%[^\n]*+|(?:\*?(?:\[[^\[\]]{0,500}\]\s?){1,2}|\*(?=[^\s,%}]))?([^\s,%][^,%\r\n]*+)")
_LONGEST = 20_000
_PREFIX = re.compile(r"<[^<>\n]{0,500}>")


def definition(text: str, marks: Marks, command: Command, known: Mapping[str, Form]) -> Definition | None:
    """The citation command that a definition makes: a macro that hands on its keys, or another name for one."""
    defined = _DEFINED.match(text, command.end)
    if not defined:
        return None
    name = defined[1] or defined[2]
    if command.name.startswith("Declare") and command.name.endswith("CiteCommand"):
        return Definition(name, Form(multiple="Multi" in command.name), defined.end())
    if command.name == "let":
        same = _SAME.match(text, defined.end())
        return Definition(name, known[same[1]], same.end()) if same and same[1] in known else None
    specified = _SPECIFIED.match(text, defined.end()) if command.name.endswith("DocumentCommand") else None
    parameters = specified or _PARAMETERS.match(text, defined.end())
    end = marks.closing.get(parameters.end(), 0) if parameters else 0
    if not parameters or not end:
        return None
    for wrapped in _WRAPPED.finditer(text, parameters.end(), min(end, parameters.end() + _LONGEST)):
        if wrapped[1] in known:
            place = int(wrapped[2]) - 1
            before = _braced(specified[1], place) if specified else place - (parameters[1] is not None)
            form = replace(known[wrapped[1]], before=max(0, before), multiple=bool(wrapped[3]))
            return Definition(name, form, defined.end())
    return None


def _braced(specification: str, place: int) -> int:
    """How many of the first `place` arguments of a specification stand in braces."""
    return sum(argument[0] == "m" for argument in _ARGUMENT.findall(specification)[:place])


def citation(text: str, marks: Marks, command: Command, form: Form) -> Citation | None:
    """The citation that a command makes, or null where it has no keys: in the definition of a macro, say."""
    at = command.end + text.startswith("*", command.end)
    items: list[CitationItem] = []
    if form.multiple:
        at = _skip_notes(text, at)
    for _ in range(form.before):
        group = _group(text, marks, at, "{")
        at = group.end if group else at
    end = 0
    while found := _keys(text, marks, at, form):
        more, at = found
        items += more
        end = at
        if not form.multiple:
            break
    if not items:
        return None
    span = Span(command.start, end)
    return Citation(span, span.of(text), CitationStyle.KEYS, tuple(items), narrative=form.narrative)


def keys(text: str, marks: Marks, at: int, opening: str = "{") -> tuple[tuple[str, Span], ...]:
    """The words of a list with commas in the braces, or other brackets, at `at`, each with its place."""
    group = _group(text, marks, at, opening)
    return tuple(_listed(text, group)) if group else ()


def _keys(text: str, marks: Marks, at: int, form: Form) -> tuple[list[CitationItem], int] | None:
    """One list of keys with the notes before it (`[see][p. 3]{a,b}`), and the place behind it."""
    notes: list[str] = []
    prefix = _PREFIX.match(text, at)  # apacite: `\\cite<see>[p. 3]{a}`
    at = prefix.end() if prefix else at
    while len(notes) < 3 and (note := _group(text, marks, at, "[")):
        notes.append(plain(note.of(text)[1:-1]) if len(note) < _LONGEST else "")
        at = note.end
    group = _group(text, marks, at, "{")
    if not group:
        return None
    words = list(_listed(text, group))
    if not words or any("#" in word or "\\" in word or "{" in word for word, _ in words):
        return None
    items = [CitationItem(label=word, span=span, suppress_author=form.suppress_author) for word, span in words]
    before = prefix[0][1:-1] if prefix else notes[0] if len(notes) > 1 else ""
    behind = notes[-1] if notes else ""
    items[0] = replace(items[0], prefix=before.strip())
    has_number = any(char.isdigit() for char in behind)
    items[-1] = replace(items[-1], locator=behind if has_number else "", suffix=behind)
    return items, group.end


def _listed(text: str, group: Span) -> Iterator[tuple[str, Span]]:
    for match in _KEY.finditer(text, group.start + 1, group.end - 1):
        if match[1]:
            word = match[1].rstrip()
            yield word, Span(match.start(1), match.start(1) + len(word))


def _group(text: str, marks: Marks, at: int, opening: str) -> Span | None:
    """The group with this bracket that begins at `at`, or behind white space in the same paragraph."""
    gap = _GAP.match(text, at)
    start = gap.end() if gap else at
    if not text.startswith(opening, start) or start not in marks.closing:
        return None
    span = Span(start, marks.closing[start])
    return span if len(span) <= _LONGEST else None


def _skip_notes(text: str, at: int) -> int:
    """The place behind the notes for a whole list: `(see)(among others)`."""
    for _ in range(2):
        end = text.find(")", at, at + 500) if text.startswith("(", at) else -1
        at = end + 1 if end != -1 else at
    return at
