from pathlib import Path

import pytest
from tests.support.crates import make_crates
from tests.support.desk import make_desk
from tests.support.library import make_track

from rekurate.curation.finding.selection import Selection
from rekurate.curation.proposing.evaluate import evaluate
from rekurate.errors import BadRequest
from rekurate.model import Library

CRATES = make_crates(200, noise=0.1, ungenred=20)
ODD = tuple(
    make_track(id=f"o{n}", genre=genre) for n, genre in enumerate(("Dance", "House, Techno", "12345", "Wobble"))
)
LIBRARY = Library.of(CRATES.source, (*CRATES.tracks, *ODD), CRATES.playlists)


def test_genred_tracks_are_measured_and_the_rest_is_told(tmp_path: Path) -> None:
    done = evaluate(make_desk(LIBRARY, tmp_path), Selection())
    assert (done.selected, done.measured.tracks) == (204, 200)
    assert done.excluded == {"broad": 1, "compound": 1, "not_a_genre": 1, "rare_unknown": 1}


def test_it_writes_nothing(tmp_path: Path) -> None:
    desk = make_desk(LIBRARY, tmp_path)
    before = desk.store.journal.version(LIBRARY.source.library_id)
    evaluate(desk, Selection())
    assert desk.store.journal.version(LIBRARY.source.library_id) == before
    assert desk.store.evidence.version() == 0


def test_a_selection_is_measured_alone(tmp_path: Path) -> None:
    done = evaluate(make_desk(LIBRARY, tmp_path), Selection(track_ids=("1", "2", "3", "none")), "random")
    assert (done.measured.tracks, done.missing_ids) == (3, ("none",))


def test_an_unknown_holdout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="Valid: artist, random"):
        evaluate(make_desk(LIBRARY, tmp_path), Selection(), "album")  # type: ignore[arg-type] # the wrong word is the point
