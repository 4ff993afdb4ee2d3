"""The schedule: spread evenly, shared by threads and processes, corrected by the provider's own count."""

import errno
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from tests.support.evidence import NOON, Hours

from rekurate.evidence.manners import Manners
from rekurate.evidence.schedule import Schedule

MANNERS = Manners(
    name="shop", shown="The Shop", per_minute=60, limit_header="x-limit", remaining_header="x-remaining"
)  # fmt: skip


def gaps(slots: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(sorted(slots))]


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def schedule(hours: Hours) -> Schedule:
    return Schedule(MANNERS, hours.clock, None)


def test_slots_are_spread_over_the_minute(schedule: Schedule) -> None:
    slots = [schedule.reserve() for _ in range(60)]
    assert slots[0] == NOON
    assert gaps(slots) == pytest.approx([1.03] * 59)


def test_a_pause_earns_no_burst(schedule: Schedule, hours: Hours) -> None:
    schedule.reserve()
    hours.now += 500
    assert [schedule.reserve() - hours.now for _ in range(3)] == pytest.approx([0, 1.03, 2.06])


def test_threads_share_one_schedule(tmp_path: Path) -> None:
    schedules = [Schedule(MANNERS, lambda: NOON, tmp_path) for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        slots = list(pool.map(lambda number: schedules[number % 4].reserve(), range(40)))
    assert min(gaps(slots)) == pytest.approx(1.03)


def reserve(folder: str, count: int) -> list[float]:
    schedule = Schedule(MANNERS, lambda: NOON, Path(folder))
    return [schedule.reserve() for _ in range(count)]


def test_processes_share_one_schedule(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        halves = pool.starmap(reserve, [(str(tmp_path), 15), (str(tmp_path), 15)])
    slots = [slot for half in halves for slot in half]
    assert len(set(slots)) == 30
    assert min(gaps(slots)) == pytest.approx(1.03)


@pytest.mark.parametrize("content", ["", "{", '{"next": 17000', "[1]", "null"])
def test_a_schedule_cut_off_by_a_kill_starts_anew(tmp_path: Path, hours: Hours, content: str) -> None:
    (tmp_path / "shop.json").write_text(content)
    schedule = Schedule(MANNERS, hours.clock, tmp_path)
    assert [schedule.reserve() - NOON for _ in range(2)] == pytest.approx([0, 1.03])


def test_a_clock_set_back_does_not_stop_everything(tmp_path: Path) -> None:
    Schedule(MANNERS, lambda: NOON + 86_400, tmp_path).hold(60)
    Schedule(MANNERS, lambda: NOON + 86_400, tmp_path).reserve()
    assert Schedule(MANNERS, lambda: NOON, tmp_path).reserve() == NOON


def test_a_folder_that_cannot_be_written_leaves_the_schedule_in_memory(tmp_path: Path, hours: Hours) -> None:
    (tmp_path / "file").write_text("no folder")
    schedule = Schedule(MANNERS, hours.clock, tmp_path / "file")
    assert [schedule.reserve() - NOON for _ in range(2)] == pytest.approx([0, 1.03])


def test_the_providers_own_limit_is_adopted(schedule: Schedule) -> None:
    schedule.reserve()
    schedule.learn({"x-limit": "25", "x-remaining": "24"})
    slots = [schedule.reserve() for _ in range(3)]
    assert gaps(slots) == pytest.approx([60 / 25 * 1.03] * 2)


def test_what_others_on_the_address_use_up_slows_us_down(schedule: Schedule, hours: Hours) -> None:
    schedule.reserve()
    schedule.learn({"x-limit": "60", "x-remaining": "28"})  # 32 used, one of them ours
    slots = [schedule.reserve() for _ in range(3)]
    assert gaps(slots) == pytest.approx([60 / 30 * 1.03] * 2)
    hours.now += 300
    assert gaps([schedule.reserve() for _ in range(3)]) == pytest.approx([1.03] * 2)


def test_our_own_use_does_not_slow_us_down(schedule: Schedule, hours: Hours) -> None:
    for used in range(1, 200):
        hours.now = schedule.reserve()
        schedule.learn({"x-limit": "60", "x-remaining": str(60 - min(used, 59))})
    before = hours.now
    assert schedule.reserve() - before == pytest.approx(1.03)


def test_nothing_left_means_to_wait(schedule: Schedule, hours: Hours) -> None:
    schedule.reserve()
    schedule.learn({"x-limit": "60", "x-remaining": "0"})
    assert schedule.reserve() > hours.now + 2


@pytest.mark.parametrize("limit", ["", "0", "many", "-3", "1e9", "\u00b2", "9" * 5000])
def test_a_senseless_limit_is_ignored(schedule: Schedule, limit: str) -> None:
    schedule.learn({"x-limit": limit, "x-remaining": "x"})
    assert gaps([schedule.reserve() for _ in range(3)]) == pytest.approx([1.03] * 2)


def test_turns_not_used_are_the_next_ones_whoever_gives_them_back_first(schedule: Schedule) -> None:
    first, *later = [schedule.reserve() for _ in range(4)]
    for slot in later:
        schedule.give_back(slot)
    assert [schedule.reserve() - first for _ in range(4)] == pytest.approx([1.03, 2.06, 3.09, 4.12])


def test_a_turn_not_used_is_taken_though_somebody_has_a_later_one(schedule: Schedule, hours: Hours) -> None:
    slots = [schedule.reserve() for _ in range(4)]
    schedule.give_back(slots[1])
    schedule.give_back(slots[2])
    hours.now = slots[1] + 0.5
    assert [schedule.reserve() - NOON for _ in range(2)] == pytest.approx([2.06, 4.12])


def test_a_turn_before_the_provider_may_be_asked_again_is_not_taken(schedule: Schedule) -> None:
    _, second, third = (schedule.reserve() for _ in range(3))
    schedule.give_back(second)
    schedule.hold(30)
    assert schedule.reserve() == NOON + 30 > third


def test_a_disk_that_fills_up_leaves_the_schedule_in_memory(
    tmp_path: Path, hours: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    schedule = Schedule(MANNERS, hours.clock, tmp_path)
    schedule.reserve()
    monkeypatch.setattr("rekurate.evidence.locked_file.os.write", full)
    assert [schedule.reserve() - NOON for _ in range(2)] == pytest.approx([1.03, 2.06])


def test_a_hold_reaches_every_process(tmp_path: Path) -> None:
    make: Callable[[], Schedule] = lambda: Schedule(MANNERS, lambda: NOON, tmp_path)  # noqa: E731 - two of the same
    make().hold(45)
    assert (make().held_until(), make().reserve()) == (NOON + 45, NOON + 45)
