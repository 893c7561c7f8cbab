"""Org → `Document`: `[cite:@key]`, org-ref's `cite:key` and LaTeX's commands, outside code, comments and what is not exported.

https://orgmode.org/manual/Citations.html, https://github.com/jkitchin/org-ref.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.model.document import Block, BlockKind, Citation, CitationItem, CitationStyle, Document, Metadata
from checker.model.text import Location, SourceFile, Span
from checker.readers import dates, latex_cite, org_scan, roles, sections
from checker.readers.assembly import Assembled, Survey, assemble
from checker.readers.front_matter import name_of
from checker.readers.org_scan import Marks

#: No prose in a line: code, formulas, the addresses of links, snippets for other formats, macros, bare addresses.
_INLINE = re.compile(
    r"(?<![\w=~])[=~](?=[^\s=~])[^\n=~]{0,500}?(?<=\S)[=~](?!\w)|\\\((?:[^\\\n]|\\(?![()])){0,1000}\\\)"
    r"|\\\[(?:[^\\]|\\(?![\[\]])){0,2000}\\\]"
    r"|\$\$[^$]{1,2000}\$\$|(?<![\w$])\$[^\s$](?:[^$\n]{0,500}[^\s$])?\$(?!\w)|src_\w{1,30}(?:\[[^\]\n]{0,200}\])?\{[^{}\n]{0,500}\}"
    r"|@@\w{1,30}:[^@\n]{0,500}@@|\{\{\{[^{}\n]{1,500}\}\}\}|\[\[(?!\w{0,9}[Cc]ite\w{0,12}\*?:)"
    r"[^\[\]\n]{1,1000}\](?=[\[\]])|<?(?:https?|file|doi|mailto):[^\s<>\"\]]{1,2000}>?|\[fn:[\w-]{0,100}(?=[\]:])"
)
_CITATION = re.compile(r"\[cite(?:/(?P<style>[A-Za-z/*-]{0,40}))?:(?P<body>[^\[\]]{1,3000})\]")
_KEY = re.compile(r"@(?P<key>[\w.:?~`'/*@+|(){}<>&^$#%-]{1,500})")
#: A link of org-ref, whose name is a command of LaTeX: its keys have commas (`cite:a,b`) or notes (`[[cite:see &a p. 3;&b]]`).
_LINK = re.compile(
    r"\[\[(?P<name>[A-Za-z]{2,20}\*?):(?P<keys>[^\[\]]{1,2000})\]|(?<![\w:/\[])(?P<bare>[A-Za-z]{2,20}\*?):(?P<list>&?[\w:.+/&;,-]{1,2000})"
)
_REF_KEY = re.compile(r"[^\s,;&\[\]<>]{1,500}")
_NOTED_KEY = re.compile(r"&(?P<key>[\w:.+/?*-]{1,500})")
_BIBLIOGRAPHY = re.compile(r"(?:\[\[)?(?<![\w:])(?:no)?bibliography:(?P<names>[^\s\[\]<>]{1,1000})")
_LATEX_BIBLIOGRAPHY = re.compile(
    r"\\(?P<name>bibliography|addbibresource)(?:\[[^\[\]\n]{0,200}\])?\{(?P<names>[^{}\n]{1,500})\}"
)
_HANDED_ON = re.compile(r"#\+(?:begin_export[ \t]+latex|latex\w{0,20}:)", re.IGNORECASE)
_SUFFIXES = (".bib", ".json", ".yaml", ".yml")
_TRAILING = ".,:;?)"
_MACRO_KEY = re.compile(r"@([\w:-]{1,200})")
_MACRO = re.compile(r"\{\{\{[^{}\n]{1,500}\}\}\}")
_STARS = re.compile(r"^\*+(?=[ \t])", re.MULTILINE)


def read(source: SourceFile) -> Document:
    """Read an Org manuscript with the files that it includes."""
    assembled = assemble(source, "org", _survey) if "#+" in source.text else Assembled(source)
    source = assembled.source
    text = source.text
    marks = org_scan.scan(source)
    opaque = [block.span for block in marks.blocks if block.kind is BlockKind.OTHER]
    printed = "print_bibliography" in marks.keywords
    lists = () if printed else sections.reference_lists(replace(source, text=_STARS.sub(_number_signs, text)), opaque)
    blocks = sections.without_lists((_with_holes(text, block) for block in marks.blocks), lists)
    named = list(_bibliographies(text, blocks, marks))
    nocite, citations = _cited(text, blocks)
    nocite += (key.strip() for place in _latex(text, blocks) for key in _keys_of_latex(text, place))
    return Document(
        source,
        "org",
        blocks,
        lists,
        tuple(citations),
        comments=tuple(Location(source.path, span) for span in marks.comments),
        metadata=replace(
            _metadata(text, marks),
            bibliography=tuple(name for name, _ in named),
            bibliography_spans=tuple(span for _, span in named),
            nocite=(*nocite, *_asked_for(text, marks), *assembled.nocite),
        ),
        notices=assembled.notices,
    )


def _survey(text: str) -> Survey:
    return Survey(org_scan.scan(SourceFile("", text)).included, Span(0, len(text)))


def _number_signs(stars: re.Match[str]) -> str:
    """The mark of a heading as Markdown writes it, which tells where lists begin and end."""
    return "#" * len(stars[0]) if len(stars[0]) <= 6 else stars[0]


def _with_holes(text: str, block: Block) -> Block:
    if block.kind is BlockKind.OTHER:
        return block
    found = (Span(*match.span()) for match in _INLINE.finditer(text, block.span.start, block.span.end))
    return replace(block, excluded=tuple(found))


def _metadata(text: str, marks: Marks) -> Metadata:
    said = {name: org_scan.values(text, spans) for name, spans in marks.keywords.items()}
    authors = (name for span in marks.keywords.get("author", ()) for name in re.split(r",| and ", span.of(text)))
    return Metadata(
        title=said.get("title", ""),
        author=tuple(name_of(name.strip()) for name in authors if name.strip()),
        date=dates.parse(said.get("date", "")),
    )


def _bibliographies(text: str, blocks: Sequence[Block], marks: Marks) -> Iterator[tuple[str, Span]]:
    """The bibliographies that keywords, links of org-ref and commands of LaTeX name, each once."""
    seen: set[str] = set()
    for name, span in sorted(_names(text, blocks, marks), key=lambda found: found[1]):
        path = os.path.expanduser(name) if name.startswith("~/") else name  # noqa: PTH111  # names of no user raise nothing
        if path and path not in seen:
            seen.add(path)
            yield path, span


def _names(text: str, blocks: Sequence[Block], marks: Marks) -> Iterator[tuple[str, Span]]:
    for span in marks.keywords.get("bibliography", ()):
        said = span.of(text).strip("\"' ")
        words = said.split() or [""]
        if said.lower().endswith(_SUFFIXES) and not all(word.lower().endswith(_SUFFIXES) for word in words):
            words = [said]  # a name with spaces
        elif not words[0].lower().endswith(_SUFFIXES):
            words = [f"{words[0]}.bib"]  # ox-bibtex: a name without its suffix, and a style
        yield from ((word.strip("\"'"), span) for word in words if word.lower().strip("\"'").endswith(_SUFFIXES))
    for block in blocks:
        if block.is_prose:
            for match in _BIBLIOGRAPHY.finditer(text, block.span.start, block.span.end):
                if not roles.within(block.excluded, match.start(), strictly=True):
                    yield from ((_with_suffix(name), Span(*match.span("names"))) for name in match["names"].split(","))
    for place in (*_latex(text, blocks), *(block.span for block in blocks if block.is_prose)):
        for match in _LATEX_BIBLIOGRAPHY.finditer(text, place.start, place.end):
            yield from ((_with_suffix(name), Span(*match.span("names"))) for name in match["names"].split(","))


def _latex(text: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """The blocks and lines of LaTeX that Org hands on."""
    for block in blocks:
        if block.kind is BlockKind.OTHER and _HANDED_ON.match(text, block.span.start, block.span.end):
            yield block.span


def _with_suffix(name: str) -> str:
    """The name of a file, with the suffix that BibTeX adds."""
    name = name.strip().rstrip(".,;") if not name.strip().lower().endswith(_SUFFIXES) else name.strip()
    return name if not name or name.lower().endswith(_SUFFIXES) else f"{name}.bib"


def _asked_for(text: str, marks: Marks) -> Iterator[str]:
    """The keys that `#+nocite:` names, and those given to macros, whose text is not known."""
    for span in marks.keywords.get("nocite", ()):
        yield from (match["key"] for match in _KEY.finditer(text, span.start, span.end))
    for macro in _MACRO.finditer(text):
        yield from _MACRO_KEY.findall(macro[0])


def _keys_of_latex(text: str, place: Span) -> Iterator[str]:
    """The keys that LaTeX handed on cites."""
    for match in roles.COMMANDS.finditer(text, place.start, place.end):
        yield from match["keys"].split(",")


def _cited(text: str, blocks: Sequence[Block]) -> tuple[list[str], list[Citation]]:
    """The keys of which nothing is printed in the text, and the citations in order, none within another."""
    nocite: list[str] = []
    found = list(roles.citations(text, blocks, roles.COMMANDS))
    for block in blocks:
        if not (block.is_prose or block.kind is BlockKind.HEADING):
            continue
        for pattern, reader in ((_CITATION, _of_org), (_LINK, _of_org_ref)):
            for match in pattern.finditer(text, block.span.start, block.span.end):
                if roles.within(block.excluded, match.start(), strictly=True):
                    continue
                citation, printed = reader(match)
                if citation and printed:
                    found.append(citation)
                elif citation:
                    nocite += (item.label for item in citation.items)
    ordered: list[Citation] = []
    for citation in sorted(found, key=lambda one: one.span):
        if not ordered or citation.span.start >= ordered[-1].span.end:
            ordered.append(citation)
    return nocite, ordered


def _of_org(match: re.Match[str]) -> tuple[Citation | None, bool]:
    """A citation of Org, and whether it is printed in the text."""
    style = (match["style"] or "").split("/")[0]
    start = match.start("body")
    items = []
    for key in _KEY.finditer(match["body"]):
        label = key["key"].rstrip(_TRAILING)
        end = match["body"].find(";", key.end())
        suffix = match["body"][key.end() : end if end != -1 else len(match["body"])].strip()
        place = Span(start + key.start("key"), start + key.start("key") + len(label))
        locator = suffix if any(char.isdigit() for char in suffix) else ""
        items.append(CitationItem(label, place, locator=locator, suffix=suffix, suppress_author=style in ("na", "noauthor")))
    items = [item for item in items if item.label]
    narrative = style in ("t", "text", "a", "author")
    citation = Citation(Span(*match.span()), match[0], CitationStyle.KEYS, tuple(items), narrative) if items else None
    return citation, style not in ("n", "nocite")


def _of_org_ref(match: re.Match[str]) -> tuple[Citation | None, bool]:
    """A citation of org-ref, and whether it is printed in the text; null where the link is none."""
    kind = "keys" if match["name"] else "list"
    name = (match["name"] or match["bare"]).rstrip("*")
    form = latex_cite.COMMANDS.get(name)
    if form is None and name.lower() != "nocite":
        return None, False
    start, keys = match.start(kind), match[kind]
    places = [key.span("key") for key in _NOTED_KEY.finditer(keys)] or [key.span() for key in _REF_KEY.finditer(keys)]
    items = []
    for first, last in places:
        label = keys[first:last].rstrip(_TRAILING)
        if label:
            place = Span(start + first, start + first + len(label))
            items.append(CitationItem(label, place, suppress_author=form is not None and form.suppress_author))
    if not items:
        return None, False
    span = Span(match.start("name" if match["name"] else "bare"), items[-1].span.end)
    narrative = form is not None and form.narrative
    text = match.string[span.start : span.end]
    return Citation(span, text, CitationStyle.KEYS, tuple(items), narrative), form is not None
