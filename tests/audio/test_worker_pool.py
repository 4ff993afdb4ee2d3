import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from tests.support.audio_tasks import HERE
from tests.support.budgets import FreeBudget

from rekurate.audio.worker import Done, Job, Limits, WorkerPool

POSIX = pytest.mark.skipif(not hasattr(os, "killpg"), reason="signals and process groups are POSIX")


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    made = WorkerPool(1, Limits(seconds=20.0, grace_seconds=0.0))
    yield made
    made.close()


def ask(pool: WorkerPool, *tasks: str, path: str = "a.mp3") -> list[Done]:
    jobs = [Job(f"{HERE}:{task}", path) for task in tasks]
    return sorted(pool.run(jobs, FreeBudget()), key=lambda done: done.index)


def outcome(done: Done) -> str:
    return done.failure.reason if done.failure else "heard"


def test_a_worker_answers_and_stays_warm_for_the_next_file(pool: WorkerPool) -> None:
    first, second = ask(pool, "echo", "echo")

    assert first.facts
    assert first.facts == {"path": "a.mp3", "options": {}, "pid": pool.pids()[0]}
    assert second.facts == first.facts
    assert first.facts["pid"] != os.getpid()


def test_no_process_is_started_before_the_first_file() -> None:
    assert WorkerPool(4).pids() == ()


