"""YAML → a tree of mappings, lists and scalars with the place of each. The only importer of PyYAML.

The tree is built from the parser's events and not by a loader: nothing is constructed, every scalar stays the text that it is
(`no`, `1:30` and `2019-01-01` too), and what precedes an error is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from checker.model.text import Span

#: A tree is nested this deep at most, and an alias stands for at most so many nodes in all: more is no bibliography.
_DEEPEST, _MOST_NODES = 50, 1_000_000


class YamlError(Exception):
    """What is not YAML: the problem in words, and the offset where it is."""

    def __init__(self, problem: str, offset: int) -> None:
        """`problem` is the parser's own description."""
        super().__init__(problem)
        self.problem, self.offset = problem, offset


@dataclass(slots=True)
class Node:
    """A value and its place; that of a quoted scalar is within the quotes.

    `value` is a text, a list of nodes, or a mapping of texts to nodes. `keys` are the places of a mapping's keys, `repeated`
    those of keys that it had already.
    """

    value: str | list["Node"] | dict[str, "Node"]
    span: Span
    keys: dict[str, Span] = field(default_factory=dict)
    repeated: list[tuple[str, Span]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """A scalar's text, white space collapsed; an empty string for what is no scalar, and for null."""
        return "" if not isinstance(self.value, str) or self.value in ("~", "null") else " ".join(self.value.split())

    @property
    def items(self) -> list["Node"]:
        """The nodes of a list, none for anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def fields(self) -> dict[str, "Node"]:
        """The nodes of a mapping by their keys, none for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def get(self, *path: str) -> "Node | None":
        """What stands under a key, and under keys below it."""
        found: Node | None = self
        for key in path:
            found = found.fields.get(key) if found else None
        return found

    def plain(self) -> Any:
        """The tree without places."""
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return {key: node.plain() for key, node in self.fields.items()} if isinstance(self.value, dict) else self.value


def parse(text: str) -> tuple[Node | None, YamlError | None]:
    """The first document of a YAML text, null for an empty one, and the error that ends it early where there is one."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where PyYAML was built with it
    builder = _Builder(text)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
            if isinstance(event, yaml.DocumentEndEvent):
                break
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        return builder.root, YamlError(problem.problem or "broken off", min(mark.index, len(text)) if mark else len(text))
    except yaml.reader.ReaderError as problem:
        at = max(0, text.find(chr(problem.character)) if isinstance(problem.character, int) else 0)
        return builder.root, YamlError("a character that YAML does not allow", at)
    except YamlError as problem:
        return builder.root, problem
    return builder.root, None


class _Builder:
    """Puts the tree together, event by event."""

    def __init__(self, text: str) -> None:
        self.root: Node | None = None
        self._text = text
        self._open: list[Node] = []
        self._key: list[tuple[str, Span] | None] = []  # of each open mapping the key that waits for its value
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._begun: list[tuple[str, int]] = []
        self._nodes = 0

    def take(self, event: Any) -> None:
        """One event of the parser."""
        name = type(event).__name__
        if name == "ScalarEvent":
            self._add(Node(event.value, self._place(event)), event.anchor)
        elif name in ("SequenceStartEvent", "MappingStartEvent"):
            node = Node([] if name.startswith("S") else {}, Span(event.start_mark.index, event.end_mark.index))
            self._add(node, None)
            if len(self._open) >= _DEEPEST:
                raise YamlError(f"nested more than {_DEEPEST} levels deep", event.start_mark.index)
            self._open.append(node)
            self._key.append(None)
            self._begun.append((event.anchor or "", self._nodes))
        elif name in ("SequenceEndEvent", "MappingEndEvent"):
            self._close(event.end_mark.index)
        elif name == "AliasEvent":
            self._alias(event)

    def _place(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        return Span(start + 1, end - 1) if event.style in ("'", '"') and end - start > 1 else Span(start, end)

    def _close(self, end: int) -> None:
        node = self._open.pop()
        self._key.pop()
        anchor, before = self._begun.pop()
        inside = self._text[node.span.start : end]
        node.span = Span(node.span.start, node.span.start + len(inside.rstrip()))
        if anchor:
            self._anchors[anchor] = (node, self._nodes - before + 1)

    def _alias(self, event: Any) -> None:
        node, size = self._anchors.get(event.anchor, (None, 0))
        if node is None:
            raise YamlError(f"`*{event.anchor}` means nothing", event.start_mark.index)
        self._nodes += size - 1
        self._add(node, None)

    def _add(self, node: Node, anchor: str | None) -> None:
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise YamlError("too many values, repeated by aliases", node.span.start)
        if anchor:
            self._anchors[anchor] = (node, 1)
        if not self._open:
            self.root = node
            return
        around = self._open[-1]
        if isinstance(around.value, list):
            around.value.append(node)
        elif isinstance(around.value, dict):
            self._pair(around, around.value, node)

    def _pair(self, around: Node, fields: dict[str, Node], node: Node) -> None:
        key = self._key[-1]
        if key is None:
            self._key[-1] = (node.text, node.span)
            return
        self._key[-1] = None
        if key[0] in fields:
            around.repeated.append(key)
        else:
            fields[key[0]] = node
            around.keys[key[0]] = key[1]


def entries(node: Node) -> Iterator[Node]:
    """The mappings of a list of mappings."""
    return (item for item in node.items if isinstance(item.value, dict))
