"""Garments found by words, by pictures, by both, with reasons; and the indexes for it. The door is lazy.

Knows indexes, questions and rankings; rows are the store's, what looks at pictures is lent by the workspace.
"""

from modiste.doors import opened_with

_NEEDED = ("numba",)
__getattr__, __dir__, __all__ = opened_with(__name__, __file__, "Search by pictures", "search", _NEEDED)
