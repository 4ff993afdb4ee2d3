"""Pure: is it this recording, what do the witnesses say, how sure may we be."""
