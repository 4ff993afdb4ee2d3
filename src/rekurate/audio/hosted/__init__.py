"""Discogs-EffNet where somebody else runs it: an excerpt goes out, 400 class means come back."""

from rekurate.audio.hosted.either import EitherEffnet
from rekurate.audio.hosted.replicate import Account, Replicate
from rekurate.audio.hosted.witness import HostedEffnet, Hosting

__all__ = ["Account", "EitherEffnet", "HostedEffnet", "Hosting", "Replicate"]
