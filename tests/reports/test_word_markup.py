"""Where elements and characters stand in the bytes of an XML part, and insertions there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError
from checker.reports.word.markup import elements, inserted

PART = b'<?xml version="1.0"?>\n<a x=\'1>2\'><!-- <b> --><b/>\xc3\xa9&amp;<c:d xmlns:c="u" c:id="7">t&#233;xt\r\nend</c:d ></a>'


def test_elements_know_their_tags() -> None:
    root, empty, last = elements(PART, "part.xml")
    assert [item.local_name for item in (root, empty, last)] == ["a", "b", "d"]
    assert PART[root.start : root.inside] == b"<a x='1>2'>"
    assert PART[empty.start : empty.end] == b"<b/>"
    assert empty.inside == empty.close == empty.end
    assert PART[last.close : last.end] == b"</c:d >"
    assert (last.name, last.attribute("id"), root.attribute("id")) == ("c:d", "7", "")
    assert list(last.ancestors) == [root]
    assert root.children == [empty, last]


def test_characters_are_found_behind_entities_and_line_ends() -> None:
    last = elements(PART, "part.xml")[2]
    assert "".join(text for _, text in last.text) == "téxt\nend"
    found = [PART[last.byte_of(at) :][:3] for at in range(8)]
    assert found == [b"t&#", b"&#2", b"xt\r", b"t\r\n", b"\r\ne", b"end", b"nd<", b"d</"]
    assert last.byte_of(8) == last.close


def test_insertions_keep_their_order_at_one_place() -> None:
    assert inserted(b"abc", [(3, b"3"), (1, b"x"), (0, b"0"), (1, b"y")]) == b"0axybc3"
    assert inserted(b"abc", []) == b"abc"


@pytest.mark.parametrize(
    "data",
    [b"<a>", b"", b"<a/><b/>", b"<a>\xff</a>", "<a/>".encode("utf-16"), b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
)
def test_what_is_no_plain_xml_is_one_line(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^part\.xml .*save the document again in Word$"):
        elements(data, "part.xml")


@given(
    st.lists(
        st.sampled_from(["<x>", "</x>", "<y a='>'/>", "é", "&lt;", "<!-- <x> -->", "text", "<![CDATA[<x>]]>"]), max_size=20
    )
)
def test_tags_stand_where_they_are_said_to_stand(pieces: list[str]) -> None:
    data = f"<r>{''.join(pieces)}</r>".encode()
    try:
        found = elements(data, "part.xml")
    except InputError:
        return
    for item in found:
        name = item.name.encode()
        assert data[item.start :].startswith(b"<" + name)
        assert data[item.inside - 1 : item.inside] == b">"
        assert data[item.end - 1 : item.end] == b">"
        assert item.start < item.inside <= item.close <= item.end
        for start, text in item.text:
            assert item.inside <= start < item.close
            assert data[start : start + 1] in (text[0].encode()[:1], b"&", b"<")
