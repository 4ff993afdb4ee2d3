"""What a person says yes to has one hash, which must never come out otherwise: old approvals are bound to it."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from rekurate.model import Field, StagedChange, digest_of
from rekurate.model.staging import digest_of_ordered, hash_of

TEXT = st.text(st.characters(exclude_categories=()), max_size=12)


@given(TEXT, TEXT, TEXT, TEXT)
def test_the_hash_is_that_of_the_four_texts_as_a_json_list(track: str, field: str, old: str, new: str) -> None:
    text = json.dumps([track, field, old, new], ensure_ascii=False)
    assert hash_of(track, field, old, new) == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@given(TEXT, TEXT, TEXT, TEXT, TEXT.filter(bool))
def test_a_location_is_said_yes_to_as_well(track: str, field: str, old: str, new: str, location: str) -> None:
    text = json.dumps([track, field, old, new, location], ensure_ascii=False)
    expected = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    assert hash_of(track, field, old, new, location) == expected != hash_of(track, field, old, new)


def test_a_change_is_about_the_file_it_was_staged_for_however_its_accents_are_written() -> None:
    change = StagedChange("1", Field.GENRE, "", "Techno", location="/Music/\u00e9.mp3")
    assert change.is_about("/Music/\u00e9.mp3")
    assert change.is_about("/Music/e\u0301.mp3")
    assert not change.is_about("/Music/e.mp3")
    assert StagedChange("1", Field.GENRE, "", "Techno").is_about("/any")


def test_hash_and_digest_are_what_they_have_always_been() -> None:
    change = StagedChange("1", Field.GENRE, 'Drum "n" Bass', "Drum & Bass\n", "agent", "high", "neither counts")
    assert change.hash == "d523503502c749fc510cb30508e288ca6bd1dd35975792dab77969618917883a"
    assert digest_of([change]) == "d95968dbe9dd8590"


@given(st.lists(st.text("0123456789abcdef", min_size=64, max_size=64), max_size=5))
def test_a_digest_is_the_same_told_one_by_one(hashes: list[str]) -> None:
    whole = hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()[:16]
    assert digest_of_ordered(iter(sorted(hashes))) == whole
