"""Suppression comments: what each directive means, and which do nothing."""

import pytest

from checker import readers, references, suppress
from checker.model.document import Document
from checker.model.finding import Finding
from checker.model.text import Location, SourceFile, Span
from checker.registry import load
from checker.rule import Rule

RULES = load().rules
KNOWN = frozenset(rule.code for rule in RULES)


def document_of(text: str, format_name: str = "markdown") -> Document:
    return references.parse_lists(readers.read(SourceFile("a", text), format_name))


def rule(code: str) -> type[Rule]:
    return next(found for found in RULES if found.code == code)


def finding(document: Document, code: str, at: str, related: str = "", reference: str | None = None) -> Finding:
    """A finding at the first place of some text."""

    def place(text: str) -> Location:
        start = document.source.text.index(text)
        return Location("a", Span(start, start + len(text)))

    entry = next((item for item in document.references if item.id == reference), None)
    return rule(code)().finding("said", place(at), entry=entry, related=(place(related),) if related else ())


def split(document: Document, *findings: Finding) -> tuple[list[str], list[str]]:
    kept, suppressed = suppress.apply(document, findings, RULES, KNOWN)
    return [item.code for item in kept], [item.code for item in suppressed]


def test_ignore_means_the_paragraph_that_it_stands_in_or_before() -> None:
    document = document_of("One. <!-- citeproof: ignore[CIT101] later -->\n\nTwo.\n\n<!-- citeproof: ignore[CIT] -->\nThree.\n")
    found = [finding(document, "CIT101", text) for text in ("One", "Two", "Three")]
    assert split(document, *found) == (["CIT101"], ["CIT101", "CIT101"])


def test_a_range_reaches_to_its_end() -> None:
    document = document_of(
        "<!-- citeproof: disable[CIT101, CIT104] -->\n\nOne.\n\n<!-- citeproof: enable[CIT101] -->\n\nTwo.\n"
    )
    assert split(document, finding(document, "CIT101", "One"), finding(document, "CIT101", "Two")) == (
        ["CIT101", "SUP901"],
        ["CIT101"],
    )
    assert split(document, finding(document, "CIT101", "One"), finding(document, "CIT104", "Two")) == ([], ["CIT101", "CIT104"])


def test_a_file_is_ignored_as_a_whole() -> None:
    document = document_of("One.\n\nTwo.\n\n<!-- citeproof: file-ignore[CIT101] -->\n")
    assert split(document, finding(document, "CIT101", "One"), finding(document, "CIT101", "Two"))[0] == []


def test_any_place_of_a_finding_counts() -> None:
    document = document_of("One.\n\nTwo. <!-- citeproof: ignore[CIT101] -->\n")
    assert split(document, finding(document, "CIT101", "One", related="Two")) == ([], ["CIT101"])


def test_entries_of_a_bibliography() -> None:
    text = "% citeproof: ignore[REF204]\n@a{one, title={X}}\n@a{two,\n  % citeproof: ignore[REF204]\n"
    text += "  title={Y}}\n@a{three, title={Z}}\n"
    document = document_of(text, "bibtex")
    found = [finding(document, "REF204", place) for place in ("X", "Y", "Z")]
    assert split(document, *found) == (["REF204"], ["REF204", "REF204"])
    assert split(document, finding(document, "REF204", "citeproof", reference="one"), found[1]) == ([], ["REF204", "REF204"])


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("ignore[CIT101]", ["SUP901"]),
        ("ignore[cit101, REF202]", ["SUP901", "SUP901"]),
        ("enable[CIT101]", ["SUP901"]),
        ("ignore[CIT999]", ["SUP902"]),
        ("ignore", ["SUP902"]),
        ("ignore[ ]", ["SUP902"]),
        ("ignroe[CIT101]", ["SUP902"]),
        ("file-ignore[SUP901] --> <!-- citeproof: ignore[CIT101]", []),
    ],
)
def test_what_does_nothing_is_reported(comment: str, codes: list[str]) -> None:
    kept, _ = suppress.apply(document_of(f"One.\n\n<!-- citeproof: {comment} -->\nTwo.\n"), (), RULES, KNOWN)
    assert [item.code for item in kept] == codes


