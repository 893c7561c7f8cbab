from checker.model.text import SourceFile, Span
from checker.references import parse_text
from checker.references.lines import list_lines
from checker.references.running_heads import running_heads

ENTRY = "{n}. Smith A, Jones B. A study of rare tu-\n{head}mours in\nmice. Ann\nSurg.\n2015;12:1-9.\n"


def a_list(head: str, entries: int = 11, every: int = 3) -> str:
    """A numbered list with a head or page number inside every third entry; `{page}` counts up."""
    return "".join(
        ENTRY.format(n=n, head=head.format(page=16 + n // every) + "\n" if n % every == 0 else "")
        for n in range(1, entries + 1)
    )


def titles(text: str) -> list[str]:
    return [entry.title for entry in parse_text(SourceFile("list.txt", text))]


def test_heads_and_page_numbers_inside_entries_are_left_out() -> None:
    author = "A. Author et al. / Journal of Cases 12 (2019) 1–20   {page}"
    for head in (author, "Journal of Rare Cases   {page}", "{page}", "{page} of 30"):
        assert titles(a_list(head)) == ["A study of rare tumours in mice"] * 11, head


def test_a_field_behind_a_head_keeps_its_place() -> None:
    text = a_list("{page}")
    for entry in parse_text(SourceFile("list.txt", text)):
        assert entry.span_of("container-title").of(text).split() == ["Ann", "Surg"]
        assert entry.raw == entry.span.of(text)


def test_lines_of_references_that_recur_stay() -> None:
    text = "".join(f"[{n}] A. Smith, B. Jones,\nPhys. Rev. Lett. {80 + n}\n(2001) 1{n}.\n" for n in range(1, 9))
    assert running_heads(text, list_lines(text, Span(0, len(text)))) == set()
    lone = (
        "[1] A. Smith, A study of tumours in the hand. Ann Surg\n12\n(2015) 1-9.\n"
        "[2] B. Doe, Survival. Ann Surg 13 (2016) 10-19.\n"
    )
    assert [entry.get("volume") for entry in parse_text(SourceFile("list.txt", lone))] == ["12", "13"]


def test_the_same_head_behind_each_form_feed_is_left_out() -> None:
    head = "\fDoe and Roe / Storks 4 (2019) 1-20\n"
    text = (
        "Doe, J. (2001). The nests of the north and their many\n" + head + "visitors. Journal of Storks, 3(1), 1-9.\n"
        "Roe, C. (2002). The nests of the south and their few\n" + head + "visitors. Journal of Storks, 4(1), 1-9.\n"
    )
    entries = parse_text(SourceFile("list.txt", text))
    assert [entry.title for entry in entries] == [
        "The nests of the north and their many visitors",
        "The nests of the south and their few visitors",
    ]


def test_a_heading_of_a_page_inside_an_entry_is_no_part_of_its_title() -> None:
    text = (
        "Doe, J. (2001). The nests of the north and their many\n\nStorks and Their Nests\n\n47\n\n"
        "visitors. Journal of Storks, 3(1), 1-9.\nRoe, C. (2002). Herons of the south. Journal of Storks, 4(1), 1-9.\n"
    )
    entries = parse_text(SourceFile("list.txt", text))
    assert entries[0].title == "The nests of the north and their many visitors"
