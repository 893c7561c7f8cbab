"""The hooks under the real pre-commit, in git repositories made for the test.

The hook runs the citeproof of this environment (`language: system`): building an environment for it needs a package index.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.readers.discovery import FOUND

pytest.importorskip("pre_commit", reason="pre-commit is not installed")
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
SCRIPTS = Path(sys.executable).parent
LEE = "@article{lee2019, title = {A title of a work}, author = {Lee, Ann}, year = {2019}, journal = {Gut}, pages = {1--9}}\n"
KIM = LEE.replace("lee2019", "kim2020").replace("A title", "Quite another title").replace("Lee", "Kim").replace("2019", "2020")
PAPER = "---\nbibliography: {}.bib\n---\n\nThis was shown early on [@{}].\n"


class Repository:
    """A git repository whose pre-commit configuration names the hooks in `hooks`."""

    def __init__(self, folder: Path, hooks: Path, home: Path) -> None:
        self.folder, self.hooks = folder, hooks
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
        path = f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"
        self.environment = {**kept, "PATH": path, "PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull}
        folder.mkdir(exist_ok=True)
        self.run("git", "init", "-q")
        self.run("git", "config", "user.name", "A")
        self.run("git", "config", "user.email", "a@example.org")

    def run(self, *command: str) -> tuple[int, str]:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8", check=False
        )
        return done.returncode, done.stdout + done.stderr

    def write(self, **files: str) -> None:
        """Write files, named without the dot of their suffix, and stage them."""
        for name, text in files.items():
            (self.folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
        self.run("git", "add", ".")

    def use(self, arguments: str = "[]") -> None:
        """Name the offline hook in the configuration, and commit all there is."""
        revision = self.run("git", "-C", str(self.hooks), "rev-parse", "HEAD")[1].strip()
        hook = f"{{id: citeproof, language: system, args: {arguments}}}"
        text = f"repos:\n  - repo: {self.hooks.as_uri()}\n    rev: {revision}\n    hooks:\n      - {hook}\n"
        (self.folder / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
        self.run("git", "add", ".")
        assert self.run("git", "commit", "-q", "-m", "all") == (0, "")

    def hook(self, *arguments: str) -> tuple[int, str]:
        return self.run(sys.executable, "-m", "pre_commit", "run", "--verbose", *arguments)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    """A repository with our manifest."""
    repository = Repository(tmp_path_factory.mktemp("hooks"), Path(), home)
    shutil.copy(MANIFEST, repository.folder)
    repository.run("git", "add", ".")
    assert repository.run("git", "commit", "-q", "-m", "hooks") == (0, "")
    return repository.folder


@pytest.fixture
def papers(tmp_path: Path, hooks: Path, home: Path) -> Repository:
    """Three papers, two with one bibliography; the third cites what its bibliography lacks."""
    repository = Repository(tmp_path / "papers", hooks, home)
    repository.write(
        one_md=PAPER.format("refs", "lee2019"),
        two_md=PAPER.format("refs", "lee2019"),
        three_md=PAPER.format("other", "nobody"),
        refs_bib=LEE,
        other_bib=KIM,
    )
    return repository


def test_the_manifest_is_valid(papers: Repository) -> None:
    assert papers.run(sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)) == (0, "")


def test_the_hooks_take_every_format_that_a_folder_is_searched_for() -> None:
    patterns = re.findall(r"^  files: (\S+)", MANIFEST.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(patterns) == 2
    for pattern in patterns:
        assert {suffix for suffix in FOUND if not re.search(pattern, f"paper{suffix}")} == {".txt"}  # most are no manuscripts


def test_a_commit_is_stopped_by_an_error_and_let_through_without(papers: Repository) -> None:
    papers.use()
    assert papers.run(sys.executable, "-m", "pre_commit", "install")[0] == 0
    papers.write(one_md=PAPER.format("refs", "lee2018"))
    status, said = papers.run("git", "commit", "-m", "a wrong key")
    assert status == 1
    assert "CIT101" in said
    papers.write(one_md=PAPER.format("refs", "lee2019") + "\nMore.\n")
    status, said = papers.run("git", "commit", "-m", "a right key")
    assert status == 0, said


def test_a_changed_manuscript_is_checked_with_its_bibliography_alone(papers: Repository) -> None:
    papers.use()
    papers.write(one_md=PAPER.format("refs", "lee2019") + "\nMore.\n")
    status, said = papers.hook()
    assert status == 0, said
    assert "of 1 reference checked" in said


def test_a_changed_bibliography_leads_to_the_manuscripts_that_use_it(papers: Repository) -> None:
    papers.use()
    papers.write(refs_bib=LEE.replace("lee2019", "lee2018"))
    status, said = papers.hook()
    assert status == 1
    assert "one.md:5:" in said
    assert "two.md:5:" in said
    assert "three.md" not in said


def test_many_files_are_checked_in_one_process(papers: Repository) -> None:
    papers.write(**{f"paper{number}_md": PAPER.format("refs", "lee2019") for number in range(60)})
    papers.use()
    status, said = papers.hook("--all-files")
    assert status == 1
    assert said.count("\nChecked ") == 1
    assert said.count("CIT101 error") == 1
    assert "in 63 files" in said


def test_fixes_are_made_and_the_second_run_is_clean(papers: Repository) -> None:
    papers.use('["--fix", "--fail-on=warning", "--select=REF203,SUP901"]')
    papers.write(one_md=PAPER.format("refs", "lee2019") + "\n<!-- citeproof: ignore[REF203] an old remark -->\n")
    status, said = papers.hook()
    assert status == 1
    assert "files were modified by this hook" in said
    assert (papers.folder / "one.md").read_text(encoding="utf-8").rstrip() == PAPER.format("refs", "lee2019").rstrip()
    papers.run("git", "add", ".")
    assert papers.hook()[0] == 0