def test_a_rule_that_did_not_run_leaves_its_suppression_alone() -> None:
    document = document_of("One. <!-- citeproof: ignore[CIT101] -->\n")
    assert suppress.apply(document, (), (rule("SUP901"), rule("SUP902")), KNOWN) == ((), ())


def test_the_fix_deletes_what_is_unused() -> None:
    document = document_of("One. <!-- citeproof: ignore[CIT101, REF202] why -->\n")
    kept, _ = suppress.apply(document, (finding(document, "REF202", "One"),), RULES, KNOWN)
    (edit,) = kept[0].fixes[0].edits
    text = document.source.text
    assert text[: edit.span.start] + text[edit.span.end :] == "One. <!-- citeproof: ignore[REF202] why -->\n"


CSL = '[{{"id": "a", "type": "book", "title": "One"{}}}, {{"id": "b", "type": "book", "title": "Two"}}]'


def test_csl_json_under_custom() -> None:
    document = document_of(CSL.format(', "custom": {"citeproof": "citeproof: ignore[REF204] as printed"}'), "csl-json")
    found = [finding(document, "REF204", place) for place in ("One", "Two")]
    assert split(document, *found) == (["REF204"], ["REF204"])


def test_an_unused_suppression_in_csl_json_is_deleted_and_the_file_stays_json() -> None:
    document = document_of(CSL.format(', "custom": {"citeproof": "citeproof: ignore[REF204]"}'), "csl-json")
    kept, _ = suppress.apply(document, (), RULES, KNOWN)
    (edit,) = kept[0].fixes[0].edits
    text = document.source.text
    assert text[: edit.span.start] + text[edit.span.end :] == CSL.format(', "custom": {"citeproof": ""}')


def test_latex_comments_behind_the_text_and_before_an_entry() -> None:
    text = (
        "\\begin{document}\nOne. % citeproof: ignore[CIT101] later\n\nTwo.\n\n"
        "\\begin{thebibliography}{9}\n% citeproof: ignore[REF204]\n\\bibitem{a} Smith A. Three. Gut. 2015;12:9-1.\n"
        "\\end{thebibliography}\n\\end{document}\n"
    )
    document = document_of(text, "latex")
    found = [finding(document, "CIT101", "One"), finding(document, "CIT101", "Two"), finding(document, "REF204", "Three")]
    assert split(document, *found) == (["CIT101"], ["CIT101", "REF204"])


@pytest.mark.parametrize(
    ("before", "after", "form"),
    [
        ("One.\n\n<!-- citeproof: ignore[CIT101] why -->\nTwo.\n", "One.\n\nTwo.\n", "markdown"),
        ("One\r\n  <!-- citeproof: ignore[CIT101] -->\r\ntwo.\r\n", "One\r\ntwo.\r\n", "markdown"),
        ("One. <!-- citeproof: ignore[CIT101] -->\nTwo.\n", "One.\nTwo.\n", "markdown"),
        ("One <!-- citeproof: ignore[CIT101] -->two.\n", "One two.\n", "markdown"),
        ("\\begin{document}One. % citeproof: ignore[CIT101] x\nTwo.", "\\begin{document}One.\nTwo.", "latex"),
        ("\\begin{document}One% citeproof: ignore[CIT101]\ntwo.", "\\begin{document}One%\ntwo.", "latex"),
        ("\\begin{document}One\n% citeproof: ignore[CIT101]\ntwo.", "\\begin{document}One\ntwo.", "latex"),
        ("% citeproof: ignore[REF204] why\n@book{a, title={X}}\n", "@book{a, title={X}}\n", "bibtex"),
    ],
)
def test_the_fix_leaves_no_empty_comment_and_no_empty_line(before: str, after: str, form: str) -> None:
    document = document_of(before, form)
    kept, _ = suppress.apply(document, (), RULES, KNOWN)
    (edit,) = kept[0].fixes[0].edits
    assert before[: edit.span.start] + before[edit.span.end :] == after
