"""JOS-3's body of 17 segments with a fabric's own vapour path.

Knows pythermalcomfort's model and sets what it keeps private; scenarios are `course`'s.

Source: Takahashi et al., Energy and Buildings 231 (2021) 110575, 10.1016/j.enbuild.2020.110575.
"""

import numpy as np
from pythermalcomfort.models import JOS3

from modiste.fabric.comfort.insulation import Clothing
from modiste.fabric.comfort.two_node import CLO, MET

_LEWIS = 16.5
"""Kelvin per kilopascal, as JOS-3 has it."""
_BARE = 0.45
"""JOS-3's own permeation efficiency, of no effect without clothing."""


class Wearer(JOS3):  # type: ignore[misc] # pythermalcomfort has no types
    """A body that wears clothing of which each segment's Rct and Ret are known.

    JOS-3 takes insulation, and vapour's path only by a private efficiency: i = Rcl / (16.5 Recl).
    """

    def dress(self, worn: Clothing) -> None:
        """Put clothing on: 17 thermal and 17 water-vapour resistances."""
        is_clothed = worn.recl > 0
        efficiency = worn.rcl * 1000 / (_LEWIS * np.where(is_clothed, worn.recl, 1.0))
        self._clo = worn.rcl / CLO
        self._iclo = np.where(is_clothed & (worn.rcl > 0), efficiency, _BARE)

    def work(self, met: float) -> None:
        """Be active at so many met; JOS-3 counts from a person's own metabolism at rest."""
        self.par = max(met * MET / float(self.bmr), 1.0)
