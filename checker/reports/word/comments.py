"""Comments at places of a Word document's text (ECMA-376 part 1, 17.13.4).

Their ranges go into the body, their texts into a part of their own, which the package's relationships and content types name.
"""

import posixpath
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from checker.errors import InputError
from checker.model.text import SourceFile, Span
from checker.readers import docx
from checker.reports.style import printable
from checker.reports.word import package
from checker.reports.word.markup import Element, elements, inserted
from checker.reports.word.ranges import Body, namespace

_AUTHOR, _INITIALS = "citeproof", "AQ"
_COMMENTS = "word/comments.xml"
_RELATIONSHIPS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Comment(NamedTuple):
    """What to say about a span of the text that the reader extracted; each line is a paragraph."""

    span: Span
    lines: tuple[str, ...]


def commented(source: SourceFile, comments: Sequence[Comment]) -> bytes:
    """The package of a Word document with comments added to those that it has, all other members as they were.

    Raises InputError where the document can't take comments.
    """
    if not comments:
        return source.data
    pieces = docx.pieces(source)
    body = Body(source, pieces)
    relations = docx.member(source, _RELATIONSHIPS) or f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
    name = _part_of_comments(elements(relations, _RELATIONSHIPS))
    part = name or _COMMENTS
    old = docx.member(source, part) or f'<w:comments xmlns:w="{_WORD}"/>'.encode()
    known = elements(old, part)
    first = _next_id([*known, *body.elements])
    for number, comment in enumerate(comments, first):
        body.mark(number, comment.span)
    texts = "".join(_comment(number, comment.lines, known[0]) for number, comment in enumerate(comments, first))
    changed = {docx.BODY: body.marked(), part: _appended(old, known[0], texts)}
    if name is None:
        changed[_RELATIONSHIPS] = _with_relation(relations)
    types = docx.member(source, _TYPES)
    if types is None:
        raise InputError(f"{source.path}: a package without {_TYPES}; save the document again in Word")
    if not _has_type(elements(types, _TYPES), part):
        changed[_TYPES] = _with_type(types, part)
    return package.replaced(source.data, changed)


def _part_of_comments(relations: Sequence[Element]) -> str | None:
    """The name of the part that holds the comments, if the document has one."""
    for relation in relations:
        if relation.attribute("Type").endswith("/relationships/comments"):
            return posixpath.normpath(posixpath.join("/word", relation.attribute("Target"))).lstrip("/")
    return None


def _next_id(found: Sequence[Element]) -> int:
    """An id above those of all comments, and of what refers to them."""
    ids = (element.attribute("id") for element in found if element.local_name.startswith("comment"))
    return max((int(text) for text in ids if text.isascii() and text.isdigit() and len(text) < 9), default=-1) + 1


def _comment(number: int, lines: Sequence[str], root: Element) -> str:
    """A comment as an element for the part with this root. It has no date: the same document gives the same bytes."""
    prefix, declaration = namespace(root)
    paragraphs = "".join(
        f'<{prefix}p><{prefix}r><{prefix}t xml:space="preserve">{escape(printable(line))}</{prefix}t></{prefix}r></{prefix}p>'
        for line in lines
    )
    named = f'{prefix}id="{number}" {prefix}author="{_AUTHOR}" {prefix}initials="{_INITIALS}"'
    return f"<{prefix}comment{declaration} {named}>{paragraphs}</{prefix}comment>"


def _appended(data: bytes, root: Element, text: str) -> bytes:
    """The document with markup before the end tag of its root, which an empty root gets."""
    if root.inside == root.end:
        return data[: root.inside - 2] + f">{text}</{root.name}>".encode() + data[root.end :]
    return inserted(data, [(root.close, text.encode())])


def _with_relation(data: bytes) -> bytes:
    """The relationships of the document with one to its comments."""
    found = elements(data, _RELATIONSHIPS)
    taken = {relation.attribute("Id") for relation in found}
    name = next(name for number in range(len(taken) + 1) if (name := f"rIdComments{number}") not in taken)
    tag = f"{_prefix(found[0])}Relationship"
    return _appended(data, found[0], f'<{tag} Id="{name}" Type="{_RELATION}" Target="{posixpath.basename(_COMMENTS)}"/>')


def _has_type(types: Sequence[Element], part: str) -> bool:
    return any(item.attribute("PartName").lower() == f"/{part}".lower() for item in types)


def _with_type(data: bytes, part: str) -> bytes:
    """The content types of the package with that of its comments."""
    found = elements(data, _TYPES)
    return _appended(data, found[0], f'<{_prefix(found[0])}Override PartName="/{part}" ContentType="{_CONTENT}"/>')


def _prefix(element: Element) -> str:
    return element.name[: -len(element.local_name)]
