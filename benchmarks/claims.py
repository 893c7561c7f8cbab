"""Measures a long review with the rules about claims: time beside importing spaCy alone, and memory.

    python benchmarks/claims.py [--runs 5]

The review is invented: 10,000 words that cite 200 works, each with an abstract of some 220 words, as a works file. CPU time of
whole processes, in turn with the floor; the peak of resident memory is the kernel's (`ru_maxrss`, in kilobytes on Linux).
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from processes import compile_all

from checker.rule import work

WORDS, WORKS = 10_000, 200
_SUBJECTS = "patients women children adults mice lesions tumours metastases eyes joints".split()
_AGENTS = "lanreotide octreotide everolimus sunitinib ramipril warfarin aspirin metformin apixaban infliximab".split()
_OUTCOMES = "overall survival|progression-free survival|objective response|mortality|recurrence|adverse events".split("|")
_VERBS = "reported showed described found observed".split()
_DESIGNS = "randomised trial|retrospective study|cohort study|meta-analysis|case series|cross-sectional survey".split("|")


def sentence(dice: random.Random) -> str:
    """A sentence with numbers as abstracts and reviews have them."""
    total = dice.randint(20, 2_000)
    part = dice.randint(1, total)
    subjects, outcome, agent, other = (dice.choice(words) for words in (_SUBJECTS, _OUTCOMES, _AGENTS, _AGENTS))
    trial = (
        f"In a {dice.choice(_DESIGNS)} of {total} {subjects}, {outcome} was {dice.randint(20, 600) / 10} months with {agent}"
    )
    share = f"{outcome.capitalize()} was seen in {part} of {total} {subjects} ({100 * part / total:.1f}%) after {agent}"
    ratio = f"{agent} was compared with {other} (hazard ratio 0.{dice.randint(50, 99)}; 95% CI 0.41 to 1.{dice.randint(1, 9)})"
    prose = (
        f"The authors {dice.choice(_VERBS)} that {outcome} of {subjects} differed little between the hospitals that took part"
    )
    return dice.choice((trial, share, ratio, prose))


def family(number: int) -> str:
    """A name for the author of a work: of letters alone, as names are."""
    return "Fam" + "".join("abcdefghij"[int(digit)] for digit in str(number))


def review(folder: Path) -> None:
    """Writes `review.txt` and `works.jsonl` of invented works, the same at each run."""
    dice = random.Random(7)
    titles = [
        f"{dice.choice(_AGENTS).capitalize()} in {dice.choice(_SUBJECTS)} with condition {n}: a {dice.choice(_DESIGNS)}"
        for n in range(1, WORKS + 1)
    ]
    with (folder / "works.jsonl").open("w", encoding="utf-8") as file:
        for number, title in enumerate(titles, 1):
            abstract = ". ".join(sentence(dice) for _ in range(11)) + "."
            item = work(
                title,
                (f"Anna {family(number)}",),
                1990 + number % 30,
                "J Inv Med",
                "1-9",
                f"W{number}",
                volume="12",
                abstract=abstract,
            )
            file.write(json.dumps(item) + "\n")
    text, count = ["Submitted: 3 May 2021\n\nIntroduction\n"], 0
    while count < WORDS:
        said = [f"{sentence(dice)} [{dice.randint(1, WORKS)}]." for _ in range(8)]
        count += sum(len(one.split()) for one in said)
        text.append(" ".join(said) + "\n")
    text.append("References\n")
    entries = [f"{n}. {family(n)} A. {title}. J Inv Med. {1990 + n % 30};12:1-9." for n, title in enumerate(titles, 1)]
    (folder / "review.txt").write_text("\n".join([*text, *entries]) + "\n", encoding="utf-8")


def run(arguments: list[str], folder: Path) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one process. Raises RuntimeError when it ends with a status above 1."""
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, *arguments],
        {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)},
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        raise RuntimeError(f"{' '.join(arguments)} failed in {folder}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    compile_all()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        review(folder)
        check = [
            "-m",
            "checker",
            "check",
            str(folder / "review.txt"),
            "--works",
            str(folder / "works.jsonl"),
            "--offline",
            "--isolated",
            "--exit-zero",
            "--format",
            "json",
        ]
        with_claims, without, floor = check, [*check, "--ignore", "CLM"], ["-c", "import spacy"]
        for command in (with_claims, without, floor):
            run(command, folder)
        rounds = [[run(command, folder) for command in (with_claims, without, floor)] for _ in range(runs)]
        seconds = [statistics.median(one[place][0] for one in rounds) for place in range(3)]
        memory = [max(one[place][1] for one in rounds) for place in range(3)]
    names = ("with the claim rules", "without them", "import spacy")
    print(f"{'what':<24}{'CPU seconds':>12}{'/ spacy':>9}{'MB':>7}")
    for name, time, peak in zip(names, seconds, memory, strict=True):
        print(f"{name:<24}{time:>12.2f}{time / seconds[2]:>9.1f}{peak:>7.0f}")


if __name__ == "__main__":
    main()
