"""One export from request to a validated file."""

from rekurate.rekordbox.export.nouns import Exported, ExportRequest


def write_export(request: ExportRequest) -> Exported:
    """Write the approved changes to a new XML file, atomically, and validate it before it appears.

    Raises ExportError when the output cannot be written (exists, inside Rekordbox's folder, folder missing or not
    writable) or when nothing is left to write; LibraryError when the library cannot be read again. In every error
    case no file appears at `request.output`.
    """
    raise NotImplementedError
