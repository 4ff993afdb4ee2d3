"""Beatport as a witness. Its answers are hand-written in the recorded shapes: none of 2026 could be recorded."""

import json
from collections.abc import Iterator

import pytest
from tests.support.evidence import Stage, ask
from tests.support.fake_web import RESPONSES, FakeWeb, Fault
from tests.support.library import make_track

from rekurate.evidence.beatport import Beatport, Login
from rekurate.evidence.beatport.tracks import found_in_page, read
from rekurate.model import Observation, Outcome, Term, file_key

TRACK = make_track(id="1", title="Glass Tide", artist="Orla Quist")
HTML = "text/html; charset=utf-8"


def test_the_original_is_found_among_its_remixes_with_genre_ids(beatport: Beatport, web: Stage) -> None:
    seen = ask(beatport, TRACK)[0]
    assert (seen.outcome, seen.terms) == (
        Outcome.USABLE,
        (Term("beatport_genre", "Deep House", 1.0, "12"), Term("beatport_sub_genre", "Soulful Deep", 1.0, "301")),
    )
    assert seen.facts == {
        "label": "Quiet Harbour",
        "catno": "QH012",
        "year": 2023,
        "isrc": "GBAAA2300001",
        "bpm": 122.0,
        "key": "A Minor",
        "release": "Glass Tide",
        "url": "https://www.beatport.com/track/glass-tide/3",
    }
    assert web.fake.asked[0].headers["authorization"] == "Bearer old-access"


def test_the_remix_is_found_as_itself(beatport: Beatport) -> None:
    track = TRACK._replace(title="Glass Tide - Bram Oster Remix", artist="Orla Quist & Bram Oster")
    seen = ask(beatport, TRACK, track)[1]
    assert (seen.outcome, seen.terms[0].id, seen.proof["track"]["id"]) == (Outcome.USABLE, "6", "2")


def test_an_artists_search_settles_their_other_pending_tracks(beatport: Beatport, web: Stage) -> None:
    seen = ask(beatport, TRACK, TRACK._replace(title="Other Thing"))
    assert [said.outcome for said in seen] == [Outcome.USABLE, Outcome.USABLE]
    assert len(web.fake.asked) == 1


def test_a_mix_in_the_name_and_a_half_tempo_are_understood(beatport: Beatport) -> None:
    title = "Undertow (Vell's Deep Sea Remix) [Live]"
    seen = ask(beatport, make_track(id="4", title=title, artist="Vell Grau", bpm=174.0))[0]
    assert (seen.outcome, seen.terms) == (Outcome.USABLE, (Term("beatport_genre", "Drum & Bass", 1.0, "1"),))
    assert (seen.facts["bpm"], seen.proof["components"]["bpm"]) == (87.0, 1.0)


def test_the_original_does_not_match_its_live_remix(beatport: Beatport) -> None:
    seen = ask(beatport, make_track(id="5", title="Undertow", artist="Vell Grau"))[0]
    assert (seen.outcome, seen.terms) == (Outcome.NO_MATCH, ())
    assert any(gate.startswith("version: ") for gate in seen.proof["gates"])


def test_a_genre_as_list_and_a_listing_by_fields_are_read(beatport: Beatport) -> None:
    seen = ask(beatport, make_track(id="4", title="Copper Line", artist="Nara Voss"))[0]
    assert (seen.outcome, seen.terms) == (Outcome.USABLE, (Term("beatport_genre", "Submarine Garage"),))
    assert "year" not in seen.facts


def test_the_isrc_of_the_files_tags_is_asked_first(beatport: Beatport, web: Stage) -> None:
    track = TRACK._replace(title="Glass Tide (Bram Oster Remix)")
    tags = Observation(file_key(track), "file_tags", Outcome.USABLE, facts={"isrc": "GBAAA2300002"})
    web.cache.record([tags])
    seen = ask(beatport, track)[0]
    assert (seen.outcome, seen.proof["components"]["isrc"]) == (Outcome.USABLE, 1.0)
    assert web.fake.asked[0].params["isrc"] == "GBAAA2300002"


def test_the_beatport_id_of_a_bought_file_is_looked_up_at_once(beatport: Beatport, web: Stage) -> None:
    web.cache.record([Observation(file_key(TRACK), "file_tags", Outcome.USABLE, facts={"beatport_id": "3"})])
    assert ask(beatport, TRACK)[0].outcome is Outcome.USABLE
    assert web.fake.paths() == ["/catalog/tracks/3/"]


def test_two_tracks_of_one_name_with_other_genres_are_ambiguous(beatport: Beatport) -> None:
    seen = ask(beatport, make_track(id="4", title="Ninth Wave", artist="Pell"))[0]
    assert (seen.outcome, seen.message) == (Outcome.AMBIGUOUS, "As likely: Techno (Peak Time / Driving)")


