"""What rules say about themselves: `citeproof explain CODE`, and the table of all rules."""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from checker.reports.style import Style, printable
from checker.rule import Example, Good, Needs, Rule

_NEEDS = {
    Needs.ENTRIES: "reference entries",
    Needs.CITATIONS: "in-text citations",
    Needs.MATCHES: "OpenAlex works (`--works FILE` or the network)",
    Needs.CLAIMS: "sentences",
}


def explain(rule: type[Rule], style: Style | None = None) -> str:
    """All about a rule: severity, confidence, what it needs, its docstring, options and examples; newline at the end."""
    style = style or Style()
    lines = [
        f"{style.paint(rule.code, 'code')} {style.paint(rule.name, 'word')}",
        "",
        f"Severity:   {style.paint(rule.severity, rule.severity)}",
        f"Confidence: {rule.confidence}",
        f"Needs:      {', '.join(words for need, words in _NEEDS.items() if need in rule.needs)}",
        *(["Selected:   only by its code (opt-in)"] if rule.opt_in else []),
        "",
        _reflowed(rule.documentation(), style.width),
        *_options(rule, style),
        *_examples(rule.examples, style),
    ]
    return "\n".join(lines) + "\n"


def rule_table(rules: Iterable[type[Rule]], style: Style | None = None, *, markdown: bool = False) -> str:
    """All rules, one a line, in the order given: aligned columns or a Markdown table; newline at the end."""
    rows = [_row(rule) for rule in rules]
    return _markdown(rows) if markdown else _aligned(rows, style or Style())


def _reflowed(documentation: str, width: int) -> str:
    """The paragraphs wrapped anew; those with indented lines or list items stay as they are."""
    paragraphs = documentation.split("\n\n")
    return "\n\n".join(
        text if re.search(r"^[ *-]", text, re.MULTILINE) else textwrap.fill(text, width, break_on_hyphens=False)
        for text in paragraphs
    )


def _options(rule: type[Rule], style: Style) -> Iterator[str]:
    if rule.options:
        yield from ("", style.paint(f"Options (in the configuration under [rules.{rule.code}])", "word"))
    for option in rule.options:
        yield f"  {option.name.replace('_', '-')} = {json.dumps(option.default, ensure_ascii=False)}"
        yield f"      {option.help}"


def _examples(examples: Sequence[Example], style: Style) -> Iterator[str]:
    if examples:
        yield from ("", style.paint("Examples (⟦…⟧ marks what is reported)", "word"))
    for example in examples:
        verdict = "Not reported" if isinstance(example, Good) else "Reported"
        yield ""
        yield f"  {verdict} ({example.format}){f': {example.note}' if example.note else ''}"
        for text in (example.text, example.bibliography):
            if text.strip("\n"):
                yield ""
                yield from (f"    {printable(line)}".rstrip() for line in text.strip("\n").split("\n"))
        for option, value in example.options.items():
            yield from ("", f"    with {option.replace('_', '-')} = {json.dumps(value, ensure_ascii=False)}")


def _row(rule: type[Rule]) -> tuple[str, str, str, str, str, str]:
    """Code, name, severity, confidence, whether works are needed, summary."""
    name = f"{rule.name} (opt-in)" if rule.opt_in else rule.name
    works = "yes" if Needs.MATCHES in rule.needs else ""
    return rule.code, name, rule.severity.value, rule.confidence.value, works, rule.summary()


def _aligned(rows: Sequence[tuple[str, ...]], style: Style) -> str:
    width = max((len(row[1]) for row in rows), default=0)
    return "".join(
        f"{style.paint(code, 'code')}  {name:<{width}}  {style.paint(f'{severity:<7}', severity)}  {summary}\n"
        for code, name, severity, _, _, summary in rows
    )


def _markdown(rows: Sequence[tuple[str, ...]]) -> str:
    head = ("Code", "Name", "Severity", "Confidence", "Needs works", "What it reports")
    table = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in table)
