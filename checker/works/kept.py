"""A work as stores keep it: the fields of `Work` in a JSON array, so that reading it back needs no look at each value."""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

from checker.model.work import Authorship, Work, WorkLocation
from checker.works.record import work_from_json

_NAMES = tuple(field.name for field in fields(Work))
_AUTHORS, _LOCATIONS = _NAMES.index("authors"), _NAMES.index("locations")
_ISSNS = WorkLocation._fields.index("issns")
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_parsed = json.JSONDecoder().raw_decode


def work_to_keep(record: Mapping[str, Any]) -> Work:
    """The work that a Work object with a usable id describes."""
    work = work_from_json(record)
    assert work is not None  # noqa: S101
    return work


def kept_text(work: Work) -> str:
    """The text that is kept of a work."""
    return _compact([getattr(work, name) for name in _NAMES])


@lru_cache(1 << 9)  # searches for the entries of one list find the same works again and again
def kept_work(text: str) -> Work:
    """The work that was kept as a text."""
    values, _ = _parsed(text)
    values[_AUTHORS] = tuple([tuple.__new__(Authorship, names) for names in values[_AUTHORS]])
    for place in values[_LOCATIONS]:
        place[_ISSNS] = tuple(place[_ISSNS])
    values[_LOCATIONS] = tuple([tuple.__new__(WorkLocation, place) for place in values[_LOCATIONS]])
    return Work(*values)
