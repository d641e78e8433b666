"""What an attribute's values are called in Chinese: "boat" among necklines is 一字领.

Knows how shops write values; the trade's words are the foundation's, a house's own those of its garments.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from modiste.foundation import concepts, phrases, spelt, stemmed
from modiste.garment import Garment

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

_KINDS = {
    "colour": ("colour", "shade"),
    "print": ("pattern",),
    "category": ("garment",),
    "silhouette": ("fit", "shape"),
    "fabric": ("fabric",),
    "neckline": ("neckline",),
    "sleeve": ("sleeve",),
    "length": ("length",),
}
_NOUNS = {"neckline": "neck", "sleeve": "sleeve", "length": "length", "silhouette": "fit"}
_CHINESE = {
    ("sleeve", "none"): "无袖",
    ("length", "regular"): "常规",
    ("length", "mid"): "中长",
    ("length", "long"): "长款",
    ("length", "short"): "短款",
}
"""Values that mean something only beside their attribute's name."""
_TWO = re.compile(r"\s+and\s+")


def chinese_value(attribute: str, value: str) -> str:
    """A value's name in Chinese; "" where no word is known.

    Example:
        >>> chinese_value("neckline", "boat"), chinese_value("colour", "white and navy")
        ('一字领', '白拼藏青')
    """
    if found := _CHINESE.get((attribute, value)):
        return found
    noun = _NOUNS.get(attribute, "")
    for tried in (f"{value} {noun}".strip(), value):
        key = tuple(stemmed(part) for part in spelt(tried).replace("-", " ").split())
        for id_ in phrases().get(key, ()):
            if concepts()[id_].kind in _KINDS.get(attribute, ()):
                return re.sub(r"^[a-z]", lambda letter: letter[0].upper(), concepts()[id_].chinese)
    parts = _TWO.split(value)
    told = [chinese_value(attribute, part) for part in parts] if len(parts) > 1 else []
    return "拼".join(told) if all(told) else ""


def house_values(shop: "Shop", fields: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, str], str]:
    """What a house's own garments call their values in Chinese: `cloth_zh` says it of `cloth`.

    Args:
        shop: whose.
        fields: for each attribute that is followed the names that garments give it.
    """
    said: dict[tuple[str, str], Counter[str]] = {}
    for garment in shop.store.rows.scan(Garment):
        known = garment.attributes
        for attribute, names in fields.items():
            name = next((each for each in names if known.get(each)), "")
            if name and (chinese := known.get(f"{name}_zh")):
                said.setdefault((attribute, known[name].strip().lower()), Counter())[chinese] += 1
    return {key: names.most_common(1)[0][0] for key, names in said.items()}
