"""Measures how long the command takes, as ratios to floors measured in the same run.

    python benchmarks/run.py [--runs 5] [--json FILE]

Every figure is the median wall time of a whole process, in turn with its floor so that a drift of the machine's speed
cancels out. The floors: Python's own start-up with typer imported (no command can be faster), and reading the input file.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
FLOOR = [sys.executable, "-c", "import typer"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement: the medians in seconds and their ratio."""

    name: str
    seconds: float
    floor: float

    @property
    def ratio(self) -> float:
        """How many times the floor the command took."""
        return self.seconds / self.floor


def wall(command: Sequence[str], folder: Path) -> float:
    """Seconds of one run of a command. Raises CalledProcessError when it ends with a status above 1."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode > 1:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return time.perf_counter() - started


def measure(name: str, arguments: Sequence[str], folder: Path, runs: int) -> Figure:
    """The median of some runs of citeproof, each in turn with the floor, after one warm-up."""
    command = [sys.executable, "-m", "checker", *arguments]
    wall(command, folder)
    pairs = [(wall(command, folder), wall(FLOOR, folder)) for _ in range(runs)]
    return Figure(name, statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs))


def bibliography(entries: int) -> str:
    """A .bib file of distinct, well-formed, invented entries."""
    return "\n".join(
        f"@article{{key{number},\n  author = {{Example, Anna and Sample, B{number}}},\n  title = {{Invented title {number}"
        f" on a matter of little weight}},\n  journal = {{Journal of Examples}},\n  year = {{{1950 + number % 70}}},\n"
        f"  volume = {{{number % 90 + 1}}},\n  pages = {{{number}--{number + 9}}},\n}}\n"
        for number in range(1, entries + 1)
    )


def figures(runs: int) -> list[Figure]:
    """All measurements, in the order of the table."""
    offline = ["--offline", "--exit-zero", "--format", "json"]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for count in (60, 1_000, 10_000):
            (folder / f"refs{count}.bib").write_text(bibliography(count), encoding="utf-8")
        page, works = FIXTURES / "springer-page" / "page.txt", FIXTURES / "springer-page" / "works.jsonl"
        review, review_works = FIXTURES / "mini-review" / "review.md", FIXTURES / "mini-review" / "works.jsonl"
        return [
            measure("--version", ["--version"], folder, runs),
            *(
                measure(f".bib of {count:,} entries", ["check", f"refs{count}.bib", *offline], folder, runs)
                for count in (60, 1_000, 10_000)
            ),
            measure(
                "page of 58 references with its works", ["check", str(page), "--works", str(works), *offline], folder, runs
            ),
            measure("mini review with its works", ["check", str(review), "--works", str(review_works), *offline], folder, runs),
        ]


def main() -> None:
    """Measure, print the table, and write the JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found = figures(options.runs)
    print(f"{'what':<42}{'seconds':>9}{'floor':>9}{'ratio':>9}")
    for figure in found:
        print(f"{figure.name:<42}{figure.seconds:>9.3f}{figure.floor:>9.3f}{figure.ratio:>9.1f}")
    if options.json:
        rows = [{**asdict(figure), "ratio": figure.ratio} for figure in found]
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
