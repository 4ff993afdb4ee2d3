from pathlib import Path

from tests.support.budgets import FreeBudget
from tests.support.desk import make_desk
from tests.support.library import make_library, make_playlist, make_track
from tests.support.witnesses import ScriptedWitness

from rekurate.curation.finding.selection import Selection
from rekurate.curation.gathering.coverage import SourceCoverage, cover
from rekurate.curation.gathering.gather import gather
from rekurate.curation.gathering.request import GatherRequest
from rekurate.model import Outcome, TrackKind

TRACKS = (
    make_track(id="1", title="Track 1"),
    make_track(id="2", title="Track 2"),
    make_track(id="3", title="Track 3", kind=TrackKind.STREAMING),
)


def test_coverage_counts_each_source_and_says_what_to_call_next(tmp_path: Path) -> None:
    discogs = ScriptedWitness(answers={"Track 2": Outcome.NO_MATCH, "Track 3": Outcome.ERROR})
    silent = ScriptedWitness("effnet", why_not="Run: rekurate models fetch effnet")
    desk = make_desk(TRACKS, tmp_path, witnesses={"discogs": discogs, "effnet": silent})
    gather(desk, GatherRequest(selection=Selection()), FreeBudget())

    coverage = cover(desk, Selection(has_genre=False))

    assert coverage.sources == (
        SourceCoverage("discogs", "provider", True, "", 3, 1, 0, 0, 1, 0, 0, 1, 0),
        SourceCoverage("effnet", "analyzer", False, silent.why_not or "", 3, 0, 0, 0, 0, 0, 0, 0, 3),
    )
    assert coverage.gaps == {"any_evidence": 2, "providers": 2, "audio": 3, "streaming": 1}
    assert not coverage.ready
    assert coverage.next_calls == ('classify_tracks(has_genre=false, format="summary", all_pages=true)',)


def test_what_was_never_asked_is_suggested_and_what_failed_is_not_suggested_for_ever(tmp_path: Path) -> None:
    desk = make_desk(TRACKS, tmp_path, witnesses={"discogs": ScriptedWitness()})
    coverage = cover(desk, Selection(has_genre=False))
    assert coverage.next_calls == ('enrich_tracks(providers=["discogs"], has_genre=false, max_tracks=200)',)


def test_when_every_configured_source_has_answered_the_next_call_is_to_classify(tmp_path: Path) -> None:
    desk = make_desk(TRACKS, tmp_path, witnesses={"discogs": ScriptedWitness()})
    gather(desk, GatherRequest(selection=Selection()), FreeBudget())

    coverage = cover(desk, Selection())

    assert coverage.ready
    assert coverage.next_calls == ('classify_tracks(format="summary", all_pages=true)',)


def test_with_no_source_at_all_the_library_alone_is_ready(tmp_path: Path) -> None:
    coverage = cover(make_desk(TRACKS, tmp_path), Selection())
    assert (coverage.ready, coverage.sources) == (True, ())


def test_a_playlist_is_narrowed_to_the_tracks_that_lack_a_genre(tmp_path: Path) -> None:
    genred = make_track(id="4", genre="House")
    library = make_library(*TRACKS, genred, playlists=(make_playlist("Warm up", ("1", "4")),))
    desk = make_desk(library, tmp_path, witnesses={"discogs": ScriptedWitness()})
    counted = [cover(desk, Selection(playlist="Warm up", has_genre=scope)).tracks for scope in (None, False, True)]
    assert counted == [2, 1, 1]


def test_a_suggested_call_repeats_a_few_ids_and_never_hundreds_nor_unknown_ones(tmp_path: Path) -> None:
    tracks = [make_track(id=str(n), title=f"Track {n}") for n in range(200)]
    desk = make_desk(make_library(*tracks), tmp_path, witnesses={"discogs": ScriptedWitness()})
    few, many, none = (
        cover(desk, Selection(track_ids=ids)).next_calls
        for ids in (("1", "gone" * 900, "2"), tuple(track.id for track in tracks), ("gone",))
    )
    assert few == ('enrich_tracks(providers=["discogs"], track_ids=["1", "2"], max_tracks=200)',)
    assert many == ('enrich_tracks(providers=["discogs"], track_ids=[the same ids], max_tracks=200)',)
    assert none == ()
