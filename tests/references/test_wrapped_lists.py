"""Lists of wrapped lines without numbers, indentation or blank lines: the room on a line tells where an entry ends."""

import re
import textwrap

import pytest

from checker.model.text import SourceFile
from checker.references import parse_text

MIXED = [
    "Doe, J., & Roe, C. (2019). Storks of the north and the south: A review of their nests. J. Storks, 47(2), 26-29.",
    "Ornithological Office. Report on the nests of white storks in towns 2020. Geneva: Ornithological Office; 2020.",
    "J. Moe and A. Poe, “How storks find their way home,” Proc. Storks, vol. 86, no. 11, pp. 2278–2324, Nov. 1998.",
    "Coe, Ann. The Omnivorous Stork: A Natural History of Four Meals in the Fields. Nest Press, 2006.",
    "Boe A, Goe B. Signature of selection in northern storks and herons. Proc Natl Stork Soc. 2002;12(3):34-9.",
    "Loe, C.: Storks. A very short introduction to birds that nest on chimneys and poles of the north. Nest, Oxford (1999)",
]
GERMAN = [
    "Beispiel, Ulrich (1986): Storchengesellschaft. Auf dem Weg in ein anderes Nest der Moderne. Frankfurt a. M.: Nestverlag.",
    "Muster, Jürgen: Das lange Jahrhundert der Störche, in: Geschichte und Vögel 25 (1999), H. 2, S. 212–230.",
    "Probe, Fritz (1983): Vogelforschung und narratives Nest an der Küste. In: Neue Storchkunde, Jg. 13, H. 3, S. 283–293.",
    "Versuch, Anna (2002): Klinische Storchkunde auf neuer Grundlage. In: Roe, Klaus (Hrsg.): Störche. Berlin: Nest.",
]


@pytest.mark.parametrize("entries", [MIXED, GERMAN, MIXED * 4])
@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_entries_are_split_where_a_word_had_room(entries: list[str], width: int) -> None:
    text = "\n".join(textwrap.fill(entry, width, break_on_hyphens=False) for entry in entries)
    found = [" ".join(entry.raw.split()) for entry in parse_text(SourceFile("list.txt", text))]
    assert found == entries


@pytest.mark.parametrize("entries", [MIXED, GERMAN])
def test_one_entry_a_line_stays_one(entries: list[str]) -> None:
    found = [entry.raw for entry in parse_text(SourceFile("list.txt", "\n".join(entries)))]
    assert found == entries


def test_lines_of_any_length_are_no_wrapped_text() -> None:
    """Lines broken by hand end short within entries: names decide there, not the room on the line before."""
    entries = [
        "Doe J, Roe C.\nOn storks\nand other birds of the north that nest on chimneys.\nJ Storks 2001;12:3-4.",
        "Moe A, Poe B.\nHerons\nand their kin.\nJ Storks 2002;13:5-6.",
        "Coe A, Goe B.\nHow cranes find\ntheir way.\nJ Storks 2003;14:7-8.",
    ]
    found = [entry.raw for entry in parse_text(SourceFile("list.txt", "\n".join(entries)))]
    assert found == entries


@pytest.mark.parametrize("count", [3, 11, 12, 22])
def test_the_longest_of_entries_on_a_line_each_are_not_joined_with_the_next(count: int) -> None:
    entries = [
        f"Poe JK Roe R Doe B: Soils of isle {number}. J Soils {number}. 2015. Reference Source" for number in range(count)
    ]
    for place in range(0, count, 9):
        entries[place] = entries[place].replace("Soils of", "Long known soils and waters of the")
    found = [entry.raw for entry in parse_text(SourceFile("list.txt", "\n".join(entries)))]
    assert found == entries


CHINESE = [
    "张伟, 李娜, 王强. 河流湿地鹳类土壤水分时空变异研究[J]. 鸟类保持学报, 2012, 26(4): 101-106.",
    "陈丽华, 孙立军, 周晓明, 等. 城市鹳类换乘站巢址选择组织仿真方法研究[J]. 鸟类工程与信息, 2015, 15(2): 187-193.",
    "刘洋. 基于深度学习的鹳类影像变化检测方法及其应用研究[D]. 武汉: 武汉大学, 2019.",
    "赵明, 何静. 白鹳白羽病抗性基因的精细定位与克隆[J]. 鹳类学报, 2008, 34(11): 1897-1903.",
    "HUANG Q, LIU Z. Seasonal nests under hypoxia[J]. Journal of Storks, 2016, 541: 1200-1211.",
]


def _in_columns(entry: str, width: int) -> str:
    """An entry wrapped at this many columns: between any two Chinese characters, at the spaces of Latin text."""
    lines, line = [], ""
    for piece in re.findall(r"[\u4e00-\u9fff]|[^\u4e00-\u9fff\s]+\s?|\s", entry):
        columns = sum(2 if "\u4e00" <= char <= "\u9fff" else 1 for char in (line + piece).rstrip())
        if line and columns > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return "\n".join([*lines, line.rstrip()])


@pytest.mark.parametrize("width", [40, 44, 50, 58])
def test_chinese_entries_are_wrapped_in_columns(width: int) -> None:
    text = "\n".join(_in_columns(entry, width) for entry in CHINESE) + "\n"
    assert [entry.raw.split(".")[0] for entry in parse_text(SourceFile("list.txt", text))] == [
        entry.split(".")[0] for entry in CHINESE
    ]
