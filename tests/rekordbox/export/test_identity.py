from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.exports import approved, collection_of, request
from tests.support.rekordbox_xml import CUES, PLAIN, record, write_library

from rekurate.model import Field
from rekurate.rekordbox.characters import unwritable
from rekurate.rekordbox.export import write_export
from rekurate.rekordbox.values import value_of
from rekurate.rekordbox.xmlfile import read_xml

TEXT = st.text(st.characters(codec="utf-8"), max_size=30).filter(lambda text: not unwritable(text))
FREE = [name for name in PLAIN if name not in {"TrackID", "Location", "Rating", "Year"}]
RECORD = st.fixed_dictionaries(
    {"Rating": st.sampled_from(["0", "51", "255"]), "Year": st.sampled_from(["0", "1999"])},
    optional={name: TEXT | st.none() for name in FREE},
)
LIBRARY = st.lists(st.tuples(RECORD, st.sampled_from([(), CUES])), min_size=1, max_size=6)
TEXTS = (Field.GENRE, Field.LABEL, Field.ALBUM, Field.COMMENTS)


@settings(max_examples=60, deadline=None)
@given(LIBRARY, st.sampled_from(["\r\n", "\n"]))
def test_any_library_comes_out_byte_for_byte_when_nothing_really_changes(
    rows: list[tuple[dict[str, str | None], tuple[str, ...]]], eol: str
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        written = [record(cues, eol=eol, TrackID=str(n), **row) for n, (row, cues) in enumerate(rows)]
        library = read_xml(write_library(folder / "l.xml", *written, eol=eol))
        same = [
            approved(track.id, value_of(track, field), value_of(track, field), field)
            for track, (row, _) in zip(library.tracks, rows, strict=True)
            for field in (*TEXTS, Field.RATING, Field.YEAR)
            if row.get(field.value.capitalize(), "") is not None  # a missing attribute would be inserted, as ""
        ]
        exported = write_export(request(library, folder / "n.xml", same, keep_cues=True))
        assert collection_of(exported.path) == collection_of(folder / "l.xml")


@settings(max_examples=40, deadline=None)
@given(LIBRARY, TEXT)
def test_after_any_change_the_rest_of_every_record_reads_the_same(
    rows: list[tuple[dict[str, str | None], tuple[str, ...]]], genre: str
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        written = [record(cues, TrackID=str(n), **row) for n, (row, cues) in enumerate(rows)]
        library = read_xml(write_library(folder / "l.xml", *written))
        changes = [approved(track.id, genre, track.genre) for track in library.tracks]
        exported = write_export(request(library, folder / "n.xml", changes))
        assert read_xml(exported.path).tracks == tuple(track._replace(genre=genre) for track in library.tracks)
