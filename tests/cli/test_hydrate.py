from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_track
from tests.support.witnesses import ScriptedWitness

from rekurate.cli.command import Command
from rekurate.cli.dispatch import run_command
from rekurate.curation.desk import Desk
from rekurate.errors import BadRequest, ProviderError
from rekurate.model import Outcome

HYDRATE = (Command("hydrate", "fill", "rekurate.cli.hydrate"),)
TRACKS = (
    make_track(id="1", title="Track 1"),
    make_track(id="2", title="Track 2"),
    make_track(id="3", title="Track 3", genre="House"),
)


def desk_with(tmp_path: Path, witness: ScriptedWitness) -> Desk:
    return make_desk(TRACKS, tmp_path, witnesses={witness.name: witness})


def hydrate(desk: Desk, *options: str) -> int:
    return run_command(["hydrate", *options], lambda: desk, commands=HYDRATE)


def test_a_dry_run_says_what_is_pending_and_asks_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    witness = ScriptedWitness()
    assert hydrate(desk_with(tmp_path, witness), "--dry-run") == 0
    assert witness.asked == []
    assert capsys.readouterr().out == "discogs: 2 of 2 tracks to ask about\n"


def test_tracks_with_a_genre_are_asked_about_only_with_all_which_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    witness = ScriptedWitness()
    desk = desk_with(tmp_path, witness)
    assert hydrate(desk) == 0
    assert sorted(witness.asked) == ["Track 1", "Track 2"]
    assert "Or first the same with --all" in capsys.readouterr().out
    assert hydrate(desk, "--all") == 0
    assert witness.asked[2:] == ["Track 3"]
    assert "--all" not in capsys.readouterr().out


def test_the_limit_counts_pending_tracks_and_the_next_run_goes_on(tmp_path: Path) -> None:
    witness = ScriptedWitness()
    desk = desk_with(tmp_path, witness)
    hydrate(desk, "--limit", "1")
    hydrate(desk, "--limit", "1")
    assert sorted(witness.asked) == ["Track 1", "Track 2"]


def test_failures_are_named_and_change_the_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    witness = ScriptedWitness(answers={"Track 2": Outcome.ERROR})
    assert hydrate(desk_with(tmp_path, witness)) == 1
    said = capsys.readouterr().out
    assert "discogs: track 2: out of order" in said
    assert "Done: 1 usable, 1 error." in said


def test_what_came_of_it_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    witness = ScriptedWitness(answers={"Track 2": Outcome.NO_MATCH})
    assert hydrate(desk_with(tmp_path, witness)) == 0
    assert "Done: 1 usable, 1 no match." in capsys.readouterr().out


def test_a_source_that_is_not_configured_says_what_to_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hydrate(desk_with(tmp_path, ScriptedWitness(why_not="Set DISCOGS_TOKEN.")), "--providers", "discogs") == 1
    assert capsys.readouterr().out == "discogs: not asked. Set DISCOGS_TOKEN.\n"


@pytest.mark.parametrize(
    "options",
    [
        ("--providers", "spotify"),
        ("--providers", ""),
        ("--analyzers", " ,"),
        ("--providers", "discogs", "--analyzers", "effnet"),
    ],
)
def test_wrong_sources_are_refused(tmp_path: Path, options: tuple[str, ...]) -> None:
    with pytest.raises(BadRequest):
        hydrate(desk_with(tmp_path, ScriptedWitness()), *options)


def test_a_source_that_is_down_ends_the_run_instead_of_failing_every_track(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rekurate.cli.hydrate._SLICE", 3)
    tracks = tuple(make_track(id=str(n), title=f"Track {n}", artist=f"Artist {n}") for n in range(9))
    witness = ScriptedWitness(answers={track.title: Outcome.ERROR for track in tracks})
    assert hydrate(make_desk(tracks, tmp_path, witnesses={"discogs": witness})) == 1
    assert len(witness.asked) == 3
    assert "discogs answered about no track: stopped here. Try again later." in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [("--concurrency", "17"), ("--concurrency", "0"), ("--limit", "0"), ("--limit", "٣")])
def test_numbers_out_of_bounds_are_refused(tmp_path: Path, wrong: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        hydrate(desk_with(tmp_path, ScriptedWitness()), *wrong)


def test_no_control_character_of_a_failure_reaches_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = ScriptedWitness(answers={"Track 1": ProviderError("/Music/gone\x9b2J\x1b[2J\r.mp3 is missing")})
    hydrate(desk_with(tmp_path, failing))
    out = capsys.readouterr().out
    assert "is missing" in out
    assert not set(out) & set("\x9b\x1b\r")
