"""From a wish to an approved change: check, stage, show, lock, take back, approve."""