@pytest.mark.parametrize("fault", [Fault(body=b'{"detail": "Sorry"}'), Fault(404, body=b'{"detail": "No such page."}')])
def test_a_search_that_is_answered_otherwise_is_no_miss(beatport: Beatport, web: Stage, fault: Fault) -> None:
    web.fake.fail("/catalog/search/", fault)
    assert ask(beatport, TRACK)[0].outcome is Outcome.ERROR
    assert ask(beatport, TRACK)[0].outcome is Outcome.USABLE


def test_an_id_or_isrc_that_beatport_does_not_know_is_passed_over(beatport: Beatport, web: Stage) -> None:
    said = Observation(file_key(TRACK), "file_tags", Outcome.USABLE, facts={"beatport_id": "9", "isrc": "nonsense"})
    web.cache.record([said])
    web.fake.fail("/catalog/tracks/", Fault(400, body=b'{"isrc": ["Enter a valid code."]}'))
    assert ask(beatport, TRACK)[0].outcome is Outcome.USABLE
    assert web.fake.paths() == ["/catalog/tracks/9/", "/catalog/tracks/", "/catalog/search/"]


def test_nothing_found_is_a_miss(beatport: Beatport, web: Stage) -> None:
    seen = ask(beatport, make_track(id="4", title="Nobody Knows", artist="Noone"))[0]
    assert (seen.outcome, seen.terms) == (Outcome.NO_MATCH, ())
    assert len(web.fake.asked) <= 5


def test_without_login_and_switch_it_says_what_to_set(web: Stage) -> None:
    why = Beatport(web.world, Login(None, web.hours.clock)).unavailable() or ""
    assert "BEATPORT_TOKEN_FILE" in why
    assert "BEATPORT_PAGES_ENABLED" in why


@pytest.fixture
def pages(web: Stage) -> Iterator[tuple[Beatport, FakeWeb]]:
    with FakeWeb(RESPONSES / "beatport_site") as site:
        login = Login(None, web.hours.clock)
        yield Beatport(web.world, login, pages=True, urls=(web.url, site.url)), site


def test_pages_are_read_behind_their_switch(pages: tuple[Beatport, FakeWeb]) -> None:
    seen = ask(pages[0], TRACK)[0]
    assert (seen.outcome, seen.terms) == (Outcome.USABLE, (Term("beatport_genre", "Deep House", 1.0, "12"),))
    assert (seen.facts["bpm"], seen.facts["label"]) == (122.0, "Quiet Harbour")


@pytest.mark.parametrize(
    "wall",
    [
        Fault(403, body=b"<html><title>Just a moment...</title></html>", kind=HTML),
        Fault(200, body=b"<html><body>No data here</body></html>", kind=HTML),
        Fault(200, body=b"<html>cf-turnstile</html>", kind=HTML),
        Fault(200, body=b'<html><script id="__NEXT_DATA__">{"props": </script></html>', kind=HTML),
    ],
)
def test_a_wall_is_blocked_and_never_kept_as_a_miss(pages: tuple[Beatport, FakeWeb], web: Stage, wall: Fault) -> None:
    beatport, site = pages
    site.fail("*", wall)
    assert ask(beatport, TRACK)[0].outcome is Outcome.BLOCKED
    assert web.cache.documents == {}
    web.hours.now += 4000
    assert ask(beatport, TRACK)[0].outcome is Outcome.USABLE


def test_the_token_inside_a_page_is_not_kept(pages: tuple[Beatport, FakeWeb], web: Stage) -> None:
    ask(pages[0], TRACK)
    assert "accessToken" not in json.dumps({str(key): dict(value) for key, value in web.cache.documents.items()})


def test_a_page_without_a_list_of_tracks_is_none_and_an_empty_list_is_a_miss() -> None:
    script = '<script id="__NEXT_DATA__" type="application/json">%s</script>'
    found = '{"props": {"pageProps": {"dehydratedState": {"queries": [{"state": {"data": %s}}]}}}}'
    assert found_in_page("") is None
    assert found_in_page(script % "[]") is None
    assert found_in_page(script % '{"props": {"pageProps": {"statusCode": 500}}}') is None
    assert found_in_page(script % found % '{"data": []}') == []


@pytest.mark.parametrize(
    "track", [{}, {"id": None, "artists": "x", "genre": 5}, {"name": ["a"], "release": "x", "bpm": "fast"}]
)
def test_any_shape_of_track_is_read_without_a_crash(track: dict[str, object]) -> None:
    assert read(track).bpm == 0.0
