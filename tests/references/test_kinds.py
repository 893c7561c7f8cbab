"""Types of works, above all those that no index of publications holds."""

import pytest

from checker.model.text import SourceFile
from checker.references import parse_text


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("Doe J. Hand tool. US Patent 4,054,881. 1977.", "patent", "Hand tool"),
        ("Doe J, inventor; Example Corp, assignee. Hand tool. United States patent US 6,206,324. 2001.", "patent", "Hand tool"),
        (
            "ISO 690:2010. Information and documentation. Geneva: ISO; 2010.",
            "standard",
            "ISO 690:2010. Information and documentation",
        ),
        ("IEEE Std 802.11-2012. Wireless access. New York: IEEE; 2012.", "standard", "IEEE Std 802.11-2012. Wireless access"),
        ("Doe J. handtools: Tools for hands. R package version 1.2.0. 2020.", "software", "handtools: Tools for hands"),
        ("Smith v. Jones, 12 F.3d 45 (2d Cir. 1999).", "legal_case", "Smith v. Jones"),
        ("Doe J (pers. comm.), 2014.", "personal_communication", ""),
        ("Doe J. Personal communication. 2015.", "personal_communication", ""),
        ("Doe J. Rare hands. https://example.org/hand. Accessed 5 May 2016.", "webpage", "Rare hands"),
        (
            "Doe J. Rare hands. Ann Surg. 2015;12:1-9. https://example.org/hand. Accessed 5 May 2016.",
            "article-journal",
            "Rare hands",
        ),
        ("Doe J. Data of hands. Dryad Digital Repository. 2015. doi:10.5061/dryad.abc", "dataset", "Data of hands"),
        ("Doe J. The law of patents. Ann Law. 2015;12:1-9.", "article-journal", "The law of patents"),
        (
            "Doe J. Why standards such as ISO 9001 fail. Ann Law. 2015;12:1-9.",
            "article-journal",
            "Why standards such as ISO 9001 fail",
        ),
    ],
)
def test_types(text: str, kind: str, title: str) -> None:
    (entry,) = parse_text(SourceFile("refs.txt", text))
    assert (entry.type, entry.title) == (kind, title)
    if kind in ("patent", "standard", "software"):
        assert not {"volume", "issue", "page", "container-title"} & entry.variables.keys()
