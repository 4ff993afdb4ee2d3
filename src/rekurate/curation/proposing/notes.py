"""What a person should know before trusting a set of proposals."""

from collections.abc import Sequence

from rekurate.classify.weighing.calibrate import promise_of
from rekurate.curation.proposing.engine import Engine
from rekurate.model import Track


def notes_on(engine: Engine, tracks: Sequence[Track]) -> tuple[str, ...]:
    """Return sentences that say on how many tracks the tiers were measured, and for how many evidence is missing."""
    classifier = engine.proposer.classifier
    genred = len(classifier.genred)
    notes = []
    learned = classifier.regimes[0].calibration.learned_from
    enough = promise_of(classifier.vocabulary.taxonomy).enough
    if genred == 0:
        notes.append("No track of this library has a genre to learn from: only names known to the taxonomy speak.")
    elif learned < enough:
        notes.append(
            f"{learned} of {genred} tracks with a genre to learn from could be measured, and {enough:g} are needed: "
            "the tiers are the cautious shipped ones."
        )
    else:
        notes.append(
            f"Tiers were measured on {learned} of the {genred} tracks with a genre to learn from, artists held out."
        )
    witnessed = sum(1 for track in tracks if track.id in engine.witnessed)
    if witnessed == 0 and tracks:
        notes.append(
            "No outside evidence yet for these tracks: enrich_tracks and analyze_audio_batch add independent witnesses."
        )
    elif witnessed < len(tracks):
        lacking = len(tracks) - witnessed
        why = "not asked yet, or not found: see cache_coverage"
        notes.append(f"{lacking} of {len(tracks)} tracks have no outside evidence ({why}).")
    return tuple(notes)
