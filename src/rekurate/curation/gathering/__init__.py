"""Ask the sources, keep their answers, and count what is covered. Only these use cases may reach the network."""

from rekurate.curation.gathering.gather import ANALYZERS, PROVIDERS, Gathered, GatherRequest, gather

__all__ = ["ANALYZERS", "PROVIDERS", "GatherRequest", "Gathered", "gather"]
