"""Places of a shop's supply chain: named, put on the map, and asked for by the rule of travel.

Knows which names are a location's and that a part of a site is where the site is; rows are the store's.
"""

from typing import TYPE_CHECKING

from modiste.garment import ModisteError, canonical_id
from modiste.store import SupplyPlace
from modiste.supply import Where, geo_place, site_of

if TYPE_CHECKING:
    from modiste.store import Store

_LOCATION = "https://id.gs1.org/414/"
_PART = "/254/"


class ShopSupplyPlaces:
    """The places of one shop."""

    def __init__(self, store: "Store") -> None:
        self._kept = store.supply_places

    def put(
        self,
        place: str,
        latitude: float,
        longitude: float,
        name: str = "",
        name_zh: str = "",
        kind: str = "",
        *,
        is_simulated: bool = False,
    ) -> SupplyPlace:
        """Say where a place is; said again, it is put elsewhere.

        Args:
            place: A GLN by any of its names.
            latitude: In degrees north, -90 to 90.
            longitude: In degrees east, -180 to 180.
            name: What people call it; its number otherwise.
            name_zh: The same in Chinese.
            kind: Such as "dye_house".
            is_simulated: Whether it is part of a simulation.

        Raises:
            ModisteError: MOD-2551 for what is no GLN, or nowhere on Earth.
        """
        id_ = canonical_id(place)
        if not id_.startswith(_LOCATION) or _PART in id_:
            raise ModisteError("MOD-2551", value=place[:80], reason="it is no GLN of a whole site")
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            where = f"{latitude:g},{longitude:g}"
            raise ModisteError("MOD-2551", value=place[:80], reason=f"{where} is nowhere on Earth")
        said = (name or id_.removeprefix(_LOCATION), name_zh, kind, latitude, longitude, is_simulated)
        made = SupplyPlace(id_, *said)
        self._kept.put(made)
        return made

    def listing(self) -> list[SupplyPlace]:
        """Every place, by name."""
        return self._kept.all()

    def where(self) -> Where:
        """From the name of a place, or of a part of one, to latitude and longitude, as known now."""
        known = {each.id: (each.latitude, each.longitude) for each in self._kept.all()}

        def find(place: str) -> tuple[float, float] | None:
            return geo_place(place) or (known.get(site_of(place)) if known else None)

        return find
