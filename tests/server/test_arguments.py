import pytest
from tests.support.tool import Plain

from rekurate.errors import BadRequest
from rekurate.server.arguments import Inputs, read_arguments
from rekurate.server.selecting import SelectionArguments
from rekurate.server.tools import analyze_audio_batch, classify_tracks, update_tracks, write_xml

UPDATED = "Fields of a row of changes: track_id, genre, label, year, album, comments, rating, color, reason."


def read(**raw: object) -> Plain:
    return read_arguments(Plain, "echo", raw)


def refusal(**raw: object) -> str:
    with pytest.raises(BadRequest) as caught:
        read(**raw)
    return str(caught.value)


def test_numbers_may_arrive_as_text_and_ids_as_numbers() -> None:
    assert read(text=7, count="3", ids=[1, "2"]) == Plain(text="7", count=3, ids=["1", "2"])


def test_lists_and_objects_may_arrive_as_json_text() -> None:
    expected = Plain(text="x", ids=["1", "2"], changes=[{"track_id": "1", "year": 1999}])
    assert read(text="x", ids='["1", 2]', changes='[{"track_id": 1, "year": "1999"}]') == expected
    assert read(text="x", ids=["1", "2"], changes=['{"track_id": "1", "year": 1999}']) == expected


def test_one_bare_id_is_a_list_of_one() -> None:
    assert read(text="x", ids="12").ids == read(text="x", ids=12).ids == ["12"]
    assert read(text="x", ids="Ärger").ids == ["Ärger"]


def test_one_bare_row_is_a_list_of_one() -> None:
    assert read(text="x", changes={"track_id": 1}) == read(text="x", changes='{"track_id": 1}')
    assert read(text="x", changes={"track_id": 1}).changes[0].track_id == "1"
    assert "Fields of a row of changes: track_id, year." in refusal(text="x", changes={"1": "House"})


def test_json_text_that_is_nested_too_deep_is_refused_and_not_a_crash() -> None:
    assert "'changes[0]': must be an object of track_id, year" in refusal(text="x", changes="[" * 100_000)


def test_text_that_looks_like_json_stays_text() -> None:
    assert read(text='["1"]').text == '["1"]'


def test_null_counts_as_left_out() -> None:
    assert read(text="x", count=None, ids=None) == Plain(text="x")


@pytest.mark.parametrize("wrong", [True, 1.5, "many", [], 0, 10])
def test_a_whole_number_is_a_whole_number_within_its_bounds(wrong: object) -> None:
    assert "'count'" in refusal(text="x", count=wrong)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), "fast", [1]])
def test_a_number_is_finite(wrong: object) -> None:
    assert "'share'" in refusal(text="x", share=wrong)


@pytest.mark.parametrize("wrong", ["maybe", 2, 0.5, []])
def test_a_switch_is_true_or_false(wrong: object) -> None:
    assert "'flag'" in refusal(text="x", flag=wrong)


def test_an_unknown_argument_is_refused_by_name_with_the_nearest_one() -> None:
    assert refusal(text="x", conut=1) == (
        "echo: unknown argument 'conut' (did you mean 'count'?). Arguments of echo: "
        "text, count, ids, changes, share, flag. Nothing was done; correct this and call again."
    )


def test_an_unknown_argument_inside_a_row_names_the_row_and_the_nearest_of_its_fields() -> None:
    text = refusal(text="x", changes=[{"track_id": "1"}, {"track_id": "2", "yaer": 1}])
    assert "unknown argument 'changes[1].yaer' (did you mean 'year'?)" in text


@pytest.mark.parametrize(
    ("model", "given", "said"),
    [
        (update_tracks.Arguments, {"changes": [{"track_id": "1", "bpm": 1}]}, UPDATED),
        (update_tracks.Arguments, {"changes": [{"track_id": "1"}, {"genre": "House"}, {"x": 1}]}, UPDATED),
        (write_xml.Arguments, {"playlists": [{"name": "A"}]}, "Fields of a row of playlists: name, track_ids."),
        (
            classify_tracks.Arguments,
            {"genre_overrides": [{"from_": "a", "to": "b"}]},
            "Fields of a row of genre_overrides: from, to.",
        ),
    ],
)
def test_a_wrong_field_of_a_row_names_the_fields_that_a_row_has(
    model: type[Inputs], given: dict[str, object], said: str
) -> None:
    with pytest.raises(BadRequest) as caught:
        read_arguments(model, "tool", given)
    assert f" {said} Nothing was done" in str(caught.value)
    assert "Arguments of tool" not in str(caught.value)


