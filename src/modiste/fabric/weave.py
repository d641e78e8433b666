"""Weaves: drafts by name or as a lift plan, and woven cloth with its ends and picks.

Knows which thread lies above which; how thick and heavy that makes a cloth is `properties`'.
"""

import math
import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from modiste.fabric.yarn import YarnField
from modiste.garment import ModisteError, Record

INCH = 2.54
_NAMED = {"plain": "plain", "tabby": "plain", "poplin": "plain", "canvas": "plain", "平纹": "plain"}
_TWILL = re.compile(
    r"(?:(?P<up>\d{1,2})\s*/\s*(?P<down>\d{1,2})\s*)?(?:twill|drill|斜纹)"
    r"\s*(?:(?P<up2>\d{1,2})/(?P<down2>\d{1,2}))?\s*(?P<way>[SZ])?",
    re.I,
)
_SATIN = re.compile(r"(?P<word>satin|sateen|缎纹)\s*(?P<n>\d{1,2})?(?:\s*/\s*(?P<move>\d{1,2}))?", re.I)
_BASKET = re.compile(r"(?:basket|hopsack|方平)\s*(?P<n>\d{1,2})(?:\s*/\s*(?P<other>\d{1,2}))?", re.I)
_SETT = re.compile(
    r"(?P<ends>\d+(?:\.\d+)?)\s*[/x×]\s*(?P<picks>\d+(?:\.\d+)?)"
    r"\s*(?:per\s*|/)?(?P<unit>in|inch|cm)?\s*,\s*(?P<weave>.+)",
    re.I,
)
Plan = NDArray[np.bool_]


class Woven(Record):
    """A woven construction.

    Attributes:
        weave: A name such as "2/1 twill Z", or a lift plan: rows of "x" (warp up) and ".", first pick first.
        ends: Warp threads a centimetre.
        picks: Weft threads a centimetre.
        warp: The warp's yarn.
        weft: The weft's yarn.
        crimp: Of warp and weft, as shares of the cloth's length; None is reckoned.
    """

    weave: str | tuple[str, ...] = "plain"
    ends: float = Field(gt=0, le=200)
    picks: float = Field(gt=0, le=200)
    warp: YarnField
    weft: YarnField
    crimp: tuple[float, float] | None = None

    @property
    def plan(self) -> Plan:
        """(picks, ends) of the repeat, True where the warp is up."""
        return lift_plan(self.weave)


@lru_cache(maxsize=256)
def lift_plan(weave: str | tuple[str, ...]) -> Plan:
    """The lift plan of a weave, (picks, ends), True where the warp is up.

    Example:
        >>> print(drawn_plan(lift_plan("2/1 twill Z")))
        x.x
        .xx
        xx.

    Raises:
        ModisteError: MOD-2805 for a name that is no weave, or a plan with a thread that never interlaces.
    """
    if isinstance(weave, str) and weave.strip() and not set(weave) <= set("xX.01\n "):
        plan = _by_name(weave.strip())
    else:
        rows = tuple(weave.split()) if isinstance(weave, str) else weave
        if len({len(row) for row in rows}) != 1 or not set("".join(rows)) <= set("xX.01"):
            raise ModisteError(
                "MOD-2805", weave=str(weave)[:60], reason="rows of x and . of one length make a plan"
            )
        plan = np.array([[letter in "xX1" for letter in row] for row in rows])
    if plan.size > MOST_CROSSINGS:
        raise ModisteError(
            "MOD-2805", weave=str(weave)[:60], reason=f"a repeat has at most {MOST_CROSSINGS} crossings"
        )
    loose = (plan.all(0) | ~plan.any(0)).any() or (plan.all(1) | ~plan.any(1)).any()
    if loose:
        raise ModisteError(
            "MOD-2805", weave=str(weave)[:60], reason="a thread of it never interlaces and would lie loose"
        )
    plan.flags.writeable = False
    return plan


MOST_CROSSINGS = 64 * 64


