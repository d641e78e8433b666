"""What is asked of a shop's recommender and what it answers, in words; and which garments pass a filter.

Knows shapes, sentences and filters' names; who is recommended what is `recommendations`'.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from modiste.collect import colour
from modiste.garment import ModisteError
from modiste.recommend import Trace, reason_of, said_of, told_of

if TYPE_CHECKING:
    from modiste.recommend import Shelf

HOME = "home"
FILTERS = ("category", "brand", "department", "season", "colour", "size", "price")


@dataclass(frozen=True)
class Wish:
    """Whom to recommend to, where, how many, and what may be among it.

    Attributes:
        customer: an id, or the source's own id or address.
        session: a visit's id, as its events name it.
        garment: what is looked at.
        placement: where it is shown.
        k: how many garments.
        filters: `name=value`; the same name again means either.
        is_logged: whether it is shown to somebody.
        looked: garments as if they had just been looked at, oldest first.
    """

    customer: str = ""
    session: str = ""
    garment: str = ""
    placement: str = HOME
    k: int = 10
    filters: Sequence[str] = ()
    is_logged: bool = True
    looked: Sequence[str] = ()


@dataclass(frozen=True)
class Recommendation:
    """An answer as it is shown and logged; `to_json` has everything in words, too."""

    id: str
    at: datetime
    placement: str
    customer: str
    model: str
    results: Sequence[Mapping[str, Any]]
    left_out: Sequence[Mapping[str, Any]] = ()
    experiment: Mapping[str, str] | None = None
    candidates: Mapping[str, int] = field(default_factory=dict)
    notes: Sequence[Mapping[str, str]] = ()
    milliseconds: float = 0.0

    @property
    def garments(self) -> list[str]:
        """The ids, best first."""
        return [each["garment"] for each in self.results]

    def to_json(self) -> dict[str, Any]:
        """Plain values; the moment as it is."""
        return dict(vars(self))


def worded(result: Mapping[str, Any], named: Callable[[str], str]) -> dict[str, Any]:
    """A result whose reasons and rules have words."""
    reasons, rules = [], []
    for each in result["reasons"]:
        en, zh = said_of(reason_of(each), named)
        reasons.append({**each, "en": en, "zh": zh})
    for each in result["rules"]:
        en, zh = told_of(Trace(each["effect"], each["rule"], each["facts"]), named)
        rules.append({**each, "en": en, "zh": zh})
    return {**result, "reasons": reasons, "rules": rules}


def only_of(shelf: "Shelf", filters: Sequence[str]) -> "np.ndarray[tuple[int], np.dtype[np.bool_]] | None":
    """Which garments pass filters.

    Raises:
        ModisteError: MOD-2376 for one that is none.
    """
    if not filters:
        return None
    groups: dict[str, list[str]] = {}
    for text in filters:
        name, sign, value = text.partition("=")
        if not sign or not value or name not in FILTERS:
            raise ModisteError("MOD-2376", text=text[:80], reason="its name or its value means nothing")
        groups.setdefault(name, []).append(value)
    found = np.ones(len(shelf), np.bool_)
    for name, values in groups.items():
        found &= np.logical_or.reduce([_passing(shelf, name, value) for value in values])
    return found


def _passing(shelf: "Shelf", name: str, value: str) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    if name == "size":
        return shelf.in_stock(value) & shelf.is_made_in(np.arange(len(shelf)), value)
    if name == "price":
        low, sign, high = value.partition("..")
        try:
            least, most = float(low or 0), float(high or "inf") if sign else float(low)
        except ValueError:
            raise ModisteError("MOD-2376", text=f"price={value[:60]}", reason="a price is 20..50") from None
        with np.errstate(invalid="ignore"):
            return (shelf.prices() >= least) & (shelf.prices() <= most)
    base = colour(value) if name == "colour" else None
    return shelf.with_tag(f"{name}={base.base if base else value}")
