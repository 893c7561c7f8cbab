"""Progress: for a person at a terminal, and for nobody else."""

import contextlib
import io

import pytest

from checker import progress
from checker.works.limits import Tally


class Terminal(io.StringIO):
    """What a person would see."""

    def __init__(self, *, is_terminal: bool = True) -> None:
        super().__init__()
        self.isatty = lambda: is_terminal  # type: ignore[method-assign]


def test_a_terminal_shows_the_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with contextlib.redirect_stderr(Terminal()) as terminal, progress.shown(quiet=False) as watch:
        assert watch is not None
        watch(Tally(12, 3, 1))
    assert "Asking OpenAlex: 12 answers from the cache, 3 requests, 1 credit" in terminal.getvalue()


@pytest.mark.parametrize(("quiet", "ci", "is_terminal"), [(True, "", True), (False, "true", True), (False, "", False)])
def test_nobody_else_sees_anything(monkeypatch: pytest.MonkeyPatch, quiet: bool, ci: str, is_terminal: bool) -> None:
    monkeypatch.setenv("CI", ci)
    with contextlib.redirect_stderr(Terminal(is_terminal=is_terminal)) as terminal, progress.shown(quiet=quiet) as watch:
        assert watch is None
    assert terminal.getvalue() == ""
