from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_playlist, make_track

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import Page
from rekurate.curation.finding.selection import Selection
from rekurate.curation.gathering.resolve_data import Evidence, ReadTerm, resolve_data, whole_track
from rekurate.errors import BadRequest
from rekurate.model import Field, Observation, Outcome, StagedChange, Term, file_key, recording_key

TRACK = make_track(id="1", title="Night Drive")
OTHER = make_track(id="2", title="Äther")
STYLE = Term("discogs_style", "Tech House", 1.0)
DISCOGS = Observation(
    recording_key(TRACK),
    "discogs",
    Outcome.USABLE,
    (STYLE,),
    {"label": "Night Groove"},
    {"query": "Mira Vale Night Drive"},
    "2024-05-22T12:00:00+00:00",
    "2",
)
TAGS = Observation(file_key(TRACK), "file_tags", Outcome.NO_MATCH, fetched_at="2024-06-01T11:00:00+00:00", version="1")


class Witness:
    name, version, reaches_network = "own", "1", False

    def subject(self, track: object) -> str:  # noqa: ARG002 - one key for all
        return "own:key"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    library = make_library(TRACK, OTHER, playlists=(make_playlist("B", ("1",)), make_playlist("A", ("2", "1"))))
    made = make_desk(library, tmp_path, witnesses={"own": Witness()})
    made.store.evidence.record([DISCOGS, TAGS])
    made.store.journal.stage("library-1", [StagedChange("1", Field.GENRE, "", "House", reason="r")])
    made.store.journal.lock("library-1", ["2"])
    return made


def test_all_that_is_cached_about_a_track_is_shown_with_age_and_reading(desk: Desk) -> None:
    row = resolve_data(desk, Selection(track_ids=("1",)), 50, 0).rows[0]
    assert row.evidence == (
        Evidence(DISCOGS, 10.0, (ReadTerm(STYLE, (("Tech House", 1.0),)),)),
        Evidence(TAGS, 1 / 24, ()),
    )
    assert [(change.new, change.reason) for change in row.staged] == [("House", "r")]
    assert not row.locked


def test_evidence_kept_under_a_witnesss_own_key_is_found(desk: Desk) -> None:
    desk.store.evidence.record([Observation("own:key", "own", Outcome.USABLE, fetched_at="2024-06-01T12:00:00+00:00")])
    row = resolve_data(desk, Selection(track_ids=("2",)), 50, 0).rows[0]
    assert [evidence.observation.source for evidence in row.evidence] == ["own"]
    assert row.locked


def test_a_page_is_cut_and_missing_ids_are_named(desk: Desk) -> None:
    found = resolve_data(desk, Selection(track_ids=("2", "9", "1")), 1, 1)
    assert [row.track.id for row in found.rows] == ["1"]
    assert (found.missing_ids, found.page) == (("9",), Page(2, 1, 1, None))


def test_one_track_comes_with_the_playlists_it_is_in(desk: Desk) -> None:
    whole = whole_track(desk, " 1 ")
    assert (whole.data.track, whole.playlists) == (TRACK, ("B", "A"))
    assert len(whole.data.evidence) == 2


def test_an_unknown_track_is_refused_with_the_next_step(desk: Desk) -> None:
    with pytest.raises(BadRequest, match=r"has no track '99'\. `search_tracks` finds ids"):
        whole_track(desk, "99")
