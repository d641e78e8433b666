"""Prices and currencies: "1.299,00 €", "US$12", "¥99" to an exact amount and an ISO 4217 code.

Knows symbols, codes and how many decimals each currency has; exchange rates are left to others.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from modiste.collect.normal.figures import PATTERN, number
from modiste.collect.normal.spelling import CACHE, folded, words

DECIMALS = dict.fromkeys(words("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"), 0) | (
    dict.fromkeys(words("BHD IQD JOD KWD LYD OMR TND"), 3)
)
"""How many decimals a currency has where it is not two (ISO 4217)."""

CODES = frozenset(
    words(
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN "
        "BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
        "GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW "
        "KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD "
        "NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD "
        "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UZS "
        "VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
    )
)

# A sign that several currencies share comes with all of them, the most traded first.
_SIGNS: dict[str, tuple[str, ...]] = {
    "€": ("EUR",),
    "£": ("GBP",),
    "e£": ("EGP",),
    "$": ("USD", "CAD", "AUD", "HKD", "SGD", "MXN"),
    "¥": ("CNY", "JPY"),
    "₩": ("KRW",),
    "₹": ("INR",),
    "₽": ("RUB",),
    "₺": ("TRY",),
    "₫": ("VND",),
    "฿": ("THB",),
    "₪": ("ILS",),
    "₴": ("UAH",),
    "zł": ("PLN",),
    "zl": ("PLN",),
    "kč": ("CZK",),
    "kc": ("CZK",),
    "ft": ("HUF",),
    "lei": ("RON",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "kr.": ("DKK", "SEK", "NOK"),
    "us$": ("USD",),
    "c$": ("CAD",),
    "ca$": ("CAD",),
    "can$": ("CAD",),
    "a$": ("AUD",),
    "au$": ("AUD",),
    "nz$": ("NZD",),
    "hk$": ("HKD",),
    "s$": ("SGD",),
    "nt$": ("TWD",),
    "r$": ("BRL",),
    "mx$": ("MXN",),
    "rs": ("INR", "PKR", "LKR"),
    "rs.": ("INR", "PKR", "LKR"),
    "rmb": ("CNY",),
    "cn¥": ("CNY",),
    "jp¥": ("JPY",),
    "元": ("CNY", "TWD", "HKD"),
    "人民币": ("CNY",),
    "円": ("JPY",),
    "日元": ("JPY",),
    "美元": ("USD",),
    "欧元": ("EUR",),
    "英镑": ("GBP",),
    "港币": ("HKD",),
    "fr": ("CHF", "XOF"),
    "fr.": ("CHF", "XOF"),
    "sfr": ("CHF",),
    "sfr.": ("CHF",),
    "euro": ("EUR",),
    "euros": ("EUR",),
    "dollar": ("USD", "CAD", "AUD"),
    "dollars": ("USD", "CAD", "AUD"),
    "pound": ("GBP",),
    "pounds": ("GBP",),
    "yuan": ("CNY",),
    "yen": ("JPY",),
}
_PRICE = re.compile(rf"(?P<before>\D*?)\s*(?P<amount>{PATTERN})(?:[.,]?[-–—]{{1,2}})?\s*(?P<after>[^\d]*)")
MOST = Decimal(10) ** 10


@dataclass(frozen=True, slots=True)
class Price:
    """An amount with its currency ("" where nothing says which); `doubts` tell what may not be so."""

    amount: Decimal
    currency: str = ""
    doubts: tuple[str, ...] = ()


@lru_cache(maxsize=CACHE)
def currency(text: str, *, expected: str = "") -> str | None:
    """The ISO 4217 code of a sign, a code or a name; a shared sign is `expected` if that is one of its own.

    Example:
        >>> currency("eur"), currency("¥", expected="JPY"), currency("zł"), currency("bananas")
        ('EUR', 'JPY', 'PLN', None)
    """
    choices = _choices(text)
    return expected if expected in choices else next(iter(choices), None)


@lru_cache(maxsize=CACHE)
def price(text: str, *, expected: str = "") -> Price | None:
    """Read a price.

    Args:
        text: such as "US$ 1,299.00", "1.299,00 €", "12,-", "￥99.00".
        expected: the currency of the feed, which decides a shared sign and a bare number.

    Returns:
        The price with its doubts, or None where the text holds no single amount.

    Example:
        >>> price("1.299,00 €")
        Price(amount=Decimal('1299.00'), currency='EUR', doubts=())
        >>> price("¥99").doubts
        ("'¥' is the sign of CNY, JPY: taken as CNY",)
    """
    plain = unicodedata.normalize("NFKC", text[:200]).strip()
    found = _PRICE.fullmatch(plain)
    if found is None:
        return None
    signs = [sign for sign in (found["before"].strip(" :"), found["after"].strip(" :")) if sign]
    choices: tuple[str, ...] = (expected,) if expected else ()
    told: tuple[str, ...] = ()
    for sign in signs:
        choices = _choices(sign)
        if not choices:
            return None
        if len(choices) > 1 and expected not in choices and len(signs) == 1:
            told = (f"'{sign}' is the sign of {', '.join(choices)}: taken as {choices[0]}",)
    if len(signs) == 2:
        # "$12 CAD": both must be able to mean the same, and the narrower decides.
        both = [code for code in _choices(signs[0]) if code in _choices(signs[1])]
        if not both:
            return None
        choices = tuple(both)
    code = expected if expected in choices else (choices[0] if choices else "")
    read = number(found["amount"], decimals=DECIMALS.get(code, 2))
    if read is None or abs(read.value) >= MOST:
        return None
    return Price(read.value, code, told + ((read.doubt,) if read.doubt else ()))


def _choices(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", text[:40]).strip()
    if (code := plain.upper()) in CODES:
        return (code,)
    return (
        _SIGNS.get(plain.lower()) or _SIGNS.get(folded(plain)) or _SIGNS.get(folded(plain).rstrip(".")) or ()
    )
