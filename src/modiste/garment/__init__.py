"""The spine: what a garment is, from idea to passport, as plain values.

Knows the words and the shapes of the trade; no input or output, no database, no torch.
"""

from modiste.garment.errors import CATALOGUE, ModisteError

__all__ = ["CATALOGUE", "ModisteError"]
