"""What a network costs a device: multiplications, bytes, and a range of energy with what it rests on.

Knows arithmetic and stated assumptions; no chip was run, so none is named.
"""

from dataclasses import asdict, dataclass
from typing import Any

from modiste.wearables.edge.c_source import constant_bytes, ram_bytes
from modiste.wearables.edge.integers import IntNetwork
from modiste.wearables.edge.layers import macs

CYCLES_A_MAC = (1.7, 8.0)
"""Cycles of a 32-bit microcontroller for one int8 multiplication with accumulation: Lai et al. (CMSIS-NN,
arXiv:1801.06601, 2018) report 99.1 ms at 216 MHz for 12.3 million tuned, 4.6 times that untuned."""
MICROAMPERES_A_MEGAHERTZ = (30.0, 150.0)
VOLTS = 3.0
"""Assumed: the span of active currents that data sheets of such parts state. Put in your own part's."""
PICOJOULES_A_MAC = tuple(
    cycles * current * VOLTS for cycles, current in zip(CYCLES_A_MAC, MICROAMPERES_A_MEGAHERTZ, strict=True)
)
ASSUMPTIONS = {
    "cycles_a_mac": CYCLES_A_MAC,
    "microamperes_a_megahertz": MICROAMPERES_A_MEGAHERTZ,
    "volts": VOLTS,
    "picojoules_a_mac": PICOJOULES_A_MAC,
}
"""The same as `ASSUMED` says, as numbers, for whoever tells them in other words."""
ASSUMED = (
    f"{CYCLES_A_MAC[0]:g} to {CYCLES_A_MAC[1]:g} cycles a MAC (arXiv:1801.06601), "
    f"{MICROAMPERES_A_MEGAHERTZ[0]:g} to {MICROAMPERES_A_MEGAHERTZ[1]:g} uA/MHz at {VOLTS:g} V (assumed), "
    f"so {PICOJOULES_A_MAC[0]:.0f} to {PICOJOULES_A_MAC[1]:.0f} pJ a MAC; no chip was run"
)


@dataclass(frozen=True)
class Cost:
    """One window's cost.

    Attributes:
        macs: multiplications with accumulation.
        constant_bytes: weights and tables in flash; code comes on top.
        ram_bytes: static memory.
        energy_uj: the least and the greatest estimate, microjoules.
        assumed: what the energy rests on.
    """

    macs: int
    constant_bytes: int
    ram_bytes: int
    energy_uj: tuple[float, float]
    assumed: str = ASSUMED

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def cost_of(made: IntNetwork) -> Cost:
    """What the network costs, a window."""
    count = macs(made.network)
    low, high = (round(count * each / 1e6, 1) for each in PICOJOULES_A_MAC)
    return Cost(count, constant_bytes(made), ram_bytes(made), (low, high))
