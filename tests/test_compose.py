import threading
import time
from pathlib import Path

import pytest
from tests.support.stdio import write_library

from rekurate.compose import SettledDesk, build_desk
from rekurate.config import SETTINGS, Settings, read_settings
from rekurate.errors import LibraryNotFound, StoreError
from rekurate.evidence.build import Sources


def settings(folder: Path, **more: str) -> Settings:
    return read_settings({"REKURATE_HOME": str(folder / "home"), **more}, folder)


def test_nothing_is_opened_before_its_first_use(tmp_path: Path) -> None:
    desk = build_desk(settings(tmp_path))
    assert (desk.exports, desk.approval, desk.clock) == (tmp_path / "home" / "exports", "client", time.time)
    assert list(tmp_path.iterdir()) == []


def test_every_collaborator_is_made_once(tmp_path: Path) -> None:
    xml = write_library(tmp_path / "library.xml", "Night Drive")
    desk = build_desk(settings(tmp_path, REKORDBOX_XML_PATH=str(xml)))
    assert desk.library is desk.library
    assert desk.store is desk.store
    assert desk.taxonomy is desk.taxonomy
    assert desk.witnesses is desk.witnesses
    assert [track.title for track in desk.library.read().tracks] == ["Night Drive"]
    assert desk.store.path == tmp_path / "home" / "rekurate.sqlite"
    desk.store.close()


def test_two_threads_get_the_same_store(tmp_path: Path) -> None:
    desk, found, together = build_desk(settings(tmp_path)), [], threading.Barrier(8)

    def look() -> None:
        together.wait()
        found.append(desk.store)

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(store) for store in found}) == 1
    desk.store.close()


def test_what_failed_is_tried_again_by_the_next_use(tmp_path: Path) -> None:
    desk = build_desk(settings(tmp_path))
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(StoreError):
        _ = desk.store
    (tmp_path / "home").unlink()
    assert desk.store.path.is_file()
    desk.store.close()


def test_a_library_that_is_not_there_is_an_error_of_the_call_and_not_of_the_desk(tmp_path: Path) -> None:
    desk = build_desk(settings(tmp_path, REKORDBOX_XML_PATH=str(tmp_path / "gone.xml")))
    assert isinstance(desk, SettledDesk)
    with pytest.raises(LibraryNotFound, match=r"gone\.xml"):
        desk.library.read()


def test_every_source_is_there_and_says_itself_what_it_lacks(tmp_path: Path) -> None:
    desk = build_desk(settings(tmp_path))
    providers = ["file_tags", "discogs", "beatport", "musicbrainz", "bandcamp", "lastfm"]
    assert list(desk.witnesses) == [*providers, "features", "effnet", "ensemble"]
    assert "REPLICATE_ENABLED" in (desk.witnesses["effnet"].unavailable() or "")
    assert desk.witnesses["file_tags"].unavailable() is None
    assert "DISCOGS_TOKEN" in (desk.witnesses["discogs"].unavailable() or "")
    desk.store.close()


def test_a_token_configures_its_source(tmp_path: Path) -> None:
    desk = build_desk(settings(tmp_path, DISCOGS_TOKEN="hunter2"))
    assert desk.witnesses["discogs"].unavailable() is None
    desk.store.close()


def test_the_default_addresses_are_those_the_sources_know() -> None:
    defaults = {setting.field: setting.default for setting in SETTINGS}
    known = Sources()
    for field in ("discogs_url", "beatport_url", "musicbrainz_url", "bandcamp_url", "lastfm_url"):
        assert defaults[field] == getattr(known, field)
