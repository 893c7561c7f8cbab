"""What holds for any text: no crash, nothing invented, spans that point at what they name."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.model.reference import ReferenceEntry
from checker.model.text import SourceFile, Span
from checker.references import parse_text
from checker.references.flat import Flat
from checker.references.lines import list_lines
from checker.references.tex import is_latex
from tests.references.rendering import ARTICLES, STYLES

#: Pieces that references and the accidents of copying are made of.
PIECES = st.sampled_from(
    [
        "Smith J",
        "Smith, J. A.",
        "J. van der Berg",
        "et al.",
        " & ",
        "and",
        "(eds.)",
        "2015",
        "(2015a)",
        "2015;12(3):45-9",
        "vol. 3, no. 2, pp. 4–5",
        "In: ",
        "“Title.”",
        "‘",
        "’",
        "New York: Press",
        "doi:10.1000/x(y)",
        "https://doi.org/10.1000/",
        "PMID: 1",
        "arXiv:1501.00001",
        "ISBN 0-306-40615-2",
        "[1]",
        "1. ",
        "(a) ",
        "; (b) ",
        "———",
        "•",
        ". ",
        ", ",
        ": ",
        "\n",
        "\n\n",
        "\r\n",
        "\f12\n",
        "-\n",
        "\u00ad",
        "\u200b",
        "\ufffd",
        "北京",
        "Ünïcode",
        "<b>",
        "{\\'e}",
        "\x00",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=30).map(" ".join)
)


def parse(text: str) -> tuple[ReferenceEntry, ...]:
    return parse_text(SourceFile("list.txt", text))


def bare(text: str) -> str:
    """A text without what joining its lines may change: white space, and hyphens at line ends."""
    return re.sub(r"[\s\u00ad\u200b\ufeff\u2010-]+", "", text)


@given(TEXTS)
@settings(deadline=None)
def test_any_text_is_read_and_every_span_lies_in_its_entry(text: str) -> None:
    end = 0
    for entry in parse(text):
        assert entry.raw == entry.span.of(text)
        assert entry.span.start >= end
        end = entry.span.end
        assert 0 <= entry.confidence <= 1
        assert all(entry.span.covers(span) for span in entry.field_spans.values())
        assert all(entry.span.covers(note.span) for note in entry.observations)
        assert all(name.span and entry.span.covers(name.span) for name in (*entry.author, *entry.editor))
        assert all(value.strip() == value and value for value in entry.variables.values())


@given(TEXTS)
@settings(deadline=None)
def test_the_text_of_every_span_is_the_field(text: str) -> None:
    text = text.replace("\f", " ")  # a page number beside a form feed goes with the page break
    entries = parse(text)
    latex = bool(entries) and is_latex(text[entries[0].span.start : entries[-1].span.end])
    breaks = [Span(line.start, line.end) for line in list_lines(text, Span(0, len(text))) if line.is_page]
    for entry in entries:
        for name, span in entry.field_spans.items():
            value = entry.get(name)
            if value and name != "page" and not any(map(span.covers, breaks)):  # pages are written out, page breaks left out
                printed = Flat(text, span, latex=True).text if latex else span.of(text)
                assert bare(value) == bare(printed)


@given(TEXTS)
@example("“0000”A A(ED")  # an editors' statement behind a quotation, and no container
@settings(deadline=None)
def test_ids_are_unique(text: str) -> None:
    ids = [entry.id for entry in parse(text)]
    assert len(ids) == len(set(ids))


@given(
    st.lists(st.sampled_from(ARTICLES), min_size=1, max_size=30),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
)
@settings(deadline=None, max_examples=60)
def test_numbered_entries_in_are_entries_out(works: list, style: str, gap: str) -> None:  # type: ignore[type-arg]
    printed = [STYLES[style](work) for work in works]
    text = gap.join(f"[{number}] {entry}" for number, entry in enumerate(printed, 1)) + gap
    assert [entry.raw for entry in parse(text)] == printed
