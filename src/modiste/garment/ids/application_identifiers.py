"""What GS1's application identifiers hold, as its syntax dictionary says: 01 is a GTIN, 21 a serial.

Knows the layout of each value; links made of them are `digital_link`'s. The table is made from the GS1
Barcode Syntax Dictionary (gs1/gs1-syntax-dictionary at ff2eb4b), Copyright 2020-2021 BWIPP project and Zint
Project, 2021-2025 GS1 AISBL, under the Apache License 2.0. Left out: titles, and which identifiers need or
exclude which on a label. Neighbours of one layout are one line. A line is the identifiers, flags (`*`
length known, `?` may be a link's attribute, `-` neither), the value's parts, and for a key of a link its
qualifiers.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from modiste.garment.ids.keys import check_digit

TABLE = """
00 *? N18,csum,gcppos2 dlpkey
01 *? N14,csum,gcppos2 dlpkey=22,10,21|235
02 *? N14,csum,gcppos2
03 * N14,csum,gcppos2
10 ? X..20
11-13 *? N6,yymmd0
15-17 *? N6,yymmd0
20 *? N2
21-22 - X..20
235 - X..28
240-241 ? X..30
242 ? N..6
243 ? X..20
250-251 ? X..30
253 ? N13,csum,gcppos1 [X..17] dlpkey
254 - X..20
255 ? N13,csum,gcppos1 [N..12] dlpkey
30 ? N..8
3100-3105 *? N6
3110-3115 *? N6
3120-3125 *? N6
3130-3135 *? N6
3140-3145 *? N6
3150-3155 *? N6
3160-3165 *? N6
3200-3205 *? N6
3210-3215 *? N6
3220-3225 *? N6
3230-3235 *? N6
3240-3245 *? N6
3250-3255 *? N6
3260-3265 *? N6
3270-3275 *? N6
3280-3285 *? N6
3290-3295 *? N6
3300-3305 *? N6
3310-3315 *? N6
3320-3325 *? N6
3330-3335 *? N6
3340-3345 *? N6
3350-3355 *? N6
3360-3365 *? N6
3370-3375 *? N6
3400-3405 *? N6
3410-3415 *? N6
3420-3425 *? N6
3430-3435 *? N6
3440-3445 *? N6
3450-3455 *? N6
3460-3465 *? N6
3470-3475 *? N6
3480-3485 *? N6
3490-3495 *? N6
3500-3505 *? N6
3510-3515 *? N6
3520-3525 *? N6
3530-3535 *? N6
3540-3545 *? N6
3550-3555 *? N6
3560-3565 *? N6
3570-3575 *? N6
3600-3605 *? N6
3610-3615 *? N6
3620-3625 *? N6
3630-3635 *? N6
3640-3645 *? N6
3650-3655 *? N6
3660-3665 *? N6
3670-3675 *? N6
3680-3685 *? N6
3690-3695 *? N6
37 ? N..8
3900-3909 ? N..15
3910-3919 ? N3,iso4217 N..15
3920-3929 ? N..15
3930-3939 ? N3,iso4217 N..15
3940-3943 ? N4
3950-3955 ? N6
400 ? X..30
401 ? X..30,gcppos1 dlpkey
402 ? N17,csum,gcppos1 dlpkey
403 ? X..30
410-413 *? N13,csum,gcppos1
414 *? N13,csum,gcppos1 dlpkey=254|7040
415 *? N13,csum,gcppos1 dlpkey=8020
416 *? N13,csum,gcppos1
417 *? N13,csum,gcppos1 dlpkey=7040
420 ? X..20
421 ? N3,iso3166 X..9
422 ? N3,iso3166
423 ? N3,iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166
424 ? N3,iso3166
425 ? N3,iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166
426 ? N3,iso3166
427 ? X..3
4300-4301 ? X..35,pcenc
4302-4306 ? X..70,pcenc
4307 ? X2,iso3166alpha2
4308 ? X..30
4309 ? N10,latitude N10,longitude
4310-4311 ? X..35,pcenc
4312-4316 ? X..70,pcenc
4317 ? X2,iso3166alpha2
4318 ? X..20
4319 ? X..30
4320 ? X..35,pcenc
4321-4323 ? N1,yesno
4324-4325 ? N6,yymmd0 N4,hhmi
4326 ? N6,yymmdd
4330-4333 ? N6 [X1],hyphen
7001 ? N13
7002 ? X..30
7003 ? N6,yymmdd N4,hhmi
7004 ? N..4
7005 ? X..12
7006 ? N6,yymmdd
7007 ? N6,yymmdd [N6],yymmdd
7008 ? X..3
7009 ? X..10
7010 ? X..2
7011 ? N6,yymmdd [N4],hhmi
7020-7022 ? X..20
7023 ? X..30,gcppos1
7030-7039 ? N3,iso3166999 X..27
7040 - N1 X1 X1 X1,importeridx
7041 - X..4,packagetype
710-717 ? X..20
7230-7239 ? X2 X..28
7240 ? X..20
7241 ? N2,mediatype
7242 ? X..25
7250 ? N8,yyyymmdd
7251 ? N8,yyyymmdd N4,hhmi
7252 ? N1,iso5218
7253-7254 ? X..40,pcenc
7255 ? X..10
7256 ? X..90,pcenc
7257 ? X..70,pcenc
7258 ? X3,posinseqslash
7259 ? X..40,pcenc
8001 ? N4,nonzero N5,nonzero N3,nonzero N1,winding N1
8002 ? X..20
8003 ? N1,zero N13,csum,gcppos1 [X..16] dlpkey
8004 ? X..30,gcppos1 dlpkey=7040
8005 ? N6
8006 ? N14,csum,gcppos2 N4,pieceoftotal dlpkey=22,10,21
8007 ? X..34,iban
8008 ? N6,yymmdd N2,hh [N2],mi [N2],ss
8009 ? X..50
8010 ? Y..30,gcppos1 dlpkey=8011
8011 - N..12,nozeroprefix
8012 ? X..20
8013 ? X..25,csumalpha,gcppos1 dlpkey
8014 - X..25,csumalpha,gcppos1,hasnondigit
8017-8018 ? N18,csum,gcppos1 dlpkey=8019
8019 - N..10
8020 - X..25
8026 ? N14,csum,gcppos2 N4,pieceoftotal
8030 ? Z..90
8040-8041 - N15
8042 - N32
8043 - N18 [N..2]
8110 ? X..70,couponcode
8111 ? N4
8112 ? X..70,couponposoffer
8200 - X..70
90 ? X..30
91-99 ? X..90
"""
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "gtin": "01",
        "itip": "8006",
        "cpid": "8010",
        "gln": "414",
        "party": "417",
        "gsrnp": "8017",
        "gsrn": "8018",
        "gcn": "255",
        "sscc": "00",
        "gdti": "253",
        "ginc": "401",
        "gsin": "402",
        "grai": "8003",
        "giai": "8004",
        "gmn": "8013",
        "cpv": "22",
        "lot": "10",
        "ser": "21",
        "glnx": "254",
        "refno": "8020",
        "srin": "8019",
        "cpsn": "8011",
    }
)
"""Words that links had for identifiers before version 1.2 of the standard."""
_SETS = {
    "N": re.compile(r"[0-9]+"),
    "X": re.compile(r"[!%-?A-Z_a-z\x22]+"),
    "Y": re.compile(r"[#\-/0-9A-Z]+"),
    "Z": re.compile(r"[-_0-9A-Za-z]+={0,2}"),
}
_PART = re.compile(r"(\[)?([NXYZ])(\.\.)?(\d+)\]?((?:,\w+)*)")


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a value: its character set, its lengths, what else must hold of it."""

    kind: str
    least: int
    most: int
    is_optional: bool
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identifier:
    """One application identifier.

    Attributes:
        code: Its digits.
        parts: Of its value, in order.
        is_length_known: Readers know where its value ends.
        is_attribute: It may follow a link's question mark.
        qualifiers: Where it is the key of a link, each order of qualifiers that may follow; else None.
    """

    code: str
    parts: tuple[Part, ...]
    is_length_known: bool
    is_attribute: bool
    qualifiers: tuple[tuple[str, ...], ...] | None

    def flaw(self, value: str) -> str:
        """What is wrong with a value, or ""."""
        rest = value
        for part in self.parts:
            if not rest and part.is_optional:
                break
            taken, rest = rest[: part.most], rest[part.most :]
            if len(taken) < part.least or not _SETS[part.kind].fullmatch(taken):
                return f"({self.code}) needs {part.least} to {part.most} signs of the set {part.kind}"
            for rule in part.rules:
                if rule in _RULES and not _RULES[rule](taken):
                    return f"({self.code}) breaks the rule {rule}"
        return f"({self.code}) is too long" if rest else ""


