"""Garments for a customer, with reasons, at once from the first act. The door is lazy.

Knows interactions, recommenders, what their rankings are worth and how they are served; rows, stock and faces
are others'.
"""

from modiste.doors import opened_with

_NEEDED = ("implicit", "lightgbm", "scipy", "threadpoolctl")
__getattr__, __dir__, __all__ = opened_with(__name__, __file__, "Recommending", "recommend", _NEEDED)