def test_wrong_names_of_the_call_and_of_a_row_are_each_answered_by_what_there_is() -> None:
    text = refusal(changes=[{"yaer": 1}], conut=1)
    assert "Arguments of echo: text, count, ids, changes, share, flag." in text
    assert "Fields of a row of changes: track_id, year." in text


def test_the_page_of_files_to_hear_has_the_length_that_is_published() -> None:
    said = analyze_audio_batch.Arguments.model_fields["max_tracks"].description or ""
    assert f"default {analyze_audio_batch.Arguments().rows(analyze_audio_batch.DEFAULT_FILES)} " in said
    assert "default 50 " in (SelectionArguments.model_fields["max_tracks"].description or "")


def test_a_tier_that_cannot_be_staged_is_answered_by_those_that_can() -> None:
    with pytest.raises(BadRequest) as caught:
        read_arguments(classify_tracks.Arguments, "classify_tracks", {"auto_stage": ["insufficient", "x" * 90_000]})
    assert "'auto_stage[0]': input should be 'high', 'medium' or 'low', not 'insufficient'" in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_missing_argument_is_named() -> None:
    assert refusal().startswith("echo: 'text' is required. Arguments of echo: text, count,")


def test_every_wrong_argument_is_named_up_to_five() -> None:
    text = refusal(count="x", ids=True, share="y", flag="z", changes={}, other=1)
    assert "and 2 more" in text
    assert "pydantic" not in text


def test_a_refused_value_is_shown_in_short() -> None:
    assert len(refusal(text="x", count="9" * 5000)) < 400


def test_a_row_that_is_no_object_is_told_what_one_holds() -> None:
    text = refusal(text="x", changes=["House"])
    assert "'changes[0]': must be an object of track_id, year, not 'House'." in text


def test_a_lone_surrogate_is_refused_and_not_a_crash() -> None:
    assert "'text'" in refusal(text="\ud800")


def test_a_selection_becomes_what_curation_understands() -> None:
    arguments = read_arguments(SelectionArguments, "search_tracks", {"track_ids": [1, "2"], "rating_min": "4"})
    selection = arguments.selection()
    assert (selection.track_ids, selection.rating_min, selection.playlist) == (("1", "2"), 4, None)


@pytest.mark.parametrize(
    ("given", "idle"),
    [
        ({"bpm_min": 120, "has_genre": False}, None),
        ({"playlist": "Peak", "artist": "", "include_samples": True}, None),
        (
            {"playlist": "Peak", "bpm_min": 120, "has_genre": False},
            "Beside `playlist` these count for nothing: bpm_min.",
        ),
        (
            {"track_ids": ["1"], "playlist": "Peak", "has_genre": False},
            "Beside `track_ids` these count for nothing: playlist, has_genre.",
        ),
    ],
)
def test_a_filter_that_counts_for_nothing_is_named(given: dict[str, object], idle: str | None) -> None:
    arguments = read_arguments(SelectionArguments, "search_tracks", given)
    assert arguments.unused("has_genre") == ([idle] if idle else [])


@pytest.mark.parametrize(("given", "idle"), [({"max_tracks": 9, "offset": 9}, "max_tracks, offset"), ({}, "")])
def test_a_page_of_what_is_covered_whole_is_said_to_count_for_nothing(given: dict[str, object], idle: str) -> None:
    arguments = read_arguments(SelectionArguments, "cache_coverage", given)
    said = [f"All of it is covered at once, so these count for nothing: {idle}."]
    assert (arguments.unused(), arguments.unused(paged=False)) == ([], said if idle else [])


@pytest.mark.parametrize(
    ("given", "rows"),
    [({}, 50), ({"track_ids": ["1"] * 7}, 7), ({"track_ids": ["1"] * 900}, 200), ({"max_tracks": 3}, 3)],
)
def test_a_page_is_as_long_as_asked_or_as_the_ids(given: dict[str, object], rows: int) -> None:
    assert read_arguments(SelectionArguments, "search_tracks", given).rows() == rows
