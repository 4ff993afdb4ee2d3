"""Rows that are no music of the user's: counted wherever the library comes from."""

from collections.abc import Iterator, Sequence

from rekurate.model import Track, TrackKind


def kind_warnings(tracks: Sequence[Track]) -> Iterator[str]:
    """Count the rows that no genre work touches."""
    sampler = sum(track.kind is TrackKind.SAMPLER for track in tracks)
    streaming = sum(track.kind is TrackKind.STREAMING for track in tracks)
    if sampler:
        yield f"{sampler} sampler one-shots of Rekordbox are left out of selections unless asked for"
    if streaming:
        yield f"{streaming} streaming tracks have no file: they are shown, but never staged or exported"
