"""How the cost of `citeproof corpus check` grows: `corpus_growth.py [--references 10000 100000 1000000] [--json FILE]`.

Each archive has 100 references a manuscript and a work for ten references, so that all tables grow alike. The figures are
seconds of processor of all processes on `local[2]`; what is left after the cost of an archive of one manuscript (starting Java,
planning) is divided by the number of references.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import archive
from processes import Cost, cost

EACH = 100


def measured(folder: Path, references: int, rules: str) -> Cost:
    """The cost of an archive with so many references."""
    archive.write(folder, max(1, references // EACH), EACH, max(100, references // 10))
    command = ["-m", "checker", "corpus", "check", "papers", "--works", "works.jsonl", "-o", "out", "--master", "local[2]"]
    return cost([sys.executable, *command, "--parts", "16", "--select", rules], folder)


def main() -> None:
    """Measure, print, and write the JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--references", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rules", default="CIT,REF,MET,STA", help="rules to run (claims cost most, for each manuscript)")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows: list[dict[str, float]] = []
    for references in (EACH, *options.references):
        with tempfile.TemporaryDirectory() as scratch:
            found = measured(Path(scratch), references, options.rules)
        start = rows[0]["processor"] if rows else 0.0
        each = 1000 * (found.processor - start) / references if rows else 0.0
        rows.append({"references": references, **asdict(found), "ms_each": each})
        print(
            f"{references:>10,} references  {found.processor:>8.1f} s  {found.clock:>8.1f} s wall  {each:.2f} ms each"
            f"  {found.megabytes:>6,.0f} MB",
            flush=True,
        )
        if options.json:
            options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
