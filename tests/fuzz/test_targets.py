"""The fuzz targets hold on their seeds, on a few mangled files, and on everything that fuzzing has found."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import targets

REGRESSIONS = sorted((Path(__file__).parent / "regressions").iterdir())


@pytest.mark.parametrize("name", targets.SEEDS)
def test_seeds_are_read(name: str) -> None:
    targets.survives(name, targets.packed(name, targets.SEEDS[name].read_bytes()))


@pytest.mark.parametrize("name", targets.SEEDS)
@settings(max_examples=15)
@given(data=st.data())
def test_mangled_files_are_survived(name: str, data: st.DataObject) -> None:
    targets.survives(name, data.draw(targets.manuscripts(name)))


@pytest.mark.parametrize("path", REGRESSIONS, ids=lambda path: path.name)
def test_what_fuzzing_found_stays_mended(path: Path) -> None:
    """A regression is named by its reader: `latex-some-words`."""
    name = next(name for name in targets.SEEDS if path.name.startswith(f"{name}-"))
    targets.survives(name, path.read_bytes())
