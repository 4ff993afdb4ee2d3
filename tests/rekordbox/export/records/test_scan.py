import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.rekordbox_xml import CUES, library, record

from rekurate.errors import ExportError
from rekurate.rekordbox.export.records import scan
from rekurate.rekordbox.export.records.parse import read_record
from rekurate.rekordbox.export.records.scan import Token, attribute, records

RECORDS = [
    record(TrackID="1", Name="</TRACK> & <COLLECTION>"),
    record((), TrackID="2", Name="it's > that"),
    record(TrackID="3", Comments=' TrackID="9" '),
]


def found(text: str) -> list[bytes]:
    raw = text.encode()
    return [raw[each.start : each.end] for each in records(io.BytesIO(raw))]


def test_records_are_found_as_the_bytes_they_are() -> None:
    assert found(library(RECORDS, {"Set": ["1", "2"]})) == [text.strip().encode() for text in RECORDS]


@given(st.integers(1, 200))
def test_records_are_found_wherever_a_chunk_ends(size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_CHUNK", size)
        text = library([*RECORDS, f"<!-- {RECORDS[0]} -->"], {"Set": ["1"]})
        assert found(text) == [text.strip().encode() for text in RECORDS]


def test_comments_hide_what_they_hold() -> None:
    assert found(library([f"<!-- {RECORDS[0]} -->", RECORDS[1]])) == [RECORDS[1].strip().encode()]


def test_references_of_playlists_are_no_records() -> None:
    others: list[Token] = []
    raw = library([], {"Set & match": ["1", "2"]}).encode()
    assert list(records(io.BytesIO(raw), others)) == []
    assert [attribute(token.text, b"Name") for token in others] == ["rekordbox", "ROOT", "Set & match"]


@pytest.mark.parametrize("end", ["<?xml", "<COLLECTION", 'TrackID="3"', "</COLLECTION"])
def test_a_collection_that_does_not_end_is_being_written(end: str) -> None:
    whole = library(RECORDS)
    with pytest.raises(ExportError, match="ends in the middle"):
        found(whole[: whole.rindex(end)])


def test_the_opening_tag_comes_apart_from_its_children() -> None:
    one = next(iter(records(io.BytesIO(library(RECORDS).encode()))))
    assert one.tag.endswith(b'Mix="">')
    assert CUES[0].encode() not in one.tag


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        (b'<TRACK TrackID="7" Name="a"/>', "7"),
        (b"<TRACK Name=\" TrackID='8' \" TrackID='7'/>", "7"),
        (b'<TRACK Name= \'say TrackID="8"\' TrackID="7"/>', "7"),
        (b'<TRACK Name=\n\' TrackID="8" \' TrackID="7"/>', "7"),
        (b'<TRACK Name="it\'s" TrackID="7"/>', "7"),
        (b'<TRACK Name=\' TrackID="8" \'\r\n\tTrackID =\n"7"/>', "7"),
        (b'<TRACK Name="a" TrackID="&#55;"/>', "7"),
        (b'<TRACK Name="a" TrackID="&#0000000055;"/>', "7"),
        (b'<TRACK Name="a" TrackID="&#x0000000037;"/>', "7"),
        (b'<TRACK Name="a"/>', None),
        (b'<TRACK XTrackID="8"/>', None),
        (b'<TRACK Name="a" TrackID="7', None),
    ],
)
def test_one_attribute_is_found_among_look_alikes(tag: bytes, value: str | None) -> None:
    assert attribute(tag, b"TrackID") == value


def test_references_in_a_value_are_decoded_and_a_line_end_is_a_space() -> None:
    assert attribute(b'<NODE Name="a&amp;b&lt;&gt;&quot;&apos;&#xe9;\r\nc &nope; &#99999999;"/>', b"Name") == (
        "a&b<>\"'é c &nope; &#99999999;"
    )


@pytest.mark.parametrize("reference", ["&#xD800;", "&#1;", "&#xFFFE;", "&#9999999;"])
def test_a_reference_to_what_xml_cannot_hold_is_replaced_as_the_mended_reading_does_it(reference: str) -> None:
    assert attribute(f'<TRACK Location="a{reference}"/>'.encode(), b"Location") == "a\ufffd"


@given(st.lists(st.sampled_from(["a", " ", "\t", "\n", "\r", "\r\n", "&#13;&#10;", "&#x1F3A7;", "&amp;#9;", "é", "'"])))
def test_a_value_is_read_as_a_parser_reads_it(pieces: list[str]) -> None:
    tag = f'<TRACK Location="{"".join(pieces)}"/>'.encode()
    assert {"Location": attribute(tag, b"Location")} == read_record(tag)
