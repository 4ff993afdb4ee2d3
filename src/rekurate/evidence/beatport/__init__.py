"""Beatport: optional, with the user's own login, or pages behind a switch."""

from rekurate.evidence.beatport.login import Login
from rekurate.evidence.beatport.witness import Beatport

__all__ = ["Beatport", "Login"]
