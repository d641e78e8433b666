"""The physical garment: bodies, sewing patterns, draped cloth, its picture. The door is lazy.

Knows geometry and cloth in centimetres; whether something fits is tryon's to say.
"""

from modiste.doors import opened_with

_NEEDED = ("embreex", "ezdxf", "numba", "reportlab", "scipy", "shapely")
__getattr__, __dir__, __all__ = opened_with(__name__, __file__, "Tailoring", "tailoring", _NEEDED)
