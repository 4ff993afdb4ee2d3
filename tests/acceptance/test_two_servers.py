"""Two servers on one library, in two eras of the protocol, share one stage and never export a change twice."""

from asyncio import gather
from pathlib import Path

import pytest
from tests.support.talk import Talk, crates_xml, talking

pytestmark = pytest.mark.anyio


async def digest(talk: Talk) -> str | None:
    return (await talk("preview_changes")).get("staged_digest")


async def test_what_one_stages_the_other_sees_and_a_yes_to_an_older_stage_counts_for_nothing(tmp_path: Path) -> None:
    settings = {"REKORDBOX_XML_PATH": str(crates_xml(tmp_path / "rekordbox.xml"))}
    home = tmp_path / "home"
    async with talking(home, "auto", **settings) as one, talking(home, "legacy", **settings) as other:
        await one("update_tracks", changes=[{"track_id": "250", "genre": "House"}])
        seen = await digest(one)
        assert seen == await digest(other)
        await other("update_tracks", changes=[{"track_id": "250", "genre": "Techno"}])
        assert "preview_changes" in await one.refused("write_xml", staged_digest=seen)
        await other("lock_tracks", track_ids=["251"], locked=True)
        assert "is locked" in await one.refused("update_tracks", changes=[{"track_id": "251", "genre": "House"}])


async def test_both_staging_and_exporting_at_once_export_each_change_once(tmp_path: Path) -> None:
    settings = {"REKORDBOX_XML_PATH": str(crates_xml(tmp_path / "rekordbox.xml"))}
    home = tmp_path / "home"
    async with talking(home, "auto", **settings) as one, talking(home, "legacy", **settings) as other:
        await gather(
            *(one("update_tracks", changes=[{"track_id": str(n), "genre": "House"}]) for n in range(241, 261)),
            *(other("update_tracks", changes=[{"track_id": str(n), "genre": "Techno"}]) for n in range(261, 281)),
        )
        assert (await one("preview_changes"))["total_pending"] == 40
        await gather(*(talk.client.call_tool("write_xml", {}) for talk in (one, other)))
        exports = (await one("list_exports"))["exports"]
        left = (await other("preview_changes"))["total_pending"]
    assert sum(record["changes"] for record in exports) == 40 - left
    assert len(exports) == len(list((home / "home" / "exports").glob("*.xml"))) == 1
