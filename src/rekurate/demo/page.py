"""The report page of the demo: its story, in sections."""

from collections.abc import Iterator
from dataclasses import replace

from rekurate.curation.staging.words import track_name
from rekurate.demo.counts import agreements, clearer, new_genres, spellings, sureness
from rekurate.demo.story import Story
from rekurate.demo.words import (
    APPROVED,
    CHOSEN,
    SOURCES,
    TO_LOOK_AT,
    lead,
    lines_to_try,
    next_steps,
    quoted,
    unmeasured,
)
from rekurate.review.report import Page, Section, Share, Table, Tier, Tile
from rekurate.review.report.classified import genres_section, measured_section, proposals_section, proposals_table
from rekurate.review.spoken import CERTAINTIES, for_terminal


def demo_page(story: Story, when: str, program: str) -> Page:
    """Return the page; `when` is its date and time in words, `program` the command that an MCP client starts."""
    return Page(
        title="Rekurate demo",
        lead=lead(story),
        tiles=_tiles(story),
        sections=tuple(_sections(story, program)),
        footer=f"Made by rekurate demo on {when} in {story.home}. This page loads nothing and sends nothing.",
    )


def _tiles(story: Story) -> tuple[Tile, ...]:
    counts = story.proposed.summary.by_confidence
    written = story.export.tracks if story.export else 0
    return (
        Tile(str(story.before.tracks), "tracks", f"{story.before.without_genre} without a genre"),
        Tile(str(counts["high"]), "high", "several witnesses agree"),
        Tile(str(counts["medium"]), "medium", "worth a glance"),
        Tile(str(story.undecided.total_tracks), "for your ear", f"{story.undecided.total_artists} artists"),
        Tile(str(story.preview.total_pending), "changes staged", "spellings included"),
        Tile(str(written), "tracks in the XML", APPROVED[story.decision.door] if story.decision else "not approved"),
    )


def _sections(story: Story, program: str) -> Iterator[Section]:
    yield _moves(story)
    yield genres_section(story.proposed.summary)
    measured = measured_section([("the library alone", story.alone), ("the gathered evidence", story.helped)])
    yield replace(measured, paragraphs=(*measured.paragraphs, CHOSEN, *unmeasured(story)))
    yield _evidence(story)
    yield _compared(story)
    yield proposals_section(story.proposed.rows)
    yield _vague(story)
    yield _file(story)
    yield Section("Now with your own library", steps=next_steps())
    yield Section(
        "Try the server on this demo library",
        ("Put the two settings into your client's configuration, or run the command; take them out again afterwards.",),
        code=lines_to_try(story, program),
    )


def _moves(story: Story) -> Section:
    given = new_genres(story)
    most = max((move.count for move in given), default=1)
    fresh = [
        (move.new, Share(move.count / most, str(move.count)), ", ".join(sureness(move.by_confidence))) for move in given
    ]
    unified, clear = (
        [(new, ", ".join(map(quoted, olds)), str(tracks)) for new, olds, tracks in replaced]
        for replaced in (spellings(story), clearer(story))
    )
    return Section(
        "What changes",
        ("Every staged change. Titles, comments, stars, cues and everything else stay as they are.",),
        [
            Table(("no genre, now", "tracks", "how sure"), fresh),
            Table(("one name", "for its spelling", "#tracks"), unified),
            *([Table(("a clearer genre", "for", "#tracks"), clear)] if clear else []),
        ],
    )


def _evidence(story: Story) -> Section:
    rows = [
        (SOURCES.get(one.source, one.source), str(one.attempted), str(one.usable), str(one.no_match), str(one.failed))
        for one in story.coverage.sources
    ]
    return Section(
        "Evidence",
        (
            (
                "Both providers were replayed on this machine from facts of Discogs' public data (CC0), through the "
                f"code that asks the real ones. At their limits it would have taken {story.asked.waits / 60:.0f} "
                "minutes; the replay skips the waiting. The audio files of the demo do not exist, so their tags fail."
            ),
        ),
        [Table(("source", "#answered", "#usable", "#no match", "#failed"), rows)],
    )


def _compared(story: Story) -> Section:
    rows = [(Tier(one.tier), str(one.tracks), str(one.same_genre), str(one.same_family)) for one in agreements(story)]
    different = [
        (
            track_name(one.row.track, one.row.track.id),
            one.shop,
            one.row.proposal.genre or "–",
            Tier(one.row.proposal.confidence.value),
        )
        for one in story.compared
        if not one.agrees
    ]
    return Section(
        "Beside the shop's genre",
        (
            (
                f"Of {len(story.compared)} tracks without a genre it is known under which one Beatport sold them. The "
                "classifier never sees it. A shop's genre is one label's choice, not the truth; "
                "hardstyle was sold as Hard Dance then."
            ),
        ),
        [
            Table(("tier", "#tracks", "#same genre", "#same family"), rows),
            Table(("track", "shop", "proposed", "tier"), different, f"the {len(different)} that differ"),
        ],
    )


def _vague(story: Story) -> Section:
    undecided = [row for group in story.undecided.artists for row in group.rows]
    paragraph = (
        f"{story.vague.summary.total} tracks have a genre that is unknown or says too little, such as "
        f"{', '.join(sorted({quoted(row.track.genre) for row in story.vague.rows})[:4])}. High and medium "
        "proposals for them are staged too; the rest waits for a person."
    )
    return Section(
        "What needs a person",
        (paragraph, f"{len(undecided)} tracks by {story.undecided.total_artists} artists are left undecided."),
        [
            proposals_table(story.vague.rows, "genres that are unknown or say too little"),
            proposals_table(undecided, "left undecided, by artist"),
        ],
    )


def _file(story: Story) -> Section:
    export, arrived = story.export, story.arrived
    if export is None or arrived is None:
        return Section("The file", ("Nothing was approved, so nothing was written. The stage is kept.",))
    counted = ", ".join(f"{count} {word.value.replace('_', ' ')}" for word, count in arrived.counts.items() if count)
    return Section(
        "The file",
        (
            f"{export.tracks} tracks in {export.path}, sha256 {export.sha256}.",
            TO_LOOK_AT,
            f"Imported into a copy the way the manual describes, then verified: {counted}. Rekordbox was not run.",
            f"How a file of your own gets into Rekordbox, and who says so: {CERTAINTIES}",
        ),
        steps=[f"{for_terminal(step.text)} [{step.certainty}]" for step in export.guide.steps],
    )
