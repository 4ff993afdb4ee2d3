from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.support.budgets import FreeBudget
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track

from rekurate.curation.desk import Desk
from rekurate.curation.gathering.tags import Tag, recommended_tags
from rekurate.errors import BadRequest
from rekurate.model import Budget, Observation, Outcome, Term, Track, file_key

TERMS = (
    Term("effnet", "Electronic---House", 0.61),
    Term("effnet", "Electronic---Ambient", 0.4),
    Term("effnet", "Electronic---Deep House", 0.33),
    Term("effnet", "Folk, World, & Country---Country", 0.2),
    Term("effnet", "spoken", 0.1),
)
PLAIN = make_track(id="1")


class Listener:
    name, version, reaches_network = "effnet", "1", False

    def __init__(self, lacks: str | None = None, outcome: Outcome = Outcome.USABLE) -> None:
        self.lacks, self.outcome, self.heard = lacks, outcome, []

    def unavailable(self) -> str | None:
        return self.lacks

    def subject(self, track: Track) -> str:
        return file_key(track)

    def observe(self, tracks: Sequence[Track], budget: Budget) -> Iterator[Observation]:  # noqa: ARG002 - heard at once
        for track in tracks:
            self.heard.append(track.id)
            terms = TERMS if self.outcome is Outcome.USABLE else ()
            message = "" if terms else "the file is missing: /Music/1.mp3"
            yield Observation(
                file_key(track), "effnet", self.outcome, terms, {"heard": "here"}, version="1", message=message
            )


def desk_of(folder: Path, listener: Listener | None, track: Track = PLAIN, *, kept: bool = False) -> Desk:
    desk = make_desk(make_library(track), folder, witnesses={"effnet": listener} if listener else {})
    if kept:
        desk.store.evidence.record([Observation(file_key(track), "effnet", Outcome.USABLE, TERMS, version="1")])
    return desk


def tags(found: object) -> list[str]:
    return [tag.text for tag in found.tags]


def test_what_is_kept_is_recommended_best_first_without_listening(tmp_path: Path) -> None:
    listener = Listener()
    found = recommended_tags(desk_of(tmp_path, listener, kept=True), "1", 2, FreeBudget())
    assert (found.available, found.tags) == (True, (Tag("house electronic", 0.61), Tag("ambient electronic", 0.4)))
    assert listener.heard == []


def test_what_is_kept_is_recommended_even_where_no_model_can_run(tmp_path: Path) -> None:
    found = recommended_tags(desk_of(tmp_path, Listener("No weights."), kept=True), "1", 1, FreeBudget())
    assert (found.available, tags(found)) == (True, ["house electronic"])


def test_a_model_that_can_run_listens_once_and_the_answer_is_kept(tmp_path: Path) -> None:
    listener = Listener()
    desk = desk_of(tmp_path, listener)
    first, second = (recommended_tags(desk, "1", 9, FreeBudget()) for _ in range(2))
    assert listener.heard == ["1"]
    assert first == second
    assert (first.available, first.why, len(first.tags)) == (True, "here", 5)


@pytest.mark.parametrize(
    ("track", "left_out"),
    [
        (make_track(id="1", genre="HOUSE"), ["house electronic"]),
        (make_track(id="1", genre="Techno, deep house / Ambient"), ["ambient electronic", "deep house electronic"]),
        (make_track(id="1", my_tags=("Genre/Country", "Mood/Dark")), ["country folk, world, & country"]),
        (make_track(id="1", genre="House Electronic"), ["house electronic"]),
        (make_track(id="1", genre="Spoken"), ["spoken"]),
    ],
)
def test_tags_the_track_already_has_are_left_out(tmp_path: Path, track: Track, left_out: list[str]) -> None:
    found = recommended_tags(desk_of(tmp_path, None, track, kept=True), "1", 9, FreeBudget())
    assert list(found.already) == left_out
    assert not set(left_out) & set(tags(found))
    assert len(found.tags) == 5 - len(left_out)


def test_without_a_model_it_is_not_available_and_says_what_to_do(tmp_path: Path) -> None:
    found = recommended_tags(desk_of(tmp_path, Listener("No weights: `rekurate models fetch`.")), "1", 5, FreeBudget())
    assert (found.available, found.why, found.tags) == (False, "No weights: `rekurate models fetch`.", ())


def test_a_file_that_cannot_be_heard_says_why(tmp_path: Path) -> None:
    found = recommended_tags(desk_of(tmp_path, Listener(outcome=Outcome.ERROR)), "1", 5, FreeBudget())
    assert (found.available, found.why) == (False, "the file is missing: /Music/1.mp3")


def test_an_unknown_track_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="has no track '9'"):
        recommended_tags(desk_of(tmp_path, None), "9", 5, FreeBudget())
