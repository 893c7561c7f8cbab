"""The archive that a Word document is: its parts unpacked within bounds, and parsed (OPC, ECMA-376 part 2)."""

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.model.text import SourceFile
from checker.readers.xml import reason

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: The most that a part may unpack to, in bytes: a longer one is a zip bomb, not a manuscript.
_LARGEST_PART = 128 * 1024 * 1024
#: The most tags that a part may have: a tree of more takes more memory than a machine may have to spare.
_MOST_TAGS = 6_000_000
#: What zipfile raises on archives that are broken in one way or another.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


class Package:
    """The parts of a Word document by name. Raises InputError where the archive is damaged."""

    def __init__(self, source: SourceFile) -> None:
        """Open the archive in `source.data`."""
        self._path = source.path
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(source.data))
        except _DAMAGE as problem:
            raise InputError(f"{self._path}: a damaged Word document ({problem}); save it again in Word") from None

    def names(self, start: str) -> list[str]:
        """The names of the parts that begin in this way, in the order of the archive."""
        return [name for name in self._archive.namelist() if name.startswith(start)]

    def root(self, name: str) -> "Element | None":
        """The root of a part, or null where the document has none.

        Raises InputError for a part that can't be unpacked, is too large or is no XML.
        """
        from lxml import etree

        data = self.member(name)
        if data is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as problem:
            raise InputError(
                f"{self._path}: {name} is not well-formed ({reason(problem.msg)}); save the document again in Word"
            ) from None

    def member(self, name: str) -> bytes | None:
        """The bytes of a part, or null where the document has none. Raises InputError as `root` does."""
        try:
            info = self._archive.getinfo(name)
            if info.file_size > _LARGEST_PART:
                raise InputError(f"{self._path}: {name} unpacks to {info.file_size:,} bytes; this is no manuscript")
            with self._archive.open(info) as stream:
                data = stream.read(_LARGEST_PART + 1)
        except KeyError:
            return None
        except _DAMAGE as problem:
            raise InputError(f"{self._path}: {name} can't be unpacked ({problem}); save the document again in Word") from None
        if len(data) > _LARGEST_PART or data.count(b"<") > _MOST_TAGS:
            raise InputError(f"{self._path}: {name} is too large when unpacked ({len(data):,} bytes); this is no manuscript")
        return data
