"""What listening costs, in about 30 s:

    uv run --extra audio python benchmarks/audio.py [WEIGHTS.onnx]

Renders a six-minute track, encodes it as MP3 of 320 kb/s, and prints CPU seconds of a genre vector and of the features
against a plain decode of the same file, tracks an hour on two workers, the peak memory of a worker, and how many exact
tempi are found. Without weights a random EfficientNet-B0 of the same shapes stands in: it costs the same and knows
nothing.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import soundfile

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.effnet_b0 import make
from tests.support.audio_tasks import HERE
from tests.support.budgets import FreeBudget
from tests.support.renders import stereo, track, write

from rekurate.audio import Job, WorkerPool

SECONDS = 361.6
EFFNET = "rekurate.audio.effnet.task:analyze"
FEATURES = "rekurate.audio.features.task:analyze"
TEMPI = [
    (pattern, bpm)
    for pattern, tempi in {
        "house": (118.0, 122.5, 124.0, 126.37, 128.0),
        "techno": (130.0, 133.33, 138.0, 145.0),
        "jungle": (160.0, 172.0, 174.0),
        "dubstep": (138.0, 140.0, 142.5),
        "hiphop": (86.0, 92.0, 97.3),
        "breaks": (128.0, 132.0, 136.6),
    }.items()
    for bpm in tempi
]


def costs(pool, path, task, options, times=4):
    job = Job(f"{HERE}:cost", str(path), {"task": task, **options})
    done = list(pool.run([job] * (times + 1), FreeBudget()))
    facts = [each.facts for each in sorted(done, key=lambda each: each.index) if each.facts][1:]
    return min(each["cpu"] for each in facts), max(each["peak_mb"] for each in facts)


def six_minutes(path):
    """A house loop of one minute, over and over: only one minute is held in memory."""
    minute = stereo(track("house", 126.0, 60))
    left = int(SECONDS * 44_100)
    with soundfile.SoundFile(
        path, "w", 44_100, 2, format="MP3", bitrate_mode="CONSTANT", compression_level=0.0
    ) as file:
        while left > 0:
            part = minute[: min(left, len(minute))]
            for start in range(0, len(part), 1 << 16):
                file.write(part[start : start + (1 << 16)])
            left -= len(part)
    return path


def decode_all(path):
    began = time.process_time()
    with soundfile.SoundFile(path) as file:
        for _ in file.blocks(1 << 16, dtype="float32"):
            pass
    return time.process_time() - began


def throughput(path, options, tracks=16):
    pool = WorkerPool(2)
    jobs = [Job(task, str(path), {**options, "essentia": True}) for _ in range(tracks) for task in (FEATURES, EFFNET)]
    list(pool.run(jobs[:4], FreeBudget()))  # warm
    began = time.monotonic()
    list(pool.run(jobs, FreeBudget()))
    seconds = time.monotonic() - began
    pool.close()
    return 3600 * tracks / seconds


def tempo(folder):
    pool = WorkerPool(2)
    paths = [write(folder / f"{index}.flac", track(pattern, bpm, 60)) for index, (pattern, bpm) in enumerate(TEMPI)]
    jobs = [Job(FEATURES, str(path), {"essentia": True}) for path in paths]
    found = {done.index: (done.facts or {}).get("bpm") for done in pool.run(jobs, FreeBudget())}
    pool.close()
    off = [nearest(found[index] or 1.0, bpm) for index, (_, bpm) in enumerate(TEMPI)]
    within = sum(abs(found[index] / bpm - 1) <= 0.04 for index, (_, bpm) in enumerate(TEMPI) if found[index])
    free, fine = sum(ratio <= 0.04 for ratio, _ in off), sum(bpm <= 0.02 for _, bpm in off)
    shares = (
        f"within 4 % {within / len(off):.0%}, octave-free {free / len(off):.0%}, within 0.02 BPM {fine / len(off):.0%}"
    )
    print(f"tempo, {len(TEMPI)} renders of 60 s: {shares}")


def nearest(heard, bpm):
    """Distance to the tempo or its half or double: relative, and in BPM."""
    return min((abs(heard / (bpm * ratio) - 1), abs(heard / ratio - bpm)) for ratio in (1, 0.5, 2))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", nargs="?", metavar="WEIGHTS.onnx")
    options = parser.parse_args()
    measure(options.weights)


def measure(given):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        weights = given or str(make(folder / "b0.onnx"))
        path = six_minutes(folder / "six.mp3")
        options = {"backbone": weights}
        floor = min(decode_all(path) for _ in range(2))
        print(f"one MP3 of {SECONDS} s, {path.stat().st_size / 1e6:.1f} MB; floor, decoding it once: {floor:.2f} CPU s")
        each = 0.0
        for title, task, more in (("genre vector", EFFNET, options), ("features", FEATURES, {"essentia": True})):
            pool = WorkerPool(1)
            cpu, peak = costs(pool, path, task, more)
            pool.close()
            each += cpu
            print(f"{title:13s} {cpu:.2f} CPU s, {cpu / floor:.2f} of the floor; worker peak {peak:.0f} MB")
        pool = WorkerPool(1)
        costs(pool, path, EFFNET, options)
        _, peak = costs(pool, path, FEATURES, {"essentia": True})
        pool.close()
        print(f"a worker that does both: peak {peak:.0f} MB")
        measured, ideal = throughput(path, options), 2 * 3600 / each
        print(f"features + vector on two workers: {measured:.0f} tracks an hour; {ideal:.0f} by CPU time on idle cores")
        tempo(folder)


if __name__ == "__main__":
    main()
