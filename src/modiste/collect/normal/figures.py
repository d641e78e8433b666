"""Numbers as people write them: "1.299,00", "1'299.00", "1,299", "１２．５", and what is doubtful about one.

Knows separators; currencies and units are read by their own files.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from modiste.collect.normal.spelling import CACHE

_NUMBER = re.compile(r"[-+−]?\d[\d.,'’٬\s]*")
_SEPARATORS = re.compile(r"[.,]")
MOST_DIGITS = 20
PATTERN = r"[-+−]?\d(?:[\d.,'’ \u00a0\u202f]*\d)?"
"""A number inside other text, for the patterns of prices and units."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; `doubt` says how else it may be meant, and is empty where there is one reading."""

    value: Decimal
    doubt: str = ""


@lru_cache(maxsize=CACHE)
def number(text: str, *, decimals: int | None = None) -> Number | None:
    """Read one number.

    Of two different separators the last is the decimal one; one that stands more than once parts thousands.
    A single separator before exactly three digits may be either: it parts thousands where the context has
    fewer than three `decimals` (money), else it is decimal; both are told as a doubt.

    Example:
        >>> number("1.299,00 ").value, number("1,5").value, number("1.299", decimals=2).doubt
        (Decimal('1299.00'), Decimal('1.5'), '1.299 may also be meant as 1.299 with decimals')
    """
    plain = unicodedata.normalize("NFKC", text[:100]).strip()
    if not _NUMBER.fullmatch(plain) or not _digits_are_plain(plain):
        return None
    negative = plain[0] in "-−"
    body = re.sub(r"[\s'’٬+−-]", "", plain).rstrip(".,")
    if sum(letter.isdigit() for letter in body) > MOST_DIGITS:
        return None
    whole, doubt = _parted(body, decimals)
    if whole is None:
        return None
    value = Decimal(whole)
    return Number(-value if negative else value, doubt)


def _digits_are_plain(text: str) -> bool:
    return all(letter.isascii() or not letter.isdigit() for letter in text)


def _parted(body: str, decimals: int | None) -> tuple[str | None, str]:
    marks = _SEPARATORS.findall(body)
    if len(marks) > 1:
        return _without(body, marks), ""
    before, mark, after = body.partition(marks[0]) if marks else (body, "", "")
    as_decimal = f"{before}.{after}" if mark else before
    if len(after) != 3 or len(before) > 3 or before.startswith("0"):
        return as_decimal, ""
    if decimals is not None and decimals < 3:
        return before + after, f"{body} may also be meant as {as_decimal} with decimals"
    return as_decimal, f"{body} may also be meant as {before}{after}"


def _without(body: str, marks: list[str]) -> str | None:
    """A number of several separators with one decimal point at most, or None where they contradict."""
    first, last = marks[0], marks[-1]
    if first == last:
        return body.replace(last, "") if len(set(marks)) == 1 and _are_thousands(body, last) else None
    if marks.count(last) > 1 or not _are_thousands(body.rpartition(last)[0], first):
        return None
    return body.replace(first, "").replace(last, ".")


def _are_thousands(body: str, mark: str) -> bool:
    first, *rest = body.split(mark)
    # India parts 12,34,567: the groups after the first have two or three digits, the last three.
    return 0 < len(first) <= 3 and len(rest[-1]) == 3 and all(len(group) in (2, 3) for group in rest)
