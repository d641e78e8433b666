"""What the house makes: for every program its cloths, options, prints, lines and price, by season and people.

Knows what goes together in the trade, as weights; drawing lots is `plan`'s. The weights are judgement, no
survey.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Weights = Mapping[str, float]
LINES = ("essentials", "weekend", "atelier")
LINE_NAMES: Mapping[str, tuple[str, str]] = {
    "essentials": ("Essentials", "基础系列"),
    "weekend": ("Weekend", "周末系列"),
    "atelier": ("Atelier", "工坊系列"),
}
DECK = (
    *("t-shirt", "shirt", "dress-a-line", "trousers", "skirt-a-line"),
    *("t-shirt", "sweatshirt", "trousers", "shirt", "dress-shift"),
    *("t-shirt", "shorts", "skirt-straight", "trousers", "dress-a-line"),
    *("t-shirt", "hoodie", "shirt", "skirt-a-line", "dress-shift"),
)
"""The order in which garments of the programs follow one another, again and again."""


@dataclass(frozen=True)
class Kind:
    """One program's place in the range.

    Attributes:
        nouns: English and Chinese.
        category: What a shop files it under.
        people: Whose charts it is made for.
        lines: In which line it stands.
        cloths: By half of the year, "summer" and "winter".
        options: Every option's values; those with a name of people or half behind a colon go before.
        price: Euro, before cloth and line.
    """

    nouns: tuple[str, str]
    category: str
    people: Weights
    lines: Weights
    cloths: Mapping[str, Weights]
    options: Mapping[str, Weights]
    price: float
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def weights(self, option: str, people: str, half: str) -> Weights:
        """An option's values for people in a half of the year: the most particular that is told."""
        for name in (f"{option}:{people}:{half}", f"{option}:{people}", f"{option}:{half}"):
            if name in self.options:
                return self.options[name]
        return self.options[option]


_BOTH = {"women": 0.55, "men": 0.45}
_WOMEN = {"women": 1.0}
_EASY = {"slim": 0.15, "regular": 0.4, "relaxed": 0.27, "oversized": 0.18}
_NEAT = {"slim": 0.32, "regular": 0.48, "relaxed": 0.2}
_SOFT = {"regular": 0.42, "relaxed": 0.33, "oversized": 0.25}
_LEGS = {"slim": 0.25, "straight": 0.45, "wide": 0.3}
_SKIRTS = {"mini": 0.2, "knee": 0.38, "midi": 0.34, "maxi": 0.08}
_NECKS = {"crew": 0.22, "v": 0.3, "boat": 0.23, "scoop": 0.25}
_BARE = {"none": 0.55, "short": 0.38, "elbow": 0.07}
_COVERED = {"short": 0.12, "elbow": 0.38, "long": 0.5}

