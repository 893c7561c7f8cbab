"""Files that are replaced whole or not at all."""

import os
import tempfile
from pathlib import Path

from checker.errors import InputError


def write(path: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there; an existing file keeps its permissions.

    Raises InputError where that can't be done: the old file is then as it was.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        scratch = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            scratch.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
            scratch.replace(path)
        except OSError:
            scratch.unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise InputError(f"{path}: can't be written ({problem.strerror}); nothing was changed") from None


def _umask() -> int:
    """The permissions that new files are denied; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
