"""JUnit XML as Jenkins and its kin read it: https://github.com/testmoapp/junitxml."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET  # only writes

from checker.model.finding import DocumentReport, Finding, Report, Severity
from checker.model.match import Skipped
from checker.reports.style import Style, printable
from checker.reports.summary import place


def render(report: Report, _style: Style) -> str:
    """A suite for each manuscript: a case for each finding and for each reference that was not checked.

    Errors and warnings fail; infos pass with their text as output. A manuscript without either has one case that passes.
    """
    root = ET.Element("testsuites", name="citeproof")
    for part in report.documents:
        _suite(root, part)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, part: DocumentReport) -> None:
    path = printable(part.document.source.path)
    cases = [*_cases(part, path), *_skipped_cases(part, path)] or [ET.Element("testcase", name="citeproof", classname=path)]
    counts = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": 0,
        "skipped": sum(case.find("skipped") is not None for case in cases),
    }
    attributes = {"name": path, **{name: str(number) for name, number in counts.items()}}
    suite = ET.SubElement(root, "testsuite", attributes)
    suite.extend(cases)


def _cases(part: DocumentReport, path: str) -> Iterator[ET.Element]:
    for finding in part.findings:
        case = ET.Element("testcase", name=f"{finding.code} {finding.name}", classname=path)
        text = _text(finding, part)
        if finding.severity is Severity.INFO:
            ET.SubElement(case, "system-out").text = text
        else:
            attributes = {"type": finding.severity.value, "message": printable(finding.message)}
            ET.SubElement(case, "failure", attributes).text = text
        yield case


def _text(finding: Finding, part: DocumentReport) -> str:
    where = place(finding.location, part.document.sources[finding.location.path])
    lines = (f"{where}: {finding.message}", *(f"note: {note}" for note in finding.remarks), f"help: {finding.help}")
    return "\n".join(printable(line) for line in lines if line != "help: ")


def _skipped_cases(part: DocumentReport, path: str) -> Iterator[ET.Element]:
    for outcome in part.matches.values():
        if isinstance(outcome, Skipped):
            case = ET.Element("testcase", name=printable(f"reference {outcome.entry}"), classname=path)
            detail = f": {printable(outcome.detail)}" if outcome.detail else ""
            ET.SubElement(case, "skipped", message=f"{outcome.reason.value}{detail}")
            yield case
