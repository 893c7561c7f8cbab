"""Many manuscripts at a time: the same bytes for any number of processes, and nothing lost when one of them fails."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from checker import processes, reports

#: What every run here starts with.
CHECK = [sys.executable, "-m", "checker", "check", "papers", "--offline", "--select", "CIT,MET,REF"]
WORKS = [{"id": "https://openalex.org/W1", "title": "Soils of made-up islands", "publication_year": 2004}]
TEXTS = sorted(reports.FORMATS.keys() - reports.BINARY)
OBEDIENT = ["--rules", "rules", "--extend-select", "HOU"]
#: A house rule that does as the manuscripts tell it.
RULE = '''
import os, time
from pathlib import Path
from checker.rule import DocumentRule, Needs, Severity, Confidence

class Obedient(DocumentRule):
    """Does as it is told.

    What it checks: nothing.
    Why: to see what becomes of the others.
    When it stays silent: always.
    """

    code, name, severity, confidence = "HOU901", "obedient", Severity.INFO, Confidence.HIGH
    needs = Needs.ENTRIES

    def check(self, document, context):
        if "DIE NOW" in document.source.text:
            os._exit(9)
        if "SLEEP NOW" in document.source.text:
            Path("asleep").touch()
            time.sleep(60)
        Path("judged-" + Path(document.source.path).stem).touch()
        return ()
'''


def paper(number: int, more: str = "") -> str:
    return (
        f"A short paper {number}\n\nSoils were studied early [1]. Others disagree [9]. {more}\n\nReferences\n\n"
        f"1. Ellis L, Shale MJ. Soils of made-up islands. J Soils. 2005;{number}:563-9.\n"
        f"2. Frilling A, Clift AK. Waters of made-up islands. J Waters. 2015;121:1172-86.\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    for number in range(9):
        (tmp_path / "papers" / f"{number}.txt").write_text(paper(number), encoding="utf-8")
    (tmp_path / "works.jsonl").write_text("".join(json.dumps(work) + "\n" for work in WORKS), encoding="utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "obedient.py").write_text(RULE, encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*CHECK, *options], cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_any_number_of_processes_gives_the_same_bytes(folder: Path) -> None:
    (folder / "papers" / "4.txt").unlink()
    (folder / "papers" / "4.docx").write_bytes(b"no archive")  # what can't be read is told in its place too
    options = [option for name in TEXTS for option in ("--report", f"{name}={{folder}}/{name}")]
    written = []
    for jobs in ("1", "3"):
        (folder / jobs).mkdir()
        named = [option.format(folder=jobs) for option in options]
        done = run(folder, "--works", "works.jsonl", *named, "--jobs", jobs)
        files = {name: (folder / jobs / name).read_text(encoding="utf-8") for name in TEXTS}
        written.append((done.returncode, done.stdout, done.stderr, files))
    assert written[0] == written[1]
    status, out, err, files = written[0]
    lines = files["jsonl"]
    assert out == files["text"]
    assert status == 2
    assert [line for line in err.splitlines() if "error" in line and "4.docx" in line] == [
        "citeproof: error: papers/4.docx: a damaged Word document (File is not a zip file); save it again in Word".replace(
            "/", os.sep
        )
    ]
    assert [json.loads(line)["path"] for line in lines.splitlines() if "CIT101" in line] == [
        str(Path("papers", f"{number}.txt")) for number in range(9) if number != 4
    ]
    assert "8.txt" in out


def test_the_processes_know_house_rules_and_settings(folder: Path) -> None:
    (folder / "rules" / "loud.py").write_text(
        RULE.replace("HOU901", "HOU902").replace("obedient", "loud").replace("return ()", "raise KeyError('told to')"),
        encoding="utf-8",
    )
    done = run(folder, *OBEDIENT, "--config", "fail-on=warning", "--jobs", "2")
    assert done.returncode == 2
    assert done.stderr.count("internal error: HOU902 loud failed: KeyError: 'told to'") == 9


def test_a_process_that_dies_is_one_clear_line(folder: Path) -> None:
    (folder / "papers" / "3.txt").write_text(paper(3, "DIE NOW"), encoding="utf-8")
    done = run(folder, *OBEDIENT, "--format", "json", "--jobs", "2")
    report = json.loads(done.stdout)
    assert done.returncode == 2
    assert [Path(item["path"]).name for item in report["documents"]] == [f"{number}.txt" for number in range(9) if number != 3]
    assert [line for line in done.stderr.splitlines() if "3.txt" in line] == [
        f"citeproof: error: {Path('papers', '3.txt')}: the process that checked it ended abruptly (out of memory?)"
    ]
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process on Windows")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_keeps_the_manuscripts_that_are_done(folder: Path, jobs: str) -> None:
    for number in (5, 6, 7, 8):
        (folder / "papers" / f"{number}.txt").write_text(paper(number, "SLEEP NOW"), encoding="utf-8")
    command = [*CHECK, *OBEDIENT, "--format", "json", "--jobs", jobs]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=folder, encoding="utf-8", start_new_session=True, **pipes) as process:
        while not (folder / "asleep").exists() or len(list(folder.glob("judged-*"))) < 5:
            time.sleep(0.05)
        time.sleep(0.5)  # their reports reach the main process
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=40)  # it does not wait for those who sleep a minute
    assert process.returncode == 130
    names = [Path(item["path"]).name for item in json.loads(out)["documents"]]
    assert names == [f"{number}.txt" for number in range(5)]
    assert "interrupted: 5 of 9 manuscripts checked" in err
    assert "Traceback" not in err


def test_a_baseline_is_used_up_in_the_order_of_the_manuscripts(folder: Path) -> None:
    run(folder, "--write-baseline", "known.json")
    (folder / "papers" / "2.txt").write_text(paper(2, "Nobody knows [8]."), encoding="utf-8")
    (folder / "papers" / "5.txt").unlink()
    one, two = (run(folder, "--baseline", "known.json", "--format", "concise", "--jobs", jobs) for jobs in "12")
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)
    assert next(line for line in one.stdout.splitlines() if "CIT101" in line).startswith(str(Path("papers", "2.txt")))
    assert "no more" in one.stderr


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="a mask of signals is for POSIX")
def test_ctrl_c_is_kept_from_the_processes_from_their_start_on() -> None:
    with processes.workers(list, 2) as started:
        masks = [worker.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result() for worker in started]
    assert all(signal.SIGINT in mask for mask in masks)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_no_thread_is_left_to_be_ended_by_the_exit_of_python() -> None:
    before = set(threading.enumerate())
    with processes.workers(list, 2) as started:
        busy = started[0].submit(time.sleep, 60)
        started[1].submit(sorted, ()).result()
    assert set(threading.enumerate()) <= before
    assert not active_children()
    assert busy.done()
