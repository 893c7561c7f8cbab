"""HTML that can hold any text, and the shell of a page: no style or script but its own, which a policy allows by their hash."""

import base64
import difflib
import hashlib
from collections.abc import Iterable
from html import escape
from importlib import resources

from checker.reports.style import printable

#: Longer values are shown without marking their differences: the comparison is quadratic.
_LONGEST_COMPARED = 2_000
#: Values that share less than this (0 to 1) are unlike as a whole: marking letters in them would only confuse.
_LEAST_ALIKE = 0.4


def page(title: str, body: Iterable[str]) -> str:
    """A whole page with the style and script of the report."""
    css, script = _asset("report.css"), _asset("report.js")
    policy = f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    return (
        "<!doctype html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n"
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
        f"<title>{text(title)}</title>\n<style>{css}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in body if part)
        + f"\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _asset(name: str) -> str:
    return resources.files("checker.reports").joinpath("page", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """The source expression of a content security policy for an inline text (https://www.w3.org/TR/CSP3/#source-lists)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode('ascii')}'"


def text(value: str) -> str:
    """Any text as HTML: control and bidirectional characters shown, the rest escaped."""
    return escape(printable(value))


def prose(value: str) -> str:
    """Manuscript text as HTML: like `text`, but line ends and tabs stay."""
    return "\n".join("\t".join(text(piece) for piece in line.split("\t")) for line in value.replace("\r\n", "\n").split("\n"))


def message(value: str) -> str:
    """A message with its values in backticks as code."""
    parts = value.split("`")
    if len(parts) % 2 == 0:
        return text(value)
    return "".join(f"<code>{text(part)}</code>" if at % 2 else text(part) for at, part in enumerate(parts))


def link(address: str, shown: str) -> str:
    """A link to another site, which is not told where the reader came from; anything but a web address is only shown."""
    if not address.startswith(("https://", "http://")):
        return text(shown)
    return f"<a href='{text(address)}' rel='noreferrer'>{text(shown)}</a>"


def differences(printed: str, recorded: str) -> tuple[str, str]:
    """Both values with what the other lacks marked, character by character."""
    if max(len(printed), len(recorded)) > _LONGEST_COMPARED:
        return text(printed), text(recorded)
    matcher = difflib.SequenceMatcher(None, printed, recorded, autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        return f"<del>{text(printed)}</del>", f"<ins>{text(recorded)}</ins>"
    left, right = [], []
    for kind, i, j, k, m in matcher.get_opcodes():
        one, other = text(printed[i:j]), text(recorded[k:m])
        left.append(f"<del>{one}</del>" if kind != "equal" and one else one)
        right.append(f"<ins>{other}</ins>" if kind != "equal" and other else other)
    return "".join(left), "".join(right)
