"""Warnings about rows that are not music files of the user: sampler one-shots and streaming tracks."""

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
