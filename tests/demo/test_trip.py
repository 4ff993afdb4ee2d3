"""The demo's trip: the use cases of the tools, nothing but loopback, an XML that changes what was staged alone."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from rekurate.demo.counts import clearer, spellings
from rekurate.demo.library import demo_library
from rekurate.demo.story import Story
from rekurate.demo.words import lead
from rekurate.model import TrackKind
from rekurate.rekordbox.door import RekordboxDoor
from rekurate.rekordbox.verify import Arrival

RECORD = re.compile(rb'<TRACK TrackID="(\d+)"[^>]*?/?>')


def records(content: bytes) -> dict[str, bytes]:
    return {match[1].decode(): match[0].rstrip(b"/>") for match in RECORD.finditer(content)}


def test_nothing_but_this_machine_is_called(story: Story, called: list[str]) -> None:
    assert called
    assert set(called) == {"127.0.0.1"}


def test_both_providers_answered_about_every_track_through_a_refusal(story: Story) -> None:
    by_name = {source.source: source for source in story.coverage.sources}
    assert story.coverage.ready is False  # the files are not there, and the coverage says so
    assert {name: (one.attempted, one.failed) for name, one in by_name.items()} == {
        "discogs": (220, 0),
        "musicbrainz": (220, 0),
        "file_tags": (0, 220),
    }
    assert by_name["discogs"].usable > 80
    assert by_name["discogs"].no_match > 80
    assert story.asked.requests["busy"] == 1
    assert story.asked.waits > 60
    assert {source.source for source in story.coverage.sources if source.failed} == {"file_tags"}


def test_evidence_helps_and_the_tiers_keep_their_promise(story: Story) -> None:
    both = {tier.tier: tier for tier in story.helped.measured.tiers}["high+medium"]
    assert story.helped.measured.exact > story.alone.measured.exact
    assert both.precision >= 0.85
    assert both.coverage >= 0.35


def test_high_and_medium_and_plain_spellings_are_staged_and_nothing_else(story: Story) -> None:
    sure = {
        row.track.id: row.proposal.genre
        for row in (*story.proposed.rows, *story.vague.rows)
        if row.proposal.confidence in ("high", "medium") and row.track.kind is TrackKind.FILE
    }
    staged = {row.change.track_id: row.change.new for row in story.preview.rows if row.change.proposer == "classifier"}
    others = {row.change.proposer for row in story.preview.rows} - {"classifier"}
    assert staged == sure
    assert len(sure) > 30
    assert others == {"normalization"}
    assert story.proposed.summary.total + story.proposed.streaming == story.before.without_genre


def test_the_sums_of_the_first_sentence_add_up(story: Story) -> None:
    before, staged, fresh, clear, spelt, left, streamed = map(int, re.findall(r"(?<![\w.])\d+", lead(story))[1:])
    assert (before, staged) == (story.before.without_genre, story.preview.total_pending)
    assert fresh + clear + spelt == staged
    assert fresh + left + streamed == before
    assert (spelt, clear) == tuple(sum(count for *_, count in rows) for rows in (spellings(story), clearer(story)))
    assert {old for _, olds, _ in clearer(story) for old in olds} <= {row.track.genre for row in story.vague.rows}


def test_what_was_sold_under_a_name_mostly_gets_a_kindred_one(story: Story) -> None:
    surest = [one for one in story.compared if one.row.proposal.confidence in ("high", "medium")]
    assert len(surest) >= 10
    assert sum(one.akin for one in surest) / len(surest) >= 0.9


def test_the_xml_holds_the_staged_tracks_with_one_attribute_changed(story: Story) -> None:
    assert story.export is not None
    before, after = records(demo_library()), records(story.export.path.read_bytes())
    wanted = {row.change.track_id: row.change.new for row in story.preview.rows}
    assert after.keys() == wanted.keys()
    for track_id, record in after.items():
        genre = wanted[track_id].replace("&", "&amp;").encode()
        assert record == re.sub(rb' Genre="[^"]*"', lambda _, new=genre: b' Genre="' + new + b'"', before[track_id])
    assert story.export.left_out.counts == {}
    assert b"POSITION_MARK" not in story.export.path.read_bytes()


def test_the_import_into_a_copy_arrives_and_the_library_stays(story: Story, original: Path) -> None:
    assert story.arrived is not None
    assert original.read_bytes() == demo_library()
    assert story.arrived.counts[Arrival.APPLIED] == len(story.preview.rows)
    assert (story.arrived.tracks, story.arrived.odd) == (len(story.preview.rows), ())
    copy = RekordboxDoor(xml=original.with_name("rekordbox-after-import.xml")).read()
    wanted = {row.change.track_id: row.change.new for row in story.preview.rows}
    assert {track_id: copy.by_id[track_id].genre for track_id in wanted} == wanted


def test_the_journal_names_the_demo_as_the_one_who_approved(story: Story) -> None:
    assert story.export is not None
    with closing(sqlite3.connect(story.home / "rekurate.sqlite")) as connection:
        doors = connection.execute("SELECT DISTINCT door FROM journal WHERE kind = 'approve'").fetchall()
    assert doors == [("demo",)]
    assert [one.door for one in story.export.approvals] == ["demo"]
