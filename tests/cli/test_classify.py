import argparse
from pathlib import Path

import pytest
from tests.support.crates import make_crates
from tests.support.desk import make_desk

from rekurate.cli import classify, evaluate
from rekurate.curation.desk import Desk


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
    assert f"Staged {staged}; {staged} changes are staged in all.\nNext: rekurate review\n" in capsys.readouterr().out


def test_evaluate_tells_precision_with_its_interval(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.run(lambda: desk, options(evaluate)) == 0
    out = capsys.readouterr().out
    assert out.startswith("240 genred tracks, each guessed with its genre hidden (artist held out).")
    assert "high+medium" in out


def test_evaluate_without_genres_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.run(lambda: make_desk((), tmp_path), options(evaluate)) == 1
    assert "nothing to measure on" in capsys.readouterr().out
