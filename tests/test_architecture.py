"""What must hold of the code itself: light start-up, and imports that go one way."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"spacy", "numpy", "requests", "lxml", "pyalex"}
#: What a bibliography without findings has no use for: the readers of texts, claims, edits, the network and other reports.
NOT_FOR_A_BIB = {
    "checker.baseline",
    "checker.citations",
    "checker.claims.build",
    "checker.claims.lexicon",
    "checker.claims.quantities",
    "checker.corpus",
    "checker.edits.doi",
    "checker.edits.lists",
    "checker.edits.names",
    "checker.edits.values",
    "checker.fix",
    "checker.readers.assembly",
    "checker.readers.markdown",
    "checker.readers.markdown_scan",
    "checker.readers.named_files",
    "checker.readers.sections",
    "checker.references.parse",
    "checker.reports.html",
    "checker.reports.sarif",
    "checker.results",
    "checker.works.openalex",
    "checker.works.retractions",
}
BIB = """@article{smith2019,
  author = {Smith, Anna},
  title = {A title that nobody wrote},
  journal = {Journal of Examples},
  year = {2019},
}
"""
SNAPSHOT = """{"citeproof":"works","version":1}
{"question":"doi:10.1000/x","works":["W1"],"retrieved":"2026-11-01","source":"https://api.openalex.org"}
{"id":"https://openalex.org/W1","title":"A title that nobody wrote","publication_year":2019}
"""


def imported_by(arguments: list[str], folder: Path) -> set[str]:
    """The top-level modules that a run of the command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "checker", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = (line.rsplit("|", 1) for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {parts[-1].strip().split(".")[0] for parts in lines}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "refs.bib", "--offline"]], ids=" ".join)
def test_light_commands_import_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    assert not imported_by(arguments, tmp_path) & HEAVY


def test_bib_with_works_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "works.jsonl").write_text(
        '{"id": "https://openalex.org/W1", "title": "A title that nobody wrote"}\n', encoding="utf-8"
    )
    arguments = ["check", "refs.bib", "--offline", "--works", "works.jsonl", "--exit-zero"]
    assert not imported_by(arguments, tmp_path) & HEAVY


def test_bib_with_its_snapshot_imports_no_module_that_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "citeproof.works.jsonl").write_text(SNAPSHOT, encoding="utf-8")
    command = "import sys; from checker import cli\ntry: cli.main()\nfinally: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", command, "check", "refs.bib", "--offline", "--exit-zero", "--quiet"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "checker.works.snapshot" in loaded
    assert not loaded & (HEAVY | NOT_FOR_A_BIB)


def test_a_text_without_works_is_read_without_spacy(tmp_path: Path) -> None:
    text = "It was rare (12 of 60 patients, 20%) [1].\n\nReferences\n\n1. Ellis L. Tumours. Ann Surg. 1998;12:1-9.\n"
    (tmp_path / "m.txt").write_text(text, encoding="utf-8")
    assert "spacy" not in imported_by(["check", "m.txt", "--offline", "--exit-zero"], tmp_path)
