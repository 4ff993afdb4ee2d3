"""One genre stays one word: as the user spells it, as the stage is about to, as the caller asks."""

from pathlib import Path

import pytest
from tests.support.crates import make_crates
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track

from rekurate.curation.desk import Desk
from rekurate.curation.finding.selection import Selection
from rekurate.curation.naming.normalize import normalizations
from rekurate.curation.proposing.proposals import ProposalRequest, Row
from rekurate.curation.proposing.propose import audit, classify
from rekurate.model import Action, Field, StagedChange, Track

WHOLE = {"format": "summary", "all_pages": True, "auto_stage": ("high", "medium", "low")}
MIXED = (("Drum & Bass", 8), ("Drum and Bass", 12), ("drum and bass", 3))


def jungle(genre: str, number: int) -> Track:
    return make_track(
        id=f"j{genre}{number}",
        artist=f"Jungler {number // 3}",
        title=f"Break {number}",
        genre=genre,
        label="Break House",
        location=f"/Music/Breaks/{genre}{number}.mp3",
        added="",
    )


def desk_with(tmp_path: Path, *genres: tuple[str, int]) -> Desk:
    breaks = [jungle(genre, number) for genre, count in genres for number in range(count)]
    new = jungle("", 1)._replace(id="new", title="New", location="/Music/Breaks/new.mp3")
    library = make_crates(90)
    return make_desk(make_library(*library.tracks, *breaks, new, playlists=library.playlists), tmp_path)


def row_of(desk: Desk, track_id: str, *overrides: tuple[str, str]) -> Row:
    asked = ProposalRequest(selection=Selection(track_ids=(track_id,)), overrides=overrides, include_confirmed=True)
    return audit(desk, asked).rows[0]


def staged_genres(desk: Desk) -> set[str]:
    return {change.new for change in desk.store.journal.staged("library-1")}


def test_a_genre_is_written_as_the_user_spells_it(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, ("Drum and Bass", 12))
    classify(desk, ProposalRequest(**WHOLE))
    assert staged_genres(desk) == {"Drum and Bass"}


def test_a_genre_whose_spelling_the_stage_moves_is_not_split_anew(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, ("Drum and Bass", 12))
    assert row_of(desk, "new").proposal.genre == "Drum and Bass"
    normalizations(desk, stage_aliases=True)
    for _ in range(2):  # counted once for it, and kept
        classify(desk, ProposalRequest(**WHOLE))
        assert staged_genres(desk) == {"Drum & Bass"}
    confirmed = row_of(desk, "jDrum and Bass1").proposal
    assert (confirmed.genre, confirmed.action) == ("Drum & Bass", Action.CONFIRM)
    desk.store.journal.clear("library-1")
    assert row_of(desk, "new").proposal.genre == "Drum and Bass"


def test_a_spelling_moved_to_another_genre_is_still_the_users(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, ("Drum and Bass", 12))
    moved = StagedChange("jDrum and Bass1", Field.GENRE, "Drum and Bass", "Ambient", "user")
    label = StagedChange("jDrum and Bass2", Field.LABEL, "Drum and Bass", "Drum & Bass", "user")
    desk.store.journal.stage("library-1", (moved, label), "user")
    assert row_of(desk, "new").proposal.genre == "Drum and Bass"


@pytest.mark.parametrize("typed", ["Drum and Bass", "drum AND bass"])
@pytest.mark.parametrize("genres", [(("Drum and Bass", 12),), MIXED])
def test_an_override_to_the_users_own_spelling_is_written_so_and_confirms_who_has_it(
    tmp_path: Path, genres: tuple[tuple[str, int], ...], typed: str
) -> None:
    desk = desk_with(tmp_path, *genres)
    override = ("Drum & Bass", typed)
    assert row_of(desk, "new", override).proposal.genre == "Drum and Bass"
    right = row_of(desk, "jDrum and Bass1", override).proposal
    assert (right.genre, right.action) == ("Drum and Bass", Action.CONFIRM)


def test_who_has_another_spelling_is_asked_to_change_it(tmp_path: Path) -> None:
    other = row_of(desk_with(tmp_path, *MIXED), "jDrum & Bass1", ("Drum & Bass", "Drum and Bass")).proposal
    assert (other.genre, other.action) == ("Drum and Bass", Action.CONFLICT)


def test_a_broad_word_the_user_asked_for_is_confirmed_where_it_stands(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, ("Drum & Bass", 12), ("Electronic", 1))
    right = row_of(desk, "jElectronic0", ("Drum & Bass", "Electronic")).proposal
    assert (right.genre, right.action) == ("Electronic", Action.CONFIRM)
