"""SUP902: a suppression that names no rule."""

import difflib
from collections.abc import Iterator

from checker.rule import Bad, Confidence, Finding, Good, Needs, Severity
from checker.suppress import KINDS, Suppression, SuppressionRule

_LIST = "\n# References\n\n1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"


class UnknownRule(SuppressionRule):
    """A suppression comment names no rule, or can't be read.

    What it checks: every comment that begins with `citeproof:`; that its directive is one of `ignore`, `disable`, `enable` and
    `file-ignore`, that codes follow in square brackets, and that each is the code of a rule or begins one (`MET`).

    Why it matters: such a comment does nothing, although it looks as if it did.

    When it stays silent: for the code of a rule that exists, selected or not.
    """

    code = "SUP902"
    name = "unknown-rule"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs(0)
    examples = (
        Bad(f"Tumours are rare [1]. <!-- citeproof: ignore[⟦CIT999⟧] -->\n{_LIST}", format="markdown"),
        Bad(f"Tumours are rare [1]. <!-- ⟦citeproof: ignore⟧ -->\n{_LIST}", format="markdown", note="codes are mandatory"),
        Good(f"Tumours are rare [1, 7]. <!-- citeproof: ignore[CIT101] -->\n{_LIST}", format="markdown"),
    )

    def judge(self, suppression: Suppression) -> Iterator[Finding]:
        """A finding for a malformed directive, or for a code that no rule has."""
        if suppression.problem:
            yield self.finding(
                f"{suppression.problem} in a suppression comment",
                suppression.place,
                help=f"write `citeproof: {KINDS[0]}[CODE, CODE] reason`; directives are {', '.join(KINDS)}",
            )
        elif not any(code.startswith(suppression.code) for code in suppression.known):
            close = difflib.get_close_matches(suppression.code, sorted(suppression.known), 1)
            yield self.finding(
                f"unknown rule `{suppression.code}` in a suppression comment",
                suppression.place,
                help=f"write `{close[0]}`, if that is meant" if close else "look up the code: `citeproof rules` lists them",
            )
