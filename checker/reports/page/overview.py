"""The head of the page: what was checked and what was not, the manuscripts, and the filters."""

from collections import Counter
from collections.abc import Mapping, Sequence

from checker.model.finding import Severity
from checker.model.totals import Counts, Totals
from checker.reports.manuscripts import HEADINGS
from checker.reports.page.markup import text
from checker.reports.page.references import STATUSES


def chart(totals: Totals) -> str:
    """A bar of the outcomes, and a legend that says the same in words, with the reasons of what was not checked."""
    counts = totals.statuses
    total = counts.total()
    if not total:
        return ""
    known = [name for name in STATUSES if counts[name]]
    words = ", ".join(f"{counts[name]} {STATUSES[name]}" for name in known)
    bars, at = [], 0
    for name in known:  # attributes of SVG, since the policy forbids those of style
        bars.append(f"<rect class='{name}' x='{at}' y='0' width='{counts[name]}' height='1'/>")
        at += counts[name]
    legend = "".join(
        f"<li><i class='{name}'></i>{counts[name]} {STATUSES[name]}{_reasons(totals) if name == 'skipped' else ''}</li>"
        for name in known
    )
    return (
        f"<svg class='chart' role='img' aria-label='References: {text(words)}' viewBox='0 0 {total} 1' "
        f"preserveAspectRatio='none'>{''.join(bars)}</svg>\n<ul class='legend'>{legend}</ul>"
    )


def _reasons(totals: Totals) -> str:
    counts: Counter[str] = Counter()
    for (reason, _), number in totals.skipped.items():
        counts[reason.value] += number
    listed = "; ".join(f"{number} {reason}" if len(counts) > 1 else reason for reason, number in sorted(counts.items()))
    return f" ({text(listed)})" if listed else ""


def manuscripts(targets: Mapping[Counts, str]) -> str:
    """A table of manuscripts by their counts, each a link to its target."""
    lines = []
    for counts, target in targets.items():
        name = f"<a href='{text(target)}'>{text(counts.path)}</a>"
        cells = "".join(f"<td class='number'>{number}</td>" for number in counts[1:])
        lines.append(f"<tr><th scope='row'>{name}</th>{cells}</tr>")
    head = "".join(f"<th scope='col'{' class=number' if at else ''}>{name}</th>" for at, name in enumerate(HEADINGS))
    table = f"<table class='manuscripts'><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    return f"<div class='wide' tabindex='0' role='region' aria-label='Manuscripts'>{table}</div>"


def filters(totals: Totals) -> str:
    """The form that the script shows: severity, rule, text, and the state of references."""
    boxes = "".join(
        f"<label><input type='checkbox' value='{level.value}' checked> {level.value} ({totals.severity(level)})</label>"
        for level in Severity
    )
    rules: Counter[tuple[str, str]] = Counter()
    for (code, name, _), number in totals.findings.items():
        rules[code, name] += number
    codes = [(code, f"{code} {name} ({number})") for (code, name), number in sorted(rules.items())]
    states = totals.statuses
    known = [(name, f"{label} ({states[name]})") for name, label in STATUSES.items() if states[name]]
    return (
        "<form class='filters' hidden role='search' aria-label='Filter findings and references'>"
        f"<fieldset><legend>Severity</legend>{boxes}</fieldset>"
        f"<label>Rule {_choice('rule', codes)}</label>"
        "<label>Reference or text <input type='search' id='reference'></label>"
        f"<label>References {_choice('state', [('findings', 'with findings'), *known])}</label>"
        "<output id='shown' aria-live='polite'></output></form>"
    )


def _choice(name: str, options: Sequence[tuple[str, str]]) -> str:
    """A list to choose from, `all` first: values and their labels."""
    listed = "".join(f"<option value='{text(value)}'>{text(label)}</option>" for value, label in (("", "all"), *options))
    return f"<select id='{name}'>{listed}</select>"