@cache
def identifiers() -> Mapping[str, Identifier]:
    """All of them, by their digits."""
    found: dict[str, Identifier] = {}
    for line in TABLE.split("\n"):
        if line:
            codes, flags, *words = line.split(" ")
            keys = [word for word in words if word.startswith("dlpkey")]
            parts = tuple(_part(word) for word in words if not word.startswith("dlpkey"))
            orders = _orders(keys[0]) if keys else None
            first, _, last = codes.partition("-")
            for number in range(int(first), int(last or first) + 1):
                code = str(number).zfill(len(first))
                found[code] = Identifier(code, parts, "*" in flags, "?" in flags, orders)
    return MappingProxyType(found)


@cache
def lengths() -> Mapping[str, int]:
    """How many digits an identifier has, by its first two."""
    return MappingProxyType({code[:2]: len(code) for code in identifiers()})


def _part(word: str) -> Part:
    match = _PART.fullmatch(word)
    assert match, word
    optional, kind, up_to, most, rules = match.groups()
    least = 1 if up_to else int(most)
    return Part(kind, least, int(most), bool(optional), tuple(rules.split(",")[1:]))


def _orders(word: str) -> tuple[tuple[str, ...], ...]:
    listed = word.partition("=")[2]
    return tuple(tuple(each.split(",")) for each in listed.split("|")) if listed else ((),)


