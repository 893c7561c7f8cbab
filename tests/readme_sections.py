"""The generated parts of the README: the rule table and what `make demo` prints. Run it to bring the README up to date."""

import re
import subprocess
import sys
from pathlib import Path

from checker import registry, reports

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
DEMO = ["check", "fixtures/mini-review/review.md", "--works", "fixtures/mini-review/works.jsonl", "--offline", "--exit-zero"]
#: How many findings of the demo the README shows before it skips to the summary.
SHOWN_FINDINGS = 5


def demo() -> str:
    """The first findings of the demo and its summary, as a fenced block."""
    done = subprocess.run([sys.executable, "-m", "checker", *DEMO], cwd=ROOT, capture_output=True, check=True)
    blocks = done.stdout.decode("utf-8").rstrip("\n").split("\n\n")
    shown = "\n\n".join([*blocks[:SHOWN_FINDINGS], "[...]", blocks[-1]])
    return f"```\n$ citeproof {' '.join(DEMO[:-1])}\n{shown}\n```\n"


def sections() -> dict[str, str]:
    """The text that belongs between `<!-- NAME -->` and `<!-- /NAME -->`, by name."""
    return {"demo": demo(), "rules": reports.rule_table(registry.load().rules, markdown=True)}


def between(name: str, text: str) -> str:
    """The part of the README between two markers. Raises ValueError where a marker is missing."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
    if found is None:
        raise ValueError(f"README.md has no section `{name}`")
    return found[1]


def update() -> None:
    """Write the generated parts into the README."""
    text = README.read_text(encoding="utf-8")
    for name, content in sections().items():
        old = between(name, text)
        text = text.replace(f"<!-- {name} -->\n{old}<!-- /{name} -->", f"<!-- {name} -->\n{content}<!-- /{name} -->")
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    update()