def drawn_plan(plan: Plan) -> str:
    """The plan as rows of x and ., the last pick on top as on point paper."""
    return "\n".join("".join("x" if up else "." for up in row) for row in plan[::-1])


def interlacing(plan: Plan) -> tuple[float, float]:
    """Changes of side of warp and weft by the crossings they pass: 1 in plain weave, 2/5 in a satin of 5."""
    warp = (plan != np.roll(plan, 1, axis=0)).mean()
    weft = (plan != np.roll(plan, 1, axis=1)).mean()
    return float(warp), float(weft)


def longest_float(plan: Plan) -> int:
    """The most crossings that a thread passes on one side."""
    longest = 1
    for lines in (plan, plan.T):
        for line in lines:
            turned = np.roll(line, -int(np.flatnonzero(line != np.roll(line, 1))[0]))
            runs = np.diff(np.flatnonzero(np.r_[True, turned[1:] != turned[:-1], True]))
            longest = max(longest, int(runs.max()))
    return longest


def read_sett(text: str) -> tuple[float, float, str]:
    """Ends and picks a centimetre, and the weave, of a text such as "100/63, 2/1 twill Z".

    Threads an inch where no unit is told, as the trade means it.

    Example:
        >>> ends, picks, weave = read_sett("100/63, 2/1 twill Z")
        >>> round(ends, 3), round(picks, 3), weave
        (39.37, 24.803, '2/1 twill Z')

    Raises:
        ModisteError: MOD-2805 for a text that says no sett and weave.
    """
    found = _SETT.fullmatch(text.strip())
    if not found:
        raise ModisteError(
            "MOD-2805", weave=text[:60], reason="a sett reads ENDS/PICKS [per in | per cm], WEAVE"
        )
    by = 1.0 if (found["unit"] or "").lower() == "cm" else INCH
    lift_plan(found["weave"].strip())
    return float(found["ends"]) / by, float(found["picks"]) / by, found["weave"].strip()


def print_sett(woven: Woven, unit: str = "cm") -> str:
    """Ends, picks and weave as `read_sett` reads them back."""
    by = INCH if unit == "in" else 1.0
    weave = woven.weave if isinstance(woven.weave, str) else " ".join(woven.weave)
    return f"{woven.ends * by:.10g}/{woven.picks * by:.10g} per {unit}, {weave}"


def _by_name(weave: str) -> Plan:
    if weave.lower() in _NAMED:
        return np.eye(2, dtype=bool)
    if found := _TWILL.fullmatch(weave):
        up, down = int(found["up"] or found["up2"] or 2), int(found["down"] or found["down2"] or 2)
        return _steps([True] * up + [False] * down, -1 if (found["way"] or "Z").upper() == "S" else 1)
    if found := _SATIN.fullmatch(weave):
        n = int(found["n"] or 5)
        moves = [move for move in range(2, n - 1) if math.gcd(move, n) == 1]
        move = int(found["move"] or (moves[0] if moves else 0))
        if move not in moves:
            raise ModisteError(
                "MOD-2805", weave=weave[:60], reason=f"a satin of {n} has the moves {moves or 'of none'}"
            )
        warp_up = found["word"].lower() != "sateen"
        return _steps([warp_up] * (n - 1) + [not warp_up], move)
    if found := _BASKET.fullmatch(weave):
        picks, ends = int(found["n"]), int(found["other"] or found["n"])
        if picks and ends:
            return np.kron(np.eye(2), np.ones((picks, ends))) > 0
    raise ModisteError(
        "MOD-2805",
        weave=weave[:60],
        reason="known are plain, 2/1 twill Z, satin 5, sateen 8/3, basket 2 and lift plans",
    )


def _steps(first: list[bool], move: int) -> Plan:
    """The first pick's lifts, moved on by so many ends at each pick."""
    if not 2 <= len(first) <= 64:
        raise ModisteError("MOD-2805", weave=f"{len(first)} ends", reason="a repeat has 2 to 64 ends")
    return np.array([np.roll(first, move * pick) for pick in range(len(first))])
