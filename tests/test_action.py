"""The GitHub Action: clean under zizmor, and its script does what its inputs say."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import MANUSCRIPT

ACTION = Path(__file__).resolve().parent.parent / "action.yml"
SCRIPTS = Path(sys.executable).parent


@pytest.fixture
def action() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml", reason="PyYAML, which pre-commit brings, is not installed")
    parsed: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    return parsed


@pytest.mark.skipif(not (SCRIPTS / "zizmor").exists(), reason="zizmor is not installed")
def test_zizmor_finds_nothing() -> None:
    done = subprocess.run(
        [SCRIPTS / "zizmor", "--offline", "--persona=pedantic", ACTION], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(not (SCRIPTS / "zizmor").exists(), reason="zizmor is not installed")
def test_the_workflow_of_the_readme_is_clean_and_gives_inputs_that_there_are(action: dict[str, Any], tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML, which pre-commit brings, is not installed")
    readme = (ACTION.parent / "README.md").read_text(encoding="utf-8")
    block = readme.split("<!-- workflow -->")[1].split("```yaml\n")[1].split("  ```")[0]
    text = textwrap.dedent(block).replace("<owner>", "someone").replace("<commit>", "0123456789abcdef" * 2 + "01234567")
    path = tmp_path / ".github" / "workflows" / "citations.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [SCRIPTS / "zizmor", "--offline", "--persona=pedantic", path], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout
    steps = yaml.safe_load(text)["jobs"]["citeproof"]["steps"]
    given = next(step["with"] for step in steps if "/citeproof@" in step["uses"])
    assert given.keys() <= action["inputs"].keys()


def test_the_cache_is_where_the_check_looks_for_it(action: dict[str, Any]) -> None:
    cache = next(step for step in action["runs"]["steps"] if "uses" in step)
    assert cache["with"]["path"] == "${{ runner.temp }}/citeproof-cache"
    assert "export CITEPROOF_CACHE_DIR=$RUNNER_TEMP/citeproof-cache\n" in action["runs"]["steps"][-1]["run"]
    assert re.fullmatch(r"actions/cache@[0-9a-f]{40}", cache["uses"])


def run(action: dict[str, Any], folder: Path, **inputs: str) -> tuple[int, str]:
    """Run the script of the last step as GitHub would, with these inputs; they are named with `_` for `-`."""
    step = action["runs"]["steps"][-1]
    given = {name: item["default"] for name, item in action["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    environment = {name: given[text.split("inputs.")[1].split()[0]] for name, text in step["env"].items()}
    installed = folder / "runner" / "citeproof" / "bin" / "citeproof"
    installed.parent.mkdir(parents=True, exist_ok=True)
    installed.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n', encoding="utf-8")
    installed.chmod(0o755)
    runner = {"RUNNER_TEMP": str(folder / "runner"), "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**os.environ, **environment, **runner},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_findings_are_annotations_a_summary_and_a_sarif_file(action: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "my paper.txt").write_text(MANUSCRIPT, encoding="utf-8")
    status, said = run(action, tmp_path, paths="my paper.txt\n", sarif="out.sarif")
    assert status == 1
    assert "::error file=my" in said
    assert "CIT101" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "CIT101" in (tmp_path / "out.sarif").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_inputs_are_options_and_never_code(action: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(MANUSCRIPT, encoding="utf-8")
    assert run(action, tmp_path, fail_on="never", summary="false")[0] == 0
    assert not (tmp_path / "summary.md").exists()
    assert run(action, tmp_path, paths="$(touch made)\n--fix")[0] == 2
    assert not (tmp_path / "made").exists()


def test_no_script_has_an_expression_in_it(action: dict[str, Any]) -> None:
    assert not [step for step in action["runs"]["steps"] if "${{" in step.get("run", "")]
