"""The fabric lab: a cloth as it is stated, what follows from it, its footprint, its wearer. Lazy.

Knows fibres, yarns, constructions and their physics; garments, wearers and passports are others'.
"""

from modiste.doors import opened_with

__getattr__, __dir__, __all__ = opened_with(
    __name__, __file__, "The fabric lab", "fabric", ("pythermalcomfort", "reportlab", "scipy")
)
