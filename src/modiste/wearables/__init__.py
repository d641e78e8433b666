"""Wearables: from sensor logs to a small model of what somebody does, told of people it never saw. Lazy.

Knows recordings, signals, windows and models of motion; the life cycle is learning's, faces are others'.
"""

from modiste.doors import opened

__getattr__, __dir__, __all__ = opened(__name__, __file__)
