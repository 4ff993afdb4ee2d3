"""Write the approved changes to one new XML; list, undo and verify past exports."""
