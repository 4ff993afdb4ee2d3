"""Bandcamp and Last.fm: off unless asked for, and never loud."""

from collections.abc import Iterator

import pytest
from tests.support.evidence import Stage, ask, stage
from tests.support.fake_web import Fault
from tests.support.library import make_track

from rekurate.evidence.bandcamp import Bandcamp, read_page
from rekurate.evidence.lastfm import LastFm
from rekurate.model import Outcome, Term

TRACK = make_track(id="1", title="Glass Tide", artist="Orla Quist", album="Glass Tide EP")
HTML = "text/html; charset=utf-8"


@pytest.fixture
def band_web() -> Iterator[Stage]:
    with stage("bandcamp") as made:
        yield made


@pytest.fixture
def bandcamp(band_web: Stage) -> Bandcamp:
    return Bandcamp(band_web.world, enabled=True, base_url=band_web.url)


@pytest.fixture
def fm_web() -> Iterator[Stage]:
    with stage("lastfm") as made:
        yield made


@pytest.fixture
def lastfm(fm_web: Stage) -> LastFm:
    return LastFm(fm_web.world, "k3y", f"{fm_web.url}/2.0")


def test_bandcamp_keeps_tags_without_places_and_names(bandcamp: Bandcamp, band_web: Stage) -> None:
    seen = ask(bandcamp, TRACK)[0]
    assert (seen.outcome, seen.terms) == (
        Outcome.USABLE,
        tuple(Term("bandcamp", tag, 0.289) for tag in ("Electronic", "deep house", "dub techno")),
    )
    assert seen.facts == {"label": "Quiet Harbour", "year": 2021, "url": f"{band_web.url}/track/glass-tide"}
    assert band_web.fake.asked[0].params["search_text"] == "Orla Quist Glass Tide"


def test_bandcamp_does_not_follow_a_hit_to_another_host(bandcamp: Bandcamp, band_web: Stage) -> None:
    seen = ask(bandcamp, make_track(id="2", title="Ninth Wave", artist="Pell"))[0]
    assert (seen.outcome, seen.terms) == (Outcome.ERROR, ())
    assert "another host" in seen.message
    assert len(band_web.fake.asked) == 1


def test_bandcamps_wall_is_no_miss(bandcamp: Bandcamp, band_web: Stage) -> None:
    band_web.fake.fail("/track/glass-tide", Fault(200, body=b"<html>Client Challenge</html>", kind=HTML))
    assert ask(bandcamp, TRACK)[0].outcome is Outcome.BLOCKED


@pytest.mark.parametrize("fault", [Fault(404, body=b'{"error": true}'), Fault(body=b'{"error": true}')])
def test_a_bandcamp_search_that_is_answered_otherwise_is_no_miss(
    bandcamp: Bandcamp, band_web: Stage, fault: Fault
) -> None:
    band_web.fake.fail("*", fault)
    assert ask(bandcamp, TRACK)[0].outcome is Outcome.ERROR
    assert ask(bandcamp, TRACK)[0].outcome is Outcome.USABLE


def test_bandcamp_is_off_until_switched_on(band_web: Stage) -> None:
    off = Bandcamp(band_web.world, enabled=False, base_url=band_web.url)
    assert "BANDCAMP_ENABLED" in (off.unavailable() or "")
    assert [seen.outcome for seen in ask(off, TRACK)] == [Outcome.NOT_CONFIGURED]
    assert band_web.fake.asked == []


@pytest.mark.parametrize("data", ["", "[]", '{"keywords": "house"}', '{"keywords": null, "publisher": "x"}', "{" * 50])
def test_a_bandcamp_page_of_any_shape_is_read(data: str) -> None:
    assert read_page(data).get("label", "") == ""


def test_last_fm_tags_of_the_album_are_weak_evidence(lastfm: LastFm) -> None:
    seen = ask(lastfm, TRACK)[0]
    assert (seen.outcome, seen.terms) == (
        Outcome.WEAK,
        (Term("lastfm", "deep house", 0.5), Term("lastfm", "electronic", 0.15)),
    )
    assert seen.proof["level"] == "album"


def test_last_fm_falls_back_to_the_artist_and_reads_a_single_tag(lastfm: LastFm) -> None:
    seen = ask(lastfm, TRACK._replace(album="Another"))[0]
    assert (seen.outcome, seen.terms) == (Outcome.WEAK, (Term("lastfm", "house", 0.24),))


def test_the_last_fm_key_is_in_no_address_and_in_no_document(lastfm: LastFm, fm_web: Stage) -> None:
    ask(lastfm, TRACK)
    assert {asked.method for asked in fm_web.fake.asked} == {"POST"}
    assert "k3y" not in str(fm_web.cache.documents)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault(403, body=b'{"error": 10, "message": "Invalid API key"}'), Outcome.NOT_CONFIGURED),
        (Fault(403, body=b'{"error": 26, "message": "Suspended"}'), Outcome.NOT_CONFIGURED),
        (Fault(200, body=b'{"error": 11, "message": "Offline"}'), Outcome.ERROR),
        (Fault(200, body=b'{"error": 6, "message": "Not found"}'), Outcome.WEAK),
        (Fault(404, body=b'{"message": "Not found"}'), Outcome.ERROR),
        (Fault(200, body=b"{}"), Outcome.ERROR),
    ],
)
def test_last_fm_errors_by_their_codes(lastfm: LastFm, fm_web: Stage, fault: Fault, outcome: Outcome) -> None:
    fm_web.fake.fail("*", fault)
    assert ask(lastfm, TRACK)[0].outcome is outcome


@pytest.mark.parametrize("body", [b'{"error":29,"message":"Rate limit"}', b'{"message": "Rate limit", "error": 29}'])
def test_last_fm_that_says_too_fast_is_left_alone_for_a_minute(lastfm: LastFm, fm_web: Stage, body: bytes) -> None:
    before = fm_web.hours.now
    fm_web.fake.fail("*", Fault(200, body=body))
    assert ask(lastfm, TRACK)[0].outcome is Outcome.WEAK
    assert 60 <= fm_web.hours.now - before < 65


def test_last_fm_behind_a_page_is_a_failure(lastfm: LastFm, fm_web: Stage) -> None:
    fm_web.fake.fail("*", *[Fault(404, body=b"<html>Not Found</html>", kind=HTML)] * 3)
    assert ask(lastfm, TRACK)[0].outcome is Outcome.ERROR


def test_last_fm_knows_nobody_of_that_name(lastfm: LastFm) -> None:
    assert ask(lastfm, make_track(id="2", title="X", artist="Noone"))[0].outcome is Outcome.NO_MATCH


def test_last_fm_without_a_key_says_what_to_set(fm_web: Stage) -> None:
    assert "LASTFM_API_KEY" in (LastFm(fm_web.world, "", fm_web.url).unavailable() or "")
