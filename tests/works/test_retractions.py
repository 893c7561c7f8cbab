from pathlib import Path

import pytest
from typer.testing import CliRunner

from checker.cli import app
from checker.errors import InputError
from checker.model.notice import Notice, NoticeKind
from checker.works.retractions import read_retractions

HEADER = "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature,Reason"


def write(folder: Path, *rows: str) -> Path:
    path = folder / "notices.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


def test_notices_of_a_work_oldest_first(tmp_path: Path) -> None:
    found = read_retractions(
        write(
            tmp_path,
            '1,"A title, with a comma",3/1/2012 0:00,10.1000/n2,10.1000/A,Retraction,+Error in Data;+Notice - Limited;',
            "2,A title,12/31/2010 0:00,https://doi.org/10.1000/n1,https://doi.org/10.1000/a,Expression of Concern,",
        )
    )
    assert found == {
        "10.1000/a": (
            Notice(NoticeKind.CONCERN, "2010-12-31", "10.1000/n1"),
            Notice(NoticeKind.RETRACTION, "2012-03-01", "10.1000/n2", ("Error in Data", "Notice - Limited")),
        )
    }


def test_rows_that_say_nothing_are_left_out(tmp_path: Path) -> None:
    rows = ("1,T,,,unavailable,Retraction,", "2,T,,,,Retraction,", "3,T,,,10.1000/a,Something else,", "4,T")
    assert read_retractions(write(tmp_path, *rows)) == {}


def test_unusable_dates_and_notices_are_empty(tmp_path: Path) -> None:
    found = read_retractions(write(tmp_path, "1,T,unknown,Unavailable,10.1000/a,Correction,"))
    assert found["10.1000/a"] == (Notice(NoticeKind.CORRECTION),)


def test_another_csv_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column `OriginalPaperDOI`"):
        read_retractions(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv"):
        read_retractions(tmp_path / "none.csv")


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe" * 50, HEADER.encode() + b'\n"' + b"x" * 200_000])
def test_hostile_files_end_in_an_input_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "notices.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"notices\.csv"):
        read_retractions(path)


@pytest.mark.parametrize("configured", [True, False])
def test_a_run_without_works_knows_the_printed_doi(configured: bool, tmp_path: Path) -> None:
    path = write(tmp_path, "1,T,3/1/2012 0:00,10.1000/n,10.1000/a,Retraction,")
    paper = tmp_path / "refs.bib"
    paper.write_text("@article{ellis,\n  title = {On carcinoids},\n  doi = {10.1000/A},\n}\n", encoding="utf-8")
    settings = tmp_path / "citeproof.toml"
    settings.write_text(f'retractions = "{path.name}"\n' if configured else "", encoding="utf-8")
    given = [] if configured else ["--retractions", str(path)]
    result = CliRunner().invoke(app, ["check", str(paper), "--offline", "--format", "concise", *given])
    assert result.exit_code == 1
    assert "STA401" in result.output
    assert "was retracted on 2012-03-01" in result.output
