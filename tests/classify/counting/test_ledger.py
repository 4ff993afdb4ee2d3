from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.clues import ClueBook, Part
from rekurate.classify.counting.ledger import Ledger
from rekurate.classify.counting.vocabulary import vocabulary_of
from rekurate.classify.kinds import kinds

HOUSE, TECHNO = 0, 1


def ledger_of(book: ClueBook, columns: list[list[Part]], worths: list[float]) -> Ledger:
    ledger = Ledger(kinds(FakeTaxonomy()), book, vocabulary_of(FakeTaxonomy(), ["House", "Techno"]))
    ledger.count(columns, [HOUSE, TECHNO, TECHNO], worths)
    return ledger


def test_tracks_are_counted_by_worth_for_the_fit_and_plainly_for_people() -> None:
    book = ClueBook()
    label = book.number("label", "drumcode")
    ledger = ledger_of(book, [[Part(book.group("label", iter((label,))))] * 3], [1.0, 0.5, 0.5])
    assert ledger.counted(label) == {HOUSE: 1.0, TECHNO: 1.0}
    assert ledger.total(label) == 2.0
    assert ledger.tracks_with(label) == {HOUSE: 1, TECHNO: 2}


def test_a_claim_is_counted_the_same_in_every_strength() -> None:
    book = ClueBook()
    sure, unsure = (book.claim("known_artist", "House", strength) for strength in (0.9, 0.5))
    other = book.claim("known_artist", "Techno", 0.9)
    groups = [book.group("known_artist", iter((number,))) for number in (sure, unsure, other)]
    ledger = ledger_of(book, [[Part(one) for one in groups]], [1.0] * 3)
    assert ledger.counted(sure) == ledger.counted(unsure) == {HOUSE: 1.0, TECHNO: 1.0}
    assert ledger.counted(other) == {TECHNO: 1.0}


def test_only_clues_of_the_very_same_tracks_have_the_same_mark() -> None:
    book = ClueBook()
    label, album, folder = (book.number(kind, "x") for kind in ("label", "album", "folder"))
    labels = Part(book.group("label", iter((label,))))
    albums = Part(book.group("album", iter((album,))))
    folders = Part(book.group("folder", iter((folder,))))
    ledger = ledger_of(book, [[labels] * 3, [albums] * 3, [folders, folders, None]], [1.0] * 3)
    assert ledger.marks[label] == ledger.marks[album] != ledger.marks[folder]
