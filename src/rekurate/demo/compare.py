"""Compare proposals with the genre under which a shop sold the tracks. Read after all is proposed; never evidence."""

from collections.abc import Sequence

from rekurate.curation.desk import Desk
from rekurate.curation.proposing.proposals import Row
from rekurate.demo.facts import references
from rekurate.demo.library import track_id
from rekurate.demo.story import Compared


def compare(desk: Desk, rows: Sequence[Row]) -> tuple[Compared, ...]:
    """Return the proposed rows whose shop genre is known, in their order."""
    shops = {track_id(key): genre for key, genre in references().items()}
    found = []
    for row in rows:
        told = shops.get(row.track.id)
        genre = row.proposal.genre
        if told is not None and genre is not None:
            shop = desk.taxonomy.resolve(told).genre or told
            found.append(Compared(row, shop, genre == shop, _family(desk, genre) == _family(desk, shop)))
    return tuple(found)


def _family(desk: Desk, genre: str) -> str:
    known = desk.taxonomy.genres.get(genre)
    return known.family if known else genre
