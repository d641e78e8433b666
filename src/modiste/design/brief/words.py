"""What the trade's words mean for a pattern: which field of a spec each thing of the glossary decides.

Knows the desk's own words beside the glossary's; how a text is read is `reading`'s.
"""

from collections.abc import Mapping
from typing import NamedTuple

from modiste.design.brief.spec import Value


class Meaning(NamedTuple):
    """A field's value that a word gives, how surely, and what else it may be."""

    field: str
    value: Value
    confidence: float = 0.97
    alternatives: tuple[tuple[Value, float], ...] = ()


def _is(field: str, value: Value) -> tuple[Meaning, ...]:
    return (Meaning(field, value),)


def _maybe(field: str, value: Value, confidence: float, other: Value) -> tuple[Meaning, ...]:
    return (Meaning(field, value, confidence, ((other, round(1.0 - confidence, 2)),)),)


GLOSSARY: Mapping[str, tuple[Meaning, ...]] = {
    "dress": _maybe("program", "dress-a-line", 0.7, "dress-shift"),
    "shift-dress": _is("program", "dress-shift"),
    "skirt": _maybe("program", "skirt-a-line", 0.7, "skirt-straight"),
    "pencil-skirt": _is("program", "skirt-straight"),
    "t-shirt": _is("program", "t-shirt"),
    "longsleeve": (Meaning("program", "t-shirt", 0.9), Meaning("sleeve", "long", 0.9)),
    "tank-top": (Meaning("program", "t-shirt", 0.7), Meaning("sleeve", "none", 0.9)),
    "shirt": _is("program", "shirt"),
    "blouse": (Meaning("program", "shirt", 0.8), Meaning("chart", "women", 0.8)),
    "sweatshirt": _is("program", "sweatshirt"),
    "sweater": (Meaning("program", "sweatshirt", 0.6),),
    "hoodie": _is("program", "hoodie"),
    "trousers": _is("program", "trousers"),
    "chinos": (Meaning("program", "trousers"), Meaning("cloth", "twill", 0.8)),
    "jeans": (Meaning("program", "trousers"), Meaning("cloth", "denim")),
    "shorts": _is("program", "shorts"),
    "a-line": _is("shape", "a-line"),
    "straight": _is("shape", "straight"),
    "wide-leg": _is("leg", "wide"),
    "narrow-leg": _is("leg", "slim"),
    "slim": _is("fit", "slim"),
    "relaxed": _is("fit", "relaxed"),
    "oversized": _is("fit", "oversized"),
    "regular-fit": _is("fit", "regular"),
    "crew-neck": _is("neckline", "crew"),
    "v-neck": _is("neckline", "v"),
    "boat-neck": _is("neckline", "boat"),
    "scoop-neck": _is("neckline", "scoop"),
    "stand-collar": _is("collar", "stand"),
    "classic-collar": _is("collar", "classic"),
    "long-sleeve": _is("sleeve", "long"),
    "short-sleeve": _is("sleeve", "short"),
    "elbow-sleeve": _is("sleeve", "elbow"),
    "sleeveless": _is("sleeve", "none"),
    "mini": _is("length", "mini"),
    "cropped": _is("length", "cropped"),
    "knee-length": _is("length", "knee"),
    "midi": _is("length", "midi"),
    "maxi": _is("length", "maxi"),
    "low-rise": _is("rise", "low"),
    "mid-rise": _is("rise", "mid"),
    "high-rise": _is("rise", "high"),
    "solid": _is("print", "solid"),
    "stripe": _is("print", "stripe"),
    "pinstripe": _is("print", "pinstripe"),
    "check": _is("print", "check"),
    "dot": _is("print", "dot"),
    "cotton": _is("fibre", "cotton"),
    "linen": _is("cloth", "linen"),
    "wool": (Meaning("cloth", "flannel", 0.7),),
    "silk": (Meaning("cloth", "satin", 0.8),),
    "viscose": (Meaning("cloth", "crepe", 0.8),),
    "satin": _is("cloth", "satin"),
    "denim": _is("cloth", "denim"),
    "fleece": _is("cloth", "fleece"),
    "jersey": _is("cloth", "jersey"),
    "rib": _is("cloth", "rib"),
    "poplin": _is("cloth", "poplin"),
    "crepe": _is("cloth", "crepe"),
    "twill": _is("cloth", "twill"),
    "flannel": _is("cloth", "flannel"),
    "zip": _is("front", "zip"),
    "pleat": _is("front", "pleat"),
    "dart": _is("front", "dart"),
    "kangaroo-pocket": _is("pocket", "kangaroo"),
    "women": _is("chart", "women"),
    "men": _is("chart", "men"),
}
"""What things of the glossary decide. `shape` and `fibre` are resolved with the program, not kept."""

