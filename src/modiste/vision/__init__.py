"""Pictures of garments understood: what class a photo shows. The worked example that other rooms follow.

Knows how pictures meet models; training and serving are learning's. The door is lazy: torch is
loaded only where a network is built.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.vision.attributes import FIELDS as FIELDS
    from modiste.vision.attributes import NAMES as NAMES
    from modiste.vision.attributes import Head as Head
    from modiste.vision.attributes import Tag as Tag
    from modiste.vision.attributes import Tagger as Tagger
    from modiste.vision.attributes import learn_tagger as learn_tagger
    from modiste.vision.attributes import read_tagger as read_tagger
    from modiste.vision.attributes import thing_named as thing_named
    from modiste.vision.attributes import wanted_of as wanted_of
    from modiste.vision.attributes import write_tagger as write_tagger
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
    "FIELDS": "attributes",
    "Head": "attributes",
    "Judged": "classifier",
    "NAMES": "attributes",
    "Outlines": "outlines",
    "Refusal": "classifier",
    "Segmented": "segmentation",
    "Tag": "attributes",
    "Tagger": "attributes",
    "build_lite0_mask": "lite0_mask",
    "classify": "classifier",
    "cut_outs": "segmentation",
    "judge": "classifier",
    "learn_tagger": "attributes",
    "mask_of": "segmentation",
    "read_outlines": "outlines",
    "read_tagger": "attributes",
    "thing_named": "attributes",
    "training_data": "classifier",
    "wanted_of": "attributes",
    "worth": "segmentation",
    "write_tagger": "attributes",
}
__all__ = [
    "FIELDS",
    "NAMES",
    "Answer",
    "Classifier",
    "Head",
    "Judged",
    "Outlines",
    "Refusal",
    "Segmented",
    "Tag",
    "Tagger",
    "build_lite0_mask",
    "classify",
    "cut_outs",
    "judge",
    "learn_tagger",
    "mask_of",
    "read_outlines",
    "read_tagger",
    "thing_named",
    "training_data",
    "wanted_of",
    "worth",
    "write_tagger",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.vision' has no attribute {name!r}")
    return getattr(import_module(f"modiste.vision.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
