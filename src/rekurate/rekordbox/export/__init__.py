"""Write a new Rekordbox XML that holds the approved changes and touches nothing else."""

from rekurate.rekordbox.export.nouns import Exported, ExportedTrack, ExportRequest, LeftOut, LeftOuts, Reason
from rekurate.rekordbox.export.write import write_export

__all__ = ["ExportRequest", "Exported", "ExportedTrack", "LeftOut", "LeftOuts", "Reason", "write_export"]
