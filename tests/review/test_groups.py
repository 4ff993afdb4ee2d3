"""What waits is grouped as a person decides: by tier and genre move."""

from tests.support.library import make_track
from tests.support.staging import genre

from rekurate.curation.staging.preview import PreviewRow
from rekurate.model import Field, StagedChange
from rekurate.review.groups import Group, group
from rekurate.store import Approval


def row(change: StagedChange, approval: Approval | None = None) -> PreviewRow:
    return PreviewRow(make_track(id=change.track_id), change, approval, outdated=False)


def test_groups_go_from_the_surest_tier_down_and_from_large_to_small() -> None:
    low = row(genre("1", "House", confidence="low"))
    high = [row(genre(one, "Techno", confidence="high")) for one in ("2", "3")]
    other_high = row(genre("4", "House", "Dance", confidence="high"))
    chosen = row(genre("5", "Ambient", proposer="agent"))
    label = row(StagedChange("6", Field.LABEL, "", "Hard Steel"))
    year = row(StagedChange("6", Field.YEAR, "0", "1999"))
    assert group([low, *high, other_high, chosen, label, year]) == (
        Group(1, "(none) → Techno", "Techno", "high", tuple(high)),
        Group(2, "Dance → House", "House", "high", (other_high,)),
        Group(3, "(none) → House", "House", "low", (low,)),
        Group(4, "(none) → Ambient", "Ambient", "chosen", (chosen,)),
        Group(5, "new label", "", "chosen", (label,)),
        Group(6, "new year", "", "chosen", (year,)),
    )


def test_what_takes_something_of_the_persons_away_is_a_group_of_its_own() -> None:
    values = [("", "x"), ("mine", "x"), ("mine", "")]
    rows = [row(StagedChange("6", Field.COMMENTS, old, new)) for old, new in values]
    rows.append(row(StagedChange("6", Field.RATING, "5", "0")))
    titles = ["comments emptied", "comments replaced", "new comments", "rating emptied"]
    assert [one.title for one in group(rows)] == titles


def test_what_is_approved_waits_for_nobody() -> None:
    assert group([row(genre("1"), Approval("terminal", "", ""))]) == ()


def test_a_tier_nobody_knows_promises_nothing() -> None:
    assert [one.tier for one in group([row(genre("1", confidence="certain!"))])] == ["chosen"]
