"""Propose genres, count them, hand out what is undecided, measure how often it is right."""
