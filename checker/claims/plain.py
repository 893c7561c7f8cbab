"""Text → `Passage` without spaCy: sentences and quantities, neither words nor terms."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from checker.claims import quantities, sentences
from checker.model.claim import Passage
from checker.model.text import Span

#: Where lines were wrapped, as the blanks that they stand for: what looks for two words need not think of lines.
_WRAPS = str.maketrans("\n\r\t", "   ")


class PlainReader:
    """Reads what arithmetic needs."""

    def forgetting(self) -> AbstractContextManager[object]:
        """While one manuscript is read: nothing that reading it needs is kept behind the end."""
        return nullcontext()

    def read(self, text: str, start: int = 0, markers: Sequence[Span] = (), opaque: Sequence[Span] = ()) -> Passage:
        """A paragraph, abstract or title as a passage that starts at `start` of its file.

        `markers` and `opaque` (maths, code, links) are spans of `text`, ascending: no sentence ends in a marker, no number
        stands in either. Line breaks become blanks.
        """
        text = text.translate(_WRAPS)
        return Passage(
            text=text,
            start=start,
            sentences=tuple(sentence.shifted(start) for sentence in sentences.split(text, markers)),
            quantities=tuple(quantities.find(_masked(text, merged([*markers, *opaque])), start)),
        )


def merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, overlapping ones as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        elif span:
            found.append(span)
    return found


def _masked(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks at `spans`."""
    pieces, place = [], 0
    for span in spans:
        pieces += [text[place : span.start], " " * len(span)]
        place = span.end
    return "".join((*pieces, text[place:]))
