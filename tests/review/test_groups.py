"""What waits is grouped as a person decides: by tier and genre move."""

from tests.support.library import make_track
from tests.support.staging import genre

from rekurate.curation.staging.preview import PreviewRow
from rekurate.model import Field, StagedChange
from rekurate.review.groups import Group, Groups
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
    assert Groups().of([low, *high, other_high, chosen, label, year]) == (
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
    assert [one.title for one in Groups().of(rows)] == titles


def test_what_is_approved_waits_for_nobody() -> None:
    assert Groups().of([row(genre("1"), Approval("terminal", "", ""))]) == ()


def test_a_tier_nobody_knows_promises_nothing() -> None:
    assert [one.tier for one in Groups().of([row(genre("1", confidence="certain!"))])] == ["chosen"]


def test_a_number_keeps_its_meaning_for_a_sitting() -> None:
    first, second, third = row(genre("1", "Ambient")), row(genre("2", "House")), row(genre("3", "Techno"))
    groups = Groups()
    numbers = [(one.number, one.genre) for one in groups.of([first, second, third])]
    assert numbers == [(1, "Ambient"), (2, "House"), (3, "Techno")]
    assert [(one.number, one.genre) for one in groups.of([first, third])] == [(1, "Ambient"), (3, "Techno")]
    assert [(one.number, one.genre) for one in groups.of([third, second, first])] == numbers


def test_what_is_staged_meanwhile_is_a_group_with_a_new_number() -> None:
    groups, known, late = Groups(), row(genre("1", confidence="low")), row(genre("2", confidence="low"))
    groups.of([known, row(genre("3", "House"))])
    surer = row(genre("3", "House", confidence="high"))
    assert [(one.number, one.tier, one.rows) for one in groups.of([known, late, surer])] == [
        (1, "low", (known,)),
        (3, "high", (surer,)),
        (4, "low", (late,)),
    ]
