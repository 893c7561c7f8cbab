"""What the benchmarks measure: processor time beside that of a floor, which no program could do without."""

import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

#: Reading the command line by the library that citeproof uses: the floor of every run.
START = "import typer"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement: `seconds` of processor time and those of the `floor`, or megabytes where the name says so."""

    name: str
    floor_name: str
    seconds: float
    floor: float
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times the floor it took."""
        return self.seconds / self.floor if self.floor else 0.0


def used(command: Sequence[str | Path], folder: Path) -> float:
    """Seconds of processor time of a command. Raises CalledProcessError when it ends with a status above 1."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode > 1:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def pair(command: Sequence[str | Path], other: Sequence[str | Path], folder: Path, runs: int) -> tuple[float, float]:
    """The medians of some runs of two commands in turn, after one warm-up of each."""
    for each in (command, other):
        used(each, folder)
    found = [(used(command, folder), used(other, folder)) for _ in range(runs)]
    return statistics.median(first for first, _ in found), statistics.median(second for _, second in found)


def whole(name: str, arguments: Sequence[str], folder: Path, runs: int, floor: str = START, note: str = "") -> Figure:
    """Runs of citeproof in turn with `python -c FLOOR`."""
    found = pair([sys.executable, "-m", "checker", *arguments], [sys.executable, "-c", floor], folder, runs)
    return Figure(name, floor, *found, note)
