"""Parts of books: the book's name beside its editors, and what is no book at all."""

import pytest

from checker.model.reference import ReferenceEntry
from checker.model.text import SourceFile
from checker.references import parse_text


def read(text: str) -> ReferenceEntry:
    (entry,) = parse_text(SourceFile("refs.txt", text))
    return entry


@pytest.mark.parametrize(
    ("text", "book", "editors"),
    [
        ("Doe, Jane. “Of Hands.” In Manus Magna, ed. Carl Roe. London, 1976. Pp. 3–29.", "Manus Magna", ["Roe"]),
        (
            "Doe, Jane. “Of Hands.” In Carl Roe and Ann Poe, eds., The Hand (Leiden: Brill, 2005), 35-88.",
            "The Hand",
            ["Roe", "Poe"],
        ),
        ("Doe, J. (2005). Of hands, in New Hands, Roe, C., and Poe, A., (eds.), Springer Verlag.", "New Hands", []),
        ("DOE Jane, « Des mains », Carl ROE (dir.), Les mains, Paris, Seuil, 1985, p. 53-85.", "Les mains", ["ROE"]),
        (
            "Doe, J. (2012). Of hands. In C. Roe (Ed.), Hands? The work of years, Berlin: Springer, pp. 1-14.",
            "Hands? The work of years",
            ["Roe"],
        ),
        (
            "Jane Doe, “Hands,” in The Hand, 1943-1955: Years of Work, ed. Carl Roe (Leiden: Brill, 2001), 3-9.",
            "The Hand, 1943-1955: Years of Work",
            ["Roe"],
        ),
        ("Doe, J. In: Roe, C. (ed.) HANDS 2019. LNCS, vol. 117, pp. 33–41. Springer, Cham (2020).", "HANDS 2019", ["Roe"]),
        ("Doe, J. in Textbook of Hands (Elsevier, 2018).", "", []),
        (
            "DOE J, ROE C. Are hands ready?[C]//Proceedings of the Conference on Hands. 2006: 3-9.",
            "Proceedings of the Conference on Hands",
            [],
        ),
        ("Doe J. Of hands. In: Proc. of the Second Worksh. on Hands; 2005:17-20.", "Proc. of the Second Worksh. on Hands", []),
        (
            "Doe J. Of hands. In: HANDS 1992 Volume 1: The 15th International Conference on Hands; 1997.",
            "HANDS 1992 Volume 1: The 15th International Conference on Hands",
            [],
        ),
        (
            "Doe J. Hands. In: Proceedings of the European Conference on Hands Pisa, Italy. 1984.",
            "Proceedings of the European Conference on Hands",
            [],
        ),
    ],
)
def test_books(text: str, book: str, editors: list[str]) -> None:
    entry = read(text)
    assert entry.container_title == book
    assert [name.family for name in entry.editor] == editors


def test_the_year_of_a_meeting_is_not_that_of_the_entry() -> None:
    entry = read("Doe J. Of hands. In: Workshop on Feet at HANDS 2004; 2005. p. 43-48.")
    assert (entry.year, entry.container_title, entry.get("volume")) == (2005, "Workshop on Feet at HANDS 2004", "")
    entry = read("Doe J. Of hands. In: Proceedings of the 2002 Conference on Hands (HANDS 2002); 1982:49-54.")
    assert (entry.year, entry.get("page")) == (1982, "49-54")
    entry = read("Doe J. Of hands. In: Workshop in Honour of Carl Roe (1929-2014); 2014. p. 6-9.")
    assert (entry.year, entry.get("page")) == (2014, "6-9")


@pytest.mark.parametrize("behind", [", 1989.", ", 1989, pp. 20–86."])
def test_the_year_in_the_name_of_a_meeting_does_not_end_it(behind: str) -> None:
    entry = read(f"Doe, Jane, et al. “Of Hands.” Proceedings of the 1988 Conference on Hands{behind}")
    assert (entry.container_title, entry.year) == ("Proceedings of the 1988 Conference on Hands", 1989)


