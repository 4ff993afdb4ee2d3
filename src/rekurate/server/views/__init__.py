"""Parts of answers that several tools share, as models."""
