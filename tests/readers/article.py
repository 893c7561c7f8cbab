"""One made-up article in every format that a publisher or an author may send it in."""

import re
from html import escape

from tests.readers.word import RAISED, package, paragraph, run

TITLE = "Slow growth of roof moss"
HEADING = "A short history"
#: Paragraphs with `{1,2-3}` where a citation of these entries stands.
PARAGRAPHS = (
    "Roof moss was first counted in the harbour towns {1}, and later inland {2,3}. Ashdown and Vey {1} warned against haste.",
    "Its growth is slow {2-4}; a rate of 2.5 mm a year was found in 12 of 40 towns {5}. The area was 30 m per roof [sic].",
    "Nobody has seen it on glass (see the appendix). All later counts {1,3-5} agree with the first.",
)
ENTRIES = (
    "Ashdown A, Vey B. Counting moss by hand. J Examples. 1999;12:101-9.",
    "Doe C, Roe D, Poe E. Inland moss after rain. Ann Test. 2004;3(2):44-51.",
    "Müller-Öz H, van den Berg F. Moss and slate. Z Beispiele. 2008;7:1-10.",
    "Low G. The rate of growth in small cushions. J Examples. 2011;24:220-31.",
    "Ngata I, O'Brien P. Twelve towns revisited. Ann Test. 2016;15(1):7-19.",
)
_CITED = re.compile(r" ?\{([0-9,-]+)\}")


def _written(cite: str, before: str = " ") -> list[str]:
    """The paragraphs with citations in a form with one place for the numbers."""
    return [_CITED.sub(lambda match: before + cite.format(match[1]), text) for text in PARAGRAPHS]


def markdown() -> bytes:
    rows = [f"{number}. {entry}" for number, entry in enumerate(ENTRIES, 1)]
    return "\n\n".join([f"# {TITLE}", f"## {HEADING}", *_written("[{}]"), "## References", "\n".join(rows)]).encode()


def text() -> bytes:
    rows = [f"{number}. {entry}" for number, entry in enumerate(ENTRIES, 1)]
    return "\n\n".join([TITLE, HEADING, *_written("[{}]"), "References", "\n".join(rows)]).encode()


def latex() -> bytes:
    def command(match: re.Match[str]) -> str:
        return f"~\\cite{{{','.join(f'r{number}' for number in numbers(match[1]))}}}"

    items = "\n".join(f"\\bibitem{{r{number}}} {entry}" for number, entry in enumerate(ENTRIES, 1))
    body = "\n\n".join(_CITED.sub(command, text) for text in PARAGRAPHS)
    return (
        f"\\documentclass{{article}}\n\\title{{{TITLE}}}\n\\begin{{document}}\n\\section{{{HEADING}}}\n{body}\n\n"
        f"\\begin{{thebibliography}}{{9}}\n{items}\n\\end{{thebibliography}}\n\\end{{document}}\n"
    ).encode()


def numbers(cluster: str) -> list[int]:
    """The numbers of a cluster, ranges expanded."""
    found: list[int] = []
    for part in cluster.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def _linked(cluster: str, link: str) -> str:
    """A cluster whose printed numbers are links."""
    return re.sub(r"\d+", lambda number: link.format(number[0]), cluster)


def html() -> bytes:
    def cite(match: re.Match[str]) -> str:
        link = '<a href="#r{0}">{0}</a>'
        return f" [{_linked(match[1], link)}]"

    body = "".join(f"<p>{_CITED.sub(cite, text)}</p>\n" for text in PARAGRAPHS)
    items = "".join(f'<li id="r{number}">{escape(entry)}</li>\n' for number, entry in enumerate(ENTRIES, 1))
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body><h1>{TITLE}</h1>\n"
        f"<h2>{HEADING}</h2>\n{body}<h2>References</h2>\n<ol>{items}</ol></body></html>"
    ).encode()


def jats() -> bytes:
    def cite(match: re.Match[str]) -> str:
        link = '<xref ref-type="bibr" rid="r{0}">{0}</xref>'
        return f" [{_linked(match[1], link)}]"

    body = "".join(f"<p>{_CITED.sub(cite, text)}</p>\n" for text in PARAGRAPHS)
    refs = "".join(
        f'<ref id="r{number}"><label>{number}</label><mixed-citation>{escape(entry)}</mixed-citation></ref>\n'
        for number, entry in enumerate(ENTRIES, 1)
    )
    return (
        f"<article><front><article-meta><title-group><article-title>{TITLE}</article-title></title-group></article-meta></front>\n"
        f"<body><sec><title>{HEADING}</title>\n{body}</sec></body><back><ref-list><title>References</title>\n{refs}</ref-list>"
        "</back></article>"
    ).encode()


def docx(raised: bool = False) -> bytes:
    """As a Word document, its citations in brackets or raised."""
    rows = [paragraph(run(escape(f"{number}. {entry}", quote=False))) for number, entry in enumerate(ENTRIES, 1)]
    written = [_word(text, raised) for text in PARAGRAPHS]
    return package("".join([paragraph(run(TITLE)), paragraph(run(HEADING)), *written, paragraph(run("References")), *rows]))


def _word(text: str, raised: bool) -> str:
    pieces = _CITED.split(text)
    runs = [
        run(piece) if place % 2 == 0 else run(piece, RAISED) if raised else run(f" [{piece}]")
        for place, piece in enumerate(pieces)
    ]
    return paragraph(*runs)
