"""The page about a classification, from a real desk."""

from dataclasses import replace
from pathlib import Path

from tests.support.desk import make_desk
from tests.support.library import make_library, make_track

from rekurate.curation.finding.selection import Selection
from rekurate.curation.proposing.evaluate import evaluate
from rekurate.curation.proposing.proposals import ProposalRequest
from rekurate.curation.proposing.propose import classify
from rekurate.review.report.classified import classified_page, proposals_table
from rekurate.taxonomy.compiled import compile_taxonomy


def test_every_proposal_is_on_the_page_with_its_reason(tmp_path: Path) -> None:
    genred = [
        make_track(id=str(n), title=f"Song {n}", artist="Nara Voss", genre="Techno", label="Kell") for n in range(9)
    ]
    wanted = make_track(id="x", title="<Copper> Line", artist="Nara Voss", genre="", label="Kell")
    desk = make_desk(make_library(*genred, wanted), tmp_path, taxonomy=compile_taxonomy())
    proposed = classify(desk, ProposalRequest(format="compact", all_pages=True))
    page = classified_page(proposed, evaluate(desk, Selection()), "a library", "1 June 2024")
    tables = [table for section in page.sections for table in section.tables if "proposed" in table.columns]
    (row,) = [row for table in tables for row in table.rows]
    assert row[:2] == ("Nara Voss - <Copper> Line", "Techno")
    assert "artist nara voss: 9 of 9 yours are Techno" in row[3]
    assert page.tiles[0].value == "1"
    sure = tuple(replace(row, proposal=replace(row.proposal, probability=1.0)) for row in proposed.rows)
    (certain,) = proposals_table(sure).rows
    assert certain[2] == "99%"
    assert "two independent witnesses" in page.sections[2].paragraphs[0]
    assert "the genre of 9 genred tracks was hidden" in page.sections[1].paragraphs[0]
    assert any("`rekurate hydrate`" in note for section in page.sections for note in section.paragraphs)


def test_a_selection_without_tracks_says_so(tmp_path: Path) -> None:
    desk = make_desk(make_library(make_track(id="1", genre="Techno")), tmp_path, taxonomy=compile_taxonomy())
    proposed = classify(desk, ProposalRequest(format="compact", all_pages=True))
    page = classified_page(proposed, evaluate(desk, Selection()), "a library", "1 June 2024")
    assert [section.paragraphs for section in page.sections[:1]] == [("Nothing was proposed.",)]


def test_a_library_without_genres_is_not_told_that_it_was_measured(tmp_path: Path) -> None:
    desk = make_desk(make_library(make_track(id="1", genre="")), tmp_path, taxonomy=compile_taxonomy())
    proposed = classify(desk, ProposalRequest(format="compact", all_pages=True))
    page = classified_page(proposed, evaluate(desk, Selection()), "a library", "1 June 2024")
    assert page.sections[1].paragraphs[0].startswith("Nothing was measured")
    assert not page.sections[1].tables
