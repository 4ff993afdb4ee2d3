"""Build every source of evidence outside the library from the settings. Imported on first use: it imports them all."""

from collections.abc import Callable, Mapping
from typing import Final

from rekurate.audio import EffnetWitness, FeaturesWitness, ModelShelf, PathFinder, Room, WorkerPool
from rekurate.audio.ensemble import Checkpoints, EnsembleWitness, Reading
from rekurate.audio.hosted import EitherEffnet, HostedEffnet
from rekurate.audio.models.registry import PUBLISHER
from rekurate.classify.matching import RecordingMatcher
from rekurate.compose.replicate import build_hosting
from rekurate.config import Settings
from rekurate.evidence.build import Sources, witnesses
from rekurate.evidence.http import Web
from rekurate.evidence.manners import Manners
from rekurate.evidence.provider import World
from rekurate.model import Clock, EvidenceCache, Witness
from rekurate.taxonomy.compiled import CompiledTaxonomy

_PUBLISHER: Final = Manners(name="models", shown="the publisher of the model weights", per_minute=120.0)


def build_witnesses(
    settings: Settings, cache: EvidenceCache, clock: Clock, taxonomy: Callable[[], CompiledTaxonomy]
) -> Mapping[str, Witness]:
    """Return every witness by name, also those that are not configured. No process is started, no request made.

    `taxonomy` is called when the ensemble is first asked.
    """
    web = Web(settings.contact, settings.home / "pace")
    files = PathFinder(settings.path_map)
    world = witnesses(World(web, cache, RecordingMatcher(), clock), _sources(settings), files.file_of)
    room = Room(WorkerPool(settings.audio_workers), files, clock)
    shelf = ModelShelf(settings.model_folder, lambda: web.line(_PUBLISHER, PUBLISHER), clock, settings.effnet_model)
    hosted = HostedEffnet(room, shelf, build_hosting(settings, web, clock, cache))
    checkpoints = Checkpoints(settings.model_folder, settings.ensemble_genre_model, settings.ensemble_tagger_model)
    heard: tuple[Witness, ...] = (
        FeaturesWitness(room),
        EitherEffnet(EffnetWitness(room, shelf), hosted),
        EnsembleWitness(room, checkpoints, cache, lambda: Reading(taxonomy().ensemble, taxonomy().translate)),
    )
    return {**world, **{witness.name: witness for witness in heard}}


def _sources(settings: Settings) -> Sources:
    return Sources(
        discogs_token=settings.discogs_token.reveal(),
        beatport_token_file=settings.beatport_token_file,
        beatport_pages=settings.beatport_pages,
        lastfm_key=settings.lastfm_key.reveal(),
        bandcamp=settings.bandcamp,
        discogs_url=settings.discogs_url,
        beatport_url=settings.beatport_url,
        beatport_site=settings.beatport_site,
        musicbrainz_url=settings.musicbrainz_url,
        bandcamp_url=settings.bandcamp_url,
        lastfm_url=settings.lastfm_url,
    )