OWN: Mapping[str, tuple[Meaning, ...]] = {
    "longline": _is("length", "long"),
    "denim": _is("cloth", "denim"),
    "pocket": _is("pocket", "kangaroo"),
    "口袋": _is("pocket", "kangaroo"),
    "above the knee": _is("length", "mini"),
    "calf length": _is("length", "midi"),
    "ankle length": _is("length", "maxi"),
    "floor length": _is("length", "maxi"),
    "flat front": _is("front", "flat"),
    "slightly flared": _is("flare", 1.2),
    "fully flared": _is("flare", 3.8),
    "full skirt": (Meaning("flare", 3.8), Meaning("program", "skirt-a-line", 0.6)),
    "dress": _maybe("program", "dress-a-line", 0.7, "dress-shift"),
    "skirt": _maybe("program", "skirt-a-line", 0.7, "skirt-straight"),
    "裙子": (Meaning("program", "dress-a-line", 0.5, (("skirt-a-line", 0.4),)),),
    "裙": (Meaning("program", "dress-a-line", 0.5, (("skirt-a-line", 0.4),)),),
    "连衣裙": _maybe("program", "dress-a-line", 0.7, "dress-shift"),
    "半身裙": _maybe("program", "skirt-a-line", 0.7, "skirt-straight"),
    "半裙": _maybe("program", "skirt-a-line", 0.7, "skirt-straight"),
    "a字裙": _is("program", "skirt-a-line"),
    "a字": _is("shape", "a-line"),
    "直筒": _is("shape", "straight"),
    "卫衣": _is("program", "sweatshirt"),
    "连帽卫衣": _is("program", "hoodie"),
    "及膝": _is("length", "knee"),
    "膝上": _is("length", "mini"),
    "中长": _is("length", "midi"),
    "及踝": _is("length", "maxi"),
    "短袖": _is("sleeve", "short"),
    "长袖": _is("sleeve", "long"),
    "中袖": _is("sleeve", "elbow"),
    "无袖": _is("sleeve", "none"),
    "修身": _is("fit", "slim"),
    "宽松": _is("fit", "relaxed"),
    "纯棉": _is("fibre", "cotton"),
    "女": _is("chart", "women"),
    "男": _is("chart", "men"),
}
"""The desk's own words; they go before the glossary's."""
COTTON: Mapping[str, str] = {
    "t-shirt": "jersey",
    "sweatshirt": "fleece",
    "hoodie": "fleece",
    "shirt": "poplin",
    "dress-a-line": "poplin",
    "trousers": "twill",
    "shorts": "twill",
    "skirt-straight": "twill",
    "skirt-a-line": "denim",
}
"""Which cloth cotton is, by program; else poplin."""
SHAPES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("dress", "a-line"): ("program", "dress-a-line"),
    ("dress", "straight"): ("program", "dress-shift"),
    ("skirt", "a-line"): ("program", "skirt-a-line"),
    ("skirt", "straight"): ("program", "skirt-straight"),
    ("trousers", "straight"): ("leg", "straight"),
    ("shorts", "straight"): ("leg", "straight"),
}
"""What a shape says of a kind of program."""
_EMPTY = (
    "a an and the with in of for to on from that this is it be i we want need please make me made one some "
    "as at by or but very really nice beautiful garment piece style design new my our cm colour color size "
    "eu long short length sleeve neck neckline fit cloth fabric "
    "的 了 一 件 条 款 个 我 要 想 做 请 和 与 有 带 色 码 号 是 用 面 料 长 短 领 袖 式 衣 身 穿"
)
EMPTY = frozenset(_EMPTY.split())
"""Words that say nothing by themselves."""
