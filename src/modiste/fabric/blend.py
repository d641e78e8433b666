"""A blend of fibres: shares by mass, read from and printed as the trade writes them.

Knows shares and their mixing; a fibre's own numbers are `fibres`'.
"""

import math
import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from modiste.fabric.fibres import Fibre, fibre_named
from modiste.garment import ModisteError

_PART = re.compile(r"(?P<share>\d{1,3}(?:[.,]\d+)?)\s*%\s*(?P<name>[^\d%,;/+]+)")
_WHOLE = 1e-6


def read_blend(text: str) -> dict[str, float]:
    """Shares by fibre of a text such as "60% CO 40% PES"; a kind stays in front of its fibre.

    Example:
        >>> read_blend("60% CO 40% recycled PES")
        {'cotton': 0.6, 'recycled polyester': 0.4}

    Raises:
        ModisteError: MOD-2800 for an unknown fibre, MOD-2801 where the shares do not sum to 100 %.
    """
    parts = list(_PART.finditer(text))
    left = _PART.sub("", text).strip(" ,;/+")
    if left:
        parts = []
    shares: dict[str, float] = {}
    for part in parts:
        name = _name(part["name"])
        shares[name] = shares.get(name, 0.0) + float(part["share"].replace(",", ".")) / 100
    if not parts and text.strip() and not re.search(r"[\d%]", text):
        shares = {_name(text): 1.0}
    return checked(shares)


def checked(shares: Mapping[str, float]) -> dict[str, float]:
    """The same shares with the fibres' generic names, if they are a blend.

    Raises:
        ModisteError: MOD-2800 and MOD-2801 as in `read_blend`.
    """
    named = {_name(name): float(share) for name, share in shares.items()}
    total = math.fsum(named.values())
    if not named or min(named.values()) <= 0 or abs(total - 1) > _WHOLE:
        whole = {name: share / total for name, share in named.items() if share > 0} if total > 0 else {}
        raise ModisteError(
            "MOD-2801", total=f"{100 * total:.4g}", near=print_blend(whole) if whole else "100% cotton"
        )
    return named


def print_blend(shares: Mapping[str, float], *, codes: bool = False) -> str:
    """The shares as text, the largest first, which `read_blend` reads back.

    Example:
        >>> print_blend({"cotton": 0.6, "polyester": 0.4}, codes=True)
        '60% CO 40% PES'
    """
    ordered = sorted(shares.items(), key=lambda each: -each[1])
    return " ".join(f"{_percent(share)}% {_code(name) if codes else name}" for name, share in ordered)


def fibres_of(shares: Mapping[str, float]) -> list[tuple[Fibre, float]]:
    """Each fibre with its share by mass."""
    return [(fibre_named(name)[1], share) for name, share in shares.items()]


def volume_mean(shares: Mapping[str, float], attribute: str) -> float:
    """A fibre's attribute, averaged over the blend by volume."""
    parts = [(share / each.density, getattr(each, attribute)) for each, share in fibres_of(shares)]
    return math.fsum(volume * value for volume, value in parts) / math.fsum(volume for volume, _ in parts)


def mass_mean(shares: Mapping[str, float], attribute: str) -> float:
    """A fibre's attribute, averaged over the blend by mass: moduli and tenacities are per tex."""
    return math.fsum(share * getattr(each, attribute) for each, share in fibres_of(shares))


def _name(word: str) -> str:
    kind, made = fibre_named(word)
    return f"{kind} {made.name}".strip()


def _code(name: str) -> str:
    kind, made = fibre_named(name)
    return f"{kind} {made.code}".strip()


def _percent(share: float) -> str:
    return f"{100 * share:.6f}".rstrip("0").rstrip(".")


Blend = Annotated[
    dict[str, float],
    BeforeValidator(lambda value: read_blend(value) if isinstance(value, str) else value),
    AfterValidator(checked),
]
"""A field of a spec: a text or a table of shares."""
