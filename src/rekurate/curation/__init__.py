"""The trip: find, gather, propose, stage, approve, export. Faces call these functions and nothing below them."""
