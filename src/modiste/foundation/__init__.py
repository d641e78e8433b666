"""The large model at the centre: one space for pictures, words and histories, that every domain draws on.

Knows the space and how it is learned; whose pictures they are is the rooms'. The door is lazy: torch is
loaded only where a network is built.
"""

from modiste.doors import opened

__getattr__, __dir__, __all__ = opened(__name__, __file__)
