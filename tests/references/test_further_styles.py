"""Entries of further printed styles: several works in one note, volumes of books, law journals, emphasis, Hungarian lists."""

import pytest

from checker.model.reference import ObservationKind
from checker.model.text import SourceFile
from checker.references import parse_text

ENTRIES: list[tuple[str, dict[str, str]]] = [
    # Emphasis as Markdown writes it
    (
        "Doe, J., & Roe, C. (2014). Hands at rest. *Journal of Hands*, *13*(2), 44–51.",
        {"title": "Hands at rest", "container-title": "Journal of Hands", "volume": "13", "issue": "2", "page": "44-51"},
    ),
    ("Doe, J. (2014) *Doing with hands*. London: Hand Press.", {"title": "Doing with hands", "publisher": "Hand Press"}),
    ("Doe, J. (2014) _Doing with hands_. London: Hand Press.", {"title": "Doing with hands"}),
    ("Doe J*, Roe K*. Hands at rest. J Hands 2001;12:3-9.", {"author": "Doe Roe", "title": "Hands at rest"}),
    # Several works in one note, of which the first is read
    (
        "S. Doe, Nature, 1991, 354, 56; S. Doe and T. Roe, Nature, 1993, 363, 603; D. S. Poe, Nature, 1993, 363, 605.",
        {"author": "Doe", "title": "", "container-title": "Nature", "volume": "354", "page": "56", "year": "1991"},
    ),
    (
        "C. Doe, Phys. Rev. B 62, 147 (1990); D. Roe, Phys. Rev. B 63, 22 (1991).",
        {"author": "Doe", "container-title": "Phys. Rev. B", "volume": "62", "page": "147", "year": "1990"},
    ),
    # The other edition of a journal
    (
        "M. Doe, P. R. Roe, Angew. Chem. Int. Ed. 2016, 55, 14210–14214; Angew. Chem. 2016, 128, 14420–14424.",
        {"container-title": "Angew. Chem. Int. Ed", "volume": "55", "page": "14210-14214", "title": ""},
    ),
    # Volumes of books before place and publisher
    (
        "DOE, José, Identidade das mãos. Ensaio sobre as origens, vol. I, Lisboa, Nido, 1985.",
        {"title": "Identidade das mãos. Ensaio sobre as origens", "volume": "I", "publisher": "Nido", "year": "1985"},
    ),
    (
        "Doe P. (dir.), 1984, Les lieux de la main, tome 1, Paris, Nid.",
        {"title": "Les lieux de la main", "volume": "1", "publisher": "Nid", "publisher-place": "Paris"},
    ),
    (
        "Vgl. Roe, Hans-Ulrich, Geschichte der Hände, Bd. 3, München 1995, S. 512 f.",
        {"author": "Roe", "title": "Geschichte der Hände", "volume": "3", "publisher": "", "page": "512", "year": "1995"},
    ),
    (
        "Ali Doe, Ellerin Tarihi: Bir Araştırma, C. I, Yuva Kültür Yayınları, İstanbul 2009.",
        {"title": "Ellerin Tarihi: Bir Araştırma", "volume": "I", "publisher": "Yuva Kültür Yayınları"},
    ),
    # Law journals behind a bracketed year, with an issue, by their initials
    ("A L Doe, 'In Defence of Hands' (2009) 72 HLR 554.", {"container-title": "HLR", "volume": "72", "page": "554"}),
    ("P Doe, 'Hands in Public Law' [2005] HL 440.", {"container-title": "HL", "page": "440", "year": "2005"}),
    (
        "Ann Doe and Rob Roe, 'Hands in Court' (2013) 37(2) Example University Law Review 410, 415.",
        {"author": "Doe Roe", "container-title": "Example University Law Review", "volume": "37", "issue": "2"},
    ),
    (
        "J Doe, 'The Value of Hands' in W H Roe and P W Poe (eds), World Wide Hands (Nest Press 2010).",
        {"container-title": "World Wide Hands", "publisher": "Nest Press"},
    ),
    ("G Doe, The Law of Hands (7th edn, Nest Press 2009).", {"title": "The Law of Hands", "publisher": "Nest Press"}),
    # Hungarian
    (
        "Kovács Gábor – Szabó Éva: A kezek változásai. Kéztörténeti Szemle, 45. évf. 2004/3–4. sz. 211–234. p.",
        {"author": "Kovács Szabó", "container-title": "Kéztörténeti Szemle", "issue": "3–4", "page": "211-234"},
    ),
    (
        "Tóth Zsuzsanna: A kéz szerepe. Kézgazdasági Szemle, 59. évf. (2012) 5. sz. 540–557. o.",
        {"author": "Tóth", "title": "A kéz szerepe", "volume": "59", "issue": "5", "page": "540-557", "year": "2012"},
    ),
    # Polish, Turkish, Italian
    (
        "M. Doe, Ręce niemieckie, [w:] Historia rąk, red. W. Roe, Gniazdo, Wrocław 1990, s. 500–512.",
        {"title": "Ręce niemieckie", "container-title": "Historia rąk", "publisher": "Gniazdo", "page": "500-512"},
    ),
    (
        "Z. Doe, Płynna ręka, przeł. T. Roe, Wydawnictwo Gniazdo, Kraków 2006.",
        {"title": "Płynna ręka", "publisher": "Wydawnictwo Gniazdo"},
    ),
    (
        "Doe, B. (2010). El öğretiminde öğrenme (Yayımlanmamış doktora tezi). Gazi Üniversitesi, Ankara.",
        {"type": "thesis", "title": "El öğretiminde öğrenme"},
    ),
    ("G. Doe, La mano civile, in Riv. trim. dir. mano, 2006, p. 1021 ss.", {"container-title": "Riv. trim. dir. mano"}),
    # Names
    (
        "Doe M. Isolation and purification of hands. J Hands 1942;143:247-256.",
        {"author": "Doe", "title": "Isolation and purification of hands"},
    ),
    ("Doe JD Jr. Hands and risk. J Hands 2001;36:508-513.", {"author": "Doe", "title": "Hands and risk"}),
    ("Doe, Ana de Souza. 2002. «Para uma sociologia da mão». Revista da Mão 63: 237-280.", {"author": "Doe", "year": "2002"}),
    (
        "Roe, M. Anna (1973): Parteien und Hände. In: Doe, Carl (Hg.): Deutsche Hände. Köln: Nest, S. 56–80.",
        {"title": "Parteien und Hände"},
    ),
    ("Richard H. Doe Jr. and Jon L. Roe. How to print hands. ACM Hand Notices, 25(6):112-126, 1990.", {"author": "Doe Roe"}),
    (
        "A. D. Doe, Ph.D. Thesis, University of London, 1977.",
        {"author": "Doe", "title": "", "publisher": "University of London"},
    ),
    # Locators
    ("2011 New J. Phys. 13 013025", {"container-title": "New J. Phys", "volume": "13", "page": "013025", "year": "2011"}),
    ("M. Doe, S. Roe, Hands at rest, JHEP 09 (2013) 029.", {"volume": "", "issue": "09", "page": "029", "year": "2013"}),
    ("Doe K. Hands at rest. Cochrane Database Syst Rev. 2017;(9):CD004174.", {"issue": "9", "page": "CD004174", "volume": ""}),
    ('R. Doe, "Hands," Phys. Rev. B, vol. 47, pp. 1651-1654, Jan1993.', {"year": "1993", "issue": "", "page": "1651-1654"}),
    (
        "Doe J. Hands and sleep. Science (80-.). 354, 1004–1008 (2016).",
        {"container-title": "Science", "issue": "", "volume": "354"},
    ),
    (
        "Doe P. The hands of TLR2 and TLR9 genes. Mol Hands. 2014 Nov 22. pii: S0161-5890(14)00313-7. doi: 10.1000/h.11",
        {"title": "The hands of TLR2 and TLR9 genes", "container-title": "Mol Hands", "volume": "", "year": "2014"},
    ),
    (
        "Doe B. Hands at rest. J Hands. 2002;11(4):296–9.; PubMed Central PMCID: PMCPMC1747672.",
        {"PMCID": "PMC1747672", "publisher": ""},
    ),
    (
        "Doe, A. J. 2010. Hands in pain. Nat. Hands, 11, 823-836. doi: nrn2947 [pii]; 10.1000/nrn2947[doi]",
        {"DOI": "10.1000/nrn2947"},
    ),
    (
        "Doe J: Einleitung, in: Roe, Otto (Hgg.): Grundbegriffe, Bd. 1, Stuttgart: Nest 1972, S. XIII–XXVII.",
        {"container-title": "Grundbegriffe", "page": "XIII–XXVII"},
    ),
    # Editions, editors, pages and dates
    (
        "Doe R. Hands and their treatment. In: Poe P, ed. Hands and Immunotherapy. 3rd ed. Marcel Nest; 2004:585-606.",
        {"container-title": "Hands and Immunotherapy"},
    ),
    (
        'L. Doe, "Random hands," in Computers and Hands, J. S. Roe, Ed. New York, NY, USA: Nest, 1994, pp. 55–70.',
        {"container-title": "Computers and Hands"},
    ),
    (
        "Doe, N. 1992, in Cosmic Hands, ed. F. Roe & H. Poe (Dordrecht: Nest), 87",
        {"container-title": "Cosmic Hands", "page": "87"},
    ),
    ("S. Doe, Hands, 3rd ed., Graduate Texts in Hands, vol. 211, Nest-Verlag, New York, 2002.", {"title": "Hands"}),
    ("Handatu. Directed by F. W. Roe, Nest-Film, 1922.", {"author": "", "title": "Handatu"}),
    (
        "Hands.org [Internet]. New York: Association of Hands, Inc.; 2000 [updated 2002 May 16; cited 2002 Jul 9].",
        {"year": "2000"},
    ),
    (
        "Doe CS, Roe NE. A trial of hands. bioRxiv. Preprint posted online October 28, 2015. doi:10.1101/029983",
        {"container-title": "bioRxiv", "year": "2015"},
    ),
    (
        "Doe A. Hands as pattern recognition 2003 Int. J. of Hand Modelling 38 1225--1232",
        {"title": "Hands as pattern recognition", "year": "2003"},
    ),
    # Two family names, initials with a particle, a dash between names, volumes behind years, editions, several places
    (
        'Pérez Roe, Manuel (1987): "La formación de la mano", en Revista Internacional de Manos, núm. 45, pp. 31-62.',
        {"author": "Pérez Roe", "container-title": "Revista Internacional de Manos", "issue": "45", "year": "1987"},
    ),
    ("Doe MD, Roe D da S, Poe DRP. 2021. Hands in the wild. J Hands 23:728–734.", {"author": "Doe Roe Poe", "year": "2021"}),
    ("E.J. Doe – F. Roe, ‘Hands in Diction’, Manus 44 (1991), pp. 63-84.", {"author": "Doe Roe", "title": "Hands in Diction"}),
    ("Doe, Thomas: Deutsche Hände 1866–1918, Bd. 2, München 1992.", {"title": "Deutsche Hände 1866–1918", "volume": "2"}),
    ("J. Doe, Metodologia ręki, wyd. 3, PWN, Warszawa 1984.", {"title": "Metodologia ręki"}),
    (
        "K.C. Doe, Manus. Paradigms of the Hand from Homer on, Berkeley – Los Angeles – Oxford 1987.",
        {"title": "Manus. Paradigms of the Hand from Homer on", "publisher": "", "year": "1987"},
    ),
    (
        "J.M. Doe, ‘What Hands Can Tell’, in Manus Pteroenta. Beiträge zur Handforschung, Stuttgart 2002, pp. 53-62.",
        {"container-title": "Manus Pteroenta. Beiträge zur Handforschung", "page": "53-62"},
    ),
]


