"""A real browser for tests: Chromium without a window, driven over a pipe by its DevTools protocol.

https://chromedevtools.github.io/devtools-protocol/; messages on the pipe end in a zero byte.
"""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_OPTIONS = """
    --headless --no-sandbox --disable-dev-shm-usage --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync --disable-extensions --remote-debugging-pipe
""".split()
#: A browser lives no longer than this, in seconds.
_LONGEST = 600


class Tab:
    """One page of the browser."""

    def __init__(self, to: int, from_: int) -> None:
        self._to = to
        self._from = os.fdopen(from_, "rb")
        self._number = 0
        self._session: dict[str, str] = {}
        self.errors: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._session = {"sessionId": session}
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> Any:
        """The answer to a command of the protocol."""
        self._number += 1
        request = {"id": self._number, "method": method, "params": parameters, **self._session}
        os.write(self._to, json.dumps(request).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def open(self, url: str) -> None:
        """Load a page to the end."""
        self.call("Page.navigate", url=url)
        while self._read().get("method") != "Page.loadEventFired":
            pass

    def run(self, expression: str) -> Any:
        """The value of an expression of JavaScript."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def _read(self) -> dict[str, Any]:
        data = bytearray()
        while (byte := self._from.read(1)) != b"\0":
            assert byte, "the browser has ended"
            data += byte
        message: dict[str, Any] = json.loads(data)
        if message.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
            self.errors.append(str(message["params"]))
        return message


@contextmanager
def tab(folder: Path) -> Iterator[Tab]:
    """A page in a browser of its own, whose profile goes into a folder."""
    command_read, command_write = os.pipe()
    answer_read, answer_write = os.pipe()
    redirect = f"exec {PROGRAM} {' '.join(_OPTIONS)} --user-data-dir={folder / 'profile'} 3<&{command_read} 4>&{answer_write}"
    process = subprocess.Popen(
        ["bash", "-c", redirect], pass_fds=(command_read, answer_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(command_read)
    os.close(answer_write)
    watchdog = threading.Timer(_LONGEST, process.kill)  # a browser that hangs must not hang the tests
    watchdog.start()
    try:
        yield Tab(command_write, answer_read)
    finally:
        watchdog.cancel()
        process.terminate()
        process.wait(timeout=30)
        os.close(command_write)
