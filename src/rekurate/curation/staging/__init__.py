"""Stage changes and approve them: check what is wanted, stage it, show it, clear it, lock tracks, write down a yes."""
