"""A ZIP package with some of its members replaced and every other one copied byte for byte, compressed as it was."""

import copy
import io
import struct
import zipfile
from bisect import bisect_right
from collections.abc import Mapping

from checker.errors import InputError

#: The fixed part of a local file header, and where it has the lengths of name and extra field (APPNOTE.TXT, 4.3.7).
_LOCAL_HEADER, _LENGTHS = 30, 26


def replaced(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with the members of `changed` in place of those with their names, or behind the others.

    Raises InputError where the record of a member overlaps that of another.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = old.comment
        if len({info.header_offset for info in old.infolist()}) < len(old.infolist()):
            raise InputError("two members of the package are one; save the document again in Word")
        starts = sorted([*(info.header_offset for info in old.infolist()), old.start_dir])
        for info in old.infolist():
            if info.filename in changed:
                new.writestr(_renewed(info), changed[info.filename])
            else:
                end = starts[bisect_right(starts, info.header_offset)]
                _copy(info, data[info.header_offset : end], target, new)
        known = set(old.namelist())
        for name in sorted(set(changed) - known):
            new.writestr(_renewed(zipfile.ZipInfo(name)), changed[name])
    return target.getvalue()


def _renewed(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A header for new content: name, time and kind as they were. A new member has the first time that ZIP knows."""
    fresh = zipfile.ZipInfo(info.filename, info.date_time)
    fresh.compress_type = zipfile.ZIP_DEFLATED
    fresh.external_attr = info.external_attr
    return fresh


def _copy(info: zipfile.ZipInfo, record: bytes, target: io.BytesIO, new: zipfile.ZipFile) -> None:
    """Append a member's local record (header, packed bytes, descriptor) as it is, and list it in the new directory."""
    name, extra = struct.unpack_from("<HH", record, _LENGTHS) if len(record) >= _LOCAL_HEADER else (0, 0)
    if len(record) < _LOCAL_HEADER + name + extra + info.compress_size:
        raise InputError(f"{info.filename} overlaps another member of the package; save the document again in Word")
    moved = copy.copy(info)
    moved.header_offset = new.start_dir
    target.seek(new.start_dir)
    target.write(record)
    new.filelist.append(moved)
    new.NameToInfo[moved.filename] = moved
    new.start_dir = target.tell()
