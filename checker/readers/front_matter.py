"""The front matter of a Markdown file: the few keys that citeproof reads, without a YAML library.

Read are top-level scalars (plain, quoted, folded), flow lists `[a, b]`, block lists, and of lists of mappings the `name`.
Whatever else stands there is passed over.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from checker.model.document import Metadata
from checker.model.reference import Name, ReferenceList
from checker.model.text import SourceFile, Span
from checker.readers import dates

_FENCE = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_KEY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
_NAME = re.compile(r"(?:name|literal)[ \t]*:[ \t]*(.*)$")
_REFERENCES = re.compile(r"^references[ \t]*:", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_NOCITE_KEY = re.compile(r"@(?:\{([^}]+)\}|([\w*][\w:.#$%&+?<>~/*-]*))")


def span(text: str) -> Span | None:
    """The front matter with both of its fences, or null where the text has none."""
    if not _FENCE.match(text):
        return None
    closing = _CLOSING.search(text, text.index("\n") + 1)
    return Span(0, closing.end()) if closing else None


def metadata(text: str) -> Metadata:
    """What the front matter of a Markdown text says about the manuscript."""
    place = span(text)
    if place is None:
        return Metadata()
    values = _values(place.of(text))
    date = next((found for text in values.get("date", ()) if (found := dates.parse(text))), None)
    return Metadata(
        title=" ".join(values.get("title", ())),
        author=tuple(name_of(text) for text in values.get("author", values.get("authors", ()))),
        date=date,
        doi=_bare_doi(next(iter(values.get("doi", ())), "")),
        bibliography=values.get("bibliography", ()),
        nocite=_keys(values.get("nocite", ())),
    )


def references(source: SourceFile) -> ReferenceList | None:
    """The items that a front matter holds under `references`, as pandoc reads them; null where there are none."""
    place = span(source.text)
    if place is None or not _REFERENCES.search(source.text, 0, place.end):
        return None
    from checker.readers import csl_yaml, yaml_tree
    from checker.readers.entries import Entries

    root, _ = yaml_tree.parse(source.text[: place.end])
    items = root.get("references") if root else None
    if items is None or not items.items:
        return None
    entries = Entries(source, "csl-yaml")
    for node in yaml_tree.entries(items):
        csl_yaml.add(entries, node)
    return replace(entries.document().lists[0], span=items.span)


def line_of(source: SourceFile, key: str, value: str) -> int:
    """The 1-based line of the front matter that gives `key` this value (the key's own line where that is unclear)."""
    place = span(source.text)
    found, current = 1, ""
    for number, line in enumerate(place.of(source.text).splitlines() if place else (), 1):
        match = _KEY.match(line)
        if match:
            current = match[1].lower()
            found = number if current == key else found
        if current == key and value in line:
            return number
    return found


def _values(text: str) -> Mapping[str, tuple[str, ...]]:
    """The values of the top-level keys, lower-cased, each as a tuple of scalars."""
    raw: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines()[1:-1]:
        match = _KEY.match(line)
        if match:
            lines = raw.setdefault(match[1].lower(), [])
            lines.append(match[2] or "")
        elif line.strip() and not line.lstrip().startswith("#"):
            lines.append(line)
    return {key: tuple(_scalars(parts)) for key, parts in raw.items()}


def _scalars(lines: list[str]) -> Iterator[str]:
    """The scalar or the list items that the lines of one key hold."""
    first = lines[0].strip()
    if first.startswith("["):
        inside = " ".join(line.strip() for line in lines).strip("[] \t")
        yield from filter(None, (_unquoted(part) for part in inside.split(",")))
    elif any(_ITEM.match(line) for line in lines[1:]) and not first:
        yield from filter(None, (_item(match[1]) for line in lines[1:] if (match := _ITEM.match(line))))
    else:
        folded = [line.strip() for line in lines[1:]]
        text = " ".join(folded if first[:1] in ("|", ">") else [first, *folded])
        if _unquoted(text):
            yield _unquoted(text)


def _item(text: str) -> str:
    """A list item: a scalar, or the name of a mapping (`- name: Anna Smith`)."""
    name = _NAME.match(text)
    if name:
        return _unquoted(name[1])
    return "" if _KEY.match(text) else _unquoted(text)


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1].replace('\\"', '"')
    return _COMMENT.sub("", text).strip()


def name_of(text: str) -> Name:
    """A person's name as the head of a manuscript writes it: `Given Family` or `Family, Given`."""
    family, comma, given = text.partition(",")
    if comma:
        return Name(family=family.strip(), given=given.strip())
    given, _, family = text.rpartition(" ")
    return Name(family=family, given=given) if given else Name(literal=text)


def _bare_doi(text: str) -> str:
    start = text.find("10.")
    return text[start:] if start != -1 else ""


def _keys(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(match[1] or match[2] for text in texts for match in _NOCITE_KEY.finditer(text))
