from rekurate.rekordbox.guide import Certainty, import_guide


def test_the_guide_backs_up_tries_one_track_and_names_file_and_playlist() -> None:
    guide = import_guide("Rekurate {x}", keep_cues=False, from_xml=True, file="/exports/new.xml")
    texts = [step.text for step in guide.steps]
    assert texts[0] == "Back up first: File > Library > Backup Library."
    assert "choose /exports/new.xml" in texts[1]
    assert '"Rekurate {x}"' in texts[2]
    assert "ONE track first" in texts[3]
    assert {step.certainty for step in guide.steps} == set(Certainty)
    assert len(guide.unverified) == 5


def test_the_guide_says_what_was_chosen_for_cues_and_where_records_come_from() -> None:
    omitted = import_guide("x", keep_cues=False, from_xml=True)
    kept = import_guide("x", keep_cues=True, from_xml=False)
    assert "are not in the file" in omitted.notes[0]
    assert "replaces the whole cue list" in kept.notes[0]
    assert "as old as the XML" in omitted.notes[1]
    assert "read from the database" in kept.notes[1]
    assert all("change nothing" in guide.notes[1] for guide in (omitted, kept))
    assert any("Reload Tag" in note for note in kept.notes)
    assert any("paste its path" in note for note in kept.notes)  # the exports folder is a hidden one on both systems


def test_the_guide_does_not_say_that_all_is_changed_where_playlists_brought_others_along() -> None:
    alone = " ".join(import_guide("x", keep_cues=False, from_xml=True).notes)
    together = " ".join(import_guide("x", keep_cues=False, from_xml=True, companions=7).notes)
    assert ("changed tracks only" in alone, "changed tracks only" in together) == (True, False)
    assert "7 unchanged ones" in together
