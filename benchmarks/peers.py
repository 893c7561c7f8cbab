"""Tools of the package registry beside citeproof, each in a throw-away environment and on the same bibliography and works.

- academic-refchecker (MIT) verifies references; its own importer builds its database from the same OpenAlex snapshot. The
  entries have no DOI, since it looks for every DOI on the network; proxies that answer nobody keep it here.
- bibtex_linter (Apache-2.0) looks for missing fields, and pybtex (MIT) reads: less than a check, on the same file.
"""

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import bibliographies
import synthetic_works
from figures import Figure, pair, used

from checker.works.record import work_from_json

PACKAGES = ("academic-refchecker==3.1.10", "bibtex_linter==2.3.1", "pybtex==0.26.1")
#: Nothing listens at the port for discarding (RFC 863).
NOWHERE = "http://127.0.0.1:9"
IMPORT = """import sys
from refchecker.database.local_database_updater import build_openalex_database_from_snapshot_files as build
build(sys.argv[1], sys.argv[2:])"""
READ = "import sys; from pybtex.database import parse_file; parse_file(sys.argv[1])"
CITEPROOF = (sys.executable, "-m", "checker", "check", "--offline", "--exit-zero", "--format", "json")


def peers(folder: Path, works: int, runs: int) -> Iterator[Figure]:
    """Whole runs of citeproof, each in turn with a peer's on the same files. Nothing where pip cannot install the peers."""
    programs = _installed(folder / "peers")
    if programs is None:
        print("The peers could not be installed: they are left out.", file=sys.stderr)
        return
    os.environ.update(dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY"), NOWHERE))
    yield from _verifying(folder, programs, works, runs)
    (folder / "refs.bib").write_text(bibliographies.invented(10_000), encoding="utf-8")
    check = [*CITEPROOF, "refs.bib"]
    for name, command in {
        "bibtex_linter": [str(programs / "bibtex_linter"), "refs.bib"],
        "reading by pybtex": [str(programs / "python"), "-c", READ, "refs.bib"],
    }.items():
        yield Figure(".bib of 10,000 entries, offline", name, *pair(check, command, folder, runs))


def _verifying(folder: Path, programs: Path, works: int, runs: int) -> Iterator[Figure]:
    synthetic_works.write(folder / "works", works, 1)
    parts = sorted((folder / "works").rglob("*.gz"))
    build = [sys.executable, "-m", "checker", "index", "build", "works", "-o", "works.db"]
    used(build, folder)
    used([programs / "python", "-c", IMPORT, "peer.db", *parts], folder)
    known = [work for record in synthetic_works.works(works, 1) if (work := work_from_json(record)) and not work.doi]
    for count in (1, 1_000):
        text = "\n".join(bibliographies.entry(work, number) for number, work in enumerate(known[:count], 1))
        (folder / "known.bib").write_text(text, encoding="utf-8")
        ours = [*CITEPROOF, "known.bib", "--works", "works.db"]
        theirs = [str(programs / "academic-refchecker"), "--paper", "known.bib", "--openalex-db", "peer.db"]
        found = pair(ours, theirs, folder, runs)
        yield Figure(f"{count:,} entries without DOI, {works:,} works", "academic-refchecker", *found)


def _installed(folder: Path) -> Path | None:
    """The programs of a new environment with the peers in it; None where pip fails."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    done = subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", *PACKAGES], capture_output=True, check=False)
    return None if done.returncode else programs
