"""Work cut into partitions and done wherever there are hands: here, in other processes, on a Ray cluster.

Knows how partitions are sent, kept, tried again and set aside; what is done with one is a flow's.
"""

from modiste.doors import opened

__getattr__, __dir__, __all__ = opened(__name__, __file__)
