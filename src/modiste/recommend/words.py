"""Reasons and rules in words, English and Chinese, for whoever asks why something was shown.

Knows sentences; the facts are `answers`', names of garments and of colours are handed in.
"""

from collections.abc import Callable, Mapping
from typing import Any

from modiste.recommend.answers import Trace
from modiste.recommend.protocols import Reason

Named = Callable[[str], str]
_TAGS_ZH = {
    "category": "品类",
    "colour": "颜色",
    "brand": "品牌",
    "department": "部门",
    "season": "季节",
    "cloth": "面料",
    "print": "印花",
    "line": "系列",
    "neckline": "领型",
    "sleeve": "袖型",
    "length": "长度",
    "fit": "版型",
    "size": "尺码",
}


def said_of(reason: Reason, named: Named) -> tuple[str, str]:  # noqa: PLR0911 - a sentence a kind
    """A reason as a sentence: (English, Chinese).

    Args:
        reason: as data.
        named: a garment's name by its id.
    """
    facts, garment = reason.facts, named(reason.garment) if reason.garment else ""
    match reason.kind:
        case "history":
            return f"Others took it up with {garment}", f"关注“{garment}”的顾客也关注了它"
        case "alike":
            en = ", ".join(f"{name} {value}" for name, value in facts.items())
            zh = "、".join(f"{_TAGS_ZH.get(name, name)} {value}" for name, value in facts.items())
            if not en:
                return f"Like {garment}", f"与“{garment}”相似"
            return f"Like {garment}: {en}", f"与“{garment}”相似：{zh}"
        case "trending":
            rank = facts.get("rank")
            return (
                (f"Wanted now, number {rank}", f"近期热门第 {rank} 名")
                if rank
                else ("Wanted now", "近期热门")
            )
        case "outfit":
            return f"Goes with {garment}", f"可与“{garment}”搭配"
        case "size":
            return f"There in size {facts.get('size', '')}", f"有您的尺码 {facts.get('size', '')}"
        case "new":
            return "New in the shop", "店内新品"
        case "pinned":
            return "Chosen by the shop", "店铺精选"
        case "explored":
            return "Shown by chance, to learn whether it is liked", "随机展示，以了解是否受欢迎"


def told_of(trace: Trace, named: Named) -> tuple[str, str]:  # noqa: PLR0911 - a sentence a kind
    """What a rule did, as a sentence: (English, Chinese)."""
    facts = trace.facts
    group, group_zh = _group(facts)
    match trace.effect:
        case "pinned":
            return f"Pinned to place {facts.get('place')}", f"固定在第 {facts.get('place')} 位"
        case "boosted":
            return (
                f"Boosted {facts.get('factor')} times{group}",
                f"权重提升至 {facts.get('factor')} 倍{group_zh}",
            )
        case "buried":
            return (
                f"Buried to {facts.get('factor')} times{group}",
                f"权重降低至 {facts.get('factor')} 倍{group_zh}",
            )
        case "excluded":
            return f"Excluded{group}", f"已排除{group_zh}"
        case "capped":
            return f"Over the cap of {facts.get('most')}{group}", f"超出上限 {facts.get('most')} 件{group_zh}"
        case "spread":
            past = named(_id_of(facts))
            return (
                (f"Ahead of {past} for variety", f"为增加多样性排在“{past}”之前")
                if past
                else (
                    "Moved ahead for variety",
                    "为增加多样性而前移",
                )
            )
        case "explored":
            of = facts.get("of")
            return f"Drawn by chance from {of}", f"从 {of} 件中随机抽取"
        case "out of stock":
            size = facts.get("size")
            return (f"Not there in size {size}", f"缺少尺码 {size}") if size else ("Out of stock", "缺货")


def _group(facts: Mapping[str, Any]) -> tuple[str, str]:
    said = [str(facts[name]) for name in ("brand", "category", "attribute") if facts.get(name)]
    return (f": {', '.join(said)}", f"：{'、'.join(said)}") if said else ("", "")


def _id_of(facts: Mapping[str, Any]) -> str:
    return str(facts.get("past", ""))
