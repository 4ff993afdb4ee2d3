"""Misspelt names against a Discogs that wants every word of every field, as the real one does."""

import json
import re
from collections.abc import Iterator, Mapping

import pytest
from tests.support.evidence import Stage, ask
from tests.support.fake_web import RESPONSES, FakeWeb, Fault
from tests.support.library import make_track

from rekurate.evidence.discogs import Discogs
from rekurate.evidence.misspelt import halves
from rekurate.model import Outcome, Track

RELEASES: Mapping[int, tuple[str, str, tuple[str, ...]]] = {
    1: ("Orla Quist", "Harbour Nights", ("Glass Tide Rising", "Lantern", "Lantern (Bram Oster Remix)")),
    2: ("Orla Quist", "Second Shore", ("Copper Line", "Ferry")),
    3: ("Orla Quist", "Third Shore", ("Slow Water",)),
    4: ("Orla Quist", "Fourth Shore", ("Long Water",)),
    5: ("Orla Quist", "Fifth Shore", ("Tide Table",)),
    6: ("Kell Brandt", "Undertow", ("Undertow",)),
}


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


class StrictWeb(FakeWeb):
    """Finds a release when every word of every field asked for is in it."""

    def answer(self, path: str, params: dict[str, str]) -> Fault:
        own = path.rsplit("/", 1)[1]
        body = self.search(params) if "search" in path else self.release(int(own))
        return Fault(body=json.dumps(body).encode())

    def search(self, params: Mapping[str, str]) -> dict[str, object]:
        found = []
        for number, (artist, title, tracks) in RELEASES.items():
            held = {"artist": words(artist), "track": words(" ".join(tracks)), "release_title": words(title)}
            held["q"] = set.union(*held.values())
            if all(words(params[name]) <= held[name] for name in held if name in params):
                found.append({"id": number, "type": "release", "title": f"{artist} - {title}", "style": ["House"]})
        return {"results": found}

    def release(self, number: int) -> dict[str, object]:
        artist, title, tracks = RELEASES[number]
        listed = [{"type_": "track", "position": str(at), "title": name} for at, name in enumerate(tracks, 1)]
        return {"id": number, "title": title, "artists": [{"name": artist}], "styles": ["House"], "tracklist": listed}

    def searches(self) -> list[dict[str, str]]:
        return [asked.params for asked in self.asked if "search" in asked.path]


@pytest.fixture
def web() -> Iterator[Stage]:
    with StrictWeb(RESPONSES / "discogs") as fake:
        made = Stage(fake)
        yield made
        made.web.close()


@pytest.fixture
def discogs(web: Stage) -> Discogs:
    return Discogs(web.world, "t0ken", web.url)


def track(artist: str, title: str, number: int = 1) -> Track:
    return make_track(id=str(number), artist=artist, title=title, seconds=0)


@pytest.mark.parametrize(
    ("artist", "title"),
    [
        ("Orla Quist", "Galss Tide Rising"),
        ("Orla Quist", "Glass Tide Risnig"),
        ("Orla Quits", "Glass Tide Rising"),
        ("Orla Quist & Sombody", "Glass Tide Rising"),
        ("Olra Quist, Bram Oster", "Glass Tide Rising"),
    ],
)
def test_a_slip_in_title_or_artist_is_found_on_its_release(discogs: Discogs, artist: str, title: str) -> None:
    seen = ask(discogs, track(artist, title))[0]
    assert (seen.outcome, seen.proof["release"]["id"]) == (Outcome.USABLE, "release/1")
    assert seen.proof["track"]["title"] == "Glass Tide Rising"


def test_a_misspelt_version_is_the_version_and_not_the_original(discogs: Discogs) -> None:
    seen = ask(discogs, track("Orla Quist", "Lantern (Bram Oster Rmeix)"))[0]
    assert (seen.outcome, seen.proof["track"]["title"]) == (Outcome.USABLE, "Lantern (Bram Oster Remix)")


@pytest.mark.parametrize(
    ("artist", "title"),
    [
        ("Orla Quist", "Another Title"),
        ("Orla Quist", "Lantern (Vell Grau Remix)"),
        ("Kell Brandt", "Glass Tide Rising"),
        ("Nobody Known", "Nowhere To Be Found"),
    ],
)
def test_what_is_not_there_is_a_miss_of_bounded_cost(discogs: Discogs, web: Stage, artist: str, title: str) -> None:
    assert ask(discogs, track(artist, title))[0].outcome is Outcome.NO_MATCH
    assert isinstance(web.fake, StrictWeb)
    assert len(web.fake.searches()) <= 7
    assert len(web.fake.asked) - len(web.fake.searches()) <= 3


def test_what_there_is_of_an_artist_is_asked_once_for_all_their_tracks(discogs: Discogs, web: Stage) -> None:
    seen = ask(discogs, track("Orla Quist", "Galss Tide Rising"), track("Orla Quist", "Slwo Water", 2))
    assert [said.outcome for said in seen] == [Outcome.USABLE] * 2
    assert isinstance(web.fake, StrictWeb)
    assert sum(params.keys() == {"artist", "type", "per_page"} for params in web.fake.searches()) == 1


def test_halves_are_about_equally_long() -> None:
    assert [halves(name) for name in ("One", "Glass Tide", "A Very Extraordinarily Long Name", "")] == [
        (),
        ("Glass", "Tide"),
        ("A Very Extraordinarily", "Long Name"),
        (),
    ]
