"""The command line as a user meets it: outputs, exit statuses, and one clear line for every problem."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MANUSCRIPT = """A short review

Radioembolisation was studied early [1]. Others disagree [9].

References

1. Ellis L, Shale MJ, Coleman MP. Carcinoid tumors of the gastrointestinal tract. Am J Gastroenterol. 2010;105:2563-9.
2. Frilling A, Clift AK. Therapeutic strategies for neuroendocrine liver metastases. Cancer. 2015;121:1172-86.
"""
WORKS = [
    {
        "id": "https://openalex.org/W1",
        "title": "Carcinoid tumors of the gastrointestinal tract",
        "publication_year": 2005,
        "authorships": [{"raw_author_name": name} for name in ("L Ellis", "MJ Shale", "MP Coleman")],
        "primary_location": {"source": {"display_name": "American Journal of Gastroenterology"}},
        "biblio": {"volume": "105", "first_page": "2563", "last_page": "2569"},
    }
]


class Result:
    def __init__(self, done: "subprocess.CompletedProcess[bytes]") -> None:
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8")


def citeproof(*arguments: str | Path, folder: Path, stdin: str = "", **environment: str) -> Result:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OPENALEX", "CITEPROOF", "NO_COLOR", "FORCE_COLOR"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "checker", *map(str, arguments)],
        cwd=folder,
        input=stdin.encode(),
        capture_output=True,
        check=False,
        env={**clean, **environment},
    )
    return Result(done)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "paper.txt").write_text(MANUSCRIPT, encoding="utf-8")
    (tmp_path / "works.jsonl").write_text("".join(json.dumps(work) + "\n" for work in WORKS), encoding="utf-8")
    return tmp_path


def test_findings_give_status_1_and_text_with_places(folder: Path) -> None:
    result = citeproof("check", "paper.txt", "--works", "works.jsonl", "--offline", folder=folder)
    assert result.status == 1
    assert "CIT101" in result.out
    assert "--> paper.txt:3:" in result.out
    assert "MET306" in result.out
    assert "`2010`" in result.out
    assert "`2005`" in result.out
    assert "https://openalex.org/W1" in result.out
    assert "\x1b" not in result.out


def test_json_names_every_reference_and_citation(folder: Path) -> None:
    result = citeproof("check", "paper.txt", "--works", "works.jsonl", "--offline", "--format", "json", folder=folder)
    report = json.loads(result.out)
    assert [item["status"] for item in report["references"]] == ["matched", "not-found"]
    assert [item["text"] for item in report["citations"]] == ["[1]", "[9]"]
    assert report["summary"]["references"] == 2
    assert report["citations"][0]["items"] == [{"label": "1", "reference": "1"}]


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    runs = [
        citeproof("check", "paper.txt", "--works", "works.jsonl", "--offline", "--format", "json", folder=folder).out
        for _ in "12"
    ]
    assert runs[0] == runs[1]


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--exit-zero"], 0),
        (["--fail-on", "never"], 0),
        (["--fail-on", "error", "--ignore", "CIT101"], 0),
        (["--fail-on", "warning", "--ignore", "CIT101"], 1),
        (["--select", "CIT102"], 0),
        (["--select", "CIT101"], 1),
    ],
    ids=str,
)
def test_exit_status(folder: Path, options: list[str], status: int) -> None:
    assert citeproof("check", "paper.txt", "--works", "works.jsonl", "--offline", *options, folder=folder).status == status


def test_without_works_nothing_is_said_to_be_missing(folder: Path) -> None:
    result = citeproof("check", "paper.txt", "--offline", "--select", "MET", folder=folder)
    assert result.status == 0
    assert "MET301" not in result.out
    assert "0 of 2" in result.out


def test_standard_input(folder: Path) -> None:
    result = citeproof("check", "-", "--stdin-filename", "draft.txt", "--offline", folder=folder, stdin=MANUSCRIPT)
    assert "--> draft.txt:3:" in result.out


def test_statistics_count_per_rule(folder: Path) -> None:
    result = citeproof("check", "paper.txt", "--offline", "--statistics", folder=folder)
    assert "CIT101" in result.out
    assert "undefined-citation" in result.out


def test_references_as_json_lines(folder: Path) -> None:
    result = citeproof("references", "paper.txt", folder=folder)
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert [line["number"] for line in lines] == [1, 2]
    assert lines[0]["csl"]["container-title"] == "Am J Gastroenterol"
    assert lines[0]["csl"]["page"] == "2563-2569"


def test_rules_and_explain(folder: Path) -> None:
    assert "MET306" in citeproof("rules", folder=folder).out
    explained = citeproof("explain", "year-mismatch", folder=folder)
    assert "MET306" in explained.out
    assert "When it stays silent" in explained.out


def problem(result: Result) -> str:
    """The one line that a problem is told in."""
    assert result.status == 2, result.out + result.err
    assert "Traceback" not in result.err
    lines = result.err.strip().splitlines()
    assert len(lines) == 1, result.err
    return lines[0]


def test_missing_path(folder: Path) -> None:
    assert "nowhere.txt" in problem(citeproof("check", "nowhere.txt", "--offline", folder=folder))


def test_binary_file(folder: Path) -> None:
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    assert "image.txt" in problem(citeproof("check", "image.txt", "--offline", folder=folder))


def test_other_encoding_is_named_with_the_byte(folder: Path) -> None:
    (folder / "latin.txt").write_bytes("Müller".encode("cp1252"))
    line = problem(citeproof("check", "latin.txt", "--offline", folder=folder))
    assert "byte 1" in line
    assert "--encoding" in line
    assert citeproof("check", "latin.txt", "--offline", "--encoding", "cp1252", folder=folder).status == 0


@pytest.mark.parametrize(("name", "content"), [("a.tex", ""), ("a.md", " \n"), ("a.bib", ""), ("a.txt", "")])
def test_a_text_file_without_text_is_no_problem_and_is_named(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    result = citeproof("check", name, "--offline", folder=folder)
    assert (result.status, result.err) == (0, "")
    assert "note: the file is empty" in result.out


def test_a_bibliography_without_text_is_named(folder: Path) -> None:
    (folder / "refs.bib").touch()
    (folder / "a.md").write_text("---\nbibliography: refs.bib\n---\n\nAs [@one] says.\n", encoding="utf-8")
    result = citeproof("check", "a.md", "--offline", folder=folder)
    assert (result.status, result.err) == (0, "")
    assert "note: bibliography `refs.bib` is empty" in result.out


def test_an_empty_file_of_a_format_that_needs_content_is_a_problem(folder: Path) -> None:
    (folder / "a.docx").touch()
    assert "empty" in problem(citeproof("check", "a.docx", "--offline", folder=folder))


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("As [@one] says.\n", "so the cited keys were not judged: --bibliography FILE names one"),
        ("It is so [1].\n", "no reference list was found, so the citations were not compared with one"),
        ("It is so.\n", "no reference list was found"),
    ],
)
def test_citations_without_a_list_are_said_not_to_be_judged(folder: Path, text: str, note: str) -> None:
    (folder / "a.md").write_text(text, encoding="utf-8")
    result = citeproof("check", "a.md", "--offline", "--format", "concise", folder=folder)
    assert (result.status, result.err) == (0, "")
    assert result.out.endswith(f"{note}\n")


def test_directory_without_manuscripts(folder: Path) -> None:
    (folder / "bare").mkdir()
    assert "bare" in problem(citeproof("check", "bare", "--offline", folder=folder))


def test_malformed_toml(folder: Path) -> None:
    (folder / "citeproof.toml").write_text("select = [\n", encoding="utf-8")
    assert "citeproof.toml: not valid TOML" in problem(citeproof("check", "paper.txt", "--offline", folder=folder))


def test_unknown_rule(folder: Path) -> None:
    line = problem(citeproof("check", "paper.txt", "--offline", "--select", "MET3O6", folder=folder))
    assert "did you mean `MET306`?" in line


def test_unknown_format(folder: Path) -> None:
    assert "`jsn`" in problem(citeproof("check", "paper.txt", "--offline", "--format", "jsn", folder=folder))


def test_invalid_json_in_works_is_named_and_the_rest_used(folder: Path) -> None:
    good = json.dumps(WORKS[0])
    (folder / "works.jsonl").write_text(f"{{broken\n{good}\n", encoding="utf-8")
    result = citeproof("check", "paper.txt", "--works", "works.jsonl", "--offline", folder=folder)
    assert "works.jsonl:1" in result.err
    assert "MET306" in result.out
    assert result.status == 1


def test_missing_works_file(folder: Path) -> None:
    assert "gone.jsonl" in problem(citeproof("check", "paper.txt", "--works", "gone.jsonl", "--offline", folder=folder))


def test_colour_only_when_wanted(folder: Path) -> None:
    assert "\x1b[" in citeproof("check", "paper.txt", "--offline", folder=folder, FORCE_COLOR="1").out
    assert "\x1b[" in citeproof("check", "paper.txt", "--offline", "--color", "always", folder=folder).out
    assert "\x1b" not in citeproof("check", "paper.txt", "--offline", folder=folder, NO_COLOR="1", FORCE_COLOR="1").out


def test_reports_go_to_files_besides(folder: Path) -> None:
    arguments = ["check", "paper.txt", "--works", "works.jsonl", "--offline", "--exit-zero"]
    result = citeproof(*arguments, "--report", "sarif=out.sarif", "--report", "html=pages/", folder=folder)
    assert result.status == 0
    assert json.loads((folder / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (folder / "pages" / "paper.txt.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("wrong", ["sarif", "sarif=", "nosuch=x"])
def test_a_wrong_report_option_is_refused_before_the_work(folder: Path, wrong: str) -> None:
    assert wrong.partition("=")[0] in problem(citeproof("check", "paper.txt", "--offline", "--report", wrong, folder=folder))


def test_a_baseline_hides_what_was_there_and_shows_what_is_new(folder: Path) -> None:
    arguments = ["check", "paper.txt", "--works", "works.jsonl", "--offline"]
    citeproof(*arguments, "--write-baseline", "known.json", folder=folder)
    (folder / "paper.txt").write_text("A line more\n\n" + MANUSCRIPT, encoding="utf-8")
    known = citeproof(*arguments, "--baseline", "known.json", folder=folder)
    assert known.status == 0
    assert "in baseline" in known.out
    (folder / "paper.txt").write_text(MANUSCRIPT.replace("[1]", "[7]"), encoding="utf-8")
    assert "`7` cited" in citeproof(*arguments, "--baseline", "known.json", folder=folder).out


def test_fixes_are_shown_then_made_once(folder: Path) -> None:
    (folder / "refs.bib").write_text(
        "@article{ellis,\n  author = {Ellis, L and Shale, MJ and Coleman, MP},\n"
        "  title = {Carcinoid tumors of the gastrointestinal tract},\n  journal = {Am J Gastroenterol},\n"
        "  year = {2010},\n  volume = {105},\n  pages = {2563--2569},\n}\n",
        encoding="utf-8",
        newline="\r\n",
    )
    arguments = ["check", "refs.bib", "--works", "works.jsonl", "--offline", "--exit-zero"]
    shown = citeproof(*arguments, "--diff", "--unsafe-fixes", folder=folder)
    assert "-  year = {2010}," in shown.out.replace("\r", "")
    assert "+  year = {2005}," in shown.out.replace("\r", "")
    made = citeproof(*arguments, "--fix", "--unsafe-fixes", folder=folder)
    assert "MET306" not in made.out
    after = (folder / "refs.bib").read_bytes()
    assert b"  year = {2005},\r\n" in after
    citeproof(*arguments, "--fix", "--unsafe-fixes", folder=folder)
    assert (folder / "refs.bib").read_bytes() == after


def test_a_machine_format_leaves_standard_output_to_the_document(folder: Path) -> None:
    result = citeproof("check", "paper.txt", "--works", "works.jsonl", "--offline", "--format", "json", folder=folder)
    json.loads(result.out)
    assert "Checked 2 of 2 references" in result.err
    assert citeproof("check", "paper.txt", "--offline", "--format", "json", "--quiet", folder=folder).err == ""


def test_says_which_entries_list_more_works_than_were_checked(folder: Path) -> None:
    several = "3. (a) Doe, C.; Roe, D. Org. Lett. 2015, 80, 1–9; (b) Poe, E. Tetrahedron 2016, 72, 2–8.\n"
    (folder / "paper.txt").write_text(MANUSCRIPT + several, encoding="utf-8")
    result = citeproof("check", "paper.txt", "--offline", "--exit-zero", folder=folder)
    assert "the first work alone was checked of entries that list several: 3" in result.out


@pytest.mark.parametrize(
    ("name", "text"),
    [("refs.bib", '@string{ann = "Annals"}\n'), ("refs.json", "[]"), ("refs.yaml", "references: []\n")],
)
def test_an_empty_bibliography_is_no_printed_list(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    result = citeproof("check", name, "--offline", folder=folder)
    assert (result.status, result.out) == (0, "No findings. 0 of 0 references checked.\n")
    assert citeproof("references", name, folder=folder).out == ""