def test_the_in_with_a_colon_opens_the_book() -> None:
    entry = read("Doe J, Roe C. Small Hands, In Time Out of Time. In: Proceedings of the Conference on Hands; 2015. p. 83-93.")
    assert entry.title == "Small Hands, In Time Out of Time"


@pytest.mark.parametrize(
    "text",
    [
        "Doe, Jane. “Of Hands.” In Roe and Poe, 15–51.",
        "Jane Doe. Of hands and feet. In Roe et al. [4], pages 233-246.",
        "Doe, Jane. 1970. “Of Hands,” in Roe and Poe (1970), pp. 43–96.",
    ],
)
def test_another_entry_is_no_book(text: str) -> None:
    assert read(text).container_title == ""


def test_chapter_without_title() -> None:
    entry = read("Doe, J. in Textbook of Hands (eds Roe, C. & Poe, A.) 33–61 (Elsevier, 2018).")
    assert (entry.title, entry.get("page"), entry.get("publisher")) == ("", "33-61", "Elsevier")
    assert entry.container_title.startswith("Textbook of Hands")


def test_a_title_may_begin_with_in() -> None:
    assert (
        read("Doe, Jane. 2007. In Hand: Years of Work. Exeter: University of Exeter Press.").title == "In Hand: Years of Work"
    )


def test_a_double_slash_opens_the_container() -> None:
    entry = read("Иванов И. И., Петров П. П. Методы сна // Вопросы покоя. 2012. № 4. С. 15–22.")
    assert (entry.title, entry.container_title, entry.get("page")) == ("Методы сна", "Вопросы покоя", "15-22")


@pytest.mark.parametrize(
    ("printed", "container", "page", "publisher"),
    [
        (
            "Doe, J., & Roe, C. (2019). Nests. In R. Poe & F. Moe (Eds.), Storks and their kin (pp. 345–359). Stork Union.",
            "Storks and their kin",
            "345-359",
            "Stork Union",
        ),
        (
            "Doe, J. Nests. In Storks: Science; Poe, P., Moe, M., Eds.; Stork Series 86; Nest Society: Berlin, 2004; pp 2–7.",
            "Storks: Science",
            "2-7",
            "Nest Society",
        ),
        (
            "Jane Doe. 2018. Embedded nests. In Proceedings of the Stork Conference. Nest Press, Palo Alto, CA, 1811–1818.",
            "Proceedings of the Stork Conference",
            "1811-1818",
            "Nest Press",
        ),
        (
            "Doe, J. et al. Nests. in Advances in Storks Vol. 33 (eds Poe, H. et al.) 1877–1901 (Nest Associates, 2020).",
            "Advances in Storks",
            "1877-1901",
            "Nest Associates",
        ),
        ("Doe, J. in Storks (eds Poe, G. & Moe, M.) 425–436 (Nest, 1999).", "Storks", "425-436", "Nest"),
    ],
)
def test_publishers_behind_pages_and_editors_behind_titles(printed: str, container: str, page: str, publisher: str) -> None:
    (entry,) = parse_text(SourceFile("list.txt", printed))
    assert (entry.container_title, entry.get("page"), entry.get("publisher")) == (container, page, publisher)


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (
            "Jane Doe. Of hands. In Proceedings of HANDS, pages 11–20, Beijing, China, July 2015. Association for Hands.",
            "Association for Hands",
        ),
        ("Doe J. Of hands. In: Roe J, ed. The Hand. 3rd ed. CRC Press; 2019:1123-1134.", "CRC Press"),
        ("Doe, J. (2008). « Des mains », in Roe L. (dir.), Mains et pouvoirs, Paris, Doigt, pp. 55-80.", "Doigt"),
        ("Doe J. Of hands. In Proc. Workshop on Hands, Grenoble, Frankreich, 1989.", ""),
        (
            "Jane Doe. 2020. Of hands. In Proceedings of HANDS, pages 20–29, Marseille, France. European Hands Association.",
            "European Hands Association",
        ),
    ],
)
def test_publishers_at_the_end(text: str, publisher: str) -> None:
    assert read(text).get("publisher") == publisher
