"""The mark of tests that compare with Essentia: it has no wheel for Windows and Linux on ARM."""

from importlib.util import find_spec

import pytest

NEEDS_ESSENTIA = pytest.mark.skipif(find_spec("essentia") is None, reason="Essentia has no wheel for this platform")
