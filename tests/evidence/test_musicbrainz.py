"""MusicBrainz as a witness: one search, one release for all its tracks, genres of group and artist."""

import json
from collections.abc import Iterator

import pytest
from tests.support.evidence import Stage, ask, stage
from tests.support.fake_web import Fault
from tests.support.library import make_track

from rekurate.evidence.http import Web
from rekurate.evidence.musicbrainz import MusicBrainz
from rekurate.model import Outcome, Term

TRACK = make_track(id="1", title="Glass Tide", artist="Orla Quist", seconds=391)


@pytest.fixture
def web() -> Iterator[Stage]:
    with stage("musicbrainz") as made:
        yield made


@pytest.fixture
def musicbrainz(web: Stage) -> MusicBrainz:
    return MusicBrainz(web.world, web.url)


def test_genres_of_the_release_group_count_most_and_the_artists_less(musicbrainz: MusicBrainz) -> None:
    seen = ask(musicbrainz, TRACK)[0]
    assert (seen.outcome, seen.terms) == (
        Outcome.USABLE,
        (
            Term("musicbrainz", "deep house", 1.0),
            Term("musicbrainz", "electronic", 0.3),
            Term("musicbrainz", "ambient", 0.2),
        ),
    )
    assert seen.facts == {
        "url": "https://musicbrainz.org/recording/r2",
        "year": 2003,
        "isrc": "GBAAA0300001",
        "label": "Quiet Harbour",
        "catno": "QH 012",
        "release": "Glass Tide EP",
        "type": "EP",
    }


def test_the_artists_own_official_release_is_looked_up_before_a_compilation(
    musicbrainz: MusicBrainz, web: Stage
) -> None:
    ask(musicbrainz, TRACK)
    assert web.fake.paths() == ["/recording", "/release/e1"]
    assert web.fake.asked[0].params["query"] == 'artist:"Orla Quist" AND recording:"Glass Tide"'


def test_the_release_is_looked_up_once_for_all_its_tracks(musicbrainz: MusicBrainz, web: Stage) -> None:
    ask(musicbrainz, TRACK, TRACK._replace(title="Glass Tide (Bram Oster Remix)", seconds=422))
    assert web.fake.paths().count("/release/e1") == 1


def test_a_remix_is_not_the_original(musicbrainz: MusicBrainz) -> None:
    seen = ask(musicbrainz, TRACK._replace(title="Glass Tide (Vell Grau Remix)"))[0]
    assert (seen.outcome, seen.terms) == (Outcome.NO_MATCH, ())


@pytest.mark.parametrize(
    ("comment", "outcome"),
    [
        ("live, 1982: The Fridge, London, England, UK", Outcome.NO_MATCH),
        ("demo", Outcome.NO_MATCH),
        ("radio edit", Outcome.WEAK),
        ("original album version", Outcome.USABLE),
        ("liveliest", Outcome.USABLE),
    ],
)
def test_a_comment_that_tells_a_live_recording_apart_is_its_version(
    musicbrainz: MusicBrainz, web: Stage, comment: str, outcome: Outcome
) -> None:
    hit = {
        "id": "r9", "title": "Glass Tide", "disambiguation": comment, "artist-credit": [{"name": "Orla Quist"}]
    }  # fmt: skip
    web.fake.fail("/recording", *[Fault(body=json.dumps({"recordings": [hit]}).encode())] * 3)
    assert ask(musicbrainz, TRACK)[0].outcome is outcome


def test_signs_of_the_query_language_are_escaped(musicbrainz: MusicBrainz, web: Stage) -> None:
    ask(musicbrainz, TRACK._replace(title='What? "Now" AND (Then): 1/2', artist="A+B!"))
    assert web.fake.asked[0].params["query"] == 'artist:"A" AND recording:"What\\? \\"Now\\" AND \\(Then\\)\\: 1\\/2"'


def test_a_title_in_capitals_is_no_expression_of_the_query_language(musicbrainz: MusicBrainz, web: Stage) -> None:
    ask(musicbrainz, make_track(title="READY OR NOT", artist="DO OR DIE"))
    assert [asked.params["query"] for asked in web.fake.asked] == [
        'artist:"DO OR DIE" AND recording:"READY OR NOT"',
        "artist:(do or die) AND recording:(ready or not)",
    ]


def test_too_fast_is_answered_with_503_and_waited_for(musicbrainz: MusicBrainz, web: Stage) -> None:
    web.fake.fail("*", Fault(503, headers={"Retry-After": "4"}, body=b'{"error": "rate limit"}'))
    before = web.hours.now
    assert ask(musicbrainz, TRACK)[0].outcome is Outcome.USABLE
    assert web.hours.now - before >= 4


def test_one_request_a_second(musicbrainz: MusicBrainz, web: Stage) -> None:
    before = web.hours.now
    ask(musicbrainz, *[TRACK._replace(title=f"Nothing {number}a") for number in range(4)])
    assert web.hours.now - before >= len(web.fake.asked) - 1


def test_a_release_that_is_gone_leaves_the_match_without_genres(musicbrainz: MusicBrainz, web: Stage) -> None:
    web.fake.fail("/release/e1", Fault(404))
    seen = ask(musicbrainz, TRACK)[0]
    assert (seen.outcome, seen.terms, seen.facts["year"]) == (Outcome.USABLE, (), 2003)


@pytest.mark.parametrize(
    "fault", [Fault(404, body=b'{"error": "Not found"}'), Fault(body=b'{"error": "down"}'), Fault(400, body=b"{}")]
)
def test_a_search_that_is_answered_otherwise_is_no_miss(musicbrainz: MusicBrainz, web: Stage, fault: Fault) -> None:
    web.fake.fail("*", fault)
    assert ask(musicbrainz, TRACK)[0].outcome is Outcome.ERROR
    assert ask(musicbrainz, TRACK)[0].outcome is Outcome.USABLE


def test_it_says_that_a_contact_is_wanted_where_none_is_set(web: Stage) -> None:
    assert MusicBrainz(web.world, web.url).limits() == ""
    web.web = Web(time=web.hours.time())
    assert "REKURATE_CONTACT" in MusicBrainz(web.world, web.url).limits()
