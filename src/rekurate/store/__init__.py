"""Our one SQLite file: what sources said, what is staged, what was approved and exported."""

from rekurate.store.approvals import ApprovalCounts, Approvals, Pending, Sealed
from rekurate.store.evidence import Answered, Evidence
from rekurate.store.exports import Exports, Plan, Written
from rekurate.store.hashes import Hashes
from rekurate.store.journal import Clearing, Entry, Journal, Staging
from rekurate.store.libraries import Holding, Libraries
from rekurate.store.past import ExportedMove, ExportRecord, Named, PastChange
from rekurate.store.standing import Approval, Judged, Standing
from rekurate.store.store import Store, make_practice_store, open_store

__all__ = [
    "Answered",
    "Approval",
    "ApprovalCounts",
    "Approvals",
    "Clearing",
    "Entry",
    "Evidence",
    "ExportRecord",
    "ExportedMove",
    "Exports",
    "Hashes",
    "Holding",
    "Journal",
    "Judged",
    "Libraries",
    "Named",
    "PastChange",
    "Pending",
    "Plan",
    "Sealed",
    "Staging",
    "Standing",
    "Store",
    "Written",
    "make_practice_store",
    "open_store",
]