def test_any_path_survives_the_way_to_the_worker(pool: WorkerPool) -> None:
    path = "/Musik/Ä ö\n\u202e東京\udcff \U0001f39b.mp3"
    (done,) = ask(pool, "echo", path=path)
    assert done.facts is not None
    assert done.facts["path"] == path


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        ("crash", "crashed"),
        ("be_killed", "out_of_memory"),
        ("fail", "silent"),
        ("lose", "missing"),
        ("lose_the_model", "failed"),
        ("stumble", "failed"),
        ("not_a_number", "failed"),
        ("does_not_exist", "failed"),
    ],
)
@POSIX
def test_a_bad_file_is_that_files_failure_and_no_more(pool: WorkerPool, task: str, reason: str) -> None:
    before, bad, after = ask(pool, "echo", task, "echo")

    assert [outcome(done) for done in (before, bad, after)] == ["heard", reason, "heard"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its data limit")
def test_a_file_that_wants_too_much_memory_fails_as_such(pool: WorkerPool) -> None:
    bad, after = ask(pool, "devour", "echo")

    assert [outcome(bad), outcome(after)] == ["out_of_memory", "heard"]


@POSIX
def test_a_crash_tells_the_decoders_last_words(pool: WorkerPool) -> None:
    (done,) = ask(pool, "crash")
    assert "decoder: bad frame" in str(done.failure)


@pytest.mark.parametrize("door", ["subprocess.Popen", "threading.Timer.start"])
def test_a_system_that_gives_no_process_or_thread_fails_the_file_and_keeps_nobody_waiting(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("can't start new thread") if "Timer" in door else BlockingIOError(11, "try again")

    with monkeypatch.context() as patch:
        patch.setattr(f"rekurate.audio.worker.process.{door}", refuse)
        patch.setattr(pool, "_end", lambda: None)  # its janitor is a timer, too
        (done,) = ask(pool, "echo")

    assert outcome(done) == "no_worker"
    assert [outcome(each) for each in ask(pool, "echo")] == ["heard"]


@POSIX
def test_a_worker_that_the_system_is_slow_to_end_keeps_nobody_waiting(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = subprocess.Popen.wait

    def slow(process: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        if timeout is not None:
            raise subprocess.TimeoutExpired("worker", timeout)
        return wait(process)

    with monkeypatch.context() as patch:
        patch.setattr(subprocess.Popen, "wait", slow)
        (done,) = ask(pool, "crash")
    assert outcome(done) == "crashed"


def test_a_file_that_hangs_is_given_up_after_its_time() -> None:
    pool = WorkerPool(1, Limits(seconds=0.2, start_seconds=2.0))
    hung, after = ask(pool, "hang", "echo", path="")
    pool.close()

    assert [outcome(hung), outcome(after)] == ["timeout", "heard"]


@POSIX
def test_a_worn_out_worker_is_to_blame_before_the_file_is(pool: WorkerPool) -> None:
    jobs = [Job(f"{HERE}:crash_when_worn", name) for name in ("one.mp3", "two.mp3")]
    done = list(pool.run(jobs, FreeBudget()))

    assert [outcome(each) for each in done] == ["heard", "heard"]


@POSIX
def test_many_files_on_two_workers_lose_only_the_bad_ones() -> None:
    pool = WorkerPool(2)
    jobs = [Job(f"{HERE}:crash_on_bad", f"{'bad' if n % 5 == 0 else 'good'}{n}.mp3") for n in range(20)]
    done = {each.index: outcome(each) for each in pool.run(jobs, FreeBudget())}
    pool.close()

    assert done == {n: "crashed" if n % 5 == 0 else "heard" for n in range(20)}


def test_libraries_can_neither_spoil_an_answer_nor_eat_a_job(pool: WorkerPool) -> None:
    noisy, after = ask(pool, "chatter", "echo")

    assert noisy.facts == {"stdin": "", "raw": ""}
    assert outcome(after) == "heard"


def test_the_worker_gets_one_native_thread_and_no_secret(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCOGS_TOKEN", "secret")
    names = ["DISCOGS_TOKEN", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]
    (done,) = pool.run([Job(f"{HERE}:surroundings", "", {"names": names})], FreeBudget())

    assert done.facts == {"DISCOGS_TOKEN": None, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@POSIX
def test_a_spent_budget_kills_the_work_in_progress_and_leaves_it_pending(pool: WorkerPool, tmp_path: Path) -> None:
    started = tmp_path / "started"
    jobs = [Job(f"{HERE}:hang", str(started)), Job(f"{HERE}:echo", "never reached")]

    assert list(pool.run(jobs, FreeBudget(until=lambda: started.exists() and started.read_text() != ""))) == []
    assert is_gone(int(started.read_text()))


@POSIX
def test_what_a_worker_started_is_killed_with_it(pool: WorkerPool, tmp_path: Path) -> None:
    started = tmp_path / "started"
    job = Job(f"{HERE}:child_of_child", str(started))

    assert list(pool.run([job], FreeBudget(until=lambda: started.exists() and started.read_text() != ""))) == []
    assert is_gone(int(started.read_text()))


@POSIX
def test_closing_the_iterator_kills_the_work_at_once(pool: WorkerPool, tmp_path: Path) -> None:
    started = tmp_path / "started"
    jobs = [Job(f"{HERE}:echo", "first"), Job(f"{HERE}:hang", str(started))]
    run = pool.run(jobs, FreeBudget())
    assert next(run).index == 0
    run.close()  # type: ignore[attr-defined] # it is a generator

    assert not started.exists() or is_gone(int(started.read_text() or 0))


def test_a_file_that_hangs_call_after_call_does_not_stay_pending_for_ever(tmp_path: Path) -> None:
    started = tmp_path / "started"
    pool = WorkerPool(1, Limits(seconds=0.05, start_seconds=30.0, grace_seconds=0.0))
    job = Job(f"{HERE}:hang", str(started))
    done: list[Done] = []
    for _ in range(5):
        started.unlink(missing_ok=True)
        done += pool.run([job], FreeBudget(until=started.exists))
    pool.close()

    assert {outcome(each) for each in done} == {"timeout"}


def test_an_idle_pool_stops_its_workers() -> None:
    pool = WorkerPool(1, Limits(idle_seconds=0.0))
    ask(pool, "echo")
    janitor = pool._janitor
    assert janitor is not None
    janitor.join()

    assert pool.pids() == ()


def test_a_worker_is_replaced_after_its_share_of_files() -> None:
    pool = WorkerPool(1, Limits(recycle_jobs=2))
    done = ask(pool, "echo", "echo", "echo")
    pool.close()

    assert len({each.facts["pid"] for each in done if each.facts}) == 2


def test_a_worker_serves_one_group_of_tasks(pool: WorkerPool) -> None:
    jobs = [Job(f"{HERE}:echo", "a.mp3", group=group) for group in ("light", "light", "heavy", "light")]
    done = sorted(pool.run(jobs, FreeBudget()), key=lambda each: each.index)
    pids = [each.facts["pid"] for each in done if each.facts]

    assert (pids[0] == pids[1], len(set(pids)), len(pool.pids())) == (True, 3, 1)


@POSIX
def test_workers_end_when_the_server_is_killed(tmp_path: Path) -> None:
    line = tmp_path / "line"
    os.mkfifo(line)
    code = (
        "from rekurate.audio.worker import *\n"
        "class Budget:\n  def spent(self): return False\n"
        f"list(WorkerPool(1).run([Job('{HERE}:hang_on_the_line', {str(line)!r})], Budget()))"
    )
    path = os.pathsep.join(entry for entry in sys.path if entry)
    server = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path})
    with line.open(encoding="ascii") as heard:
        assert heard.readline() == "here\n"
        server.kill()
        server.wait()
        assert heard.read() == ""  # returns when the worker's end closes


def is_gone(pid: int, within: float = 10.0) -> bool:
    """Whether the process ends within seconds; one that nobody reaped yet counts as ended.

    A killed grandchild dies when the system gets to it: on a busy machine that is not at once.
    """
    deadline = monotonic() + within
    while not has_ended(pid):
        if monotonic() > deadline:
            return False
        os.sched_yield()
    return True


def has_ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat")
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"
    except (ProcessLookupError, FileNotFoundError):
        return True
