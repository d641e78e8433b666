"""Why a garment wants a look and why a decision is proposed, in words: English and Chinese.

Knows sentences; the facts are `shop_concerns`' and `plans`'.
"""

from collections.abc import Mapping
from typing import Any, Literal, get_args

Told = dict[str, str]
PlanKind = Literal["buy", "replenishment", "size_curve", "markdown", "allocation", "transfer", "campaign"]
PLAN_KINDS: tuple[PlanKind, ...] = get_args(PlanKind)
ORDER_KINDS: tuple[PlanKind, ...] = ("buy", "replenishment")
"""Kinds that wait for an arrival."""


def concern_words(kind: str, facts: Mapping[str, Any]) -> Told:
    """A concern as a sentence."""
    return _told(_CONCERNS[kind], facts)


def plan_words(kind: str, facts: Mapping[str, Any]) -> Told:
    """Why a decision is proposed, as a sentence."""
    return _told(_PLANS[kind], facts)


def depot_words(facts: Mapping[str, Any]) -> Told:
    """What becomes of the depot's pieces where others are transferred, to follow that decision's sentence."""
    return _told(_PLANS["transfer_depot"], facts)


def _told(sentences: tuple[str, str], facts: Mapping[str, Any]) -> Told:
    return {"en": sentences[0].format_map(facts), "zh": sentences[1].format_map(facts)}


_CONCERNS = {
    "stock_out": (
        "{lost} of {wanted} pieces wanted in the next {weeks} weeks will not be there: {stock} in stock,"
        " {sizes_out} SKUs without any.",
        "未来 {weeks} 周需求 {wanted} 件，预计缺货 {lost} 件："
        "现有库存 {stock} 件，{sizes_out} 个 SKU 已无货。",
    ),
    "overstock": (
        "{left} of {stock} pieces will be left after {weeks} weeks; {sold} were sold in the last {weeks}.",
        "{weeks} 周后 {stock} 件库存中预计剩余 {left} 件；过去 {weeks} 周售出 {sold} 件。",
    ),
    "off_track": (
        "{sold} pieces were sold in the last {weeks} weeks, where {low} to {high} would have been forecast.",
        "过去 {weeks} 周售出 {sold} 件，而预测区间为 {low} 至 {high} 件。",
    ),
    "fell_back": (
        "No model did better than the plainest way here: {low} to {high} pieces in {weeks} weeks.",
        "没有模型优于朴素预测：{weeks} 周内 {low} 至 {high} 件。",
    ),
    "no_history": (
        "On sale for {weeks_on_sale} weeks only: too short a past to forecast from; {stock} pieces in stock.",
        "上架仅 {weeks_on_sale} 周，历史过短，无法预测；现有库存 {stock} 件。",
    ),
}
_PLANS = {
    "buy": (
        "The {weeks} weeks from its arrival want {wanted} pieces ({low} to {high}); at the assumed cost and"
        " worth of what is left, stock should be enough with {percent} % chance; {position} are there.",
        "到货后的 {weeks} 周需求 {wanted} 件（{low} 至 {high}）；按假定的成本与余货价值，"
        "库存应以 {percent} % 的概率够用；现有及在途 {position} 件。",
    ),
    "replenishment": (
        "It arrives in {lead_weeks} weeks. From then until the next order may arrive {wanted} pieces"
        " ({low} to {high}) are wanted; none should be lacking with {percent} % chance; {position} are there"
        " or coming.",
        "{lead_weeks} 周后到货，须维持 {weeks} 周，需求 {wanted} 件（{low} 至 {high}）；"
        "届时应以 {percent} % 的概率不缺货；现有及在途 {position} 件。",
    ),
    "size_curve": (
        "From {sold} pieces sold, weeks without stock taken into account; raw sales are off by {percent} %.",
        "依据已售 {sold} 件并计入缺货周；若只看原始销量，偏差为 {percent} %。",
    ),
    "markdown": (
        "{stock} pieces are there and {weeks} weeks want {wanted} at {price}; at elasticity {elasticity}"
        " lower prices, down to {lowest}, bring more and leave {left}.",
        "现有 {stock} 件，按 {price} 的价格 {weeks} 周仅需 {wanted} 件；弹性为 {elasticity}，"
        "逐步降至 {lowest} 收入更高，预计剩余 {left} 件。",
    ),
    "allocation": (
        "{weeks} weeks want {wanted} pieces ({low} to {high}) in all locations; of {stock} at {depot},"
        " {pieces} go out (locations that get some: {locations}), each to have enough with {percent} % chance"
        " as far as stock goes; {stays} stay.",
        "未来 {weeks} 周各地点共需 {wanted} 件（{low} 至 {high}）；{depot} 现有 {stock} 件，"
        "其中 {pieces} 件发往 {locations} 个地点，"
        "在库存允许时使各地点以 {percent} % 的概率够用；{stays} 件留存。",
    ),
    "transfer": (
        "{weeks} weeks want {wanted} pieces ({low} to {high}) in all locations; of {stock} that lie there,"
        " {pieces} sell sooner elsewhere and move (ways: {lanes}). Moving them is taken to cost {cost}:"
        " {percent} % of the price a piece and {lane_percent} % a way.",
        "未来 {weeks} 周各地点共需 {wanted} 件（{low} 至 {high}）；现有 {stock} 件，"
        "其中 {pieces} 件在别处更易售出，经 {lanes} 条路线调拨。调拨成本估计为 {cost}："
        "每件按售价的 {percent} %，每条路线按售价的 {lane_percent} % 计。",
    ),
    "transfer_depot": (
        " {stays} pieces at {depot} are not moved: an allocation gives them out.",
        "{depot} 的 {stays} 件不在调拨之列，由铺货分发。",
    ),
    "campaign": (
        "Promotions within {weeks} weeks (garments: {garments}) bring {gain} more margin ({low} to {high}; a"
        " gain with {percent} % chance) for {spent} spent. {first}: {why_en}.",
        "{weeks} 周内促销 {garments} 个款式，预计增加毛利 {gain}（{low} 至 {high}，"
        "增益概率 {percent} %），花费 {spent}。{first}：{why_zh}。",
    ),
}
