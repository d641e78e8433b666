"""Where each activation lies in one static piece of memory, so that what is no longer read is written over.

Knows lifetimes and sizes; greedy by size, as TensorFlow Lite for Microcontrollers plans its arena.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from modiste.wearables.edge.layers import INPUT, Conv, Network, sources_of


@dataclass(frozen=True)
class Room:
    """A tensor's place: where its padding begins, how many steps of it, and the bytes in all."""

    offset: int
    before: int
    after: int
    size: int


@dataclass(frozen=True)
class Arena:
    """All rooms by tensor, without the logits; `size` bytes hold them."""

    rooms: Mapping[str, Room]
    size: int


def plan(network: Network) -> Arena:
    """Rooms for the input and every layer but the last, int8, with the padding that their readers want."""
    shapes = network.shapes()
    order = [INPUT, *(layer.name for layer in network.layers[:-1])]
    made = {name: place for place, name in enumerate(order)}
    ends = dict(made)
    pads = dict.fromkeys(order, (0, 0))
    for place, layer in enumerate(network.layers, 1):
        for source in sources_of(layer):
            ends[source] = place
            if isinstance(layer, Conv):
                before, after = pads[source]
                pads[source] = max(before, layer.pads[0]), max(after, layer.pads[1])
    sizes = {name: (sum(pads[name]) + shapes[name][0]) * shapes[name][1] for name in order}
    rooms: dict[str, Room] = {}
    for name in sorted(order, key=lambda each: -sizes[each]):
        beside = sorted(
            (rooms[other].offset, rooms[other].size)
            for other in rooms
            if made[other] <= ends[name] and made[name] <= ends[other]
        )
        offset = 0
        for start, size in beside:
            if offset + sizes[name] <= start:
                break
            offset = max(offset, start + size)
        rooms[name] = Room(offset, *pads[name], sizes[name])
    return Arena(rooms, max(room.offset + room.size for room in rooms.values()))
