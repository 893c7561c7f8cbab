import pytest

from checker.model.text import Span
from checker.references.split import split

ENTRIES = (
    "Smith A, Jones B. Early cases of rare tumours. Ann Surg. 2015;12:1-9.",
    "van den Berg CD, Doe C. Survival after surgery. Br J Surg. 2016;13(2):10-9.",
    "Roe D. A third study of the same patients. Cancer. 2017;14:20-9.",
)


def texts(text: str) -> list[str]:
    return [entry.span.of(text) for entry in split(text, Span(0, len(text)))]


@pytest.mark.parametrize("label", ["{}. ", "[{}] ", "({}) ", "{}) ", "{} ", "  {}. "])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"])
def test_numbered_lists(label: str, gap: str) -> None:
    text = gap.join(label.format(number) + entry for number, entry in enumerate(ENTRIES, 1)) + gap
    found = split(text, Span(0, len(text)))
    assert [entry.span.of(text) for entry in found] == list(ENTRIES)
    assert [entry.number for entry in found] == [1, 2, 3]
    assert [entry.label.of(text) if entry.label else "" for entry in found] == [label.format(n).strip() for n in (1, 2, 3)]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lists_without_numbers(gap: str) -> None:
    assert texts(gap.join(ENTRIES)) == list(ENTRIES)


def test_publisher_links_and_notes_lie_outside() -> None:
    text = "Papers of particular interest, published recently, have been highlighted as: • Of importance\n\n" + "".join(
        f"  {n}. {entry}\n\n    Article  PubMed  PubMed Central  Google Scholar \n\n" for n, entry in enumerate(ENTRIES, 1)
    )
    assert texts(text) == list(ENTRIES)


def test_wrapped_lines_and_a_page_break() -> None:
    text = (
        "1. Smith A. Early cases of rare tu-\nmours. Ann Surg.\n2015;12:1-9.\n\x0c17\n"
        "2. Doe C. Survival. Br J\nSurg. 2016;13:10-9.\n"
    )
    assert texts(text) == [
        "Smith A. Early cases of rare tu-\nmours. Ann Surg.\n2015;12:1-9.",
        "Doe C. Survival. Br J\nSurg. 2016;13:10-9.",
    ]


def test_wrapped_years_are_no_labels() -> None:
    text = "1. Smith A. Cases. Ann Surg,\n2015. 12, 1-9.\n2. Doe C. Survival. Br J Surg,\n2016. 13, 10-9.\n"
    assert [entry.number for entry in split(text, Span(0, len(text)))] == [1, 2]


def test_gaps_and_repeats_are_kept_as_printed() -> None:
    text = "".join(f"[{n}] {ENTRIES[0]}\n" for n in (1, 2, 4, 4, 5))
    assert [entry.number for entry in split(text, Span(0, len(text)))] == [1, 2, 4, 4, 5]


@pytest.mark.parametrize("label", ["{}. ", "[{}] ", "({}) ", "{}) "])
def test_several_labels_on_a_line(label: str) -> None:
    first, second, third = (label.format(number) + entry for number, entry in enumerate(ENTRIES, 1))
    for text in (f"{first} {second}\n{third}\n", f"{first} {second} {third}\n"):
        found = split(text, Span(0, len(text)))
        assert [entry.span.of(text) for entry in found] == list(ENTRIES)
        assert [entry.number for entry in found] == [1, 2, 3]
        assert [entry.label.of(text) for entry in found if entry.label] == [label.format(n).strip() for n in (1, 2, 3)]


def test_numbers_inside_an_entry_are_no_labels() -> None:
    text = "1. Smith A. Phase 2. Trials of it, part 2. 3. Cases. Ann Surg. 2015;12: 2. 9.\n"
    assert len(split(text, Span(0, len(text)))) == 1


def test_lines_that_only_go_on() -> None:
    text = (
        "Doe C, Roe D. 2016. Survival after surgery in patients with rare\ntumours of the hand.\nNeurohand\n"
        "Poe E, van\nden Berg C. 2014. Costs of the treatment of rare tumours, and\nwhat patients say.\nNeurohand\n"
        "Smith A, Jones B. 2015. Early cases of rare tumours.\nAnn Surg 12:1-9.\n"
    )
    assert [entry.split(" ")[0] for entry in texts(text)] == ["Doe", "Poe", "Smith"]


