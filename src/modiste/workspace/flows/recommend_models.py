"""What a shop's customers did, read from the log, and the models fitted on it.

Knows which acts count and by how much; fitting is the recommend room's.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import Interaction
from modiste.recommend import Interactions, restrained
from modiste.store import LOGGED
from modiste.workspace.event_intake import WEIGHTS

if TYPE_CHECKING:
    from modiste.recommend import Shelf
    from modiste.workspace.shop import Shop

LAST = 100


@dataclass(frozen=True, eq=False)
class Behaviour:
    """Interactions with the shelf's codes, and whose place is where."""

    interactions: Interactions
    places: dict[str, int]

    @classmethod
    def empty(cls) -> "Behaviour":
        """Nobody's."""
        return cls(Interactions.of((), ()), {})

    def acts(self, who: str) -> list[tuple[int, int, float]]:
        """The last acts of a customer: seconds, code, weight; oldest first."""
        place = self.places.get(who)
        if place is None:
            return []
        held = self.interactions.history(place)
        rows = (held.at[-LAST:].tolist(), held.codes[-LAST:].tolist(), held.weights[-LAST:].tolist())
        return list(zip(*rows, strict=True))

    def newest_first(self) -> NDArray[np.int64]:
        """Places of customers, those first who did something last."""
        held = self.interactions
        if not len(held):
            return np.zeros(0, np.int64)
        return np.argsort(-held.at[held.starts[1:] - 1], kind="stable")

    def about(self, place: int) -> dict[str, Any]:
        """How much a customer did."""
        held = self.interactions.history(place)
        return {
            "customer": self.interactions.customers[place],
            "acts": len(held),
            "garments": len(np.unique(held.codes)),
            "last_at": datetime.fromtimestamp(int(held.at[-1]), UTC),
        }


def read_behaviour(shop: "Shop", shelf: "Shelf") -> Behaviour:
    """What the shop's customers took up, as far as it may be learned from; codes are the shelf's."""
    table = LOGGED[Interaction]
    if table not in shop.store.events.tables():
        return Behaviour(Interactions.of((), (), catalogue=shelf.items), {})
    rows = (
        shop.store.events.scan(table)
        .filter("customer_id IS NOT NULL AND garment_id IS NOT NULL")
        .select('customer_id, garment_id, kind, CAST(epoch("at") AS BIGINT) AS moment, weight')
        .to_arrow_table()
    )
    kinds = rows["kind"].to_pylist()
    garments = rows["garment_id"].to_pylist()
    stated = rows["weight"].to_numpy()
    weights = np.array([max(WEIGHTS.get(kind, 0.0), 0.0) for kind in kinds], np.float32)
    # What a source itself says counts: likes and saves of social exports, the generated house.
    weights = np.where((weights > 0) & (stated > weights), stated, weights).astype(np.float32)
    keep = (weights > 0) & (shelf.codes(garments) >= 0)
    at = rows["moment"].to_numpy()
    customers = np.array(rows["customer_id"].to_pylist(), dtype=object)
    made = Interactions.of(
        customers[keep].tolist(),
        [garment for garment, is_kept in zip(garments, keep.tolist(), strict=True) if is_kept],
        at[keep],
        weights[keep],
        catalogue=list(shelf.items),
    )
    made = restrained(made)
    return Behaviour(made, {name: place for place, name in enumerate(made.customers)})
