"""The weights we know of: constants of their publisher, the Music Technology Group of Universitat Pompeu Fabra."""

from dataclasses import dataclass
from typing import Final

PUBLISHER: Final = "https://essentia.upf.edu/models/"


@dataclass(frozen=True, slots=True)
class Licence:
    """What a person agrees to before weights are fetched."""

    name: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of weights."""

    name: str
    path: str
    """Below the publisher's address."""
    size: int
    """Bytes."""
    sha256: str
    """"" where nobody we can name has published it: recorded when first fetched, and checked from then on."""


@dataclass(frozen=True, slots=True)
class Model:
    """One way to run Discogs-EffNet."""

    name: str
    title: str
    backbone: ModelFile
    head: ModelFile | None = None

    @property
    def files(self) -> tuple[ModelFile, ...]:
        """Every file of it."""
        return (self.backbone, self.head) if self.head else (self.backbone,)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


LICENCE: Final = Licence(
    name="CC BY-NC-SA 4.0",
    url="https://creativecommons.org/licenses/by-nc-sa/4.0/",
    text=(
        "Discogs-EffNet is by the Music Technology Group, Universitat Pompeu Fabra, under Creative Commons\n"
        "Attribution-NonCommercial-ShareAlike 4.0 International (CC BY-NC-SA 4.0):\n"
        "  - you may use, copy and adapt it with attribution, for non-commercial purposes only;\n"
        "  - what you adapt from it must carry the same licence.\n"
        "For commercial use the authors offer a proprietary licence: https://essentia.upf.edu/licensing_information.html\n"
        "Rekurate neither contains nor passes on these files; you fetch them from their publisher.\n"
        "Full text: https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode"
    ),
)

MODELS: Final = (
    Model(
        "effnet",
        "Discogs-EffNet for onnxruntime: every platform, the fastest",
        ModelFile(
            "discogs-effnet-bsdynamic-1.onnx",
            "feature-extractors/discogs-effnet/discogs-effnet-bsdynamic-1.onnx",
            18_027_718,
            # pinned alike by a dozen public programs that fetch it from the publisher
            "a280825b334797cf677939db8cd5762c0392aedd0ca6415dbc1cd083f045e43c",
        ),
    ),
    Model(
        "effnet-tensorflow",
        "Discogs-EffNet for essentia-tensorflow, backbone and head: Linux x86-64 and macOS only",
        ModelFile(
            "discogs-effnet-bs64-1.pb",
            "feature-extractors/discogs-effnet/discogs-effnet-bs64-1.pb",
            18_366_619,
            "",
        ),
        ModelFile(
            "genre_discogs400-discogs-effnet-1.pb",
            "classification-heads/genre_discogs400/genre_discogs400-discogs-effnet-1.pb",
            2_057_977,
            "3885ba078a35249af94b8e5e4247689afac40deca4401a4bc888daf5a579c01c",
        ),
    ),
)
"""The first is the default. The ONNX file answers the 400 classes itself; the `.pb` pair is the documented chain."""
