"""`rekurate taxonomy`, as a person runs it."""

import argparse
from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.taxonomy_files import compile_small

from rekurate.cli import taxonomy
from rekurate.curation.desk import Desk
from rekurate.errors import TaxonomyError


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    files = {"artists": '[sure]\n"House" = ["Mira Vale", "Oto Lind"]', "labels": '[guess]\n"Techno" = ["Steel"]'}
    return make_desk(taxonomy=compile_small(tmp_path, **files))


def run(desk: Desk, *words: str) -> int:
    parser = argparse.ArgumentParser()
    taxonomy.add(parser)
    return taxonomy.run(lambda: desk, parser.parse_args(words))


def test_check_counts_what_is_there(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(desk, "check") == 0
    said = capsys.readouterr().out
    assert "15 genres in 4 families, 8 other spellings." in said
    assert "1 labels and 2 artists by name, with what they are known for. Nothing contradicts itself." in said
    assert desk.taxonomy.digest in said


def test_check_reads_the_long_lists_too(tmp_path: Path) -> None:
    desk = make_desk(taxonomy=compile_small(tmp_path, labels='[sure]\n"Hous" = ["Steel"]'))
    with pytest.raises(TaxonomyError, match=r"labels\.toml \[sure\] \[Hous\]: 'Hous' is not a genre"):
        run(desk, "check")


def test_explain_tells_the_steps_and_the_end(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(desk, "explain", "mutant", "jungle") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3:] == [
        "  ends in 'Jungle'",
        "mutant jungle: alias → Jungle",
        "  debatable: 'mutant' is not known as a kind of it",
    ]


def test_explain_of_an_unknown_string_names_the_nearest_and_fails(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(desk, "explain", "Tekkno House") == 0  # ends in House
    assert run(desk, "explain", "Hoose") == 0  # a typing mistake
    assert run(desk, "explain", "Haaase") == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "Haaase: unknown",
        "  nearest genres: House, Tech House, Deep House",
    ]
    assert run(desk, "explain", "1999") == 0
