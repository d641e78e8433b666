"""The zones in which a garment is measured around the body.

Knows their names only, so that asking for them fetches no solver; measuring is girths.py's.
"""

from collections.abc import Mapping
from types import MappingProxyType

ZONES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "chest": ("bust", "torso"),
        "waist": ("waist", "torso"),
        "hip": ("hip", "torso"),
        "thigh": ("thigh", "left_leg"),
        "upper_arm": ("upper_arm", "left_arm"),
    }
)
"""Each zone's body measure, and the limb around which its panels lie."""
