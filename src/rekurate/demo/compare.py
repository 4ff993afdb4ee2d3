"""Compare proposals with the genre under which a shop sold the tracks.

The shop's genres are read when everything is proposed already: they are never evidence.
"""

from collections.abc import Sequence

from rekurate.curation.desk import Desk
from rekurate.curation.proposing.proposals import Row
from rekurate.demo.facts import references
from rekurate.demo.library import track_id
from rekurate.demo.story import Compared


def compare(desk: Desk, rows: Sequence[Row]) -> tuple[Compared, ...]:
    """Return the rows with a proposal whose genre in the shop is known, each beside that genre."""
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