KINDS: Mapping[str, Kind] = {
    "t-shirt": Kind(
        ("T-shirt", "T恤"),
        "T-shirts",
        _BOTH,
        {"essentials": 0.55, "weekend": 0.4, "atelier": 0.05},
        {"summer": {"jersey": 0.85, "rib": 0.15}, "winter": {"jersey": 0.7, "rib": 0.3}},
        {
            "neckline": {"crew": 0.5, "v": 0.2, "boat": 0.14, "scoop": 0.16},
            "neckline:men": {"crew": 0.8, "v": 0.2},
            "sleeve:men:summer": {"short": 0.95, "elbow": 0.05},
            "sleeve:summer": {"none": 0.14, "short": 0.72, "elbow": 0.14},
            "sleeve:winter": {"short": 0.38, "elbow": 0.12, "long": 0.5},
            "length": {"cropped": 0.18, "regular": 0.7, "long": 0.12},
            "length:men": {"regular": 0.88, "long": 0.12},
            "fit": _EASY,
        },
        27,
    ),
    "shirt": Kind(
        ("shirt", "衬衫"),
        "Shirts",
        {"women": 0.42, "men": 0.58},
        {"essentials": 0.35, "weekend": 0.35, "atelier": 0.3},
        {
            "summer": {"poplin": 0.5, "linen": 0.42, "satin": 0.08},
            "winter": {"poplin": 0.5, "flannel": 0.4, "satin": 0.1},
        },
        {
            "collar": {"classic": 0.72, "stand": 0.28},
            "sleeve:summer": {"short": 0.45, "long": 0.55},
            "sleeve:winter": {"long": 1.0},
            "length": {"cropped": 0.12, "regular": 0.76, "long": 0.12},
            "length:men": {"regular": 0.9, "long": 0.1},
            "fit": {"slim": 0.25, "regular": 0.42, "relaxed": 0.22, "oversized": 0.11},
        },
        58,
    ),
    "sweatshirt": Kind(
        ("sweatshirt", "卫衣"),
        "Sweatshirts",
        _BOTH,
        {"essentials": 0.4, "weekend": 0.6},
        {"summer": {"fleece": 1.0}, "winter": {"fleece": 1.0}},
        {
            "sleeve:summer": {"elbow": 0.2, "long": 0.8},
            "sleeve:winter": {"long": 1.0},
            "length": {"cropped": 0.25, "regular": 0.65, "long": 0.1},
            "length:men": {"regular": 0.9, "long": 0.1},
            "fit": _SOFT,
        },
        56,
    ),
    "hoodie": Kind(
        ("hoodie", "连帽卫衣"),
        "Hoodies",
        _BOTH,
        {"essentials": 0.3, "weekend": 0.7},
        {"summer": {"fleece": 1.0}, "winter": {"fleece": 1.0}},
        {
            "front": {"closed": 0.65, "zip": 0.35},
            "pocket": {"kangaroo": 0.9, "none": 0.1},
            "sleeve": {"long": 1.0},
            "length": {"cropped": 0.2, "regular": 0.7, "long": 0.1},
            "length:men": {"regular": 0.9, "long": 0.1},
            "fit": _SOFT,
        },
        68,
    ),
    "trousers": Kind(
        ("trousers", "长裤"),
        "Trousers",
        _BOTH,
        {"essentials": 0.35, "weekend": 0.4, "atelier": 0.25},
        {
            "summer": {"twill": 0.35, "denim": 0.35, "linen": 0.3},
            "winter": {"twill": 0.3, "denim": 0.4, "flannel": 0.3},
        },
        {
            "leg": _LEGS,
            "rise": {"low": 0.1, "mid": 0.5, "high": 0.4},
            "rise:men": {"low": 0.15, "mid": 0.85},
            "front": {"flat": 0.6, "dart": 0.12, "pleat": 0.28},
            "length": {"cropped": 0.22, "regular": 0.7, "long": 0.08},
            "length:men": {"cropped": 0.08, "regular": 0.84, "long": 0.08},
            "fit": _NEAT,
        },
        78,
    ),
    "shorts": Kind(
        ("shorts", "短裤"),
        "Shorts",
        _BOTH,
        {"essentials": 0.35, "weekend": 0.55, "atelier": 0.1},
        {
            "summer": {"twill": 0.45, "denim": 0.3, "linen": 0.25},
            "winter": {"denim": 0.5, "twill": 0.5},
        },
        {
            "leg": {"straight": 0.6, "wide": 0.4},
            "rise": {"mid": 0.6, "high": 0.4},
            "rise:men": {"mid": 1.0},
            "front": {"flat": 0.6, "dart": 0.1, "pleat": 0.3},
            "length": {"short": 0.4, "mid": 0.4, "knee": 0.2},
            "length:men": {"short": 0.15, "mid": 0.5, "knee": 0.35},
            "fit": {"regular": 0.6, "relaxed": 0.4},
        },
        46,
    ),
    "skirt-straight": Kind(
        ("straight skirt", "直筒半身裙"),
        "Skirts",
        _WOMEN,
        {"essentials": 0.3, "weekend": 0.2, "atelier": 0.5},
        {
            "summer": {"twill": 0.3, "denim": 0.4, "linen": 0.3},
            "winter": {"twill": 0.25, "denim": 0.3, "flannel": 0.45},
        },
        {"length": {"mini": 0.25, "knee": 0.45, "midi": 0.3}, "fit": _NEAT},
        62,
    ),
    "skirt-a-line": Kind(
        ("A-line skirt", "A字半身裙"),
        "Skirts",
        _WOMEN,
        {"essentials": 0.2, "weekend": 0.3, "atelier": 0.5},
        {
            "summer": {"crepe": 0.35, "linen": 0.25, "satin": 0.2, "denim": 0.2},
            "winter": {"crepe": 0.3, "flannel": 0.35, "satin": 0.2, "denim": 0.15},
        },
        {"length": _SKIRTS, "fit": {"slim": 0.3, "regular": 0.7}},
        66,
        {"flare": (1.2, 3.2)},
    ),
    "dress-shift": Kind(
        ("shift dress", "直筒连衣裙"),
        "Dresses",
        _WOMEN,
        {"essentials": 0.2, "weekend": 0.2, "atelier": 0.6},
        {
            "summer": {"crepe": 0.4, "linen": 0.4, "satin": 0.2},
            "winter": {"crepe": 0.5, "flannel": 0.3, "satin": 0.2},
        },
        {
            "neckline": _NECKS,
            "sleeve:summer": _BARE,
            "sleeve:winter": _COVERED,
            "length": {"mini": 0.25, "knee": 0.5, "midi": 0.25},
            "fit": _NEAT,
        },
        96,
    ),
    "dress-a-line": Kind(
        ("A-line dress", "A字连衣裙"),
        "Dresses",
        _WOMEN,
        {"essentials": 0.15, "weekend": 0.25, "atelier": 0.6},
        {
            "summer": {"crepe": 0.35, "linen": 0.3, "satin": 0.15, "poplin": 0.2},
            "winter": {"crepe": 0.55, "satin": 0.25, "flannel": 0.2},
        },
        {
            "neckline": _NECKS,
            "sleeve:summer": _BARE,
            "sleeve:winter": _COVERED,
            "length": _SKIRTS,
            "fit": {"slim": 0.4, "regular": 0.6},
        },
        112,
        {"flare": (1.4, 3.4)},
    ),
}
"""By program, in the order of the programs."""

