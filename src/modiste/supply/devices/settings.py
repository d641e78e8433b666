"""What a device is set to: within its own bounds, each order of the house once, kept over a restart.

Knows which order is newer and what of it was taken; the seal is `envelope`'s, approval the workspace's.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from modiste.store import write_whole
from modiste.supply.messages import Sensed
from modiste.supply.protocols import SettingOrder

SETTING = "urn:modiste:setting:"
"""Before a setting's name it is the quantity of the reading that tells what was taken."""
_FILE = "settings.json"


@dataclass(frozen=True, slots=True)
class Settable:
    """What a device lets itself be set to: from `low` to `high`, in GS1's code of a unit."""

    low: float
    high: float
    unit: str


class DeviceSettings:
    """The settings of one device; threads may share it.

    Args:
        folder: Where what was taken is kept.
        bounds: What may be set, by name; whatever else an order names is passed over.
        apply: Sets one; called at once with what was kept, and must bear being told the same again.
    """

    def __init__(
        self, folder: Path, bounds: Mapping[str, Settable], apply: Callable[[str, float], None]
    ) -> None:
        self._path, self._bounds, self._apply = folder / _FILE, bounds, apply
        self._lock = threading.Lock()
        self._number, self._values = 0, dict[str, float]()
        if self._path.exists():
            said = orjson.loads(self._path.read_bytes())
            self._number, self._values = said["number"], said["values"]
        for name, value in self._values.items():
            apply(name, value)

    def take(
        self, order: SettingOrder, epoch: int, at: int, say: Callable[[Sequence[Sensed]], object]
    ) -> bool:
        """Set what a newer order of this epoch says; whether it was one.

        Args:
            order: Of the house, its proof checked.
            epoch: The device's own now.
            at: Milliseconds since 1970.
            say: Told the readings of what was set, before the order counts as taken.
        """
        with self._lock:
            if order.epoch != epoch or order.number <= self._number:
                return False
            taken = {
                name: min(max(float(value), self._bounds[name].low), self._bounds[name].high)
                for name, value in order.values.items()
                if name in self._bounds
            }
            for name, value in taken.items():
                self._apply(name, value)
            if taken:
                say(
                    [
                        Sensed(at, SETTING + name, value, self._bounds[name].unit)
                        for name, value in taken.items()
                    ]
                )
            self._number, self._values = order.number, {**self._values, **taken}
            write_whole(self._path, orjson.dumps({"number": self._number, "values": self._values}))
        return True
