"""The 17 parts of the body that JOS-3 has, how large they are, and which of them a garment covers.

Knows names and shares; how far cloth stands off the skin is told by a drape or a scenario.
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

SEGMENTS = (
    "head",
    "neck",
    "chest",
    "back",
    "pelvis",
    "left_shoulder",
    "left_arm",
    "left_hand",
    "right_shoulder",
    "right_arm",
    "right_hand",
    "left_thigh",
    "left_leg",
    "left_foot",
    "right_thigh",
    "right_leg",
    "right_foot",
)
"""In JOS-3's order; its `shoulder` is the upper arm, its `arm` the forearm, its `leg` the lower leg."""
NAMES_ZH: Mapping[str, str] = MappingProxyType(
    {
        "head": "头部",
        "neck": "颈部",
        "chest": "胸部",
        "back": "背部",
        "pelvis": "骨盆",
        "left_shoulder": "左上臂",
        "left_arm": "左前臂",
        "left_hand": "左手",
        "right_shoulder": "右上臂",
        "right_arm": "右前臂",
        "right_hand": "右手",
        "left_thigh": "左大腿",
        "left_leg": "左小腿",
        "left_foot": "左脚",
        "right_thigh": "右大腿",
        "right_leg": "右小腿",
        "right_foot": "右脚",
    }
)
AREAS = np.array([0.110, 0.029, 0.175, 0.161, 0.221] + [0.096, 0.063, 0.050] * 2 + [0.209, 0.112, 0.056] * 2)
"""(17,) skin area of JOS-3's standard man, square metres; a wearer's own are in proportion."""
AREAS.setflags(write=False)

_TRUNK = {"chest": 1.0, "back": 1.0}


def _pairs(**shares: float) -> dict[str, float]:
    return {f"{side}_{part}": share for part, share in shares.items() for side in ("left", "right")}


GARMENTS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "t-shirt": {**_TRUNK, "pelvis": 0.6, **_pairs(shoulder=0.7)},
        "shirt": {**_TRUNK, "neck": 0.4, "pelvis": 0.7, **_pairs(shoulder=1.0, arm=1.0)},
        "sweatshirt": {**_TRUNK, "pelvis": 0.6, **_pairs(shoulder=1.0, arm=1.0)},
        "hoodie": {**_TRUNK, "head": 0.5, "neck": 1.0, "pelvis": 0.6, **_pairs(shoulder=1.0, arm=1.0)},
        "jacket": {**_TRUNK, "neck": 0.7, "pelvis": 0.8, **_pairs(shoulder=1.0, arm=1.0)},
        "trousers": {"pelvis": 1.0, **_pairs(thigh=1.0, leg=0.95)},
        "leggings": {"pelvis": 1.0, **_pairs(thigh=1.0, leg=0.9)},
        "shorts": {"pelvis": 1.0, **_pairs(thigh=0.6)},
        "skirt-straight": {"pelvis": 1.0, **_pairs(thigh=0.9)},
        "skirt-a-line": {"pelvis": 1.0, **_pairs(thigh=1.0, leg=0.2)},
        "dress-shift": {**_TRUNK, "pelvis": 1.0, **_pairs(thigh=0.8)},
        "dress-a-line": {**_TRUNK, "pelvis": 1.0, **_pairs(thigh=1.0, leg=0.2)},
        "briefs": {"pelvis": 0.7},
        "hat": {"head": 0.5},
        "gloves": _pairs(hand=1.0),
        "socks": _pairs(foot=1.0, leg=0.2),
        "shoes": _pairs(foot=1.0),
    }
)
"""Share of each segment under a garment: judged from its cut, not measured; a drape tells it exactly."""
