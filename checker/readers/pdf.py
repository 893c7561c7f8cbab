"""PDF files → `Document`: the text in reading order; pages are the places that people go to.

Nothing on a page is marked as heading, paragraph or list: these are told from sizes, gaps and indentation, so that findings
from a PDF are less sure than those from any other format.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.errors import InputError
from checker.model.document import Block, Document
from checker.model.text import SourceFile, Span
from checker.readers import pdf_glyphs, pdf_layout, pdf_paragraphs, sections, text
from checker.readers.pdf_glyphs import Page


def read(source: SourceFile) -> Document:
    """Read the PDF file in `source.data`. Raises InputError where it is damaged, encrypted or has no text (a scan)."""
    notices: list[str] = []
    count = damaged = 0

    def intact() -> Iterator[Page]:
        """The pages one by one: their characters need not be kept."""
        nonlocal count, damaged
        for page in pdf_glyphs.pages(source):
            count = page.number
            if page.damaged:
                damaged += 1
                notices.append(f"page {page.number} is damaged and was not read")
                continue
            if page.turned:
                notices.append(f"page {page.number} is set sideways: its turned text was not read")
            yield page

    found = pdf_paragraphs.assemble(pdf_layout.lines(intact()))
    printed = "".join(found.pieces)
    if damaged == count:
        raise InputError(f"{source.path}: a damaged PDF file; export it again")
    if not printed.strip():
        raise InputError(f"{source.path}: a PDF file of {_pages(count)} without text, probably a scan; run OCR on it first")
    extracted = replace(source, text=printed, plain=False, anchors=tuple(found.anchors))
    lists = sections.reference_lists(extracted)
    blocks = tuple(_with_raised(block, found.raised) for block in text.blocks_of(printed, lists))
    return Document(
        extracted,
        "pdf",
        blocks,
        lists,
        metadata=text.metadata(printed, blocks, lists),
        inferred=True,
        notices=tuple(notices),
    )


def _pages(count: int) -> str:
    return f"{count} page" if count == 1 else f"{count} pages"


def _with_raised(block: Block, raised: Sequence[Span]) -> Block:
    """The block with those of the raised parts (in order) that lie in it."""
    first, last = (bisect_left(raised, place, key=lambda span: span.start) for place in (block.span.start, block.span.end))
    return replace(block, superscripts=tuple(raised[first:last]))
