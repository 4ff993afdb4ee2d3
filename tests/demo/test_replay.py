"""The replay answers in the providers' shapes, tells its client to wait once, and is gone afterwards."""

import http.client
import json
import time
from urllib.parse import quote, urlsplit

import pytest

from rekurate.demo.facts import releases
from rekurate.demo.replay import Replay, SkippedTime


def get(url: str) -> tuple[int, dict[str, str], dict[str, object]]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=5)
    connection.request("GET", f"{parts.path}?{parts.query}")
    reply = connection.getresponse()
    body = json.loads(reply.read())
    connection.close()
    return reply.status, {name.lower(): value for name, value in reply.headers.items()}, body


def test_it_listens_on_this_machine_alone_and_stops() -> None:
    with Replay() as replay:
        url = replay.url("discogs")
        assert urlsplit(url).hostname == "127.0.0.1"
        assert get(f"{url}/releases/8")[0] == 200
    with pytest.raises(ConnectionRefusedError):
        get(url)


def test_discogs_finds_a_release_and_opens_it() -> None:
    with Replay() as replay:
        url = replay.url("discogs")
        _, headers, found = get(f"{url}/database/search?type=release&artist=Sweet%20Abraham&track=Wallflower")
        _, _, document = get(f"{url}/releases/{found['results'][0]['id']}")
        _, _, master = get(f"{url}/masters/{found['results'][0]['master_id']}")
    assert headers["x-discogs-ratelimit"] == "60"
    assert found["pagination"]["items"] == 1
    assert found["results"][0]["title"] == "Sweet Abraham - Spreading Outward EP"
    assert document["styles"] == master["styles"] == ["Deep House"]
    assert {"position": "AA1", "type_": "track", "title": "Wallflower", "duration": "7:25"} in document["tracklist"]


def test_a_compilation_credits_each_track_to_its_artist() -> None:
    with Replay() as replay:
        _, _, document = get(f"{replay.url('discogs')}/releases/3019966")
    track = next(track for track in document["tracklist"] if track["position"] == "3-10")
    assert [artist["name"] for artist in document["artists"]] == ["Various"]
    assert [artist["name"] for artist in track["artists"]] == ["Tensnake"]
    assert "Compilation" in document["formats"][0]["descriptions"]


def test_what_it_does_not_know_is_a_404_or_an_empty_search() -> None:
    with Replay() as replay:
        assert get(f"{replay.url('discogs')}/releases/1")[0] == 404
        assert get(f"{replay.url('discogs')}/masters/0")[0] == 404
        assert get(f"{replay.url('nobody')}/x")[0] == 404
        assert get(f"{replay.url('discogs')}/database/search?artist=Nobody%20At%20All")[2]["results"] == []
        assert get(f"{replay.url('discogs')}/database/search?per_page=25")[2]["results"] == []


def test_one_request_is_told_to_wait() -> None:
    with Replay() as replay:
        replies = [get(f"{replay.url('discogs')}/releases/8") for _ in range(25)]
    busy = [headers for status, headers, _ in replies if status == 429]
    assert [headers["retry-after"] for headers in busy] == ["5"]
    assert replay.asked == {"discogs": 25, "busy": 1}


def test_musicbrainz_knows_recordings_but_no_genre_of_them() -> None:
    query = quote('artist:"Larry Heard" AND recording:"Missing You \\(After Dark Mix\\)"')
    with Replay() as replay:
        _, _, found = get(f"{replay.url('musicbrainz')}/recording?query={query}&fmt=json")
        one = found["recordings"][0]
        _, _, document = get(f"{replay.url('musicbrainz')}/release/{one['releases'][0]['id']}")
    assert found["count"] == 1
    assert (one["title"], one["length"]) == ("Missing You (After Dark Mix)", 365_000)
    assert document["label-info"][0]["label"]["name"].startswith("Track Mode")
    assert (document["genres"], document["release-group"]["genres"]) == ([], [])


def test_every_release_is_known_by_id_with_its_tracks() -> None:
    assert all(release.tracks and release.styles for release in releases() if release.id != "1586342")


def test_skipped_time_passes_without_waiting() -> None:
    skipping, began = SkippedTime(), time.monotonic()
    before = skipping.clock()
    skipping.sleep(3600)
    assert skipping.clock() - before >= 3600
    assert skipping.skipped == 3600
    assert time.monotonic() - began < 60
