"""CSL-YAML → `Document`: CSL-JSON's items in YAML, as a list or under `references`, as pandoc and Quarto read them.

https://pandoc.org/MANUAL.html#specifying-bibliographic-data
"""

from checker.errors import InputError
from checker.model.document import Document
from checker.model.reference import Observation, ObservationKind
from checker.model.text import SourceFile, Span
from checker.readers import csl_json, yaml_tree
from checker.readers.entries import Entries
from checker.readers.json_scan import RawItem, Value
from checker.readers.yaml_tree import Node


def read(source: SourceFile, taken: frozenset[str] = frozenset()) -> Document:
    """Read a bibliography: one list with all items. `taken` are ids that other files of the manuscript have.

    Raises InputError with the line of what is no YAML, or where there is no list of items.
    """
    root = tree(source)
    items = root if isinstance(root.value, list) else root.get("references")
    if items is None or not isinstance(items.value, list):
        raise InputError(f"{source.path}:1: not CSL-YAML; a list of items, or one under `references`, is expected")
    entries = Entries(source, "csl-yaml", taken)
    for node in yaml_tree.entries(items):
        add(entries, node)
    return entries.document()


def tree(source: SourceFile) -> Node:
    """The YAML of a whole file. Raises InputError with the line of what is none."""
    root, problem = yaml_tree.parse(source.text)
    if problem:
        line = source.position(problem.offset).line
        raise InputError(f"{source.path}:{line}: not YAML ({problem.problem}); mend this line or the one before")
    return root or Node("", Span(0, 0))


def add(entries: Entries, node: Node) -> None:
    """Add the item that a mapping describes."""
    raw = RawItem(node.span.start, node.span.end)
    for name, value in node.fields.items():
        raw.values[name] = Value(value.span, tuple(part.span for part in value.items))
    notes = notes_of(node)
    key = node.get("id")
    if not (key and key.text):
        notes.append(Observation(ObservationKind.EMPTY_KEY, Span(node.span.start, node.span.start + 1)))
    item = csl_json.item({name: _plain(value) for name, value in node.fields.items()}, raw)
    entries.add(node.span, item, key.text if key else "", key.span if key and key.text else None, notes)


def notes_of(node: Node) -> list[Observation]:
    """What a mapping shows of itself: keys that it has twice."""
    return [Observation(ObservationKind.DUPLICATE_FIELD, span, name) for name, span in node.repeated]


def _plain(node: Node) -> object:
    """A value without places; a text that is folded over lines is one line."""
    return node.text if isinstance(node.value, str) else node.plain()
