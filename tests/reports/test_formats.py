"""What holds of every format."""

import importlib
import subprocess
import sys

import pytest

from checker import reports
from checker.errors import UsageError
from checker.model.finding import Report
from checker.reports import Style

TEXTS = [name for name in reports.FORMATS if name not in reports.BINARY]


@pytest.mark.parametrize("name", TEXTS)
def test_every_format_renders(name: str, report: Report) -> None:
    module = importlib.import_module(reports.FORMATS[name])
    assert hasattr(module, "render") != hasattr(module, "stream")
    assert reports.render(report, name).endswith("\n")


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_is_coloured_unasked(name: str, report: Report) -> None:
    assert "\x1b" not in reports.render(report, name, Style(verbose=True))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("jsn", "unknown format `jsn`; did you mean `json`?"),
        ("TEXT", "did you mean `text`?"),
        ("zzz", "unknown format `zzz`; there are text, concise, grouped, json"),
    ],
)
def test_an_unknown_format_is_refused(name: str, message: str, report: Report) -> None:
    with pytest.raises(UsageError) as caught:
        reports.render(report, name)
    assert message in str(caught.value)


def test_formats_are_imported_when_asked_for() -> None:
    code = (
        "import sys, checker.reports; sys.exit(any(n == 'rich' or n.startswith('checker.reports.text') for n in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
