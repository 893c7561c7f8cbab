"""Files that are replaced whole or not at all."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checker.errors import InputError


def write(path: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there; an existing file keeps its permissions.

    Raises InputError where that can't be done: the old file is then as it was.
    """
    with replacing(path) as put:
        put(data)


@contextmanager
def replacing(path: Path) -> Iterator[Callable[[bytes], None]]:
    """What writes to a new file; it takes the place of `path` in the end, and vanishes when something is raised.

    Where `path` is a link, it still is one afterwards, and what it leads to is replaced.

    Raises InputError where it can't be written.
    """
    path = path.resolve() if path.is_symlink() else path
    with _told(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    scratch, stream = Path(name), os.fdopen(handle, "wb")

    def put(data: bytes) -> None:
        with _told(path):
            stream.write(data)

    try:
        yield put
        with _told(path):
            stream.close()
            scratch.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
            scratch.replace(path)
    except BaseException:
        with suppress(OSError):
            stream.close()
        scratch.unlink(missing_ok=True)
        raise


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise InputError(f"{path}: can't be written ({problem.strerror}); nothing was changed") from None


def _umask() -> int:
    """The permissions that new files are denied; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
