"""Measures the command as ratios to floors of the same run: `make bench`, or `run.py [--only GROUP] [--runs 3] [--json FILE]`.

Every figure is processor time, so that other work on the machine does not distort it, of a whole run or of one operation, in
turn with its floor: what no program could do without. `--works 1000000` adds an index of that size; `--page FILE WORKS` takes a
page of one's own with its works. Peak memory is the proportional memory of all processes together.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import archive
import inside
import synthetic_works
from processes import compile_all, cost

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
START = "import typer"
OFFLINE = ["--offline", "--exit-zero", "--format", "json"]


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


def used(command: Sequence[str], folder: Path) -> float:
    """Seconds of processor time of a command. Raises CalledProcessError when it ends with a status above 1."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode > 1:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def whole(name: str, arguments: Sequence[str], folder: Path, runs: int, floor: str = START, note: str = "") -> Figure:
    """The median of some runs of citeproof, each in turn with `python -c FLOOR`, after one warm-up."""
    command, floor_command = [sys.executable, "-m", "checker", *arguments], [sys.executable, "-c", floor]
    used(command, folder)
    pairs = [(used(command, folder), used(floor_command, folder)) for _ in range(runs)]
    return Figure(name, floor, *(statistics.median(pair[place] for pair in pairs) for place in (0, 1)), note)


def bibliography(entries: int) -> str:
    """A .bib file of distinct, well-formed, invented entries."""
    return "\n".join(
        f"@article{{key{number},\n  author = {{Example, Anna and Sample, B{number}}},\n  title = {{Invented title {number}"
        f" on a matter of little weight}},\n  journal = {{Journal of Examples}},\n  year = {{{1950 + number % 70}}},\n"
        f"  volume = {{{number % 90 + 1}}},\n  pages = {{{number}--{number + 9}}},\n}}\n"
        for number in range(1, entries + 1)
    )


def start_up(folder: Path, options: argparse.Namespace) -> Iterator[Figure]:
    """The command alone, and bibliographies without works."""
    yield whole("--version", ["--version"], folder, options.runs)
    for count in (60, 1_000, 10_000):
        (folder / f"refs{count}.bib").write_text(bibliography(count), encoding="utf-8")
        yield whole(f".bib of {count:,} entries, offline", ["check", f"refs{count}.bib", *OFFLINE], folder, options.runs)


def pages(folder: Path, options: argparse.Namespace) -> Iterator[Figure]:
    """Pages with their works, and a long review with claims."""
    page, works = options.page or (FIXTURES / "springer-page" / "page.txt", FIXTURES / "springer-page" / "works.jsonl")
    arguments = ["check", str(Path(page).resolve()), "--works", str(Path(works).resolve()), *OFFLINE]
    yield whole("a page of references with its works", [*arguments, "--ignore", "CLM"], folder, options.runs)
    archive.write(folder / "long", 1, 300, 300)
    long = ["check", "long/papers/000000.txt", "--works", "long/works.jsonl", *OFFLINE]
    yield whole("a review that cites 300 works, with claims", long, folder, options.runs, "import spacy; spacy.blank('en')")


def indexes(folder: Path, options: argparse.Namespace) -> Iterator[Figure]:
    """References that an index knows: a whole run, and each look-up beside the floors of one."""
    for count in (61_000, *options.works):
        snapshot, index = folder / f"works{count}", folder / f"works{count}.db"
        synthetic_works.write(snapshot, count, 1)
        subprocess.run(
            [sys.executable, "-m", "checker", "index", "build", snapshot, "-o", index], check=True, capture_output=True
        )
        (folder / "known.bib").write_text(inside.bibliography(index, 10_000), encoding="utf-8")
        name = f"10,000 entries of {count:,} works"
        yield whole(name, ["check", "known.bib", "--works", str(index), *OFFLINE], folder, 1)
        for figure in inside.look_ups(index, 2_000):
            yield Figure(f"{figure.name}, {count:,} works", figure.floor_name, figure.seconds, figure.floor, figure.note)


def alone(_folder: Path, _options: argparse.Namespace) -> Iterator[Figure]:
    """Matching without any look-up."""
    for figure in inside.matching(5_000):
        yield Figure(figure.name, figure.floor_name, figure.seconds, figure.floor, figure.note)


def many(folder: Path, _options: argparse.Namespace) -> Iterator[Figure]:
    """Many manuscripts: what several processes add, and memory that must not grow."""
    archive.write(folder / "many", 1_000, 10, 1_000)
    papers = sorted((folder / "many" / "papers").iterdir())
    quick = ["--works", "works.jsonl", "--no-incremental", "--offline", "--exit-zero", "--format", "json", "--ignore", "CLM"]

    def run(count: int, jobs: int) -> list[str]:
        return [sys.executable, "-m", "checker", "check", *map(str, papers[:count]), *quick, "--jobs", str(jobs)]

    costs = {
        (count, jobs): cost(run(count, jobs), folder / "many") for count, jobs in ((100, 1), (1_000, 1), (200, 1), (200, 2))
    }
    few, all_of_them = costs[100, 1], costs[1_000, 1]
    yield Figure("megabytes: 1,000 manuscripts", "100 manuscripts", all_of_them.megabytes, few.megabytes)
    one, two = costs[200, 1], costs[200, 2]
    note = f"{one.clock / two.clock:.2f} times as fast by the clock"
    yield Figure("200 manuscripts, 2 jobs", "1 job", two.processor, one.processor, note)


GROUPS: dict[str, Callable[[Path, argparse.Namespace], Iterator[Figure]]] = {
    "start": start_up,
    "pages": pages,
    "indexes": indexes,
    "matching": alone,
    "many": many,
}


def row(figure: Figure) -> str:
    """A row of the table."""
    scale, unit = (1, "MB") if figure.name.startswith("megabytes") else (1000, "ms")
    if figure.seconds < 0.001:
        scale, unit = 1_000_000, "µs"
    values = f"{scale * figure.seconds:,.1f} {unit} | {scale * figure.floor:,.1f} {unit}"
    return f"| {figure.name} | {values} | `{figure.floor_name}` | {figure.ratio:.2f} | {figure.note} |"


def main() -> None:
    """Measure, print the table, and write the JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=GROUPS, nargs="+", default=list(GROUPS))
    parser.add_argument("--works", type=int, nargs="*", default=[], help="further sizes of indexes")
    parser.add_argument("--page", type=Path, nargs=2, metavar=("FILE", "WORKS"))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    compile_all()
    print("| what | it took | floor | of the floor | ratio | |\n|---|---|---|---|---|---|")
    found = []
    for name in options.only:
        with tempfile.TemporaryDirectory() as scratch:
            for figure in GROUPS[name](Path(scratch), options):
                print(row(figure), flush=True)
                found.append({**asdict(figure), "ratio": figure.ratio})
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
