"""Pictures of garments understood: what class a photo shows. The worked example that other rooms follow.

Knows how pictures meet models; training and serving are learning's. The door is lazy: torch is
loaded only where a network is built.
"""

from modiste.doors import opened

__getattr__, __dir__, __all__ = opened(__name__, __file__)
