import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekurate.rekordbox.export.records.parse import RecordParser, read_record

GOOD = [
    b'<TRACK TrackID="1" Name="A &amp; &#x26; B" Genre=\'"\'/>',
    b'<TRACK Name="two"><TEMPO Bpm="128.00"/><POSITION_MARK Name="in"/></TRACK>',
    "<TRACK Name='é 🎛'></TRACK>".encode(),
    b"<TRACK/>",
]
BAD = [
    b'<TRACK Name="a\0b"/>',
    b'<TRACK Name="\xff"/>',
    b'<TRACK Name="&nope;"/>',
    b'<TRACK Name="a" Name="b"/>',
    b'<TRACK Name="a <b"/>',
    b'<TRACK Name="never closed">',
    b'<TRACK Name="cut o',
    b'<TRACK Name="one"/><TRACK Name="two"/>',
    b"</records><records>",
    b"</TRACK>",
    b"<!DOCTYPE TRACK [<!ENTITY a 'b'>]><TRACK/>",
    b"no record",
    b"",
]


def test_attributes_are_read_as_they_mean() -> None:
    assert [read_record(one) for one in GOOD] == [
        {"TrackID": "1", "Name": "A & & B", "Genre": '"'},
        {"Name": "two"},
        {"Name": "é 🎛"},
        {},
    ]


@pytest.mark.parametrize("record", BAD)
def test_what_is_not_one_whole_element_is_damaged(record: bytes) -> None:
    assert read_record(record) is None


@given(st.lists(st.sampled_from([*GOOD, *BAD])))
def test_no_record_changes_what_another_one_reads_as(records: list[bytes]) -> None:
    parser = RecordParser()
    assert [parser.read(one) for one in records] == [read_record(one) for one in records]