def _is_date(digits: str, *, day_may_be_zero: bool = False) -> bool:
    year, month, day = int(digits[:-4]), int(digits[-4:-2]), int(digits[-2:])
    if not 1 <= month <= 12:
        return False
    leap = year % 4 == 0 and (len(digits) == 6 or year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    return (0 if day_may_be_zero else 1) <= day <= days


def _is_piece_of_total(digits: str) -> bool:
    piece, total = int(digits[:2]), int(digits[2:])
    return 0 < piece <= total


_RULES: Mapping[str, Callable[[str], bool]] = {
    "csum": lambda text: int(text[-1]) == check_digit(text[:-1]),
    "yymmd0": lambda text: _is_date(text, day_may_be_zero=True),
    "yymmdd": _is_date,
    "yyyymmdd": _is_date,
    "hh": lambda text: int(text) < 24,
    "mi": lambda text: int(text) < 60,
    "ss": lambda text: int(text) < 60,
    "hhmi": lambda text: int(text[:2]) < 24 and int(text[2:]) < 60,
    "nonzero": lambda text: int(text) > 0,
    "zero": lambda text: int(text) == 0,
    "nozeroprefix": lambda text: text == "0" or text[0] != "0",
    "hasnondigit": lambda text: not text.isdigit(),
    "yesno": lambda text: text in "01",
    "winding": lambda text: text in "019",
    "hyphen": lambda text: text == "-",
    "pieceoftotal": _is_piece_of_total,
    "latitude": lambda text: int(text) <= 1_800_000_000,
    "longitude": lambda text: int(text) <= 3_600_000_000,
    "iso5218": lambda text: text in "0129",
}
"""Those of the dictionary's rules that need no list of countries, currencies or company prefixes."""
