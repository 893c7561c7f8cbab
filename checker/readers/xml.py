"""Text of an XML or HTML file → a tree, with nothing fetched, expanded or read from elsewhere. lxml is imported here."""

from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.model.text import SourceFile

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


#: libxml2 quotes the file in some of its messages, in characters.
_LONGEST_REASON = 80


def parse_xml(source: SourceFile) -> "Element":
    """The root of an XML file. Entities stay as they are, no DTD is loaded, and nesting is limited (256 levels by libxml2).

    Raises InputError with the line of what is not well-formed or too deep.
    """
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        return etree.fromstring(source.text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as problem:
        raise InputError(_message(source, problem.lineno or 1, problem.msg or "", "XML")) from None


def parse_html(source: SourceFile) -> "Element":
    """The root of an HTML file, mended as browsers do. Raises InputError where there is nothing in it or it is too deep."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        root: Element | None = etree.fromstring(source.text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as problem:
        raise InputError(_message(source, problem.lineno or 1, problem.msg or "", "HTML")) from None
    for error in parser.error_log:
        if error.type_name == "ERR_RESOURCE_LIMIT":
            raise InputError(_message(source, error.line, error.message, "HTML"))
    if root is None:
        raise InputError(f"{source.path}: no HTML element in it; give --input-format if it is another format")
    return root


def _message(source: SourceFile, line: int, problem: str, language: str) -> str:
    if "depth" in problem:
        return f"{source.path}:{line}: elements are nested more than 256 levels deep; this is no article"
    return f"{source.path}:{line}: not well-formed {language} ({reason(problem)}); mend the file or export it again"


def reason(problem: str | None) -> str:
    """What the parser says about a file, as a part of one line."""
    return " ".join((problem or "").split(", line ", 1)[0].split())[:_LONGEST_REASON] or "broken off"
