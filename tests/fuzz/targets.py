"""A fuzz target for each reader: a mangled manuscript is read, linked and judged, or refused in one line, and nothing else.

The seeds are small manuscripts in `seeds/`, each named by its format or, where one reader reads several languages, by its own.
"""

import io
import re
import zipfile
from pathlib import Path

from hypothesis import strategies as st
from lxml import etree

from checker import engine, registry
from checker.errors import InputError
from checker.model.document import Document
from checker.model.text import blanked
from checker.readers import files
from checker.rule import Needs

SEEDS = {path.name.split(".")[0]: path for path in sorted((Path(__file__).parent / "seeds").iterdir())}
#: The formats of seeds that are named by their language.
_FORMATS = {"myst": "markdown"}
#: Stands for a folder in which nothing is: what a manuscript names there does not exist.
_FOLDER = "/nonexistent"
_RULES = tuple(rule for rule in registry.load().rules if not rule.needs & (Needs.CLAIMS | Needs.MATCHES))
#: Formats whose seeds are XML.
_XML = frozenset({"jats", "docx"})
_PIECE = re.compile(rb"\\[A-Za-z]+[*{]?|<[^<>]{1,90}>|@?\w+[{(]?|[^\w\s]{1,3}|\s+")
#: What is hostile in any format.
_HOSTILE = (
    *"[](){}<>\\\"'|^`*_#%$&,;.-= \0\r\u202e\ufeff\u2028２①–",
    "\x1b[2J", "\n\n", "²³", "[1]", "[1-999999]", "[3-1]", "(2015a,b,c", " et al.", "^1,2^", "\n\n1. ", "\n\nReferences\n\n",
    "10.5555/", "9" * 30, "<!--", "-->", "<![CDATA[", "]]>", "&x;", "&#x202e;", "```\n", "---\n", "|---|\n", '"\\ud800"',
)  # fmt: skip


def manuscripts(name: str) -> st.SearchStrategy[bytes]:
    """Files of a format: its seed with some of its bytes replaced by pieces of itself, hostile characters or noise."""
    seed = SEEDS[name].read_bytes()
    pieces = [*dict.fromkeys(_PIECE.findall(seed)), *(piece.encode() for piece in _HOSTILE), b"\xff", b"\xc3"]
    piece = st.one_of(
        st.sampled_from(pieces),
        st.lists(st.sampled_from(pieces), max_size=6).map(b"".join),
        st.tuples(st.sampled_from(pieces), st.integers(2, 300)).map(lambda pair: pair[0] * pair[1]),
        st.binary(max_size=8),
    )
    edits = st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 300), piece), min_size=1, max_size=8)
    mangled = edits.map(lambda changes: _mangled(seed, changes))
    if name in _XML:
        mangled = st.one_of(mangled.map(_mended), mangled)
    return mangled.map(lambda data: packed(name, data))


def _mangled(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for place, removed, piece in changes:
        start = place % (len(data) + 1)
        data = data[:start] + piece + data[start + removed :]
    return data


def _mended(data: bytes) -> bytes:
    """A file of XML made well-formed again, as far as that goes: a reader soon refuses what isn't."""
    try:
        root = etree.fromstring(data, etree.XMLParser(recover=True, no_network=True, resolve_entities=False))
    except etree.XMLSyntaxError:
        return data
    return data if root is None else etree.tostring(root)


def packed(name: str, data: bytes) -> bytes:
    """The file with this text: a Word document is an archive around its text."""
    if name != "docx":
        return data
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", data)
    return stream.getvalue()


def survives(name: str, data: bytes) -> None:
    """Read and judge a file. Raises where the reader crashes, refuses in more than one line, or contradicts itself."""
    document = _read(name, data)
    if document is None:
        return
    _is_consistent(document)
    report = engine.check(document, engine.Setup(_RULES))
    assert not report.internal_errors, report.internal_errors
    for finding in report.findings:
        assert finding.location.span.end <= len(document.file(finding.location.path).text)


def _read(name: str, data: bytes) -> Document | None:
    """The document, or null where the file is refused."""
    path = f"{_FOLDER}/paper.{SEEDS[name].name.split('.')[1]}"
    refusal = ""
    try:
        return engine.read(files.decode(data, path), _FORMATS.get(name, name))
    except InputError as problem:
        refusal = str(problem)
    assert "\n" not in refusal, "a refusal is one line"
    return None


def _is_consistent(document: Document) -> None:
    """Spans lie in their file and cover what they say they cover; ids are unique; what is bound is bound to an entry."""
    text = document.source.text
    ids = [entry.id for entry in document.references]
    assert len(ids) == len(set(ids)), "two entries have one id"
    for block in document.blocks:
        assert block.span.end <= len(text)
    for citation in document.citations:
        assert citation.span.of(text) == citation.text
        assert citation.items or citation.problem
        for item in citation.items:
            assert item.reference is None or item.reference in ids
            assert item.span.end <= len(text)
    for entry in document.references:
        whole = document.file(entry.path).text
        comments = (comment.span for comment in document.comments if comment.path == entry.path)
        assert entry.raw in (entry.span.of(whole), entry.span.of(blanked(whole, comments))), "an entry is as it stands"
        for span in entry.field_spans.values():
            assert span.end <= len(whole)
        for note in entry.observations:
            assert note.span.end <= len(whole)
