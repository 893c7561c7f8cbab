"""Fuzz one reader: `python -m tests.fuzz READER [--minutes 20]`, in minutes of processor time, so that other work costs none.

Guided by coverage where atheris is installed (`pip install --group fuzz`), else by hypothesis alone. Every file that a reader
doesn't survive, or takes too long for, is written to build/fuzz/; its bytes belong into tests/fuzz/regressions/ once mended.
"""

import argparse
import hashlib
import os
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

FOUND = Path("build/fuzz")
#: The longest that a mangled manuscript of a few kilobytes may take, in seconds of CPU time.
_LONGEST = 2.0


class Hunt:
    """One run against one reader; keeps a file for each place in the code that failed."""

    def __init__(self, name: str, survives: Callable[[str, bytes], None], seconds: float) -> None:
        self._name, self._survives = name, survives
        self._seen: set[str] = set()
        self._count, self._started, self._seconds = 0, time.process_time(), seconds

    def one(self, data: bytes) -> None:
        """Try one file; ends the process once the time is over, as libFuzzer would."""
        self._count += 1
        started = time.process_time()
        try:
            self._survives(self._name, data)
        except Exception as problem:
            last = traceback.extract_tb(problem.__traceback__)[-1]
            self._keep(f"{type(problem).__name__} in {last.filename}:{last.lineno}", data, traceback.format_exc())
        took = time.process_time() - started
        if took > _LONGEST:
            self._keep(f"slow: more than {_LONGEST:.0f} s", data, f"{took:.1f} s for {len(data)} bytes")
        if time.process_time() - self._started > self._seconds:
            print(f"{self._name}: {self._count} files in {self._seconds / 60:.1f} minutes of processor time", flush=True)
            os._exit(1 if self._seen else 0)

    def _keep(self, kind: str, data: bytes, details: str) -> None:
        if kind in self._seen:
            return
        self._seen.add(kind)
        path = FOUND / f"{self._name}-{hashlib.sha256(kind.encode()).hexdigest()[:10]}"
        path.write_bytes(data)
        print(f"{path}: {kind}\n{details}", flush=True)


def main() -> None:
    """Fuzz until the time is over; the exit status is 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", help="the name of a format")
    parser.add_argument("--minutes", type=float, default=20)
    options = parser.parse_args()
    try:
        import atheris
    except ImportError:
        atheris = None
    with atheris.instrument_imports(include=["checker", "rules"]) if atheris else nullcontext():
        from tests.fuzz import targets

        targets.survives(options.reader, targets.packed(options.reader, targets.SEEDS[options.reader].read_bytes()))
    hunt = Hunt(options.reader, targets.survives, options.minutes * 60)

    @settings(max_examples=1000, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(targets.manuscripts(options.reader))
    def attack(data: bytes) -> None:
        hunt.one(data)

    FOUND.mkdir(parents=True, exist_ok=True)
    if atheris:
        atheris.Setup(
            [
                sys.argv[0],
                "-max_len=2048",
                f"-artifact_prefix={FOUND}/",
                "-len_control=0",
                "-rss_limit_mb=2048",
                "-verbosity=0",
            ],
            _quiet(attack),
        )
        atheris.Fuzz()
    while True:
        attack()


def _quiet(attack: Callable[[], None]) -> Callable[[bytes], None]:
    """The attack as atheris calls it, with bytes that decide what hypothesis draws."""

    def one(data: bytes) -> None:
        attack.hypothesis.fuzz_one_input(data)

    return one


if __name__ == "__main__":
    main()
