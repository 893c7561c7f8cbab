import pytest

from checker.references.checksums import checksum_holds
from checker.references.identifiers import blank, find_identifiers


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("doi: 10.1000/abc.1.", "DOI", "10.1000/abc.1"),
        ("https://doi.org/10.1000/abc(2).", "DOI", "10.1000/abc(2)"),
        ("doi:http://dx.doi.org/10.1000/xyz", "DOI", "10.1000/xyz"),
        ("(doi:10.1000/xyz)", "DOI", "10.1000/xyz"),
        (
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2",
            "DOI",
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2",
        ),
        ("PMID: 12345678.", "PMID", "12345678"),
        ("PMCID: PMC1234567", "PMCID", "PMC1234567"),
        ("arXiv:1706.03762v2 [cs.CL]", "arXiv", "1706.03762v2"),
        ("hep-ph/9911415", "arXiv", "hep-ph/9911415"),
        ("Available from: https://example.org/a/b.", "URL", "https://example.org/a/b"),
        ("ISBN 978-0-306-40615-7", "ISBN", "978-0-306-40615-7"),
    ],
)
def test_kinds(text: str, kind: str, value: str) -> None:
    found = find_identifiers(text)
    assert [(item.kind, item.value) for item in found] == [(kind, value)]
    assert text[found[0].start : found[0].end] == value


def test_glued_prose_is_cut() -> None:
    (found,) = find_identifiers("https://doi.org/10.1000/12345This review looks at early cases")
    assert (found.value, found.problem) == ("10.1000/12345", "glued")


def test_a_space_behind_a_hyphen_of_a_doi_is_skipped() -> None:
    (found,) = find_identifiers("Storks 67, 141–148, https://doi.org/10.1016/S0960- 8524(98)00101-6")
    assert found.value == "10.1016/S0960-8524(98)00101-6"


def test_blanking_keeps_offsets() -> None:
    text = "Title. doi:10.1000/1. PMID: 123. End"
    body = blank(text, find_identifiers(text))
    assert len(body) == len(text)
    assert body.split() == ["Title.", "End"]


def test_checksums() -> None:
    assert checksum_holds("9780306406157")
    assert checksum_holds("0306406152")
    assert checksum_holds("2049-3630")
    assert not checksum_holds("9780306406158")