def test_hanging_indent() -> None:
    text = (
        "Doe, C. (2016). Survival after\n   surgery. Ann Surg, 13,\n   10-19.\n"
        "Smith, A. (2015). Early cases, and\n   later ones. Ann Surg, 12, 1-9.\n"
    )
    assert len(texts(text)) == 2


def test_wrapped_list_without_numbers_or_indent() -> None:
    text = (
        "Doe C, Roe D (2016) Survival after surgery in patients with rare\ntumours of the hand. Ann Surg 13:10-19.\n"
        "Poe E (2014) Costs of the treatment of rare tumours, and what\npatients say. Health Econ 3:1-9.\n"
        "Smith A, Jones B (2015) Early cases of rare tumours.\nAnn Surg 12:1-9.\n"
    )
    assert [entry.split(" ")[0] for entry in texts(text)] == ["Doe", "Poe", "Smith"]


def test_nothing() -> None:
    assert split("", Span(0, 0)) == ()
    assert split(" \n\n", Span(0, 3)) == ()


def test_particles_and_missing_authors_open_lines_of_dense_lists() -> None:
    lines = [
        "Doe, Jane (1966): Die Hand. Berlin: Beispiel.",
        "o. V. (2015): Der Fuß. In: Die Woche 12, S. 4.",
        "Roe, Carl/Poe, Ann (Hrsg.) (1987): Hand und Fuß. Berlin: Beispiel.",
        "von Zoe, Karl Friedrich (1971): Das Knie. Berlin: Beispiel.",
        "von der Zoe, Karl: Der Arm. 5. Aufl. Berlin: Beispiel 1971.",
    ]
    text = "\n".join(lines)
    assert [entry.span.of(text) for entry in split(text, Span(0, len(text)))] == lines


@pytest.mark.parametrize(
    "entry",
    [
        "Smith, D., Roe D., and Jones, H. (2009). \nRandom weeds of gardens and meadows. \n_Journal of Weeds_. __9__, 1--20.",
        (
            "Smith, D., Roe D., and Jones, H. (2009). \n"
            "Generating random weeds based on meadows and the extended onion method. \n_Journal of Weeds_. __9__, 1--20."
        ),
        "Smith M. & Jones J. (2020). Hierarchical models of weeds.\n*Research Papers*.",
    ],
)
def test_a_single_entry_over_several_lines(entry: str) -> None:
    assert texts(entry) == [entry]


def test_headings_within_a_list_part_entries_and_belong_to_none() -> None:
    text = f"Primary sources\n\n{ENTRIES[0]}\n{ENTRIES[1]}\n\nSecondary sources and tools\n\n{ENTRIES[2]}\n"
    assert texts(text) == list(ENTRIES)
    blank = f"Primary sources\n\n{ENTRIES[0]}\n\n{ENTRIES[1]}\n\nArchives:\n\n{ENTRIES[2]}\n"
    assert texts(blank) == list(ENTRIES)


def test_an_entry_goes_on_behind_the_number_of_a_page() -> None:
    text = (
        "Doe, A. 1978. Nests of storks in the towns of the\nnorth. Storks 59:201-210.\n"
        "Poe, K. 2001. Gap dynamics of old nests and what\n\n117\n\nthey tell of chimneys. Storks 12:3-9.\n"
        "Roe, C. 1994. Seed shadows. Storks 98:355-363.\n"
    )
    found = split(text, Span(0, len(text)))
    assert [entry.span.of(text)[:3] for entry in found] == ["Doe", "Poe", "Roe"]
    assert [hole.of(text) for entry in found for hole in entry.holes] == ["117"]


def test_a_page_number_may_part_entries_of_a_list_with_blank_lines() -> None:
    text = f"{ENTRIES[0]}\n\n{ENTRIES[1]}\n\n117\n\n{ENTRIES[2]}\n"
    assert [entry.span.of(text) for entry in split(text, Span(0, len(text)))] == list(ENTRIES)


def test_a_line_that_begins_with_an_imprint_begins_no_entry() -> None:
    entries = [
        "Doe, Jane: Stadtluft. Lebenswelten der Störche in Stralsund 1780–1848.\nRostock: Nestverlag 1996.",
        "Roe, Karoline: Armenfürsorge im Kirchspiel und in den Nestern von\nFranken. Berlin: Nest 1979.",
        "Poe, Dietrich: Holländer Holz. Flößerei und Fernhandel der Störche.\nKleinnesthausen: Spee, 1992.",
    ]
    assert texts("\n".join(entries)) == entries
