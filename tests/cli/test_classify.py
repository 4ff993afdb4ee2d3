import argparse
import sys
from pathlib import Path

import pytest
from tests.support.crates import make_crates
from tests.support.desk import make_desk
from tests.support.library import make_track

from rekurate.cli import classify, evaluate
from rekurate.curation.desk import Desk
from rekurate.errors import BadRequest


def options(command: object, *arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add(parser)
    return parser.parse_args(arguments)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(make_crates(240, ungenred=40), tmp_path)


def test_classify_tells_the_tiers_the_genres_and_some_tracks(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert classify.run(lambda: desk, options(classify, "--rows", "2")) == 0
    out = capsys.readouterr().out
    assert out.startswith("40 tracks: ")
    assert out.count("\n[") == 2
    assert "Note: Tiers were measured on" in out


def test_classify_stages_what_is_asked_and_names_the_next_step(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    classify.run(lambda: desk, options(classify, "--rows", "0", "--stage", "high"))
    staged = desk.store.journal.count(desk.library.read().source.library_id)
    assert staged > 20
    out = capsys.readouterr().out
    assert f"Staged {staged}; {staged} changes are staged in all.\n" in out
    assert out.endswith("\nNext: rekurate review\n")


def test_a_tier_without_tracks_leaves_nothing_to_review(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    classify.run(lambda: desk, options(classify, "--rows", "0", "--stage", "low"))
    out = capsys.readouterr().out
    assert "Staged 0; 0 changes are staged in all.\n" in out
    assert out.endswith("\nNext: rekurate classify --stage high --stage medium, then rekurate review\n")


def test_where_every_track_has_a_genre_nothing_more_is_advised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    genred = make_desk((make_track(id="1", genre="House"),), tmp_path)
    classify.run(lambda: genred, options(classify))
    assert capsys.readouterr().out.endswith(
        "\nNext: nothing here to classify. Your agent can audit the genres that are there.\n"
    )


def test_where_nothing_is_known_gathering_is_advised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unknown = make_desk((make_track(id="1", genre="", artist="Nara Voss", label=""),), tmp_path)
    classify.run(lambda: unknown, options(classify))
    assert "\nNext: rekurate hydrate gathers evidence" in capsys.readouterr().out


def test_evaluate_tells_precision_with_its_interval(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.run(lambda: desk, options(evaluate)) == 0
    out = capsys.readouterr().out
    assert out.startswith("240 genred tracks, each guessed with its genre hidden (artist held out).")
    assert "high+medium" in out


def test_evaluate_without_genres_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.run(lambda: make_desk((), tmp_path), options(evaluate)) == 1
    assert "nothing to measure on" in capsys.readouterr().out


def test_without_staging_the_last_line_says_how_to_stage(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    classify.run(lambda: desk, options(classify, "--rows", "0", "--artist", "a b"))
    classify.run(lambda: desk, options(classify, "--rows", "0"))
    narrowed, whole = (line for line in capsys.readouterr().out.splitlines() if line.startswith("Next: "))
    assert whole == "Next: rekurate classify --stage high --stage medium, then rekurate review"
    assert narrowed.startswith("Next: nothing here to classify")
    classify.run(lambda: desk, options(classify, "--rows", "0", "--artist", "Artist M"))
    assert "Next: rekurate classify --artist 'Artist M' --stage high --stage medium" in capsys.readouterr().out
    monkeypatch.setattr(sys, "platform", "win32")
    classify.run(lambda: desk, options(classify, "--rows", "0", "--artist", "Artist M"))
    assert 'Next: rekurate classify --artist "Artist M" --stage high --stage medium' in capsys.readouterr().out


def test_a_report_that_cannot_be_new_stops_before_anything_is_staged(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("mine")
    for name in ("report.html", "nowhere/report.html", "."):
        with pytest.raises(BadRequest, match=r"so nothing was done\. Name a new file"):
            classify.run(lambda: desk, options(classify, "--stage", "high", "--report", str(tmp_path / name)))
    assert desk.store.journal.count(desk.library.read().source.library_id) == 0
    assert (tmp_path / "report.html").read_text() == "mine"


def test_a_report_that_fails_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="nope"):
        classify.run(lambda: desk, options(classify, "--playlist", "nope", "--report", str(tmp_path / "new.html")))
    assert list(tmp_path.glob("*.html")) == []


def test_a_report_says_where_it_is(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "new.html"
    classify.run(lambda: desk, options(classify, "--rows", "0", "--report", str(page)))
    assert f"Report: {page}\n" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("wrong", [("--rows", "-3"), ("--playlist", "P", "--artist", "A")])
def test_options_that_would_be_ignored_are_refused(wrong: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        options(classify, *wrong)


def test_no_control_character_of_a_title_reaches_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = make_track(id="evil", title="gone\x9b2J\r\n\x1b[2J\u202etpircs")
    classify.run(lambda: make_desk((evil,), tmp_path), options(classify))
    out = capsys.readouterr().out
    assert "gone" in out
    assert not set(out) & set("\x9b\r\x1b\u202e")
    assert "\n2J" not in out
