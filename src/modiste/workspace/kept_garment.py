"""A garment of an open shop: its record, and what the shop says of it.

Knows the shop it is of; the record is the spine's, answers are the shop's.
"""

from typing import TYPE_CHECKING, Any

from pydantic import PrivateAttr

from modiste.garment import Garment

if TYPE_CHECKING:
    from modiste.workspace.flows import Found, Recommendation
    from modiste.workspace.shop import Shop

PLACEMENT = "product"


class KeptGarment(Garment):
    """A garment as `shop.garments["t-shirt-001"]` gives it: the record, which can be asked for others."""

    _shop: "Shop" = PrivateAttr()

    @classmethod
    def of(cls, record: Garment, shop: "Shop") -> "KeptGarment":
        """The record in its shop."""
        made = cls.model_construct(record.model_fields_set, **dict(record))
        made._shop = shop
        return made

    def record(self) -> Garment:
        """The record alone."""
        return Garment.model_construct(self.model_fields_set, **dict(self))

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, Garment) and dict(self) == dict(other)

    def __hash__(self) -> int:
        return hash(self.id)

    def similar(self, k: int = 10) -> "tuple[Found, ...]":
        """The garments that look most like it, by its first picture."""
        return self._shop.similar(self.id, k)

    def recommended(self, k: int = 10) -> "Recommendation":
        """What is shown on this garment's page to somebody new, each with reasons; nothing is logged."""
        return self._shop.recommend(garment=self.id, k=k, placement=PLACEMENT, is_logged=False)