@pytest.mark.parametrize(("printed", "expected"), ENTRIES, ids=[printed[:60] for printed, _ in ENTRIES])
def test_the_variables_of_an_entry(printed: str, expected: dict[str, str]) -> None:
    (entry,) = parse_text(SourceFile("list.txt", printed))
    values = dict(entry.variables)
    values["year"] = str(entry.issued[0]) if entry.issued else ""
    values["type"] = entry.type
    values["author"] = " ".join(name.family or name.literal for name in entry.author)
    assert {name: values.get(name, "") for name in expected} == expected


def test_an_entry_of_several_works_says_so() -> None:
    (entry,) = parse_text(SourceFile("list.txt", "S. Doe, Nature, 1991, 354, 56; T. Roe, Nature, 1993, 363, 603."))
    assert entry.observed(ObservationKind.SEVERAL_WORKS)
    (entry,) = parse_text(
        SourceFile("list.txt", "S. Doe, Angew. Chem. Int. Ed. 2016, 55, 10–14; Angew. Chem. 2016, 128, 20–24.")
    )
    assert not entry.observed(ObservationKind.SEVERAL_WORKS)


def test_a_pointer_before_an_entry_is_no_stray_text() -> None:
    (entry,) = parse_text(SourceFile("list.txt", "Vgl. Roe, Hans-Ulrich, Geschichte der Hände, München 1995."))
    assert not entry.observed(ObservationKind.LEADING_CHARACTERS)


def test_the_place_of_an_emphasised_field_lies_between_the_marks() -> None:
    printed = "Doe, J., & Roe, C. (2014). Hands at rest. *Journal of Hands*, *13*(2), 44–51."
    (entry,) = parse_text(SourceFile("list.md", printed))
    assert entry.field_spans["container-title"].of(printed) == "Journal of Hands"
    assert entry.field_spans["volume"].of(printed) == "13"
