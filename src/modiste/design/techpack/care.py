"""Care: what a cloth of some fibres bears, as symbols of ISO 3758 and in words.

Knows the mildest treatment that any fibre of a blend asks for, as care labels of such cloths usually read;
a dye or a finish may ask for less. A proposal until a washed sample says so. The codes are the passport's.
"""

from collections.abc import Mapping

from modiste.design.techpack.pack import Care, Said

WORDS: Mapping[str, Said] = {
    "wash_30": Said(en="Wash at 30 °C", zh="30 °C 水洗"),
    "wash_40": Said(en="Wash at 40 °C", zh="40 °C 水洗"),
    "wash_gentle": Said(en="Wash at 30 °C, gently", zh="30 °C 轻柔水洗"),
    "wash_hand": Said(en="Wash by hand", zh="手洗"),
    "bleach_not": Said(en="Do not bleach", zh="不可漂白"),
    "dry_tumble_low": Said(en="Tumble dry, low", zh="低温转笼干燥"),
    "dry_line": Said(en="Dry on a line", zh="悬挂晾干"),
    "dry_flat": Said(en="Dry flat", zh="平摊晾干"),
    "iron_200": Said(en="Iron at 200 °C", zh="200 °C 熨烫"),
    "iron_150": Said(en="Iron at 150 °C", zh="150 °C 熨烫"),
    "iron_110": Said(en="Iron at 110 °C", zh="110 °C 熨烫"),
    "clean_p": Said(en="Dry clean, perchloroethylene", zh="四氯乙烯干洗"),
}
"""Every symbol that is proposed, by its code."""
_MILDER = (
    ("wash_40", "wash_30", "wash_gentle", "wash_hand"),
    ("bleach_not",),
    ("dry_tumble_low", "dry_line", "dry_flat"),
    ("iron_200", "iron_150", "iron_110"),
    ("clean_p",),
)
"""Each group in the standard's order, the strongest treatment first."""
_STRONG = (0, 0, 0, 0, 0)
_SYNTHETIC = (0, 0, 0, 2, 0)
_FIBRES: Mapping[str, tuple[int, int, int, int, int]] = {
    "cotton": _STRONG,
    "linen": (0, 0, 1, 0, 0),
    "hemp": (0, 0, 1, 0, 0),
    "viscose": (2, 0, 1, 1, 0),
    "lyocell": (2, 0, 1, 1, 0),
    "modal": (1, 0, 1, 1, 0),
    "wool": (3, 0, 2, 1, 0),
    "cashmere": (3, 0, 2, 1, 0),
    "silk": (3, 0, 1, 2, 0),
    "polyester": _SYNTHETIC,
    "polyamide": _SYNTHETIC,
    "acrylic": (1, 0, 1, 2, 0),
    "elastane": (1, 0, 0, 1, 0),
}
"""What each fibre bears, as a place in each group."""
_UNKNOWN = (3, 0, 2, 2, 0)
"""A fibre that nobody told of gets the mildest of all."""


def care(composition: Mapping[str, float]) -> Care:
    """The care that a composition asks for.

    Args:
        composition: Shares by fibre.

    Example:
        >>> care({"cotton": 0.95, "elastane": 0.05}).symbols
        ('wash_30', 'bleach_not', 'dry_tumble_low', 'iron_150', 'clean_p')
    """
    asked = [_FIBRES.get(fibre, _UNKNOWN) for fibre, share in composition.items() if share > 0] or [_UNKNOWN]
    symbols = tuple(group[max(each[k] for each in asked)] for k, group in enumerate(_MILDER))
    return Care(
        symbols=symbols,
        words=tuple(WORDS[code] for code in symbols),
        composition=dict(sorted(composition.items(), key=lambda each: (-each[1], each[0]))),
    )
