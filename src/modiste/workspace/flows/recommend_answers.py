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
    from modiste.recommend import Drift, Shelf, SizeSaid

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


def size_words(said: "SizeSaid") -> tuple[str, str]:
    """The size to take, in two languages."""
    if not said.size:
        return "Nothing is known of your size yet.", "暂无您的尺码信息。"
    if said.basis == "bought":
        return (
            f"Take {said.size}: the size you bought last.",
            f"建议选择 {said.size}：您上次购买的尺码。",
        )
    return (
        f"Take {said.size}: by what was bought and sent back, right with {said.probability:.0%}.",
        f"建议选择 {said.size}：据购买与退货记录，合身概率为 {said.probability:.0%}。",
    )


def alarm_of(what: str, drift: "Drift", named: Callable[[str], str]) -> dict[str, Any]:
    """How far behaviour has drifted, in two languages."""
    name, before, now = drift.most
    shown = named(name) if what == "garments" else name
    en = f"{shown} went from {before:.1%} to {now:.1%} of acts in a week"
    zh = f"一周内“{shown}”在全部行为中的占比由 {before:.1%} 变为 {now:.1%}"
    row = {"what": what, "value": drift.value, "threshold": drift.threshold, "en": en, "zh": zh}
    return {**row, "name": name, "before": before, "now": now, "is_raised": drift.is_raised}
