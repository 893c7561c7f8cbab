"""The classes of the data model between processes."""

import copy
import pickle

from checker.engine import read
from checker.model.document import Document
from checker.model.text import SourceFile, Span

TEXT = "Storks rest [1].\n\nReferences\n\n1. Reed A, Moor B. Storks at rest. Ann Birds. 2015;12:1-9. doi:10.5555/storks.1\n"


def document() -> Document:
    return read(SourceFile("review.md", TEXT), "markdown")


def test_a_document_is_the_same_in_another_process() -> None:
    first = document()
    assert pickle.loads(pickle.dumps(first)) == first
    assert copy.deepcopy(first) == first


def test_a_record_is_sent_by_its_values_alone() -> None:
    assert b"start" not in pickle.dumps(Span(7, 9))
    assert pickle.loads(pickle.dumps(Span(7, 9))) == Span(7, 9)
    assert b"confidence" not in pickle.dumps(document().references[0])
