"""What a field of a Word document cites: the works whose data reference managers keep in it.

Zotero and Mendeley keep CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html#citation-data), EndNote its own
XML, Citavi JSON of its own, Word the tags of sources in a part of the package (ECMA-376 part 1, 22.6).
"""

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from checker.errors import InputError
from checker.model.reference import ReferenceEntry
from checker.model.text import SourceFile
from checker.readers import csl_json, docx_sources, endnote_record
from checker.readers.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LIST = re.compile(
    r"(?:ADDIN\s+)?(?:ZOTERO_BIBL\b|(?:Mendeley\s+Bibliography\s+)?CSL_BIBLIOGRAPHY|EN\.REFLIST|CITAVI[ .]?BIBLIOGRAPHY"
    r"|MENDELEY_BIBLIOGRAPHY|BIBLIOGRAPHY\b)",
    re.IGNORECASE,
)
_ZOTERO = re.compile(r"ADDIN\s+ZOTERO_ITEM\b[^{]{0,20}")
_MENDELEY = re.compile(r"ADDIN\s+(?:Mendeley\s+Citation\s*\{[0-9A-Fa-f-]{1,40}\}\s*)?CSL_CITATION\b[^{]{0,20}")
_MENDELEY_TAG = re.compile(r"MENDELEY_CITATION_v\d{1,2}_")
_CITAVI = re.compile(r"ADDIN\s+CitaviPlaceholder\s*\{([^{}]*)\}?")
_WORD = re.compile(r"CITATION\s+(\S{1,200})(.*)", re.DOTALL)
_FURTHER = re.compile(r"\\m\s+(\S{1,200})")
_ENDNOTE = re.compile(r"ADDIN\s+EN\.CITE(?!\.DATA)")
_ENDNOTE_XML = re.compile(r"<EndNote>.*</EndNote>", re.DOTALL)
#: What Citavi calls the variables of CSL.
_CITAVI_NAMES = {"Title": "title", "Volume": "volume", "Number": "issue", "Doi": "DOI", "PubMedId": "PMID", "Isbn": "ISBN"}
_BASE64_URL = str.maketrans("-_", "+/")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


#: A CSL-JSON item.
Item = dict[str, Any]
#: What managers keep of a work that no entry prints.
_UNREAD = frozenset({"id", "abstract", "note", "source", "language", "keyword", "accessed", "title-short"})


class UnreadableError(Exception):
    """A field that a reference manager has written and whose data can't be read; `manager` is its name."""

    def __init__(self, manager: str) -> None:
        """`manager` is the name of the program."""
        super().__init__(manager)
        self.manager = manager


def is_list(code: str) -> bool:
    """Whether a field with this code, or a content control with this tag, holds the printed list."""
    return _LIST.match(code) is not None


class Works:
    """Reads the works that fields cite; `sources` are the roots of the parts that may hold Word's own sources."""

    def __init__(self, sources: Iterable["Element"]) -> None:
        """Note the sources of Word's own citations by their tags."""
        self._sources = docx_sources.by_tag(sources)
        self._entries: dict[str, ReferenceEntry] = {}
        self._readers: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str], str, str], list[Item]]], ...] = (
            (_ZOTERO, "Zotero", _of_csl),
            (_MENDELEY, "Mendeley", _of_csl),
            (_MENDELEY_TAG, "Mendeley", _of_mendeley_tag),
            (_ENDNOTE, "EndNote", _of_endnote),
            (_CITAVI, "Citavi", _of_citavi),
            (_WORD, "Word", self._of_word),
        )

    def cited(self, code: str, data: str) -> tuple[str, list[ReferenceEntry]] | None:
        """The manager and the works of a citation field; null for another kind of field.

        Raises UnreadableError where the data are no such data.
        """
        for pattern, manager, reader in self._readers:
            match = pattern.match(code)
            if match is None:
                continue
            try:
                return manager, [self._entry(item) for item in reader(match, code, data)]
            except (ValueError, KeyError, TypeError, RecursionError, InputError):
                raise UnreadableError(manager) from None
        return None

    def _entry(self, item: Item) -> ReferenceEntry:
        """A CSL-JSON item as an entry: the same item is kept once more for every citation, and read once."""
        text = json.dumps({name: value for name, value in item.items() if name not in _UNREAD})
        if text not in self._entries:
            [entry] = csl_json.read(SourceFile("field", f"[{text}]")).references
            self._entries[text] = replace(entry, observations=())
        return self._entries[text]

    def _of_word(self, match: re.Match[str], _code: str, _data: str) -> list[Item]:
        tags = (match[1], *_FURTHER.findall(match[2]))
        return [self._sources[tag] for tag in tags if tag in self._sources]


def _of_csl(match: re.Match[str], code: str, _data: str) -> list[Item]:
    citation, _ = json.JSONDecoder(strict=False).raw_decode(code, match.end())
    return _items(citation)


def _of_mendeley_tag(match: re.Match[str], code: str, _data: str) -> list[Item]:
    return _items(_decoded(code[match.end() :]))


def _items(citation: Any) -> list[Item]:
    """The items of a CSL citation object that come with their data."""
    found = [item.get("itemData") for item in citation["citationItems"] if isinstance(item, dict)]
    return [data for data in found if isinstance(data, dict)]


def _of_citavi(match: re.Match[str], _code: str, _data: str) -> list[Item]:
    entries = _decoded(match[1])["Entries"]
    works = [entry.get("Reference") for entry in entries if isinstance(entry, dict)]
    return [dict(_from_citavi(work)) for work in works if isinstance(work, dict)]


def _from_citavi(work: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((csl, work[name]) for name, csl in _CITAVI_NAMES.items() if isinstance(work.get(name), str))
    journal = work.get("Periodical")
    if isinstance(journal, dict):
        yield "type", "article-journal"
        yield "container-title", journal.get("Name")
    people = work.get("Authors")
    if isinstance(people, list):
        names = [person for person in people if isinstance(person, dict)]
        yield "author", [{"family": name.get("LastName"), "given": name.get("FirstName")} for name in names]
    year = _YEAR.search(str(work.get("Year") or ""))
    if year:
        yield "issued", {"date-parts": [[int(year[0])]]}


def _of_endnote(_match: re.Match[str], code: str, data: str) -> list[Item]:
    xml = _ENDNOTE_XML.search(code) or _ENDNOTE_XML.search(_bytes(data).decode("utf-8", "replace"))
    root = parse_xml(SourceFile("field", xml[0])) if xml else None
    return [endnote_record.item(record) for record in root.iter("record")] if root is not None else []


def _decoded(text: str) -> Any:
    """The JSON that a text holds in base64."""
    return json.loads(_bytes(text))


def _bytes(text: str) -> bytes:
    """The bytes that a text holds in base64, in the alphabet of URLs too, with or without the padding."""
    plain = "".join(text.split()).translate(_BASE64_URL).rstrip("=")
    return base64.b64decode(plain + "=" * (-len(plain) % 4))
