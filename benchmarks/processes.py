"""A command with all its descendants: seconds of processor and of the clock, and peak memory (Linux, from /proc)."""

import compileall
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
#: Seconds between two looks at the processes.
_EVERY = 0.1


def compile_all() -> None:
    """Compile citeproof as pip compiles what it installs, its floors (typer, spaCy) among them.

    Where Python may write no bytecode, a checkout is compiled anew at each run, which takes a third of a short one.
    """
    root = Path(__file__).resolve().parent.parent
    for room in ("checker", "rules"):
        compileall.compile_dir(root / room, quiet=1)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took. `megabytes`: the largest sum of the proportional memory of its processes at one time."""

    processor: float
    clock: float
    megabytes: float


def cost(command: Sequence[str], folder: Path | None = None) -> Cost:
    """Run a command and look at its processes until it ends. Raises CalledProcessError where its status is above 1."""
    started = time.perf_counter()
    ticks: dict[int, int] = {}
    peak = 0.0
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            alive = _descendants(process.pid)
            for pid in alive:
                ticks[pid] = max(ticks.get(pid, 0), _used(pid))
            peak = max(peak, sum(map(_memory, alive)))
            time.sleep(_EVERY)
    if process.returncode > 1:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(sum(ticks.values()) / _TICKS, time.perf_counter() - started, peak)


def _descendants(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for place in Path("/proc").iterdir():
        if place.name.isdigit() and (fields := _stat(int(place.name))):
            children.setdefault(int(fields[1]), []).append(int(place.name))
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], ())
    return found


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat behind the name (proc(5)): state, parent, ... user and system ticks are 11 and 12."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def _used(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[11]) + int(fields[12]) if fields else 0


def _memory(pid: int) -> float:
    """Megabytes of a process, pages that it shares with others counted in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
