"""The Retraction Watch data (https://gitlab.com/crossref/retraction-watch-data): a CSV file → notices by DOI of the work."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from checker.errors import InputError
from checker.model.notice import Notice, NoticeKind
from checker.works.record import bare_doi

_COLUMNS = ("OriginalPaperDOI", "RetractionDOI", "RetractionDate", "RetractionNature", "Reason")
_KINDS = {kind.value.casefold(): kind for kind in NoticeKind}
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")  # month, day, year
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_retractions(path: Path) -> Mapping[str, tuple[Notice, ...]]:
    """The notices about each work, oldest first, by the bare lower-case DOI of the work.

    Rows without a DOI of the work, or of a nature unknown here, are left out. Raises InputError for a file that can't be read
    or that has not the columns of the Retraction Watch data.
    """
    notices: dict[str, list[Notice]] = {}
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            for doi, notice in _notices(csv.DictReader(file), path):
                notices.setdefault(doi, []).append(notice)
    except OSError as problem:
        raise InputError(f"{path}: {problem.strerror}") from problem
    except csv.Error as problem:
        raise InputError(f"{path}: not a CSV file: {problem}") from problem
    return {doi: tuple(sorted(about, key=lambda notice: notice.date)) for doi, about in notices.items()}


def _notices(rows: "csv.DictReader[str]", path: Path) -> Iterator[tuple[str, Notice]]:
    missing = [name for name in _COLUMNS if name not in _stripped(rows.fieldnames or ())]
    if missing:
        raise InputError(f"{path}: no column `{missing[0]}`; expected the CSV file of the Retraction Watch data")
    rows.fieldnames = _stripped(rows.fieldnames or ())
    for row in rows:
        work, notice, date, nature, reasons = ((row[name] or "").strip() for name in _COLUMNS)
        kind = _KINDS.get(nature.casefold())
        if kind and bare_doi(work):
            texts = (reason.strip(" +") for reason in reasons.split(";"))
            yield bare_doi(work), Notice(kind, _iso(date), bare_doi(notice), tuple(text for text in texts if text))


def _stripped(names: Iterable[str]) -> list[str]:
    return [name.strip() for name in names]


def _iso(date: str) -> str:
    """An ISO date of `1/15/2021 0:00` or an ISO date, or an empty string."""
    found = _DATE.match(date)
    if found:
        return f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}"
    iso = _ISO_DATE.match(date)
    return iso[0] if iso else ""
