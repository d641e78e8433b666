"""Where rooms meet: one file a flow that needs more than one of them, on one shop.

Knows which room does what, by the tables of `plugins`; each room knows nothing of the others.
"""

from modiste.doors import opened

__getattr__, __dir__, __all__ = opened(__name__, __file__)
