"""The HTML page in a real browser: filters, links, a hostile title, dark mode, narrow windows, paper, a thousand references."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checker import reports
from checker.model.finding import Report
from checker.model.match import Match, MatchStatus
from checker.model.reference import ReferenceList
from checker.model.text import Span
from checker.model.work import Work
from tests.reports import browser

pytestmark = pytest.mark.skipif(browser.PROGRAM is None, reason="Chromium is not installed (Debian: chromium)")

MANY = 1_000


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Tab]:
    with browser.tab(tmp_path_factory.mktemp("chromium")) as tab:
        yield tab


def show(tab: browser.Tab, report: Report, folder: Path) -> None:
    page = folder / "report.html"
    page.write_text(reports.render(report, "html"), encoding="utf-8")
    tab.errors.clear()
    tab.open(page.as_uri())


def choose(tab: browser.Tab, name: str, value: str) -> str:
    """Set a control of the filters as a person would; gives the line that says what is shown."""
    tab.run(f"document.querySelector('{name}').value = '{value}'")
    tab.run(f"document.querySelector('{name}').dispatchEvent(new Event('input', {{bubbles: true}}))")
    return str(tab.run("document.querySelector('#shown').textContent"))


def visible(tab: browser.Tab, selector: str) -> int:
    return int(tab.run(f"Array.from(document.querySelectorAll('{selector}')).filter(it => it.checkVisibility()).length"))


def hostile(report: Report) -> Report:
    """The report with a title that would run a script if it could."""
    part = report.documents[0]
    evil = "</script><img src=x onerror='window.owned=1'><script>window.owned=1</script>"
    finding = replace(part.findings[0], message=evil, help=evil, notes=(evil, f"https://{evil}"))
    matches = {**part.matches, "lee2018": Match("lee2018", MatchStatus.MATCHED, Work(f"javascript:{evil}", evil), 0.9, evil)}
    source = replace(part.document.source, text=evil + part.document.source.text)
    document = replace(part.document, source=source)
    return replace(report, documents=(replace(part, document=document, findings=(finding,), matches=matches),))


def long(report: Report) -> Report:
    """The report with a thousand references."""
    part = report.documents[0]
    entry, outcome = part.document.references[0], part.matches["lee2018"]
    entries = tuple(replace(entry, id=f"lee{number}") for number in range(MANY))
    listed = ReferenceList("refs.bib", Span(0, 10), Span(0, 10), entries=entries)
    document = replace(part.document, lists=(listed,))
    return replace(report, documents=(replace(part, document=document, matches={each.id: outcome for each in entries}),))


def test_filters_and_links(tab: browser.Tab, report: Report, tmp_path: Path) -> None:
    show(tab, report, tmp_path)
    assert tab.errors == []
    assert tab.run("document.querySelector('#shown').textContent") == "2 of 2 findings, 3 of 3 references shown"
    tab.run("document.querySelector('input[value=warning]').click()")
    assert visible(tab, ".card[data-code]") == 1
    assert tab.run("document.querySelectorAll('mark.off').length") == 0
    tab.run("document.querySelector('input[value=warning]').click()")
    assert choose(tab, "#rule", "MET306").startswith("1 of 2 findings")
    assert choose(tab, "#rule", "").startswith("2 of 2 findings")
    assert choose(tab, "#reference", "lee2018") == "1 of 2 findings, 1 of 3 references shown"
    assert choose(tab, "#reference", "").startswith("2 of 2 findings")
    assert choose(tab, "#state", "findings").endswith("1 of 3 references shown")
    assert choose(tab, "#state", "skipped").endswith("1 of 3 references shown")
    choose(tab, "#state", "")
    tab.run("document.querySelector('.card a[href^=\"#r1-\"]').click()")
    assert tab.run("document.querySelectorAll('.reference[open]').length") == 1
    assert tab.run("location.hash").startswith("#r1-")
    tab.run("document.querySelector('.card a.place').click()")
    assert tab.run("document.activeElement.id") == "f1-1-text"


def test_a_hostile_title_runs_nothing(tab: browser.Tab, report: Report, tmp_path: Path) -> None:
    show(tab, hostile(report), tmp_path)
    assert tab.run("window.owned") is None
    assert tab.run("document.images.length + document.scripts.length") == 1
    assert tab.run("document.querySelectorAll('a[href^=javascript]').length") == 0
    assert tab.errors == []


def test_the_policy_stops_what_is_put_into_the_page(tab: browser.Tab, report: Report, tmp_path: Path) -> None:
    show(tab, report, tmp_path)
    tab.run("const added = document.createElement('script'); added.text = 'window.owned = 1'; document.body.append(added)")
    assert tab.run("window.owned") is None
    tab.run("document.body.setAttribute('style', 'color: rgb(1, 2, 3)')")
    assert tab.run("getComputedStyle(document.body).color") != "rgb(1, 2, 3)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1400])
def test_it_fits_narrow_and_wide_windows_light_and_dark(
    scheme: str, width: int, tab: browser.Tab, report: Report, tmp_path: Path
) -> None:
    tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    tab.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    show(tab, report, tmp_path)
    tab.run("document.querySelectorAll('details').forEach(it => { it.open = true; })")
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")
    dark = tab.run("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark == (scheme == "dark")
    # what the W3C asks of text (WCAG 2.2, 1.4.3): a contrast of at least 4.5
    assert tab.run(CONTRAST) == []


#: The colours of text and the background behind it, as luminance (WCAG 2.2, relative luminance): those too close to each other.
CONTRAST = """(() => {
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map(Number).map(
      (value) => value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (color.startsWith("rgb(")) return color;
    }
    return "rgb(255, 255, 255)";
  };
  return Array.from(document.querySelectorAll("p, h1, h3, h4, a, .level, .soft, .badge, td, th, mark, label, del, ins"))
    .filter((element) => element.checkVisibility())
    .map((element) => {
      const [one, other] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
      return [element.tagName + "." + element.className, (one + 0.05) / (other + 0.05)];
    })
    .filter(([, contrast]) => contrast < 4.5);
})()"""


def test_it_prints_all_that_is_folded(tab: browser.Tab, report: Report, tmp_path: Path) -> None:
    show(tab, report, tmp_path)
    printed = base64.b64decode(tab.call("Page.printToPDF", printBackground=True)["data"])
    assert printed.startswith(b"%PDF")
    assert tab.run("document.querySelectorAll('.reference:not([open])').length") == 0


def test_a_thousand_references_stay_folded_and_are_filtered(tab: browser.Tab, report: Report, tmp_path: Path) -> None:
    show(tab, long(report), tmp_path)
    assert visible(tab, ".reference") == MANY
    assert tab.run("document.querySelectorAll('.reference:not([open])').length") == MANY
    assert choose(tab, "#reference", "lee777").endswith("1 of 1000 references shown")
    assert choose(tab, "#reference", "").endswith("1000 of 1000 references shown")
