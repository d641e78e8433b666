"""GS1's numbers: GTIN, GLN and SSCC with their check digit, and an item's GTIN with its serial.

Knows digits; links and tags that carry them are `digital_link`'s and `epc`'s.
"""

import re
from dataclasses import dataclass

from modiste.garment.errors import ModisteError

GTIN_LENGTHS = (8, 12, 13, 14)
_ZERO = ord("0")
_SERIAL = re.compile(r"[!%-?A-Z_a-z\x22]{1,20}")
"""GS1's character set 82 (General Specifications, figure 7.11-1): what a serial may hold, AI 21."""


@dataclass(frozen=True, slots=True)
class Sgtin:
    """One item by the trade's number: the 14 digits of its GTIN, and its serial."""

    gtin: str
    serial: str


def sgtin(gtin_: str, serial: str) -> Sgtin:
    """An item's number, checked.

    Raises:
        ModisteError: MOD-1001 for a GTIN that is none, MOD-2500 for a serial that no label may carry.
    """
    if not _SERIAL.fullmatch(serial):
        raise ModisteError("MOD-2500", value=serial[:40], reason="a serial has 1 to 20 signs of GS1's set 82")
    return Sgtin(gtin(gtin_), serial)


def gln(text: str) -> str:
    """A global location number, 13 digits.

    Raises:
        ModisteError: MOD-2500 for a wrong length, other characters or a wrong check digit.
    """
    return _checked(text, "GLN", 13)


def sscc(text: str) -> str:
    """The number of a carton, pallet or container, 18 digits.

    Raises:
        ModisteError: MOD-2500 for a wrong length, other characters or a wrong check digit.
    """
    return _checked(text, "SSCC", 18)


def _checked(text: str, kind: str, length: int) -> str:
    digits = text.strip()
    if len(digits) != length or not (digits.isascii() and digits.isdigit()):
        raise ModisteError("MOD-2500", value=text[:40], reason=f"{kind} means {length} digits")
    expected = check_digit(digits[:-1])
    if int(digits[-1]) != expected:
        raise ModisteError("MOD-2500", value=text[:40], reason=f"the check digit should be {expected}")
    return digits


def gtin_check_digit(digits: str) -> int:
    """The check digit of a GTIN's other digits (GS1 General Specifications, section 7.9).

    Example:
        >>> gtin_check_digit("629104150021")
        3
    """
    if not re.fullmatch(r"[0-9]{7}|[0-9]{11,13}", digits):
        raise ModisteError(
            "MOD-1001", value=digits, reason="7, 11, 12 or 13 digits come before the check digit"
        )
    return check_digit(digits)


def gtin(text: str) -> str:
    """A GTIN-8, -12, -13 or -14 as 14 digits.

    Raises:
        ModisteError: MOD-1001 for a wrong length, other characters or a wrong check digit.
    """
    digits = text.strip()
    if len(digits) not in GTIN_LENGTHS or not (digits.isascii() and digits.isdigit()):
        raise ModisteError("MOD-1001", value=text[:40], reason="a GTIN has 8, 12, 13 or 14 digits")
    expected = check_digit(digits[:-1])
    if int(digits[-1]) != expected:
        raise ModisteError("MOD-1001", value=text[:40], reason=f"its check digit should be {expected}")
    return digits.zfill(14)


def check_digit(digits: str) -> int:
    """The check digit of any of GS1's numbers, from the digits before it (section 7.9.1).

    Example:
        >>> check_digit("00614141123456789")
        0
    """
    codes = digits.encode()
    odd, even = codes[::-2], codes[-2::-2]  # counted from the right, where the weights 3 and 1 begin
    return -(3 * sum(odd) + sum(even) - _ZERO * (3 * len(odd) + len(even))) % 10
