"""The generated house: one fictional brand with garments, pictures, customers and trade, every label known.

Knows the way in: `generate` makes a house, `planned` only decides it, `read_truth` tells what is known of it.
The door is lazy, so that a process that makes garments loads no store.
"""

from modiste.doors import opened

__getattr__, __dir__, __all__ = opened(__name__, __file__)
