"""The reader that the manuscripts of a process share: making one takes longer than reading most manuscripts with it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from checker.claims import lexicon
from checker.claims.reading import Reader

#: The file of each lexicon with those that add to it.
_Lexicons = dict[Path, tuple[Path, ...]]
#: The reader of each trained model (of none: ""), with the lexicons that it knows.
_readers: dict[str, tuple[_Lexicons, Reader]] = {}


def reader(lexicons: Mapping[Path, Sequence[Path]], model: str = "") -> Reader:
    """A reader that knows the terms of these lexicons, each with the files that add to it, and maybe those of others.

    It is the last one where that knows them all, and under their names nothing else. If not, a new one takes its place, which
    still knows what the last one knew unless names would clash: manuscripts ask for few sets of lexicons. A file is read once.
    Raises UsageError for a lexicon or model that can't be loaded.
    """
    asked: _Lexicons = {path: tuple(more) for path, more in lexicons.items()}
    names = {path.stem for path in asked}
    known, kept = _readers.get(model, ({}, None))
    namesakes = {path: more for path, more in known.items() if path.stem in names}
    if kept is None or namesakes != asked:
        known = known | asked if namesakes.items() <= asked.items() else asked
        loaded = [lexicon.joined(lexicon.load(path), map(lexicon.load, known[path])) for path in sorted(known)]
        kept = Reader(loaded, model)
        _readers[model] = known, kept
    return kept
