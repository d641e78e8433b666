"""The spine: what a garment is, from idea to passport, as plain values.

Knows the words and the shapes of the trade; no input or output, no database, no torch. The door is
lazy, so that a command line's help need not load pydantic.
"""

from modiste.doors import opened

__getattr__, __dir__, __all__ = opened(__name__, __file__)
