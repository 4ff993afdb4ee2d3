"""The next step of a slice leads on, whatever came of the slice, and never round in a circle."""

from rekurate.curation.finding.find import Page
from rekurate.curation.gathering.gather import Gathered
from rekurate.curation.gathering.tally import Failure, SourceTally
from rekurate.server.views.gather import GatheredView


def tally(source: str, **outcomes: int) -> SourceTally:
    return SourceTally(source, sum(outcomes.values()), outcomes, 0, 0, None)


def next_step(*tallies: SourceTally, matched: int = 90, end: int | None = None, remaining: int = 0) -> str:
    gathered = Gathered(
        tallies, (), Page(matched, 0, 20, end), pending_before=matched, remaining=remaining, stopped=None
    )
    return GatheredView.of(gathered, "enrich_tracks").next_step


def test_a_slice_that_went_well_goes_on() -> None:
    said = next_step(tally("discogs", usable=20), end=20)
    assert said == "Call enrich_tracks again with the same arguments and offset=20."


def test_files_that_are_not_there_send_nobody_through_the_rest_of_the_library() -> None:
    said = next_step(tally("features", error=20), end=20)
    assert said.startswith("features answered about no track: see note, and tell the user. classify_tracks works")
    assert "offset=20 asks about the next tracks" in said


def test_one_source_that_answers_about_nothing_is_left_out_of_the_next_slice() -> None:
    said = next_step(tally("discogs", usable=20), tally("file_tags", error=20), end=20)
    assert "offset=20. file_tags answered about no track: see note; leave it out until that is mended." in said


def test_the_end_leads_to_the_proposals_though_some_tracks_have_no_answer() -> None:
    said = next_step(tally("discogs", usable=19, error=1), remaining=1)
    assert said.endswith("Next: classify_tracks.")
    assert "Tracks that lack an answer of some source: 1; offset=0 asks again" in said


def test_an_empty_selection_is_not_called_answered() -> None:
    assert next_step(tally("discogs"), matched=0) == (
        "No track is selected: search_tracks shows what a selection matches."
    )


def test_at_the_end_a_source_that_met_broken_files_alone_is_not_to_be_left_out() -> None:
    said = next_step(tally("discogs", usable=2), tally("features", error=2), remaining=2)
    assert "features answered about no track: see note. Next: classify_tracks." in said


def test_a_drive_that_is_not_there_is_not_told_file_by_file() -> None:
    failures = tuple(Failure(str(n), "features", "error", "no file there") for n in range(25))
    gathered = Gathered((), failures, Page(25, 0, 25, None), pending_before=25, remaining=25, stopped=None)
    shown = GatheredView.of(gathered, "analyze_audio_batch")
    assert (len(shown.failures), shown.more_failures) == (20, 5)
