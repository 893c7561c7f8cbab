"""Measures how fast manuscripts are read, parsed and linked: text per second of CPU time, beside a floor of the same run.

    python benchmarks/reading_speed.py [--runs 3]

The floor is one pass of `re` over the words of the same text, so that figures of different machines can be compared. A book of
300 pages in LaTeX, a Word document of 2 MB and a JATS article come with what a reader meets in each: headings, citations in
many forms, tables, formulas, lists of references. The hostile texts are single lines of a megabyte.
"""

import argparse
import io
import json
import re
import statistics
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from html import escape

from checker import engine
from checker.model.text import SourceFile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORDS = re.compile(r"\w+")
_SENTENCE = "Growth of the examples in period {0} was slower than expected in all of the {1} made-up cities under study"
_ENTRY = "Example A{0}, Sample B, Instance C. Invented title {0} on a matter of little weight. J Examples. {1};{2}(3):{0}-{3}."


def sentences(count: int, cite: Callable[[int], str], first: int = 0) -> Iterator[str]:
    """Sentences, numbered from `first`, with a citation in every second one."""
    for number in range(first, first + count):
        yield _SENTENCE.format(number, number % 7 + 2) + (cite(number) if number % 2 else "") + "."


def entry(number: int) -> str:
    """A printed reference."""
    return _ENTRY.format(number, 1950 + number % 70, number % 90 + 1, number + 9)


def book() -> str:
    """A LaTeX book of 300 pages with a bibliography of 600 printed items, about 1 MB."""
    parts = [r"\documentclass{book}\begin{document}"]
    for page in range(300):
        if page % 20 == 0:
            parts.append(rf"\chapter{{Chapter {page}}}\label{{ch:{page}}}")
        lines = sentences(24, lambda at: rf" \citep[see][p.~{at}]{{k{at % 600},k{2 * at % 600}}}", first=page)
        parts.append(" ".join(lines) + rf" Let $x_{{{page}}} = \alpha^2$ hold. % a note" + "\n")
        parts.append(rf"\begin{{itemize}}\item One \emph{{item}} of page {page}. \item Another.\end{{itemize}}" + "\n\n")
    items = (rf"\bibitem{{k{number}}} {entry(number)}" for number in range(600))
    return "\n".join([*parts, r"\begin{thebibliography}{999}", *items, r"\end{thebibliography}\end{document}"])


def word(paragraphs: int) -> bytes:
    """A Word document: runs split as Word splits them, citations in brackets, a numbered list."""
    body = []
    for number in range(paragraphs):
        text = " ".join(sentences(8, lambda at: f" [{at % 300 + 1}]", first=number))
        cut = len(text) // 3
        runs = "".join(
            f'<w:r w:rsidR="00A{number:05}"><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">{part}</w:t></w:r>'
            for part in (text[:cut], text[cut : 2 * cut], text[2 * cut :])
        )
        body.append(f"<w:p><w:pPr><w:jc w:val='both'/></w:pPr>{runs}</w:p>")
    return _word(body)


def _word(body: list[str]) -> bytes:
    """The archive with these paragraphs and a list of 300 entries."""
    rows = ("References", *(f"{number}. {entry(number)}" for number in range(1, 301)))
    body += [f"<w:p><w:r><w:t>{row}</w:t></w:r></w:p>" for row in rows]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:  # as heavy as one with pictures
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{"".join(body)}</w:body></w:document>')
    return stream.getvalue()


def managed(paragraphs: int) -> bytes:
    """A Word document whose citations are fields of Zotero, each with the data of its work and an abstract."""
    body = []
    for number in range(paragraphs):
        runs = []
        for at, sentence in enumerate(sentences(8, lambda _: "")):
            place = (number + at) % 300 + 1
            item = {
                "id": place,
                "title": f"Invented title {place} on a matter of little weight",
                "abstract": "Nothing. " * 120,
                "issued": {"date-parts": [[1950 + place % 70]]},
                "author": [{"family": "Example", "given": f"A{place}"}],
            }
            code = escape(json.dumps({"citationItems": [{"id": place, "itemData": item}]}), quote=False)
            start, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
            instruction = f"<w:r><w:instrText>ADDIN ZOTERO_ITEM CSL_CITATION {code}</w:instrText></w:r>"
            runs.append(f"<w:r><w:t>{sentence} </w:t></w:r>{start}{instruction}{middle}<w:r><w:t>[{place}]</w:t></w:r>{end}")
        body.append(f"<w:p>{''.join(runs)}</w:p>")
    return _word(body)


def article() -> str:
    """A JATS article with linked citations and tagged references."""
    paragraphs = []
    for number in range(600):
        text = " ".join(sentences(8, lambda at: f' [<xref ref-type="bibr" rid="r{at % 300}">{at}</xref>]', first=number))
        paragraphs.append(f"<p>{text}</p>")
    refs = "".join(
        f'<ref id="r{number}"><label>{number + 1}</label><mixed-citation>{entry(number)}</mixed-citation></ref>'
        for number in range(300)
    )
    return f"<article><body>{''.join(paragraphs)}</body><back><ref-list>{refs}</ref-list></back></article>"


def hostile() -> Iterator[tuple[str, str, SourceFile]]:
    """One line of about a megabyte of each kind that a careless pattern would choke on."""
    size = 1_000_000
    kinds = {
        "braces": "{",
        "brackets": "[",
        "commands": "\\cite{",
        "dollars": "$",
        "words": "Name ",
        "commas": "1,",
        "years": "2015 ",
    }
    for name, piece in kinds.items():
        for format_name, suffix in (("latex", "tex"), ("markdown", "md"), ("text", "txt")):
            yield f"{format_name}: {name}", format_name, SourceFile(f"a.{suffix}", piece * (size // len(piece)))


def cases() -> Iterator[tuple[str, str, SourceFile]]:
    """A name, the format and the file of each measurement."""
    yield "book of 300 pages", "latex", SourceFile("book.tex", book())
    yield "Word document", "docx", SourceFile("paper.docx", "", plain=False, data=word(1_700))
    yield "Word document with fields", "docx", SourceFile("paper.docx", "", plain=False, data=managed(400))
    yield "JATS article", "jats", SourceFile("a.xml", article())
    yield from hostile()


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median of some runs in CPU time."""
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    print(f"{'what':<28}{'MB file':>9}{'MB text':>9}{'seconds':>9}{'MB/s':>9}{'ratio':>9}")
    for name, format_name, source in cases():
        text = engine.read(source, format_name).source.text
        took = seconds(partial(engine.read, source, format_name), runs)
        floor = seconds(partial(_WORDS.findall, text), runs)
        size, file = len(text) / 1e6, (len(source.data) or len(source.text)) / 1e6
        print(f"{name:<28}{file:>9.2f}{size:>9.2f}{took:>9.2f}{size / took:>9.2f}{took / max(floor, 1e-3):>9.1f}", flush=True)


if __name__ == "__main__":
    main()