PRINTS: Mapping[str, Weights] = {
    "jersey": {"solid": 0.62, "stripe": 0.33, "dot": 0.05},
    "rib": {"solid": 0.85, "stripe": 0.15},
    "fleece": {"solid": 0.92, "stripe": 0.08},
    "poplin": {"solid": 0.42, "pinstripe": 0.3, "check": 0.2, "dot": 0.08},
    "linen": {"solid": 0.72, "pinstripe": 0.22, "check": 0.06},
    "crepe": {"solid": 0.6, "dot": 0.4},
    "satin": {"solid": 0.85, "dot": 0.15},
    "twill": {"solid": 1.0},
    "denim": {"solid": 1.0},
    "flannel": {"check": 0.55, "solid": 0.45},
}
"""What a cloth is printed with or woven in; a pinstripe runs along the grain, a stripe around the body."""
CLOTH_PRICE: Mapping[str, float] = {
    "jersey": 1.0,
    "rib": 1.1,
    "fleece": 1.0,
    "poplin": 1.0,
    "linen": 1.2,
    "crepe": 1.1,
    "satin": 1.65,
    "twill": 1.0,
    "denim": 1.12,
    "flannel": 1.45,
}
LINE_PRICE: Mapping[str, float] = {"essentials": 0.86, "weekend": 1.0, "atelier": 1.34}
