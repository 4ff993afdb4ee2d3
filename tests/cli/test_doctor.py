from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track
from tests.support.taxonomy_files import compile_small
from tests.support.witnesses import ScriptedWitness
from tests.test_places import refusing

from rekurate.cli.command import Command
from rekurate.cli.dispatch import run_command
from rekurate.cli.program import program
from rekurate.compose import build_desk
from rekurate.config import read_settings
from rekurate.curation.desk import Desk
from rekurate.errors import ConfigError, LibraryNotFound
from rekurate.model import Library, TrackKind

DOCTOR = (Command("doctor", "look", "rekurate.cli.doctor"),)
ONE_SHOT = make_track(id="s", kind=TrackKind.SAMPLER)


def shown() -> Sequence[tuple[str, str]]:
    return [("REKURATE_HOMES", "is not a setting: misspelt?")]


class ClosedDoor:
    def read(self) -> Library:
        raise LibraryNotFound("No Rekordbox library found. Set REKORDBOX_XML_PATH.")


def examine(desk: Desk) -> int:
    return run_command(["doctor"], lambda: desk, shown, commands=DOCTOR)


def test_a_healthy_machine_is_ready(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = make_library(
        make_track(), ONE_SHOT, warnings=("the XML is older than the database",), left_out={"deleted": 7}
    )
    desk = make_desk(library, tmp_path, witnesses={"discogs": ScriptedWitness(why_not="Set DISCOGS_TOKEN.")})

    assert examine(desk) == 0

    said = capsys.readouterr().out
    assert "note    setting REKURATE_HOMES: is not a setting: misspelt?" in said
    assert "1 tracks, 1 without genre, 0 playlists" in said
    assert "ok      library: 7 rows left out: deleted" in said
    assert "note    library: the XML is older than the database" in said
    assert "note    discogs: not asked. Set DISCOGS_TOKEN." in said
    assert "Ready." in said
    assert f'claude mcp add --scope user rekurate -- "{program()}"' in said


def test_a_missing_library_is_a_problem_with_its_next_step_and_the_rest_is_still_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert examine(replace(make_desk((), tmp_path), library=ClosedDoor())) == 1
    said = capsys.readouterr().out
    assert "PROBLEM library: No Rekordbox library found. Set REKORDBOX_XML_PATH." in said
    assert "ok      store" in said


def test_folders_that_may_not_be_entered_are_told_and_no_crash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shut").mkdir()
    desk = replace(make_desk((make_track(),), tmp_path), exports=tmp_path / "shut" / "in" / "exports")
    refusing(monkeypatch, tmp_path / "shut")
    examine(desk)
    assert "exports: new XML files go to" in capsys.readouterr().out


class EvilDoor:
    def read(self) -> Library:
        raise LibraryNotFound(
            "Looked for:\n  - /Music/a\x1b[2J\x9bname.xml\nSet it: see read_library and verify_import."
        )


def test_an_error_keeps_its_lines_and_loses_control_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert examine(replace(make_desk((), tmp_path), library=EvilDoor())) == 1
    said = capsys.readouterr().out
    assert "Looked for:\n  - /Music/a [2J name.xml\nSet it" in said
    assert "and `rekurate verify`." in said


def test_a_home_that_is_a_file_is_a_problem_of_the_store_and_of_the_exports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    home.write_text("")
    settings = read_settings({"REKURATE_HOME": str(home)}, tmp_path)
    assert examine(build_desk(settings)) == 1
    said = capsys.readouterr().out
    assert f"PROBLEM exports: {home} is not a folder." in said
    assert said.count("rekurate.sqlite cannot be opened") == 1
    assert "ok      exports" not in said


def test_a_contradiction_in_the_long_lists_is_a_problem_before_the_first_proposal_meets_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taxonomy = compile_small(tmp_path, artists='[sure]\n"Hous" = ["Mira Vale"]')
    assert examine(make_desk((make_track(),), tmp_path, taxonomy=taxonomy)) == 1
    assert "'Hous' is not a genre" in capsys.readouterr().out


def test_what_is_no_line_of_settings_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_command(
        ["doctor"],
        lambda: make_desk((), tmp_path),
        lambda: [("/home/dj/.env, line 2", "cannot be read and was left out"), ("A", "can be")],
        commands=DOCTOR,
    )
    said = capsys.readouterr().out
    assert "note    setting /home/dj/.env, line 2: cannot be read and was left out" in said
    assert "ok      setting A: can be" in said


def test_wrong_settings_are_a_problem_and_nothing_else_is_tried(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> Desk:
        raise ConfigError("REKURATE_APPROVAL: must be one of client, terminal, chat")

    assert run_command(["doctor"], broken, shown, commands=DOCTOR) == 1
    assert "PROBLEM settings: REKURATE_APPROVAL" in capsys.readouterr().out
