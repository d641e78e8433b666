"""The fabric lab: a cloth as it is stated, what follows from it, its footprint and its picture. Lazy.

Knows fibres, yarns, constructions and their physics; garments, wearers and passports are others'.
"""

from modiste.doors import opened

__getattr__, __dir__, __all__ = opened(__name__, __file__)
