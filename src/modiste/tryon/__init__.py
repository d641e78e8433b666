"""Try-on: whether a garment fits somebody, which size to take, and why. The door is lazy.

Knows advice; bodies, patterns and cloth are tailoring's.
"""

from modiste.doors import opened

__getattr__, __dir__, __all__ = opened(__name__, __file__)
