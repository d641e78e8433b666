"""Which size to take: what orders and returns say, what the pattern on a body says, and one answer from both.

Knows how two opinions are weighed; each comes with how it was obtained. Learning is `wearings`' and the
recommend room's, draping is `fitting`'s.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from modiste.garment import Customer, Garment, ModisteError
from modiste.learning import Progress, silent
from modiste.workspace.flows.fitting import cut_named, fit, size_names
from modiste.workspace.flows.wearings import (
    KEPT,
    LARGE,
    OTHER,
    SMALL,
    ShopSizes,
    chart_of,
    measures_of,
    shop_sizes,
    size_number,
    sizes_made,
)

if TYPE_CHECKING:
    from modiste.tryon import Preference
    from modiste.workspace.shop import Shop

Agreement = Literal["agree", "near", "apart", "learned-only", "simulated-only"]
ENOUGH = 20
"""So many wearings of a garment that what came back of it is believed beside a simulation."""
_WORN_BY = 3
"""So many sizes, the learned one in their midst, are draped."""
_NAMES = {"chest": "bust"}
_WEARABLE = ("height", "chest", "under_bust", "waist", "hip", "thigh")


@dataclass(frozen=True)
class Likely:
    """A probability, predicted, with the 95 % interval of the shares that came about where it was given."""

    value: float
    ci95: tuple[float, float]


@dataclass(frozen=True)
class LearnedSize:
    """One size by what orders and returns say: how likely it comes back, for which reason.

    Attributes:
        size: its name.
        returned: how likely it comes back at all.
        reasons: of `small`, `large` and, where the model knows of it, `other`; without it `returned` is for
            the size alone.
    """

    size: str
    returned: Likely
    reasons: Mapping[str, Likely]

    @property
    def wrong(self) -> float:
        """How likely it comes back for its size."""
        return self.reasons[SMALL].value + self.reasons[LARGE].value


@dataclass(frozen=True)
class LearnedOpinion:
    """What orders and returns say: `basis` is predicted.

    `model` is the promoted one that says so, as `size@3`; "" for what follows the shop's trade by itself.
    """

    recommended: str
    sizes: tuple[LearnedSize, ...]
    garment_wearings: int
    customer_wearings: int
    model: str = ""
    basis: str = "predicted"


@dataclass(frozen=True)
class SimulatedOpinion:
    """What the pattern says, draped on a body of these measures: `basis` is simulated."""

    recommended: str
    reason: str
    confidence: float
    sizes: Mapping[str, float]
    cut_basis: str
    basis: str = "simulated"


@dataclass(frozen=True)
class SizeAdvice:
    """One answer from both opinions.

    Attributes:
        garment: its id.
        customer: their id, or "".
        recommended: the size to take.
        agreement: how the opinions stand to each other.
        en: what to do, in English.
        zh: the same in Chinese.
        learned: None where nothing was learned.
        simulated: None where there is no pattern, no body, or it was not asked for.
        notes: why an opinion is missing, (English, Chinese).
    """

    garment: str
    customer: str
    recommended: str
    agreement: Agreement
    en: str
    zh: str
    learned: LearnedOpinion | None
    simulated: SimulatedOpinion | None
    notes: tuple[tuple[str, str], ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**asdict(self), "notes": [{"en": en, "zh": zh} for en, zh in self.notes]}


def advise_size(
    shop: "Shop",
    garment: str,
    customer: str = "",
    measures: Mapping[str, float] | None = None,
    *,
    simulate: bool = True,
    preference: "Preference" = "as-designed",
    learn: bool = True,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> SizeAdvice:
    """Which size of a garment a customer should take.

    Args:
        shop: where.
        garment: its id.
        customer: their id; "" for somebody who is not known.
        measures: the body's in centimetres; by default those kept of the customer, who agreed to that.
        simulate: whether to drape the pattern on the body where there are both.
        preference: what the wearer likes.
        learn: whether a size model that is missing or behind is made.
        progress: told the steps.
        should_stop: asked between them.

    Raises:
        ModisteError: MOD-1103 for a garment or customer that is not there, MOD-2359 where neither opinion can
            be had, MOD-15xx for measures that no body has.
    """
    shop.store.rows.get(Garment, garment)
    if customer and shop.store.rows.get(Customer, customer).erased_at is not None:
        raise ModisteError("MOD-1103", kind="customer", id=customer)
    body = dict(measures or {}) or (measures_of(shop, [customer]).get(customer, {}) if customer else {})
    notes: list[tuple[str, str]] = []
    learned: LearnedOpinion | None = None
    try:
        oracle = shop_sizes(shop, progress, should_stop, learn=learn)
        learned = learned_opinion(shop, oracle, garment, customer, body)
    except ModisteError as error:
        if error.code not in ("MOD-2351", "MOD-2358", "MOD-2014"):
            raise
        notes.append((f"Nothing learned: {error.detail}", "尚无可用的学习结果：订单与退货太少，或尚未学习。"))
    simulated: SimulatedOpinion | None = None
    if simulate:
        simulated, note = _simulated(shop, garment, body, learned, preference, progress, should_stop)
        notes += [note] if note else []
    if learned is None and simulated is None:
        raise ModisteError("MOD-2359", garment=garment, reason="; ".join(en for en, _ in notes) or "no body")
    size, agreement, en, zh = joined(learned, simulated, _in_order(shop, garment))
    return SizeAdvice(garment, customer, size, agreement, en, zh, learned, simulated, tuple(notes))


def return_risk(
    shop: "Shop", garment: str, size: str, customer: str = "", measures: Mapping[str, float] | None = None
) -> LearnedSize:
    """How likely an order line of this garment in this size comes back, by reason, with intervals.

    Raises:
        ModisteError: MOD-1103 for the garment, MOD-2012 for a size it is not made in, and as `shop_sizes`.
    """
    known = sizes_made(shop, garment)
    if size not in known:
        raise ModisteError("MOD-2012", kind="Size", name=size, known=", ".join(known))
    told = learned_opinion(shop, shop_sizes(shop), garment, customer, measures)
    return next(each for each in told.sizes if each.size == size)


def learned_opinion(
    shop: "Shop",
    oracle: ShopSizes,
    garment: str,
    customer: str = "",
    measures: Mapping[str, float] | None = None,
) -> LearnedOpinion:
    """What orders and returns say of every size a garment is made in."""
    names = sizes_made(shop, garment)
    if not names:
        raise ModisteError("MOD-2359", garment=garment, reason="it is made in no size")
    chances, spans = oracle.outcomes(customer, garment, names, measures)
    sizes = []
    for row, size in enumerate(names):
        found = {
            label: Likely(
                round(float(chances[row, place]), 4),
                (round(float(spans[row, place, 0]), 4), round(float(spans[row, place, 1]), 4)),
            )
            for place, label in enumerate(oracle.labels)
        }
        kept = found[KEPT]
        returned = Likely(round(1 - kept.value, 4), (round(1 - kept.ci95[1], 4), round(1 - kept.ci95[0], 4)))
        sizes.append(
            LearnedSize(
                size, returned, {name: found[name] for name in (SMALL, LARGE, OTHER) if name in found}
            )
        )
    who, what = oracle.model.knows(customer, garment)
    return LearnedOpinion(min(sizes, key=lambda each: each.wrong).size, tuple(sizes), what, who, oracle.name)


def joined(
    learned: LearnedOpinion | None, simulated: SimulatedOpinion | None, order: Sequence[str]
) -> tuple[str, Agreement, str, str]:
    """One size from two opinions, how they stand to each other, and what to do, in English and Chinese.

    Where they are a size apart, returns decide if the garment came back often enough to tell and their own
    size is clearly better; else the drape does. Farther apart, something is wrong with the measures, the
    pattern or the stock's labels: both sizes are told, and what to check.

    Args:
        learned: By orders and returns.
        simulated: By the pattern.
        order: The sizes' names, the smallest first.
    """
    if simulated is None or not simulated.recommended:
        assert learned is not None
        size = learned.recommended
        wrong = next(each.wrong for each in learned.sizes if each.size == size)
        return (
            size,
            "learned-only",
            f"Take {size}: predicted to come back for its size in {wrong:.0%} of cases. No drape says more.",
            f"建议 {size} 码：预计因尺码退货的概率为 {wrong:.0%}；无悬垂模拟佐证。",
        )
    worn = simulated.recommended
    if learned is None:
        return (
            worn,
            "simulated-only",
            f"Take {worn} by the drape alone: {simulated.reason}.",
            f"仅按悬垂模拟建议 {worn} 码。",
        )
    bought = learned.recommended
    if bought == worn:
        return (
            bought,
            "agree",
            f"Take {bought}: orders and returns and the drape agree.",
            f"建议 {bought} 码：订单退货数据与悬垂模拟一致。",
        )
    apart = abs(order.index(bought) - order.index(worn)) if {bought, worn} <= set(order) else len(order)
    by_size = {each.size: each for each in learned.sizes}
    better = worn in by_size and _clearly_better(by_size[bought], by_size[worn])
    sure = learned.garment_wearings >= ENOUGH and better
    size, other = (bought, worn) if sure else (worn, bought)
    why = "its returns say so clearly" if sure else "returns tell too little"
    why_zh = "其退货记录明确支持" if sure else "退货记录不足"
    if apart == 1:
        return (
            size,
            "near",
            f"Between {bought} and {worn}: take {size}, for {why}; offer {other} as well.",
            f"介于 {bought} 与 {worn} 之间：建议 {size} 码（{why_zh}），可同时提供 {other} 码。",
        )
    return (
        size,
        "apart",
        f"Returns say {bought}, the drape says {worn}: measure again, and check the garment's cut and size "
        f"labels; until then {size}, for {why}.",
        f"退货数据指向 {bought} 码，悬垂模拟指向 {worn} 码：请重新量体，并核对裁剪与尺码标；"
        f"在此之前建议 {size} 码（{why_zh}）。",
    )


def _in_order(shop: "Shop", garment: str) -> list[str]:
    """Every size that is made or could be, the smallest first."""
    chart = chart_of(shop, garment)
    names = {*sizes_made(shop, garment)}
    with suppress(ModisteError):  # without a pattern: only what is stocked
        names |= set(size_names(cut_named(garment, shop)))
    return sorted(names, key=lambda size: (size_number(size, chart), size))


def _clearly_better(one: LearnedSize, other: LearnedSize) -> bool:
    """Whether one's chance to come back for its size lies below all that the other's may be."""
    return one.wrong < other.reasons[SMALL].ci95[0] + other.reasons[LARGE].ci95[0]


def _simulated(
    shop: "Shop",
    garment: str,
    body: Mapping[str, float],
    learned: LearnedOpinion | None,
    preference: "Preference",
    progress: Progress,
    should_stop: Callable[[], bool],
) -> tuple[SimulatedOpinion | None, tuple[str, str] | None]:
    given = {_NAMES.get(name, name): value for name, value in body.items() if name in (*_WEARABLE, "bust")}
    if not given:
        return None, ("Not draped: no measures of the body are known.", "未做悬垂模拟：没有人体尺寸。")
    try:
        cut = cut_named(garment, shop)
        names = size_names(cut)
    except ModisteError as error:
        if error.code != "MOD-2030":
            raise
        return None, (f"Not draped: {error.detail}", "未做悬垂模拟：该款式没有纸样。")
    some = _around(names, learned.recommended if learned else "")
    made = fit(cut, given, preference=preference, sizes=some, progress=progress, should_stop=should_stop)
    best = made.advice.recommended
    # At the rim of what was draped a size beyond may be better still.
    if some and best in (some[0], some[-1]) and best not in (names[0], names[-1]):
        made = fit(cut, given, preference=preference, progress=progress, should_stop=should_stop)
    told = made.advice
    scores = {each.size: round(each.score, 3) for each in told.sizes}
    return SimulatedOpinion(told.recommended, told.reason, told.confidence, scores, told.basis), None


def _around(names: Sequence[str], size: str) -> Sequence[str]:
    """Some sizes around one; none, which means all, where it is not among them."""
    if size not in names:
        return ()
    middle = names.index(size)
    start = max(0, min(middle - _WORN_BY // 2, len(names) - _WORN_BY))
    return names[start : start + _WORN_BY]
