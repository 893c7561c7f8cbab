"""Where two lists of words differ."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq


def differing_runs(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The runs between the words of the longest common subsequence: start and end in ours, start and end in theirs.

    One side of a run may be empty, never both.
    """
    end = stop = 0
    for ours_from, theirs_from, length in LCSseq.opcodes(ours, theirs).as_matching_blocks():
        if ours_from > end or theirs_from > stop:
            yield end, ours_from, stop, theirs_from
        end, stop = ours_from + length, theirs_from + length
