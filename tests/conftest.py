"""What all tests share: no test reaches anything but this machine."""

import os
import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine is no failure
settings.load_profile("untimed")

LOOPBACK = ("127.0.0.1", "::1", "localhost")
#: Nobody listens here: a run that a test forgot to keep offline fails at once, in a subprocess too.
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(autouse=True, scope="session")
def loopback_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Connections to another machine raise; OpenAlex is nowhere, and no proxy, key or cache of the user's is used."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not (isinstance(address, tuple) and address[0] in LOOPBACK):
            raise AssertionError(f"a test tried to connect to {address}")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
            patch.delenv(name)
        patch.delenv("OPENALEX_API_KEY", raising=False)
        patch.setenv("CITEPROOF_OPENALEX_URL", NOWHERE)
        patch.setenv("CITEPROOF_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
