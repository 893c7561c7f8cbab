"""Works as stores keep them."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checker.works.kept import kept_text, kept_work, work_to_keep
from checker.works.record import KEPT_FIELDS, work_from_json

from .test_record import JSON, RECORD


@given(st.dictionaries(st.sampled_from(KEPT_FIELDS), JSON))
def test_a_kept_work_is_the_work_of_its_record(fields: dict[str, Any]) -> None:
    record = RECORD | fields | {"id": "W42"}
    kept = kept_work(kept_text(work_to_keep(record)))
    assert kept == work_from_json(record)
    kept_text(kept).encode()  # no lone surrogates


def test_what_is_kept_is_a_json_array() -> None:
    identity, title, doi, *_ = json.loads(kept_text(work_to_keep(RECORD)))
    assert (identity, title, doi) == ("W42", "On <i>Peat</i>", "10.5555/abc")
