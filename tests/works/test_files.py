"""Works files: what can be read is used, what can't is named."""

import gzip
import json
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.works.files import read_works

GOOD = json.dumps({"id": "W1"})


def test_bad_lines_are_named_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "works.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode() + b"\n{broken\n\n[1]\n\xff\xfe\n" + b"[" * 100_000 + b"\n" + GOOD.encode())
    warnings: list[str] = []
    assert list(read_works(path, warnings.append)) == [{"id": "W1"}] * 2
    assert [line.removeprefix(f"{path}:").split(":")[0] for line in warnings] == ["2", "4", "5", "6"]


def test_many_bad_lines_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "works.jsonl"
    path.write_text(GOOD + "\nnothing" * 100)
    warnings: list[str] = []
    assert len(list(read_works(path, warnings.append))) == 1
    assert len(warnings) == 6
    assert warnings[-1].endswith("95 more lines left out")


@pytest.mark.parametrize("text", [f"[{GOOD}, 7, {GOOD}]", json.dumps({"results": [{"id": "W1"}] * 2, "meta": {}})])
def test_a_list_or_an_answer_of_the_api(tmp_path: Path, text: str) -> None:
    path = tmp_path / "works.json"
    path.write_text(text)
    assert list(read_works(path, pytest.fail)) == [{"id": "W1"}] * 2


def test_compressed(tmp_path: Path) -> None:
    path = tmp_path / "works.jsonl.gz"
    path.write_bytes(gzip.compress(f"{GOOD}\n{GOOD}\n".encode()))
    assert len(list(read_works(path, pytest.fail))) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gone.jsonl", None),
        ("empty.jsonl", b""),
        ("words.jsonl", b"no works here\n"),
        ("broken.json", b"{"),
        ("plain.jsonl.gz", GOOD.encode()),
        ("cut.jsonl.gz", gzip.compress((GOOD + "\n").encode() * 1000)[:-20]),
    ],
)
def test_a_file_that_is_no_works_file(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=name):
        list(read_works(path, lambda _: None))
