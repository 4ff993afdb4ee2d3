"""Tests that decode or make sound: collected where the audio extra is installed."""

from importlib.util import find_spec

if any(find_spec(package) is None for package in ("numpy", "soundfile", "soxr", "onnxruntime")):
    collect_ignore_glob = ["test_*.py"]
