"""Write the approved changes to one new XML; look back at what was written, undo and verify it."""
