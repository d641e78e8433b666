"""Augmented reality: a garment's files, its page and what is said of them, as one package. The door is lazy.

Knows packages and pages; geometry and its files are tailoring's.
"""

from modiste.doors import opened

__getattr__, __dir__, __all__ = opened(__name__, __file__)
