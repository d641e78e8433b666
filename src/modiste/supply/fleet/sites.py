"""Where the simulated fleet stands and sails: six kinds of sites between Turkey and Germany, one sea route.

Knows names, places and the way of a container; what is measured there is `plant`'s. The towns are real, the
firms are not: every site is simulated and says so.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from modiste.supply.epcis.rules import Place, kilometres

PREFIX = "4012345"
"""The company prefix that GS1's own examples use."""
SiteKind = Literal["spinning_mill", "dye_house", "sewing_factory", "container", "warehouse", "shop"]


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the simulated chain; a container's is where it stands when it waits.

    Attributes:
        id: Short, such as "dye-house".
        kind: What it is.
        name: In English, with "(simulated)".
        name_zh: In Chinese, with the same.
        place: Its name in events: a location's GLN, or the asset number of a container.
        latitude: In degrees north.
        longitude: In degrees east.
    """

    id: str
    kind: SiteKind
    name: str
    name_zh: str
    place: str
    latitude: float
    longitude: float

    @property
    def at(self) -> Place:
        """Latitude and longitude."""
        return self.latitude, self.longitude


def _site(number: int, kind: SiteKind, town: str, town_zh: str, what: str, what_zh: str, at: Place) -> Site:
    place = f"urn:epc:id:sgln:{PREFIX}.{number:05d}.0"
    names = (f"{what}, {town} (simulated)", f"{town_zh}{what_zh}（模拟）")
    return Site(kind.replace("_", "-"), kind, *names, place, *at)


def _container(number: int) -> Site:
    place = f"urn:epc:id:grai:{PREFIX}.90001.{number}"
    names = (f"Container {number} (simulated)", f"{number} 号集装箱（模拟）")
    return Site(f"container-{number}", "container", *names, place, *ROUTE[0])


ROUTE: tuple[Place, ...] = (
    (38.44, 27.13), (38.35, 26.20), (36.30, 22.90), (36.50, 15.30), (37.40, 11.00), (36.60, -2.20),
    (35.95, -5.60), (36.80, -9.20), (43.30, -9.90), (48.70, -5.90), (50.95, 1.40), (51.96, 4.05),
)  # fmt: skip
"""Izmir to Rotterdam around Iberia, in legs that keep to the water."""
SITES: tuple[Site, ...] = (
    _site(1, "spinning_mill", "Kahramanmaraş", "卡赫拉曼马拉什", "Spinning mill", "纺纱厂", (37.58, 36.93)),
    _site(2, "dye_house", "Bursa", "布尔萨", "Dye house", "染厂", (40.19, 29.06)),
    _site(3, "sewing_factory", "Izmir", "伊兹密尔", "Sewing factory", "缝制厂", (38.42, 27.20)),
    _site(4, "warehouse", "Venlo", "芬洛", "Warehouse", "仓库", (51.37, 6.17)),
    _site(5, "shop", "Berlin", "柏林", "Shop", "门店", (52.50, 13.33)),
    *(_container(number) for number in (1, 2, 3)),
)
_FAR = (0.0, *accumulate(kilometres(one, other) for one, other in pairwise(ROUTE)))


def site(id_: str) -> Site:
    """A site by its id."""
    return next(each for each in SITES if each.id == id_)


def sailed(share: float) -> Place:
    """Where a ship is after a share of its way, from 0 to 1.

    Example:
        >>> sailed(0.0), sailed(1.0)
        ((38.44, 27.13), (51.96, 4.05))
    """
    far = min(max(share, 0.0), 1.0) * _FAR[-1]
    leg = min(bisect_right(_FAR, far), len(_FAR) - 1)
    part = (far - _FAR[leg - 1]) / (_FAR[leg] - _FAR[leg - 1])
    (north, east), (to_north, to_east) = ROUTE[leg - 1], ROUTE[leg]
    return round(north + part * (to_north - north), 4), round(east + part * (to_east - east), 4)
