import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.rekordbox_xml import PLAIN, record

from rekurate.model import XML_ATTRIBUTE, Field
from rekurate.rekordbox.characters import unwritable
from rekurate.rekordbox.export.records.parse import read_record
from rekurate.rekordbox.export.records.splice import Garbled, closed, splice

TEXT = st.text(st.characters(codec="utf-8"), max_size=40).filter(lambda text: not unwritable(text))


def tag_of(**attributes: str | None) -> bytes:
    return record((), **attributes).strip().encode()


def spliced(tag: bytes, **changes: str) -> bytes:
    return splice(tag, read_record(closed(tag)), {Field(name): value for name, value in changes.items()})


def test_only_the_staged_value_differs() -> None:
    tag = tag_of(Genre="Old", Comments="keep 'this' & that")
    assert spliced(tag, genre="R&B/Soul") == tag.replace(b'Genre="Old"', b'Genre="R&amp;B/Soul"')


def test_a_missing_attribute_is_inserted_where_rekordbox_has_it() -> None:
    tag = b'<TRACK TrackID="1" Name="a" Artist="b" Kind="MP3 File" Location="/a"/>'
    new = spliced(tag, genre="House", color="0x660099", rating="3")
    assert new == (
        b'<TRACK TrackID="1" Name="a" Artist="b" Genre="House" Kind="MP3 File" Rating="153" Location="/a" '
        b'Colour="0x660099"/>'
    )


def test_an_attribute_with_nothing_before_it_comes_first() -> None:
    assert spliced(b'<TRACK Location="/a"/>', genre="House") == b'<TRACK Genre="House" Location="/a"/>'


def test_values_are_written_in_rekordboxs_units_and_escapes() -> None:
    new = spliced(tag_of(), rating="5", year="1999", comments="a\nb\t\"c\" <d> 'e' & f")
    assert b'Rating="255"' in new
    assert b'Year="1999"' in new
    assert b'Comments="a&#10;b&#9;&quot;c&quot; &lt;d&gt; &apos;e&apos; &amp; f"' in new


def test_names_inside_values_are_not_taken_for_attributes() -> None:
    tag = b"<TRACK Name=' Genre=\"x\" > Genre=y ' Genre = 'Old' Location=\"/a'b\"/>"
    assert spliced(tag, genre="It's") == tag.replace(b"'Old'", b"'It&apos;s'")


def test_an_outcome_that_is_not_what_was_wanted_is_garbled() -> None:
    tag = tag_of(Genre="Old")
    with pytest.raises(Garbled, match="export the collection again"):
        splice(tag, {"Genre": "Old"}, {Field.GENRE: "House"})


def test_a_value_that_is_the_same_keeps_its_bytes_however_escaped() -> None:
    tag = b'<TRACK TrackID="1" Genre="Drum&#x26;Bass &#39;n&#39; all" Rating="153" Location="/a"/>'
    assert spliced(tag, genre="Drum&Bass 'n' all", rating="3") == tag


@given(st.dictionaries(st.sampled_from(sorted(PLAIN)), TEXT | st.none()))
def test_an_identity_change_is_byte_identical(attributes: dict[str, str | None]) -> None:
    tag = tag_of(**attributes)
    before = read_record(tag)
    texts = (Field.GENRE, Field.LABEL, Field.ALBUM, Field.COMMENTS)
    same = {field: before[XML_ATTRIBUTE[field]] for field in texts if XML_ATTRIBUTE[field] in before}
    assert splice(tag, before, same) == tag


@given(st.dictionaries(st.sampled_from(sorted(PLAIN)), TEXT), TEXT)
def test_a_change_and_its_undo_give_the_bytes_back(attributes: dict[str, str], genre: str) -> None:
    tag = tag_of(**{"Genre": "House", **attributes})
    before = read_record(tag)
    new = splice(tag, before, {Field.GENRE: genre})
    assert read_record(new) == {**before, "Genre": genre}
    assert splice(new, read_record(new), {Field.GENRE: before["Genre"]}) == tag


def test_a_record_that_is_not_well_formed_is_damaged() -> None:
    assert read_record(b'<TRACK Name="a\0b"/>') is None
    assert read_record(b'<TRACK Name="&nope;"/>') is None
    assert read_record(b'<TRACK Name="a" Name="b"/>') is None


def test_a_record_without_children_is_an_empty_element() -> None:
    assert closed(b'<TRACK Name="a">') == b'<TRACK Name="a"/>'
    assert closed(b'<TRACK Name="a"/>') == b'<TRACK Name="a"/>'
