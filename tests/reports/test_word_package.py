"""Packages with members replaced: what is not replaced stays as it is packed."""

import io
import zipfile

import pytest

from checker.errors import InputError
from checker.reports.word.package import replaced
from tests.reports.word import member, package, paragraph, records, run


def test_members_are_copied_as_they_are_packed() -> None:
    old = package(paragraph(run("Text")), styles="")
    new = replaced(old, {"word/document.xml": b"<new/>", "word/more.xml": b"<more/>"})
    before, after = records(old), records(new)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert list(after) == [*before, "word/more.xml"]
    assert (member(new, "word/document.xml"), member(new, "word/more.xml")) == (b"<new/>", b"<more/>")
    with zipfile.ZipFile(io.BytesIO(new)) as archive:
        assert archive.testzip() is None
    assert replaced(old, {"word/document.xml": b"<new/>", "word/more.xml": b"<more/>"}) == new


def test_what_streams_of_unknown_length_leave_behind_is_copied_too() -> None:
    """Members with a data descriptor, a comment of the archive, and attributes of a member."""
    stream = io.BytesIO()

    class Pipe(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            return stream.write(data)

    with zipfile.ZipFile(Pipe(), "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        archive.comment = b"kept"
        info = zipfile.ZipInfo("a.txt", (2001, 2, 3, 4, 5, 6))
        info.external_attr = 0o640 << 16
        archive.writestr(info, "first" * 100)
        archive.writestr("b.txt", "second")
    old = stream.getvalue()
    new = replaced(old, {"b.txt": b"other"})
    assert records(new)["a.txt"] == records(old)["a.txt"]
    with zipfile.ZipFile(io.BytesIO(new)) as archive:
        assert archive.comment == b"kept"
        assert archive.getinfo("a.txt").external_attr == 0o640 << 16
        assert archive.read("a.txt") == b"first" * 100
        assert archive.read("b.txt") == b"other"


@pytest.mark.parametrize(("moved", "message"), [(0, "two members of the package are one"), (4, "overlaps another member")])
def test_members_that_overlap_are_refused(moved: int, message: str) -> None:
    old = bytearray(package(paragraph(run("Text"))))
    with zipfile.ZipFile(io.BytesIO(bytes(old))) as archive:
        first = archive.infolist()[0]
        directory = old.index(b"PK\x01\x02", archive.start_dir)
    at = old.index(b"PK\x01\x02", directory + 4) + 42  # where the directory says that the second member begins
    old[at : at + 4] = (first.header_offset + moved).to_bytes(4, "little")
    with pytest.raises(InputError, match=message):
        replaced(bytes(old), {})
