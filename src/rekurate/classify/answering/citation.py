"""One line of reasons in a DJ's words."""

from collections.abc import Sequence
from typing import Final

from rekurate.classify.answering.quick import Quick
from rekurate.classify.answering.sound import Sound
from rekurate.classify.kinds import AUDIO
from rekurate.model import Candidate, Vote
from rekurate.model.text import cut

_WORDS: Final = {
    "own_artist": "artist {term}",
    "own_remixer": "remixer {term}",
    "own_album": "album {term}",
    "own_label": "label {term}",
    "own_playlist": "playlist '{term}'",
    "own_folder": "folder '{term}'",
    "own_added_day": "added {term}",
    "own_neighbours": "{term}",
    "own_comment": "comment '{term}'",
    "own_comment_word": "comment word '{term}'",
    "own_my_tag": "My Tag {term}",
    "own_color": "colour {term}",
    "own_title_word": "title word '{term}'",
    "own_artist_word": "'{term}' in the artist's name",
    "own_years": "years {term}",
    "playlist_genre": "a playlist named {term}",
    "folder_genre": "a folder named {term}",
    "comment_genre": "the comment says {term}",
    "title_genre": "the title says {term}",
    "current": "the current genre spans {term}",
    "known_artist": "known artist ({term})",
    "known_remixer": "known remixer ({term})",
    "known_remixed": "known artist remixed ({term})",
    "known_titled": "known artist in the title ({term})",
    "known_label": "known label ({term})",
    "discogs_style": "Discogs: {term}",
    "discogs_genre": "Discogs genre: {term}",
    "discogs_label": "label {term} by Discogs",
    "beatport_genre": "Beatport: {term}",
    "beatport_sub_genre": "Beatport: {term}",
    "beatport_file_tag": "Beatport file tag: {term}",
    "file_tag": "file tag: {term}",
    "musicbrainz": "MusicBrainz: {term}",
    "bandcamp": "Bandcamp: {term}",
    "lastfm": "Last.fm: {term}",
    "effnet": "EffNet: {term}",
    "ensemble": "by its instruments: {term}",
    "audioset": "AudioSet: {term}",
    "gtzan": "HuBERT: {term}",
}
_LOOSE: Final = frozenset({"own_title_word", "own_artist_word", "own_comment_word", "own_years", "own_added_day"})
"""Voices that are counted but too slight to be held against a genre in words."""
_WORTH_SAYING: Final = 0.5
"""Nats from which a voice against the genre is told."""
_MOST_FOR: Final = 3
_LONGEST: Final = 220


def cite(votes: Sequence[Vote], candidates: Sequence[Candidate], quick: Quick, bpm: float, sound: Sound) -> str:
    """Say in one line why: what speaks for the genre, the strongest voice against it, and the tempo."""
    speaking = [vote for vote in votes if vote.genre == quick.genre][:_MOST_FOR]
    reasons = [_reason(vote, sound) for vote in speaking]
    heard = next((at for at, vote in enumerate(speaking) if vote.witness == AUDIO), None)
    if heard is not None and sound.pulse:
        reasons[heard] = f"{sound.pulse}, {reasons[heard]}"
    if not reasons and quick.genre is not None:
        reasons.append("nothing names it outright; the best of what fits")
    if quick.genre is None:
        reasons.append("no evidence yet" if not votes else "too little evidence")
    against = next((vote for vote in votes if vote.genre != quick.genre and vote.source not in _LOOSE), None)
    if against is not None and quick.genre is None:
        reasons.append(_reason(against, sound))
    elif against is not None and against.weight >= _WORTH_SAYING:
        reasons.append(f"against it {_reason(against, sound)}")
    if bpm > 0 and quick.genre is not None:
        reasons.append(_tempo(candidates, quick.genre, bpm))
    line = "; ".join(reason for reason in reasons if reason)
    return cut(line, _LONGEST)


def _reason(vote: Vote, sound: Sound) -> str:
    term = sound.shown(vote.source, vote.term) if vote.witness == AUDIO else vote.term[:40]
    words = _WORDS.get(vote.source, vote.source.replace("_", " ") + ": {term}").format(term=term)
    if not vote.detail:
        same = vote.genre == vote.term.rpartition("---")[2]
        return words if same else f"{words}, so {vote.genre}"
    agree, _, rest = vote.detail.partition(" of ")
    return f"{words}: {agree} of {rest.removesuffix(' tracks')} yours are {vote.genre}"


def _tempo(candidates: Sequence[Candidate], genre: str, bpm: float) -> str:
    chosen = next((candidate for candidate in candidates if candidate.genre == genre), None)
    if chosen is None:
        return ""
    return f"{bpm:.0f} BPM fits" if chosen.bpm_plausible else f"{bpm:.0f} BPM does not fit"
