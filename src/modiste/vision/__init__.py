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
    from modiste.vision.lite0 import build_lite0 as build_lite0

_HOMES = {
    "Answer": "classifier",
    "Classifier": "classifier",
    "Judged": "classifier",
    "Refusal": "classifier",
    "build_lite0": "lite0",
    "classify": "classifier",
    "judge": "classifier",
    "training_data": "classifier",
}
__all__ = [
    "Answer",
    "Classifier",
    "Judged",
    "Refusal",
    "build_lite0",
    "classify",
    "judge",
    "training_data",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'modiste.vision' has no attribute {name!r}")
    return getattr(import_module(f"modiste.vision.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
