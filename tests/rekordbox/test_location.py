import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekurate.model import TrackKind
from rekurate.rekordbox.location import decode_location, encode_location, is_encoded, kind_of

PAIRS = [
    (
        "/Users/dj/Music/A & B's [mix] {1}.mp3",
        "file://localhost/Users/dj/Music/A%20%26%20B%27s%20%5bmix%5d%20%7b1%7d.mp3",
    ),
    ("C:/Musik/Größe #1?.mp3", "file://localhost/C:/Musik/Gr%c3%b6%c3%9fe%20#1?.mp3"),
    ("//nas/share/x+y.mp3", "file://localhost//nas/share/x+y.mp3"),
    ("/Volumes/USB/100%25 %40.mp3", "file://localhost/Volumes/USB/100%2525%20%2540.mp3"),
    ("/e\u0301 and é.mp3", "file://localhost/e%cc%81%20and%20%c3%a9.mp3"),
    ('/"|`<>\\^\u200f.mp3', "file://localhost/%22%7c%60%3c%3e%5c%5e%e2%80%8f.mp3"),
    ("/!#$()*+,-./:;=?@_~", "file://localhost/!#$()*+,-./:;=?@_~"),
]


@pytest.mark.parametrize(("path", "location"), PAIRS)
def test_paths_are_written_as_rekordbox_writes_them_and_read_back(path: str, location: str) -> None:
    assert (encode_location(path), decode_location(location)) == (location, path)


@given(st.text(st.characters(codec="utf-8")).map(lambda text: "/Users/" + text))
def test_every_path_survives_the_round_trip(path: str) -> None:
    assert decode_location(encode_location(path)) == path


@given(st.binary().map(lambda raw: "/" + raw.decode("utf-8", "surrogateescape")))
def test_codes_that_are_no_utf8_still_give_text_that_can_be_shown_and_kept(path: str) -> None:
    read = decode_location(encode_location(path))
    assert read.encode().decode() == read


def test_codes_that_are_no_utf8_are_read_as_western_letters_and_told() -> None:
    doubts: list[str] = []
    for location in ("/Musik/M%fcller/%c3%a9%e8%81.mp3", "/M%c3%bcller/a%26.mp3"):
        doubts.append(decode_location("file://localhost" + location, lambda _: doubts.append("doubted")))
    assert doubts == ["doubted", "/Musik/Müller/éè\ufffd.mp3", "/Müller/a&.mp3"]


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("file://localhost/a b ü.mp3", "/a b ü.mp3"),
        ("file:///Users/dj/a.mp3", "/Users/dj/a.mp3"),
        ("/Users/dj/a.mp3", "/Users/dj/a.mp3"),
        ("D:/a.mp3", "D:/a.mp3"),
        ("file://localhost/C:\\M\\a b.mp3", "C:/M/a b.mp3"),
        ("C:\\M\\a.mp3", "C:/M/a.mp3"),
        ("file:///C:/M/a%20b.mp3", "C:/M/a b.mp3"),
        ("file://C:/M/a.mp3", "C:/M/a.mp3"),
        ("file:/C:/M/a.mp3", "C:/M/a.mp3"),
        ("FILE://LocalHost/Users/dj/a.mp3", "/Users/dj/a.mp3"),
        ("file://nas/share/a.mp3", "//nas/share/a.mp3"),
        ("file:////nas/share/a.mp3", "//nas/share/a.mp3"),
        ("file://localhost\\\\nas\\share\\a.mp3", "//nas/share/a.mp3"),
        ("\\\\nas\\share\\a.mp3", "//nas/share/a.mp3"),
        ("/Users/profile:/a.mp3", "/Users/profile:/a.mp3"),
        ("/Users/a:b/c\\d.mp3", "/Users/a:b/c\\d.mp3"),
        ("", ""),
    ],
)
def test_what_other_tools_write_is_read(location: str, path: str) -> None:
    assert decode_location(location) == path


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("file://localhostsoundcloud:tracks:1", TrackKind.STREAMING),
        ("file://localhost/soundcloud:tracks:1", TrackKind.STREAMING),
        ("file://localhost/apple-music:tracks:1", TrackKind.STREAMING),
        ("file://localhosttidal:tracks:1", TrackKind.STREAMING),
        ("file://localhostspotify:track:6Ckl", TrackKind.STREAMING),
        ("file://localhost/v4/catalog/tracks/456/", TrackKind.STREAMING),
        ("file://localhost/Volumes/USB/v4/catalog/tracks/4.mp3", TrackKind.FILE),
        ("file:/C:/a.mp3", TrackKind.FILE),
        ("file://localhost/D:/a.mp3", TrackKind.FILE),
        ("file://localhost/Users/a:b/c: d.mp3", TrackKind.FILE),
        (
            "file://localhost/Users/dj/Music/rekordbox/Sampler/OSC_SAMPLER(1)/PRESET%20ONESHOT/HORN.wav",
            TrackKind.SAMPLER,
        ),
    ],
)
def test_the_location_says_what_a_row_stands_for(location: str, kind: TrackKind) -> None:
    assert kind_of(decode_location(location)) is kind


def test_streaming_addresses_are_read_alike_on_both_systems() -> None:
    assert decode_location("file://localhost/soundcloud:tracks:1") == "soundcloud:tracks:1"
    assert decode_location("file://localhostsoundcloud:tracks:1") == "soundcloud:tracks:1"


@pytest.mark.parametrize("location", ["file://localhost/a b", "file://localhost/ü", "/a"])
def test_a_location_that_is_not_encoded_is_recognised(location: str) -> None:
    assert not is_encoded(location)
