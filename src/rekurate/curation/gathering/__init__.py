"""Ask the sources, keep their answers, and say what is covered: the only use cases that may reach the network."""

from rekurate.curation.gathering.gather import ANALYZERS, PROVIDERS, Gathered, GatherRequest, gather

__all__ = ["ANALYZERS", "PROVIDERS", "GatherRequest", "Gathered", "gather"]
