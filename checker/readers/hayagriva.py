"""Hayagriva's YAML → `Document`: the bibliography format of Typst.

Fields and types: https://github.com/typst/hayagriva/blob/main/docs/file-format.md.
"""

from checker.errors import InputError
from checker.model.document import Document
from checker.model.reference import Name, Observation, ObservationKind
from checker.model.text import SourceFile, Span
from checker.readers import csl_yaml, dates
from checker.readers.bibtex_csl import Item
from checker.readers.entries import Entries, put_doi
from checker.readers.yaml_tree import Node
from checker.references.pages import expand_pages

_TYPES = {
    "article": "article", "chapter": "chapter", "entry": "entry", "anthos": "chapter", "report": "report", "thesis": "thesis",
    "web": "webpage", "post": "post", "patent": "patent", "case": "legal_case", "newspaper": "article-newspaper",
    "legislation": "legislation", "manuscript": "manuscript", "book": "book", "anthology": "book", "reference": "book",
    "proceedings": "book", "periodical": "periodical", "conference": "book", "blog": "post-weblog", "repository": "software",
    "video": "motion_picture", "audio": "song", "artwork": "graphic",
}  # fmt: skip
#: The type of an `article` or `entry` by that of its parent.
_BY_PARENT = {
    "periodical": "article-journal", "proceedings": "paper-conference", "conference": "paper-conference",
    "newspaper": "article-newspaper", "blog": "post-weblog", "book": "chapter", "anthology": "chapter",
    "reference": "entry-encyclopedia",
}  # fmt: skip
_OWN = {
    "title": "title",
    "edition": "edition",
    "abstract": "abstract",
    "language": "language",
    "note": "note",
    "genre": "genre",
}
#: What an entry has itself or takes from its parent.
_SHARED = {"volume": "volume", "issue": "issue", "location": "publisher-place"}
_SERIAL = {"isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "serial": "number"}
_NAME_PARTS = {"name": "family", "given-name": "given", "prefix": "non_dropping_particle", "suffix": "suffix"}


def read(source: SourceFile, taken: frozenset[str] = frozenset()) -> Document:
    """Read a bibliography: one list with all entries. `taken` are ids that other files of the manuscript have.

    Raises InputError with the line of what is no YAML, or where it is no mapping of keys to entries.
    """
    root = csl_yaml.tree(source)
    if not any(node.fields for node in root.fields.values()):
        raise InputError(f"{source.path}:1: not a Hayagriva file; a mapping of keys to entries is expected")
    entries = Entries(source, "hayagriva", taken)
    for key, node in root.fields.items():
        place = root.keys[key]
        if node.fields:
            again = [Observation(ObservationKind.DUPLICATE_KEY, span, key) for other, span in root.repeated if other == key]
            notes = [*csl_yaml.notes_of(node), *again]
            entries.add(Span(place.start, node.span.end), _item(node), key, place, notes)
    return entries.document()


def _item(node: Node) -> Item:
    parents = _parents(node)
    parent = parents[0] if parents else None
    kind = _text(node, "type").lower()
    found = Item(_TYPES.get(kind, "document"))
    if parent and kind in ("article", "entry", "chapter", "anthos"):
        found.type = _BY_PARENT.get(_text(parent, "type").lower(), "chapter" if kind in ("chapter", "anthos") else found.type)
    for name, variable in _OWN.items():
        _put(found, variable, node.get(name))
    for place in (node, *parents):
        for name, variable in _SHARED.items():
            _put(found, variable, place.get(name))
        _put_serial(found, place.get("serial-number"))
        _put_publisher(found, place.get("publisher"))
    for place in parents:
        _put(found, "container-title" if place is parent else "collection-title", place.get("title"))
    pages = node.get("page-range")
    if pages and pages.text:
        found.put("page", expand_pages(pages.text), pages.span)
    _put(found, "URL", node.get("url", "value") or node.get("url"))
    _put_names(found, "author", node.get("author"))
    _put_names(found, "editor", node.get("editor") or (parent.get("editor") if parent else None))
    for place in (node, *parents):
        date = place.get("date")
        if date and not found.issued:
            found.issued, found.spans["issued"] = dates.parse(date.text), date.span
    return found


def _parents(node: Node) -> list[Node]:
    """The works that hold an entry, from the nearest outwards; of several parents the first one's own come last."""
    parents: list[Node] = []
    parent = node.get("parent")
    while parent and len(parents) < 5:
        near = parent.items or [parent]
        parents += [one for one in near if one.fields]
        parent = near[0].get("parent")
    return parents


def _text(node: Node, name: str) -> str:
    found = node.get(name)
    return found.text if found else ""


def _put(found: Item, variable: str, node: Node | None) -> None:
    """A string field; titles may be mappings with the text under `value`."""
    node = (node.get("value") or node) if node else None
    if node:
        found.put(variable, node.text, node.span)


def _put_serial(found: Item, node: Node | None) -> None:
    if node is None:
        return
    if node.text:
        if not put_doi(found, node.text, node.span):
            found.put("number", node.text, node.span)
        return
    doi = node.get("doi")
    if doi and not put_doi(found, doi.text, doi.span):
        _put(found, "DOI", doi)
    for name, variable in _SERIAL.items():
        _put(found, variable, node.get(name))
    arxiv = node.get("arxiv")
    if arxiv and arxiv.text:
        found.put("number", f"arXiv:{arxiv.text.removeprefix('arXiv:')}", arxiv.span)


def _put_publisher(found: Item, node: Node | None) -> None:
    if node:
        _put(found, "publisher", node.get("name") or node)
        _put(found, "publisher-place", node.get("location"))


def _put_names(found: Item, variable: str, node: Node | None) -> None:
    """One person or a list: `Family, Given` with an optional suffix behind a second comma, or a mapping of the parts."""
    people = (node.items or [node]) if node else []
    names = tuple(name for person in people if (name := _name(person)))
    if node and names:
        found.spans[variable] = node.span
        if variable == "author":
            found.author = names
        else:
            found.editor = names


def _name(node: Node) -> Name | None:
    if node.fields:
        parts = {part: _text(node, name) for name, part in _NAME_PARTS.items()}
        return Name(**parts, span=node.span) if parts["given"] else Name(literal=parts["family"], span=node.span)
    family, comma, given = node.text.partition(",")
    if not comma:
        return Name(literal=family, span=node.span) if family else None
    suffix, second, last = given.partition(",")  # `Family, Suffix, Given`, as BibTeX writes it
    given, suffix = (last, suffix) if second else (given, "")
    return Name(family=family.strip(), given=given.strip(), suffix=suffix.strip(), span=node.span)
