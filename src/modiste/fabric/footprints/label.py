"""What a garment's label says of its cloth: fibres in the order and the words of the law, and its care.

Knows Regulation (EU) No 1007/2011 and ISO 3758's symbols; how a label is printed is not its concern.
"""

from collections.abc import Mapping

from modiste.fabric.fibres import LANGUAGES, fibre_named
from modiste.fabric.footprints.chain import plain
from modiste.garment import ModisteError

OTHER = {
    "en": "other fibres",
    "zh": "其他纤维",
    "de": "sonstige Fasern",
    "fr": "autres fibres",
    "it": "altre fibre",
    "es": "otras fibras",
}
_LEAST = 0.05
CARE: Mapping[str, Mapping[str, str]] = {
    "wash_40": {
        "en": "wash at 40 °C",
        "zh": "40 °C 水洗",
        "de": "waschen bei 40 °C",
        "fr": "lavage à 40 °C",
        "it": "lavare a 40 °C",
        "es": "lavar a 40 °C",
    },
    "wash_30": {
        "en": "wash at 30 °C",
        "zh": "30 °C 水洗",
        "de": "waschen bei 30 °C",
        "fr": "lavage à 30 °C",
        "it": "lavare a 30 °C",
        "es": "lavar a 30 °C",
    },
    "hand_wash": {
        "en": "hand wash",
        "zh": "手洗",
        "de": "Handwäsche",
        "fr": "lavage à la main",
        "it": "lavare a mano",
        "es": "lavar a mano",
    },
    "no_bleach": {
        "en": "do not bleach",
        "zh": "不可漂白",
        "de": "nicht bleichen",
        "fr": "ne pas blanchir",
        "it": "non candeggiare",
        "es": "no usar lejía",
    },
    "no_tumble_dry": {
        "en": "do not tumble dry",
        "zh": "不可翻转干燥",
        "de": "nicht im Trockner trocknen",
        "fr": "ne pas sécher en machine",
        "it": "non asciugare a tamburo",
        "es": "no usar secadora",
    },
    "iron_110": {
        "en": "iron at up to 110 °C",
        "zh": "熨斗底板最高 110 °C",
        "de": "bügeln bis 110 °C",
        "fr": "repassage à 110 °C maximum",
        "it": "stirare fino a 110 °C",
        "es": "planchar hasta 110 °C",
    },
    "iron_150": {
        "en": "iron at up to 150 °C",
        "zh": "熨斗底板最高 150 °C",
        "de": "bügeln bis 150 °C",
        "fr": "repassage à 150 °C maximum",
        "it": "stirare fino a 150 °C",
        "es": "planchar hasta 150 °C",
    },
    "iron_200": {
        "en": "iron at up to 200 °C",
        "zh": "熨斗底板最高 200 °C",
        "de": "bügeln bis 200 °C",
        "fr": "repassage à 200 °C maximum",
        "it": "stirare fino a 200 °C",
        "es": "planchar hasta 200 °C",
    },
}
"""ISO 3758's treatments in words, by their names here."""
_HOT = frozenset(["cotton", "linen", "hemp", "ramie", "jute"])
_WARM = frozenset(["viscose", "modal", "lyocell", "cupro", "polyester", "wool", "cashmere", "alpaca", "silk"])
_BY_HAND = frozenset(["wool", "cashmere", "alpaca", "silk"])
_GENTLE = frozenset(["viscose", "modal", "lyocell", "cupro", "acetate", "triacetate", "acrylic", "elastane"])


def composition_text(shares: Mapping[str, float], language: str = "en") -> str:
    """Fibres in descending order of mass with generic names; those below 5 % may be other fibres (article 9).

    Whole percentages that sum to 100: the largest remainders are rounded up.

    Example:
        >>> composition_text({"recycled polyester": 0.4, "cotton": 0.58, "elastane": 0.02}, "de")
        '58 % Baumwolle, 40 % Polyester, 2 % Elasthan'

    Raises:
        ModisteError: MOD-2813 for a language that is not known.
    """
    _check(language)
    joined: dict[str, float] = {}
    for name, share in shares.items():
        joined[plain(name)] = joined.get(plain(name), 0.0) + share
    small = [name for name, share in joined.items() if share < _LEAST]
    named = {fibre_named(name)[1].names[language]: share for name, share in joined.items()}
    if len(small) > 1:  # one small fibre keeps its name; several may be put together
        named = {
            fibre_named(name)[1].names[language]: share for name, share in joined.items() if name not in small
        }
        named[OTHER[language]] = sum(joined[name] for name in small)
    whole = _whole(named)
    last = OTHER[language]
    ordered = sorted(whole, key=lambda name: (name == last, -named[name]))
    return ", ".join(
        f"{whole[name]}{'' if language in ('zh', 'en') else ' '}%{'' if language == 'zh' else ' '}{name}"
        for name in ordered
    )


def care(shares: Mapping[str, float]) -> tuple[str, ...]:
    """The care that its most delicate fibre needs, by names of `CARE`: a proposal, tests decide."""
    names = {plain(name) for name in shares}
    wash = "hand_wash" if names & _BY_HAND else "wash_30" if names & _GENTLE else "wash_40"
    iron = "iron_200" if names <= _HOT else "iron_150" if names <= _HOT | _WARM else "iron_110"
    return wash, "no_bleach", "no_tumble_dry", iron


def care_text(names: tuple[str, ...], language: str = "en") -> str:
    """Care in words.

    Raises:
        ModisteError: MOD-2813 for a language that is not known.
    """
    _check(language)
    return ", ".join(CARE[name][language] for name in names)


def _whole(named: Mapping[str, float]) -> dict[str, int]:
    floors = {name: int(100 * share + 1e-9) for name, share in named.items()}
    left = 100 - sum(floors.values())
    by_rest = sorted(named, key=lambda name: floors[name] - 100 * named[name])
    return {name: floors[name] + (name in by_rest[:left]) for name in named}


def _check(language: str) -> None:
    if language not in LANGUAGES:
        raise ModisteError("MOD-2813", language=language[:20], known=", ".join(LANGUAGES))
