"""Pictures of garments understood: what class a photo shows. The worked example that other rooms follow.

Knows how pictures meet models; training and serving are learning's. The door is lazy: torch is
loaded only where a network is built.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.vision.classifier import Answer as Answer
    from modiste.vision.classifier import Classifier as Classifier
    from modiste.vision.classifier import Judged as Judged
    from modiste.vision.classifier import Refusal as Refusal
    from modiste.vision.classifier import classify as classify
    from modiste.vision.classifier import judge as judge
    from modiste.vision.classifier import training_data as training_data
    from modiste.vision.lite0_mask import build_lite0_mask as build_lite0_mask
    from modiste.vision.outlines import Outlines as Outlines
    from modiste.vision.outlines import read_outlines as read_outlines
    from modiste.vision.segmentation import Segmented as Segmented
    from modiste.vision.segmentation import cut_outs as cut_outs
    from modiste.vision.segmentation import mask_of as mask_of
    from modiste.vision.segmentation import worth as worth

_HOMES = {
    "Answer": "classifier",
    "Classifier": "classifier",
    "Judged": "classifier",
    "Refusal": "classifier",
    "build_lite0_mask": "lite0_mask",
    "classify": "classifier",
    "cut_outs": "segmentation",
    "judge": "classifier",
    "mask_of": "segmentation",
    "Outlines": "outlines",
    "read_outlines": "outlines",
    "Segmented": "segmentation",
    "training_data": "classifier",
    "worth": "segmentation",
}
__all__ = [
    "Answer",
    "Classifier",
    "Judged",
    "Outlines",
    "Refusal",
    "Segmented",
    "build_lite0_mask",
    "classify",
    "cut_outs",
    "judge",
    "mask_of",
    "read_outlines",
    "training_data",
    "worth",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.vision' has no attribute {name!r}")
    return getattr(import_module(f"modiste.vision.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
