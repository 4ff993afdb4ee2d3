import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.rekordbox_xml import library, record

from rekurate.rekordbox.xmlfile import read_xml
from rekurate.rekordbox.xmlfile.mend import Mender


def mended(raw: bytes, size: int = 1 << 16) -> tuple[bytes, int]:
    mender = Mender(io.BytesIO(raw))
    return b"".join(mender.chunks(size)), mender.count


@pytest.mark.parametrize(
    ("raw", "text", "count"),
    [
        (b"a\0b", "a\ufffdb", 1),
        (b"a\x0b\x01b", "a\ufffd\ufffdb", 2),
        (b"\xff\xe9 \xed\xa0\x80", "\ufffd\ufffd \ufffd\ufffd\ufffd", 5),
        (b"&#1;&#x1F;&#xD800;&#1114112;", "\ufffd\ufffd\ufffd\ufffd", 4),
        (b"R&B &nbsp; &amp; &#10; &#xe9;", "R&amp;B &amp;nbsp; &amp; &#10; &#xe9;", 2),
        ("\ufffe é 🎧".encode(), "\ufffd é 🎧", 1),
        (b"&#0000000055;&#0000000001;", "&#0000000055;\ufffd", 1),
        (b"plain", "plain", 0),
    ],
)
def test_damage_is_replaced_and_counted(raw: bytes, text: str, count: int) -> None:
    assert mended(raw) == (text.encode(), count)


@given(st.lists(st.sampled_from([b"a", b"&", b"&amp;", b"&#1;", b"\xff", b"\xc3\xa9", b"&#xD800;"])))
def test_chunks_cut_anywhere_mend_the_same(parts: list[bytes]) -> None:
    raw = b"".join(parts)
    assert mended(raw, 3) == mended(raw)


def test_a_damaged_value_costs_that_value_alone(tmp_path: Path) -> None:
    path = tmp_path / "l.xml"
    raw = library([record(Name="BAD", Genre="House"), record(TrackID="2", Name="Good")]).encode()
    path.write_bytes(raw.replace(b"BAD", b"a\0b\xff & c&#xD800;"))
    found = read_xml(path)
    assert [(track.title, track.genre) for track in found.tracks] == [
        ("a\ufffdb\ufffd & c\ufffd", "House"),
        ("Good", ""),
    ]
    assert found.warnings == (
        "4 damaged characters were read as replacements; the tracks they are in are never exported",
    )
