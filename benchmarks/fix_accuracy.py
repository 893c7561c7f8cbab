"""Measures whether `check --fix` restores what was damaged, and leaves what is right alone.

    python benchmarks/fix_accuracy.py DATA [--case NAME] [--world noisy]

DATA holds `cases/NAME/case.json` with the references (`refs.bib`), their labels, and the works files of a clean world and of
one with the noise of real records. A copy of the references is fixed in the chosen world and read again. Of each field that the
damage of its reference concerns and that was changed: is it the work's value in the clean world? Any other change counts
against the fixes.
"""

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checker import readers
from checker.matching.authors import same_person
from checker.model.reference import ReferenceEntry
from checker.readers import files
from checker.references.pages import expand_pages
from checker.works.record import work_from_json

#: The field that each kind of damage concerns.
DAMAGE = {
    "wrong_year_1": "year",
    "wrong_year_5": "year",
    "wrong_first_page": "page",
    "wrong_volume": "volume",
    "doi_typo": "DOI",
    "doi_of_another": "DOI",
    "swapped_first_two_authors": "author",
    "future_date": "year",
    "fabricated_doi": "DOI",
}


def main() -> None:
    """Fix a copy of the references and print how many of the changes are right."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("data", type=Path)
    options.add_argument("--case", default="mutations_dev")
    options.add_argument("--world", default="noisy", choices=("noisy", "clean"))
    given = options.parse_args()
    folder = given.data / "cases" / given.case
    case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    labels = {label["id"]: label for label in _lines(folder / case["labels"])}
    truth = {work["id"]: work for name in case["worlds"]["clean"] for work in _lines(folder / name)}
    before, after = _fixed(folder / case["inputs"]["bib"], [folder / name for name in case["worlds"][given.world]])
    _report(_judge(before, after, labels, truth))


def _fixed(bibliography: Path, works: Sequence[Path]) -> tuple[dict[str, ReferenceEntry], dict[str, ReferenceEntry]]:
    """The entries before and after `check --fix`, by key."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(shutil.copyfile(bibliography, Path(scratch) / "refs.bib"))
        before = _entries(path)
        command = [sys.executable, "-m", "checker", "check", str(path), "--offline", "--isolated", "--exit-zero", "--fix"]
        command += [word for name in works for word in ("--works", str(name))]
        subprocess.run([*command, "--format", "concise"], check=True, stdout=subprocess.DEVNULL)
        return before, _entries(path)


def _judge(
    before: Mapping[str, ReferenceEntry],
    after: Mapping[str, ReferenceEntry],
    labels: Mapping[str, Mapping[str, Any]],
    truth: Mapping[str, Mapping[str, Any]],
) -> Iterator[tuple[str, str, str]]:
    """For each changed field: the kind of damage, the outcome, and a line about it."""
    for key, old in before.items():
        label, new = labels[key], after[key]
        works = [truth[name] for name in label["works"] if name in truth]
        for field, (was, now) in _changes(old, new).items():
            line = f"{key} {label['type']}: {field} `{was}` -> `{now}`"
            if DAMAGE.get(label["type"]) != field:
                yield label["type"], "valid field changed", line
            elif any(_is_by(new, work) if field == "author" else now == _recorded(work, field) for work in works):
                yield label["type"], "restored", line
            else:
                yield label["type"], "changed to another value", line


def _is_by(entry: ReferenceEntry, work: Mapping[str, Any]) -> bool:
    """Whether an entry names the authors of a work in their order."""
    record = work_from_json(work)
    authors = record.authors if record else ()
    return len(entry.author) == len(authors) and all(map(same_person, entry.author, authors))


def _changes(old: ReferenceEntry, new: ReferenceEntry) -> dict[str, tuple[str, str]]:
    names = ("title", "container-title", "volume", "issue", "page", "DOI", "publisher")
    values = {name: (old.get(name), new.get(name)) for name in names}
    values["year"] = (str(old.year or ""), str(new.year or ""))
    values["author"] = (str([name.csl() for name in old.author]), str([name.csl() for name in new.author]))
    return {name: pair for name, pair in values.items() if pair[0] != pair[1]}


def _recorded(work: Mapping[str, Any], field: str) -> str:
    """A work's value in the form of `_changes`."""
    biblio = work.get("biblio") or {}
    if field == "page":
        pages = dict.fromkeys(page for page in (biblio.get("first_page"), biblio.get("last_page")) if page)
        return expand_pages("-".join(pages))
    if field == "volume":
        return biblio.get("volume") or ""
    if field == "DOI":
        return (work.get("doi") or "").removeprefix("https://doi.org/")
    return str(work.get("publication_year") or "")


def _report(judged: Iterator[tuple[str, str, str]]) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for kind, outcome, line in judged:
        counts[kind, outcome] += 1
        if outcome != "restored":
            print(f"{outcome}: {line}")
    for kind in DAMAGE:
        print(f"{kind:26} touched {_touched(counts, kind):4}  restored {counts[kind, 'restored']:4}")
    touched = sum(_touched(counts, kind) for kind in DAMAGE)
    restored = sum(counts[kind, "restored"] for kind in DAMAGE)
    spoilt = sum(count for (_, outcome), count in counts.items() if outcome == "valid field changed")
    print(f"RESULT touched={touched} restored={restored / max(touched, 1):.4f} valid_fields_changed={spoilt}")


def _touched(counts: Mapping[tuple[str, str], int], kind: str) -> int:
    return counts[kind, "restored"] + counts[kind, "changed to another value"]


def _entries(path: Path) -> dict[str, ReferenceEntry]:
    return {entry.id: entry for entry in readers.read(files.load(path), "bibtex").references}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    yield from map(json.loads, text.splitlines())


if __name__ == "__main__":
    main()
