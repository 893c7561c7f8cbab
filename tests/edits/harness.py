"""A manuscript in memory, checked and fixed as a run would do it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from checker import engine, fix, registry
from checker.model.finding import DocumentReport, Finding, Fix, Report
from checker.model.text import SourceFile
from checker.works.resolve import Resolver

RULES = registry.load().rules
KNOWN = frozenset(rule.code for rule in RULES)


def check(
    source: SourceFile,
    format_name: str,
    works: Iterable[Mapping[str, Any]] = (),
    bibliographies: Sequence[SourceFile] = (),
    select: str = "",
) -> DocumentReport:
    """The report on a manuscript in the closed world of some works; `select` is the prefix of the rules that run."""
    rules = tuple(rule for rule in RULES if rule.code.startswith(select) and not rule.opt_in)
    setup = engine.Setup(rules=rules, resolver=Resolver.of_works(works), known_codes=KNOWN)
    return engine.check_source(source, format_name, bibliographies, setup)


def with_one(report: DocumentReport, finding: Finding, chosen: Fix) -> dict[str, str]:
    """The new texts, by path, when just this fix of this finding is applied."""
    only = replace(report, findings=(replace(finding, fixes=(chosen,)),))
    return dict(fix.plan(Report((only,), "0"), unsafe=True).texts)


def fixed(report: DocumentReport, *, unsafe: bool = False) -> dict[str, str]:
    """The new texts, by path, when all fixes are applied."""
    return dict(fix.plan(Report((report,), "0"), unsafe=unsafe).texts)
