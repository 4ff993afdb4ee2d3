"""The doors to the sound: worker processes, features, models here and hosted.

Importing this package, and everything a server process imports of it, loads no numpy and starts no process:

    room = Room(WorkerPool(workers=0), PathFinder(path_map), clock)
    features = FeaturesWitness(room)
    effnet = EffnetWitness(room, ModelShelf(folder, line, clock, own_weights))

Another analyzer is a task (`module:function`, run in the worker) and a subclass of `AudioWitness`.
"""

from rekurate.audio.effnet.witness import EffnetWitness
from rekurate.audio.features.witness import FeaturesWitness
from rekurate.audio.files.paths import PathFinder
from rekurate.audio.models.shelf import ModelShelf
from rekurate.audio.witness import AudioWitness, Room
from rekurate.audio.worker import Job, Limits, WorkerPool

__all__ = [
    "AudioWitness",
    "EffnetWitness",
    "FeaturesWitness",
    "Job",
    "Limits",
    "ModelShelf",
    "PathFinder",
    "Room",
    "WorkerPool",
]
