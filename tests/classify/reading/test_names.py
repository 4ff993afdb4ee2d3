import pytest
from tests.support.library import make_track

from rekurate.classify.reading.names import artist_of, credits_of, label_of, lookups_of, remixer_of, titled_artist_of


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Mira Vale", ("mira vale",)),
        ("Mira Vale, Otto Bly", ("mira vale", "otto bly", "mira vale, otto bly")),
        ("Chase & Status", ("chase", "status", "chase & status")),
        ("Mira Vale feat. Ana", ("mira vale", "ana", "mira vale feat. ana")),
        ("Mira Vale (2)", ("mira vale", "mira vale (2)")),
        ("Mira Vale (feat. Ana)", ("mira vale", "ana", "mira vale (feat. ana)")),
        ("Mira Vale w/ Ana", ("mira vale", "ana", "mira vale w/ ana")),
        ("Mira Vale × Ana", ("mira vale", "ana", "mira vale × ana")),
        ("Mira Vale meets Ana", ("mira vale", "ana", "mira vale meets ana")),
        ("Various Artists", ()),
        ("  ", ()),
        ("宇多田ヒカル", ("宇多田ヒカル",)),
    ],
)
def test_an_artist_string_is_split_into_credits(text: str, people: tuple[str, ...]) -> None:
    assert credits_of(text) == people


def test_a_duo_is_looked_up_whole_before_its_halves() -> None:
    assert lookups_of("Chase & Status") == (("Chase & Status", "Chase", "Status"),)


def test_a_list_of_artists_is_looked_up_one_by_one() -> None:
    assert lookups_of("Mira, Otto") == (("Mira, Otto",), ("Mira",), ("Otto",))


@pytest.mark.parametrize(
    ("title", "remixer"),
    [
        ("Night Drive (Otto Bly Remix)", "Otto Bly"),
        ("Night Drive [Otto's VIP]", "Otto"),
        ("Night Drive (Otto Bly 2020 Remix)", "Otto Bly"),
        ("Night Drive (Remixed by Otto Bly)", "Otto Bly"),
        ("Night Drive (Otto Bly Remake)", "Otto Bly"),
        ("Night Drive - Otto Bly Remix", "Otto Bly"),
        ("Night Drive - Extended Mix", ""),
        ("Mira Zed - Night Drive Remix", ""),
        ("Night Drive (Original Mix)", ""),
        ("Night Drive (Extended Club Mix)", ""),
        ("Night Drive", ""),
    ],
)
def test_only_a_named_remixer_is_a_remixer(title: str, remixer: str) -> None:
    assert remixer_of(make_track(title=title, artist="Mira Zed")) == remixer


def test_the_remixer_field_wins_over_the_title() -> None:
    assert remixer_of(make_track(title="A (Otto Remix)", remixer="Ana")) == "Ana"


@pytest.mark.parametrize(
    ("title", "artist"),
    [
        ("04 - Mantra - Walk of Shame", "Mantra"),
        ("01. Mantra - Walk", "Mantra"),
        ("Walk of Shame", ""),
        ("Mantra - ", ""),
    ],
)
def test_where_the_tag_names_nobody_the_artist_is_read_from_the_title(title: str, artist: str) -> None:
    for nobody in ("", " ", " Various", "Various Artists", "VA", "Unknown Artist"):
        assert artist_of(make_track(artist=nobody, title=title)) == artist
        assert titled_artist_of(make_track(artist=nobody, title=title)) == ""


@pytest.mark.parametrize(
    ("artist", "title", "titled"),
    [
        ("Bass Uploads", "Mantra - Walk of Shame", "Mantra"),
        ("Bass Uploads", "07. Mantra - Walk of Shame (Otto Remix)", "Mantra"),
        ("Mantra", "Mantra - Walk of Shame", ""),
        ("Mantra", "Mantra & Otto - Walk of Shame", ""),
        ("Mantra & Otto", "Mantra - Walk of Shame", ""),
        ("Mantra", "Walk of Shame", ""),
        ("Mantra", "12 - Walk of Shame", ""),
        ("", "Mantra - Walk of Shame", ""),
    ],
)
def test_a_title_names_its_artist_where_the_tag_names_a_channel(artist: str, title: str, titled: str) -> None:
    assert titled_artist_of(make_track(artist=artist, title=title)) == titled


def test_labels_lose_what_labels_put_behind_their_name() -> None:
    assert [label_of(text) for text in ("Drumcode Records", "Drumcode (2)", "DRUMCODE", "Records")] == [
        "drumcode",
        "drumcode",
        "drumcode",
        "records",
    ]
