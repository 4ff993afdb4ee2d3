import os
import unicodedata
from pathlib import Path

import pytest
from tests.support.library import make_track

from rekurate.audio.files.paths import PathFinder
from rekurate.errors import AudioError
from rekurate.model import TrackKind


def sound(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"sound")
    return path


def found(location: str, *path_map: tuple[str, str]) -> Path:
    return PathFinder(path_map).file_of(make_track(location=location))


def reason(location: str, *path_map: tuple[str, str], **track: object) -> str:
    with pytest.raises(AudioError) as error:
        PathFinder(path_map).file_of(make_track(location=location, **track))
    return error.value.reason


def test_a_file_is_found_where_the_library_says(tmp_path: Path) -> None:
    file = sound(tmp_path / "a.mp3")
    assert found(file.as_posix()) == file


@pytest.mark.parametrize(
    ("location", "old"),
    [
        ("D:/Music/Techno/a.mp3", "D:/Music"),
        ("D:/Music/Techno/a.mp3", "D:\\Music\\"),
        ("d:/music/Techno/a.mp3", "D:/Music"),
        ("/Volumes/Stick/Techno/a.mp3", "/Volumes/Stick"),
        ("//nas/share/Techno/a.mp3", "//nas/share/"),
    ],
)
def test_a_moved_drive_is_mapped(tmp_path: Path, location: str, old: str) -> None:
    file = sound(tmp_path / "Techno" / "a.mp3")
    assert found(location, (old, str(tmp_path))) == file


def test_the_longest_prefix_wins(tmp_path: Path) -> None:
    sound(tmp_path / "one" / "Sets" / "a.mp3")
    file = sound(tmp_path / "two" / "a.mp3")
    pairs = (("D:/Music", str(tmp_path / "one")), ("D:/Music/Sets", str(tmp_path / "two")))

    assert found("D:/Music/Sets/a.mp3", *pairs) == file


def test_a_prefix_ends_at_a_folder(tmp_path: Path) -> None:
    sound(tmp_path / "2" / "a.mp3")
    assert reason("D:/Music2/a.mp3", ("D:/Music", str(tmp_path))) == "missing"


def test_the_path_itself_is_tried_when_its_mapping_leads_nowhere(tmp_path: Path) -> None:
    file = sound(tmp_path / "a.mp3")
    assert found(file.as_posix(), (tmp_path.as_posix(), "/nowhere")) == file


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("in_library", ["NFC", "NFD"])
def test_accents_are_found_in_either_unicode_form(tmp_path: Path, on_disk: str, in_library: str) -> None:
    file = sound(tmp_path / unicodedata.normalize(on_disk, "Café Ünder/Séga é.mp3"))
    location = tmp_path.as_posix() + unicodedata.normalize(in_library, "/Café Ünder/Séga é.mp3")

    assert found(location).samefile(file)


def test_names_of_two_forms_in_one_path_are_found(tmp_path: Path) -> None:
    folder = unicodedata.normalize("NFD", "Björk")
    file = sound(tmp_path / folder / unicodedata.normalize("NFC", "Jóga.mp3"))

    assert found(f"{tmp_path.as_posix()}/Björk/Jóga.mp3").samefile(file)


def test_a_library_from_a_system_that_folds_case_is_found(tmp_path: Path) -> None:
    file = sound(tmp_path / "Techno" / "Track.MP3")
    assert found(f"{tmp_path.as_posix()}/TECHNO/track.mp3").samefile(file)


def test_two_files_that_differ_in_case_only_are_not_guessed_between(tmp_path: Path) -> None:
    sound(tmp_path / "Track.mp3")
    sound(tmp_path / "TRACK.mp3")
    if len(list(tmp_path.iterdir())) == 2:  # a file system that tells them apart
        assert reason(f"{tmp_path.as_posix()}/track.mp3") == "missing"


def test_a_file_that_appears_later_is_found_later(tmp_path: Path) -> None:
    finder = PathFinder()
    track = make_track(location=f"{tmp_path.as_posix()}/late É.mp3")
    with pytest.raises(AudioError):
        finder.file_of(track)
    file = sound(tmp_path / unicodedata.normalize("NFD", "late É.mp3"))
    os.utime(tmp_path, ns=(1, 1))

    assert finder.file_of(track).samefile(file)


@pytest.mark.parametrize(
    "location",
    ["", "/nowhere/a.mp3", "relative/a.mp3", "D:/Music/a.mp3", "/a\0b.mp3", "/" + "x" * 3000 + ".mp3", "..", "\udcff"],
)
def test_what_is_not_there_is_missing(location: str) -> None:
    assert reason(location) == "missing"


def test_a_streaming_row_has_no_file(tmp_path: Path) -> None:
    file = sound(tmp_path / "a.mp3")
    assert reason(file.as_posix(), kind=TrackKind.STREAMING) == "streaming"


def test_an_empty_file_a_folder_and_a_device_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "empty.mp3").touch()
    (tmp_path / "folder.mp3").mkdir()
    os.mkfifo(tmp_path / "pipe.mp3")
    words = [reason((tmp_path / name).as_posix()) for name in ("empty.mp3", "folder.mp3", "pipe.mp3")]

    assert words == ["empty", "not_a_file", "not_a_file"]


def test_a_link_to_nothing_is_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").symlink_to(tmp_path / "gone.mp3")
    assert reason((tmp_path / "a.mp3").as_posix()) == "missing"


def test_the_sentence_of_a_missing_file_names_it_and_the_setting() -> None:
    with pytest.raises(AudioError, match=r"REKURATE_PATH_MAP.*/Volumes/Stick/a\.mp3"):
        found("/Volumes/Stick/a.mp3")
