"""Measures the command as ratios to floors of the same run: `make bench`, or `run.py [--only GROUP] [--runs 3] [--json FILE]`.

Every figure is processor time, so that other work on the machine does not distort it, of a whole run or of one operation, in
turn with its floor: what no program could do without. `--works 1000000` adds an index of that size; `--page FILE WORKS` takes a
page of one's own with its works. Peak memory is the proportional memory of all processes together.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

import archive
import bibliographies
import inside
import peers
import synthetic_works
from figures import Figure, whole
from processes import compile_all, cost

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
OFFLINE = ["--offline", "--exit-zero", "--format", "json"]


def start_up(folder: Path, options: argparse.Namespace) -> Iterator[Figure]:
    """The command alone, and bibliographies without works."""
    yield whole("--version", ["--version"], folder, options.runs)
    for count in (60, 1_000, 10_000):
        (folder / f"refs{count}.bib").write_text(bibliographies.invented(count), encoding="utf-8")
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
        (folder / "known.bib").write_text(bibliographies.known(index, 10_000), encoding="utf-8")
        name = f"10,000 entries of {count:,} works"
        yield whole(name, ["check", "known.bib", "--works", str(index), *OFFLINE], folder, 1)
        for figure in inside.look_ups(index, 2_000):
            yield replace(figure, name=f"{figure.name}, {count:,} works")


def alone(_folder: Path, _options: argparse.Namespace) -> Iterator[Figure]:
    """Matching without any look-up."""
    yield from inside.matching(5_000)


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


def beside_peers(folder: Path, options: argparse.Namespace) -> Iterator[Figure]:
    """Tools of the package registry on the same files, with the peer in the place of the floor."""
    return peers.peers(folder, 61_000, options.runs)


GROUPS: dict[str, Callable[[Path, argparse.Namespace], Iterator[Figure]]] = {
    "start": start_up,
    "pages": pages,
    "indexes": indexes,
    "matching": alone,
    "many": many,
    "peers": beside_peers,
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
