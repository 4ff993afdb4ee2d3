"""Propose genres, count the proposals, hand out the undecided tracks, and measure how often proposals are right."""
