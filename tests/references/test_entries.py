"""Entries of many styles, languages and kinds of work, each with what it prints."""

import pytest

from checker.model.text import SourceFile
from checker.references import parse_text

ENTRIES: list[tuple[str, dict[str, str]]] = [
    # APA: translators, descriptions and series numbers in brackets
    (
        "Doe, J. (2011). The second hand (C. Roe & A. Poe, Trans.). Vintage Books. (Original work published 1949)",
        {"title": "The second hand", "publisher": "Vintage Books", "year": "2011"},
    ),
    (
        "Doe, J. (2017). Hands of rats (Publication No. 102) [Doctoral dissertation, University of Leiden]. Database.",
        {"type": "thesis", "title": "Hands of rats", "publisher": "University of Leiden"},
    ),
    (
        "Doe, J. (n.d.). Hands online. Retrieved May 4, 2020, from https://example.org/hands",
        {"title": "Hands online", "year": ""},
    ),
    # MLA: presses by letters, a book before its pages
    ("Doe, Jane. Hands and What They Do. U of California P, 1996.", {"publisher": "U of California P"}),
    (
        'Doe, Jane. "Money." The Companion to Hands, edited by Carl Roe, Cambridge UP, 1997, pp. 131-48.',
        {"container-title": "The Companion to Hands", "publisher": "Cambridge UP", "page": "131-148"},
    ),
    # IEEE: abbreviated proceedings, patents, theses, standards
    (
        'J. Doe, "Hands in motion," in Adv. Hand Inf. Process. Syst., vol. 30, 2017, pp. 5998-6008.',
        {"container-title": "Adv. Hand Inf. Process. Syst", "volume": "30"},
    ),
    (
        'J. Doe, "Hand sensor," U.S. Patent 7 125 603, Jul. 19, 2016.',
        {"type": "patent", "title": "Hand sensor", "container-title": ""},
    ),
    (
        'J. Doe, "Hands," Ph.D. dissertation, Dept. Elect. Eng., Example Univ., Stanford, CA, USA, 2015.',
        {"type": "thesis", "container-title": "", "publisher": "Dept. Elect. Eng., Example Univ"},
    ),
    (
        "IEEE Standard for Hand Arithmetic, IEEE Standard 754, 2019.",
        {"type": "standard", "title": "IEEE Standard for Hand Arithmetic"},
    ),
    # Nature, Cell, ACS, Science
    (
        "Doe, J. in Textbook of Hands (eds Roe, C. & Poe, A.) 33–61 (Elsevier, 2018).",
        {"title": "", "page": "33-61", "publisher": "Elsevier"},
    ),
    (
        "Doe, J. Hands. Preprint at bioRxiv https://doi.org/10.1101/2019.12.11.1 (2019).",
        {"title": "Hands", "container-title": "bioRxiv"},
    ),
    (
        "Doe, J., and Roe, C. (2019). Hands and feet. Cell 176, 512–520.e5.",
        {"volume": "176", "page": "512-520.e5", "issue": ""},
    ),
    (
        "Doe, J. C. In Chemistry of Hands; Wiley & Sons: New York, 1995; Vol. 2, pp 33–61.",
        {"container-title": "Chemistry of Hands", "publisher": "Wiley & Sons", "volume": "2"},
    ),
    (
        "J. Doe, Fundamentals of Hands (Springer-Verlag, New York, ed. 3, 1984), pp. 7–11.",
        {"title": "Fundamentals of Hands", "publisher": "Springer-Verlag"},
    ),
    # NLM: notes behind the publication, licences
    (
        "Example Health Organization. Global hand report 2017. Geneva: Example House; 2017. 83 p. Licence: CC BY 3.0.",
        {"publisher-place": "Geneva", "publisher": "Example House", "number-of-pages": "83"},
    ),
    # ACM and arXiv
    (
        "Jane Doe. 2019. Hands. In Proceedings of the 2019 Hand Conference. ACM, New York, NY, USA, Article 123, 12 pages.",
        {
            "container-title": "Proceedings of the 2019 Hand Conference",
            "page": "123",
            "volume": "",
            "publisher": "ACM",
        },
    ),
    (
        "Doe, J. and Roe, C. Towards human hands. ArXiv, abs/2001.09977, 2020.",
        {"arXiv": "2001.09977", "title": "Towards human hands"},
    ),
    # ISO 690 in Spanish, French, German, Czech
    (
        "DOE DE LA TORRE, M. Los usos de la mano. En: ROE, P. (ed.). Historia de la mano. Valencia: Ejemplo, 2003, pp. 33-61.",
        {"container-title": "Historia de la mano", "page": "33-61", "publisher": "Ejemplo"},
    ),
    (
        "DOE LÓPEZ, Juan, et al. Efectos en la mano. Revista de Manos. 2015, vol. 12, núm. 3, págs. 45-52.",
        {"author": "DOE LÓPEZ", "volume": "12", "issue": "3", "page": "45-52"},
    ),
    (
        "DOE Michel, « La main », in Mains III, Paris, Minuit, 1974, p. 73-104.",
        {"container-title": "Mains III", "page": "73-104"},
    ),
    (
        "Doe, Anna u. a. (2010): Was Hände tun. In: Roe, Peter (Hg.): Handbuch Hand. Weinheim: Beltz, S. 33–61.",
        {"author": "Doe", "title": "Was Hände tun", "container-title": "Handbuch Hand", "publisher": "Beltz"},
    ),
    ("Doe, Pierre (1982): Die Hände. Frankfurt a. M.: Suhrkamp.", {"title": "Die Hände", "publisher-place": "Frankfurt a. M."}),
    ("Statistisches Bundesamt (2019): Hände in Zahlen. Wiesbaden: Beispiel.", {"author": "Statistisches Bundesamt"}),
    ("DOE, Anna B. a Carl ROE. Ruce a co dělají. Praha: Academia, 2018.", {"author": "DOE; ROE", "title": "Ruce a co dělají"}),
    # groups, affiliation numbers, journals with a comma, notes and numbers that are no volume
    ("G. Doe et al. (ATLAS Collaboration), Phys. Lett. B 716, 1 (2012).", {"author": "Doe; ATLAS Collaboration", "title": ""}),
    ("Doe EF, Roe GH, et al; HAND Study Group. Late hands. Lancet 2017;390:12-45.", {"author": "Doe; Roe; HAND Study Group"}),
    ("Lee KH(1), Park SJ(2). Hands in Seoul. J Hands. 2015 Jan;30(1):1-5.", {"author": "Lee; Park", "title": "Hands in Seoul"}),
    ("A. Doe and P. Roe, Angew. Chem., Int. Ed., 2010, 49, 3.", {"container-title": "Angew. Chem., Int. Ed", "title": ""}),
    ("P. Doe, Phys. Rev. B 12, 34 (1975) [Erratum-ibid. 13, 45 (1976)].", {"volume": "12", "page": "34", "year": "1975"}),
    (
        "Doe, Q., Roe, W., in press. Hands in the basin. J. Hydrol.",
        {"title": "Hands in the basin", "container-title": "J. Hydrol"},
    ),
    ("Doe, J., 2020. Dams I. Water Resour. Res. 56, e2019WR026123.", {"title": "Dams I", "page": "e2019WR026123"}),
    ("Doe, J. Syntax of hands in How to hold (ed. Roe, S.) 180-181 (Macmillan, 2013).", {"container-title": "How to hold"}),
    (
        "Doe, Roberto. Hands. South Bend, IN: Example House, 1991.",
        {"type": "book", "title": "Hands", "publisher": "Example House"},
    ),
    ("Doe, J. 1992. Hands in text. Technical Report 92-43, University of Example.", {"page": ""}),
    # Chinese order and truncation
    (
        "王伟, 李娜, 等. 手的研究进展[J]. 手学杂志, 2019, 53(3): 201-205.",
        {"author": "王伟; 李娜", "title": "手的研究进展", "et-al": "1"},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), ENTRIES)
def test_entries(text: str, wanted: dict[str, str]) -> None:
    (entry,) = parse_text(SourceFile("list.txt", text))
    read = {
        "author": "; ".join(name.literal or name.full_family for name in entry.author),
        "year": str(entry.year or ""),
        "type": entry.type,
        "et-al": "1" if entry.et_al else "",
    }
    assert {name: read.get(name, entry.get(name)) for name in wanted} == wanted
