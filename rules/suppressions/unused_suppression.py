"""SUP901: a suppression that suppresses nothing."""

from collections.abc import Iterator

from checker.model.finding import Edit, Safety
from checker.rule import Bad, Confidence, Finding, Fix, Good, Needs, Severity
from checker.suppress import Suppression, SuppressionRule

_LIST = "\n# References\n\n1. Smith A, Jones B. A study of tumours. Ann Surg. 2015;12:1-9.\n"


class UnusedSuppression(SuppressionRule):
    """A suppression comment suppresses nothing.

    What it checks: every code of every `citeproof: ignore`, `disable`, `enable` and `file-ignore` comment.

    Why it matters: what the comment excused has been mended, or the comment stands in the wrong place. Left there, it would
    hide the next true finding.

    When it stays silent: for a rule that isn't selected or didn't run, and for a code that doesn't exist (SUP902).
    """

    code = "SUP901"
    name = "unused-suppression"
    severity = Severity.WARNING
    confidence = Confidence.HIGH
    needs = Needs(0)
    examples = (
        Bad(f"Tumours are rare [1]. <!-- citeproof: ignore[⟦CIT101⟧] draft -->\n{_LIST}", format="markdown"),
        Bad(
            "% citeproof: ignore[⟦REF205⟧]\n@article{smith2019,\n  author = {Smith, Anna},\n  title = {One},\n"
            "  journal = {Ann Surg},\n  year = {2019}\n}\n",
            format="bibtex",
        ),
        Good(f"Tumours are rare [1, 7]. <!-- citeproof: ignore[CIT101] number 7 is to follow -->\n{_LIST}", format="markdown"),
        Good(f"Write `<!-- citeproof: ignore[CIT101] -->` to excuse a citation [1].\n{_LIST}", format="markdown", note="code"),
    )

    def judge(self, suppression: Suppression) -> Iterator[Finding]:
        """A finding for a well-formed code that meant no finding of the rules that ran."""
        if suppression.used or suppression.problem or not suppression.judged:
            return
        path = suppression.place.path
        what = "ends no `disable`" if suppression.kind == "enable" else "suppresses nothing"
        yield self.finding(
            f"`{suppression.kind}[{suppression.code}]` {what}",
            suppression.place,
            help="delete the unused suppression, or move it to the place that it means",
            fixes=(Fix("delete the unused suppression", (Edit(path, suppression.removal, ""),), Safety.SAFE),),
        )
