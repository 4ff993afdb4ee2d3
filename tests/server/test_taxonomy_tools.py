"""`get_genre_taxonomy` and `suggest_normalizations`, as a client reads them."""

from pathlib import Path
from typing import Any

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track
from tests.support.tool import client_of

from rekurate.curation.desk import Desk
from rekurate.server.app import build_server
from rekurate.taxonomy.compiled import compile_taxonomy

pytestmark = pytest.mark.anyio

TAXONOMY = compile_taxonomy()
LONGEST = 40_000


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    strings = ["dnb", "dnb", "House", "Zzyzx", "House, Techno", "minimal techno"]
    return make_desk(make_library(*(make_track(id=str(n), genre=text) for n, text in enumerate(strings))), tmp_path)


async def pages(desk: Desk, tool: str) -> list[dict[str, Any]]:
    """Follow next_offset to the end; every answer stays under what a client takes."""
    found: list[dict[str, Any]] = []
    offset: int | None = 0
    async with client_of(build_server(desk)) as client:
        while offset is not None:
            result = await client.call_tool(tool, {"offset": offset})
            assert len(result.content[0].text) < LONGEST
            found.append(result.structured_content)
            offset = found[-1].get("page", found[-1]).get("next_offset")
    return found


async def answer(desk: Desk, tool: str, **arguments: object) -> Any:
    async with client_of(build_server(desk)) as client:
        result = await client.call_tool(tool, arguments)
    return result.content[0].text if result.is_error else result.structured_content


async def test_every_genre_is_reached_page_by_page_under_the_limit() -> None:
    found = await pages(make_desk(taxonomy=TAXONOMY), "get_genre_taxonomy")
    assert len(found) > 1
    assert sorted(genre["name"] for page in found for genre in page["genres"]) == sorted(TAXONOMY.genres)


async def test_a_family_is_shown_with_its_spellings(desk: Desk) -> None:
    assert await answer(desk, "get_genre_taxonomy", family="bass") == {
        "digest": "0123456789abcdef",
        "families": {"House": 3, "Techno": 2, "Bass": 1, "Downtempo": 1, "Country": 1},
        "genres": [
            {
                "name": "Drum & Bass",
                "family": "Bass",
                "bpm": [160.0, 180.0],
                "depth": 4,
                "aliases": ["dnb", "drum and bass"],
            }
        ],
        "page": {"matched_genres": 1, "offset": 0, "returned": 1, "has_more": False},
    }


async def test_a_debatable_spelling_says_why(desk: Desk) -> None:
    found = await answer(desk, "get_genre_taxonomy", family="Techno")
    assert [genre.get("debatable") for genre in found["genres"]] == [
        None,
        [{"text": "minimal techno", "why": "some keep it apart from Minimal"}],
    ]


async def test_an_unknown_family_is_refused_with_the_known_ones(desk: Desk) -> None:
    said = await answer(desk, "get_genre_taxonomy", family="Polka")
    assert "There is no family 'Polka'. The families are: House, Techno, Bass" in said


async def test_a_page_behind_the_last_is_empty(desk: Desk) -> None:
    found = await answer(desk, "get_genre_taxonomy", offset=999)
    assert found["genres"] == []
    assert found["page"] == {"matched_genres": 8, "offset": 999, "returned": 0, "has_more": False}


async def test_one_string_is_explained_step_by_step(desk: Desk) -> None:
    assert await answer(desk, "get_genre_taxonomy", term="minimal techno") == {
        "digest": "0123456789abcdef",
        "reading": {
            "term": "minimal techno",
            "verdict": "alias",
            "genre": "Minimal",
            "debatable": True,
            "why": "some keep it apart from Minimal",
            "steps": ["debatable alias"],
        },
    }


async def test_an_unknown_string_has_its_nearest_names(desk: Desk) -> None:
    reading = (await answer(desk, "get_genre_taxonomy", term="Tekno"))["reading"]
    assert (reading["verdict"], reading["nearest"]) == ("unknown", ["Techno", "Tech House", "Ambient"])


async def test_strings_are_listed_by_verdict(desk: Desk) -> None:
    found = await answer(desk, "suggest_normalizations")
    totals = found.pop("totals")
    assert found == {
        "stageable_tracks": 2,
        "alias": [
            {"text": "dnb", "count": 2, "to": "Drum & Bass"},
            {
                "text": "minimal techno",
                "count": 1,
                "to": "Minimal",
                "debatable": True,
                "why": "some keep it apart from Minimal",
            },
        ],
        "unknown": [{"text": "Zzyzx", "count": 1}],
        "compound": [{"text": "House, Techno", "count": 1, "parts": ["House", "Techno"]}],
    }
    assert totals["alias"] == {"strings": 2, "tracks": 3}
    assert totals["canonical"] == {"strings": 1, "tracks": 1}


async def test_staging_is_told(desk: Desk) -> None:
    found = await answer(desk, "suggest_normalizations", stage_aliases=True)
    assert found["staging"] == {"staged": 2, "total_pending": 2}


async def test_a_thousand_strings_come_page_by_page_under_the_limit(tmp_path: Path) -> None:
    tracks = [make_track(id=str(n), genre=f"Zzyzx Number {n} of a crate with a long name") for n in range(1_000)]
    found = await pages(make_desk(make_library(*tracks), tmp_path), "suggest_normalizations")
    assert sorted(row["text"] for page in found for row in page["unknown"]) == sorted(track.genre for track in tracks)
