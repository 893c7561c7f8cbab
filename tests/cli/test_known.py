"""A baseline from one day on another: lines inserted, a new finding, a mended one, and a file that never grows by itself."""

import json
from pathlib import Path

import pytest

from tests.test_cli import MANUSCRIPT, Result, citeproof

BROKEN = MANUSCRIPT.replace("Others disagree [9].", "Others disagree [9]. Some say more [8].")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "paper.txt").write_text(BROKEN, encoding="utf-8")
    check(tmp_path, "--write-baseline", "known.json")
    return tmp_path


def check(folder: Path, *options: str, start: str = ".") -> Result:
    return citeproof(
        "check",
        str(folder / "paper.txt"),
        "--offline",
        "--select",
        "CIT",
        "--format",
        "concise",
        *options,
        folder=folder / start,
    )


def entries(folder: Path) -> int:
    found = json.loads((folder / "known.json").read_text(encoding="utf-8"))["findings"]
    return sum(entry["count"] for entry in found)


def test_inserted_lines_change_nothing_and_a_new_finding_is_shown(folder: Path) -> None:
    assert check(folder, "--baseline", "known.json").status == 0
    text = BROKEN.replace("A short review\n", "A short review\n\nAn unrelated paragraph.\n\nAnd one more.\n")
    (folder / "paper.txt").write_text(text, encoding="utf-8")
    assert check(folder, "--baseline", "known.json").status == 0
    (folder / "paper.txt").write_text(text.replace("[8]", "[8, 7]"), encoding="utf-8")
    result = check(folder, "--baseline", "known.json")
    assert result.status == 1
    assert "`7`" in result.out
    assert "`9`" not in result.out


def test_it_means_the_same_from_another_folder(folder: Path) -> None:
    (folder / "inner").mkdir()
    assert check(folder, "--baseline", "../known.json", start="inner").status == 0


def test_what_is_mended_is_reported_and_dropped(folder: Path) -> None:
    count = entries(folder)
    (folder / "paper.txt").write_text(MANUSCRIPT, encoding="utf-8")
    result = check(folder, "--baseline", "known.json")
    assert "1 of its findings is there no more" in result.err
    written = check(folder, "--baseline", "known.json", "--write-baseline", "known.json")
    assert f"wrote known.json: +0 / -1, {count - 1} findings" in written.err
    assert entries(folder) == count - 1


def test_it_never_grows_without_being_told(folder: Path) -> None:
    count = entries(folder)
    (folder / "paper.txt").write_text(BROKEN.replace("[8]", "[8]. New [6]"), encoding="utf-8")
    result = check(folder, "--write-baseline", "known.json")
    assert "1 new finding left out of known.json; --accept-new takes them in" in result.err
    assert entries(folder) == count
    accepted = check(folder, "--write-baseline", "known.json", "--accept-new")
    assert f"+1 / -0, {count + 1} findings" in accepted.err
    assert check(folder, "--baseline", "known.json").status == 0


def test_a_file_that_is_no_baseline_is_not_overwritten(folder: Path) -> None:
    result = check(folder, "--write-baseline", "paper.txt")
    assert (result.status, "not a baseline" in result.err) == (2, True)
    assert (folder / "paper.txt").read_text(encoding="utf-8") == BROKEN
