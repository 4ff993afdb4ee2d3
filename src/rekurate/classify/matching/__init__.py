"""Is it this recording? Pure functions from two descriptions to an outcome with its proof."""

from rekurate.classify.matching.choose import choose
from rekurate.classify.matching.compared import read
from rekurate.classify.matching.matcher import MATCHER_VERSION, RecordingMatcher
from rekurate.classify.matching.repair import Repaired, repair
from rekurate.classify.matching.score import judge
from rekurate.classify.matching.title import Title, read_title

__all__ = [
    "MATCHER_VERSION",
    "RecordingMatcher",
    "Repaired",
    "Title",
    "choose",
    "judge",
    "read",
    "read_title",
    "repair",
]
