"""Look into a model file, before anything relies on it: whether it is the part of Discogs-EffNet it is given as."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from rekurate.audio.effnet.nodes import EMBEDDING, HEAD_INPUT, MEL_INPUT, PATCH
from rekurate.audio.effnet.protobuf import Graph, NotAModel, graph_of
from rekurate.audio.effnet.vector import CLASSES
from rekurate.errors import BadRequest

_SUFFIXES: Final = (".onnx", ".pb")


def check_weights(backbone: Path, head: Path | None) -> None:
    """Raise BadRequest, saying what is wrong, when one of the files is not what it is given as.

    Without a head the backbone must answer the classes itself.
    """
    _check(backbone, EMBEDDING if head else CLASSES)
    if head is not None:
        _check(head, CLASSES, head=True)


def fault_of(path: Path) -> str:
    """Return why a backbone cannot run alone, "" when it can; a file that does not change is looked into once."""
    status = path.stat()
    return _fault(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=4)
def _fault(path: Path, size: int, changed_ns: int) -> str:  # noqa: ARG001 - of another size or time it is another file
    try:
        check_weights(path, None)
    except BadRequest as error:
        return str(error)
    return ""


def _check(path: Path, width: int, *, head: bool = False) -> None:
    if path.suffix.lower() not in _SUFFIXES:
        raise BadRequest(f"{path.name} is no model this can run: give an .onnx or a .pb file.")
    try:
        graph = graph_of(path)
    except OSError as error:
        raise BadRequest(f"{path} cannot be read ({error.strerror}).") from None
    except NotAModel as error:
        raise BadRequest(f"{path.name} is not a model file, or not whole: {error}.") from None
    if not _takes(graph, head=head):
        part = "the genre_discogs400 head" if head else "a backbone"
        raise BadRequest(f"{path.name} is not {part} of Discogs-EffNet: it takes {', '.join(graph.inputs)}.")
    if graph.kind == "onnx" and not any(shape[-1:] == (width,) for shape in graph.outputs.values()):
        raise BadRequest(f"{path.name} does not answer {width} classes; with a backbone, name its head: --head PATH.")


def _takes(graph: Graph, *, head: bool) -> bool:
    """Whether a graph takes what it would be given; ONNX files are named by no rule, and their heads by their width."""
    if graph.kind == "tensorflow":
        return (HEAD_INPUT if head else MEL_INPUT) in graph.inputs
    ends = [zip(shape[-2:], PATCH, strict=False) for shape in graph.inputs.values()]
    return head or any(all(size in (-1, wanted) for size, wanted in end) for end in ends)
