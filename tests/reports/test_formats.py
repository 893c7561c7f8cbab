"""What holds of every format."""

import importlib
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from checker import reports
from checker.errors import UsageError
from checker.model.finding import Report
from checker.model.totals import Totals
from checker.reports import Style, files

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


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two formats of another package, one of them no text."""
    for name, made in (("house_text", "fine\n"), ("house_bytes", b"\x00fine")):
        module = ModuleType(name)
        vars(module)["render"] = lambda report, style, made=made: made
        monkeypatch.setitem(sys.modules, name, module)
    points = [EntryPoint(*pair, reports.ENTRY_POINT_GROUP) for pair in (("fine", "house_text"), ("raw", "house_bytes"))]
    monkeypatch.setattr(reports, "entry_points", lambda group: points)


@pytest.mark.usefixtures("house")
def test_another_package_brings_formats(report: Report, tmp_path: Path) -> None:
    assert reports.render(report, "fine") == "fine\n"
    with pytest.raises(UsageError, match="--report raw=PATH"):
        reports.render(report, "raw")
    named = files.targets([f"fine={tmp_path}/fine.txt", f"raw={tmp_path}/raw.bin", f"raw={tmp_path}/each/"])
    with files.Files(replace(report, documents=()), named, Style()) as opened:
        list(opened.add(report.documents[0]))
        opened.end(Totals.of(report.documents))
    assert (tmp_path / "fine.txt").read_bytes() == b"fine\n"
    assert (tmp_path / "raw.bin").read_bytes() == (tmp_path / "each" / "paper.md.raw").read_bytes() == b"\x00fine"


def test_formats_are_imported_when_asked_for() -> None:
    code = (
        "import sys, checker.reports; sys.exit(any(n == 'rich' or n.startswith('checker.reports.text') for n in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
