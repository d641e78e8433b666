"""Items as RFID tags and EPC names have them, and one canonical form for every name of a thing.

Knows GS1's EPC Tag Data Standard 2.1 for SGTIN-96 and SGTIN-198, and the canonical links of the Core Business
Vocabulary (CBV 2.0, section 8.9); links as such are `digital_link`'s.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote

from modiste.garment.errors import ModisteError
from modiste.garment.ids.digital_link import CANONICAL
from modiste.garment.ids.keys import Sgtin, check_digit, sgtin

_HEADERS = {96: 0x30, 198: 0x36}
_PREFIX_BITS = {12: 40, 11: 37, 10: 34, 9: 30, 8: 27, 7: 24, 6: 20}
"""Bits of a company prefix by its digits; the reference has what is left of 44 (table 14-2)."""
_SERIAL_BITS = 38
_MOST_SIGNS = 20
_ESCAPED = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '"%&/<>?#'})
_IN_LINKS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "!()*+,:"})
_SGTIN_URN = re.compile(r"urn:epc:id:sgtin:(\d{6,12})\.(\d{1,7})\.([!-~]+)")


@dataclass(frozen=True, slots=True)
class SgtinTag:
    """What an item's RFID tag holds.

    Attributes:
        item: Whose it is.
        prefix_length: Digits of the company prefix, 6 to 12; a GTIN does not tell.
        filter: What it is fixed to: 1 an item for sale, 2 a case, 0 anything (table 10-1).
        bits: 96 for serials that are numbers below 2^38, 198 for any.
    """

    item: Sgtin
    prefix_length: int
    filter: int = 1
    bits: int = 198


def tag_bytes(tag: SgtinTag) -> bytes:
    """A tag's memory: 12 bytes of SGTIN-96, or 25 of SGTIN-198 with two bits to spare.

    Raises:
        ModisteError: MOD-2502 for what does not fit such a tag.
    """
    prefix, reference = _split(tag.item, tag.prefix_length)
    if tag.bits not in _HEADERS or not 0 <= tag.filter <= 7:
        raise _refused(str(tag.bits), "a tag has 96 or 198 bits and a filter from 0 to 7")
    prefix_bits = _PREFIX_BITS[tag.prefix_length]
    word = _HEADERS[tag.bits] << 6 | tag.filter << 3 | 12 - tag.prefix_length
    word = (word << prefix_bits | int(prefix)) << 44 - prefix_bits | int(reference)
    serial = tag.item.serial
    if tag.bits == 96:
        plain = serial.isascii() and serial.isdigit() and str(int(serial)) == serial
        if not plain or int(serial) >> _SERIAL_BITS:
            raise _refused(serial, "SGTIN-96 takes numbers below 2^38 without leading zeros")
        return (word << _SERIAL_BITS | int(serial)).to_bytes(12, "big")
    for sign in serial.ljust(_MOST_SIGNS, "\0"):
        word = word << 7 | ord(sign)
    return (word << 2).to_bytes(25, "big")


def read_tag(memory: bytes) -> SgtinTag:
    """The item of a tag's memory; zeros after it are padding.

    Raises:
        ModisteError: MOD-2502 when it is neither SGTIN-96 nor SGTIN-198, or holds no GTIN.
    """
    bits = next((bits for bits, header in _HEADERS.items() if memory[:1] == bytes((header,))), 0)
    length = 12 if bits == 96 else 25
    if not bits or len(memory) < length or any(memory[length:]):
        raise _refused(memory[:26].hex(), "its header is not SGTIN-96's or SGTIN-198's")
    word = int.from_bytes(memory[:length], "big") >> (0 if bits == 96 else 2)
    serial_bits = bits - 58
    rest, head = word >> serial_bits & (1 << 44) - 1, word >> bits - 14
    digits = 12 - (head & 7)
    if digits not in _PREFIX_BITS:
        raise _refused(memory[:26].hex(), "its partition is 7")
    prefix = str(rest >> 44 - _PREFIX_BITS[digits]).zfill(digits)
    reference = str(rest & (1 << 44 - _PREFIX_BITS[digits]) - 1).zfill(13 - digits)
    if len(prefix) > digits or len(reference) > 13 - digits:
        raise _refused(memory[:26].hex(), "its numbers are too great for its partition")
    serial = word & (1 << serial_bits) - 1
    if bits == 96:
        text = str(serial)
    else:
        signs = "".join(chr(serial >> shift & 127) for shift in range(133, -1, -7))
        text = signs.rstrip("\0")
    return SgtinTag(sgtin(_gtin(prefix, reference), text), digits, head >> 3 & 7, bits)


def item_urn(item: Sgtin, prefix_length: int) -> str:
    """An item's EPC name.

    Example:
        >>> item_urn(sgtin("80614141123458", "6789"), 7)
        'urn:epc:id:sgtin:0614141.812345.6789'
    """
    prefix, reference = _split(item, prefix_length)
    return f"urn:epc:id:sgtin:{prefix}.{reference}.{item.serial.translate(_ESCAPED)}"


def read_item_urn(urn: str) -> tuple[Sgtin, int]:
    """The item of an EPC name, and the digits of its company prefix.

    Raises:
        ModisteError: MOD-2502 when it names no item.
    """
    match = _SGTIN_URN.fullmatch(urn)
    if match is None or len(match[1]) + len(match[2]) != 13:
        raise _refused(urn, "an item's name is urn:epc:id:sgtin:PREFIX.REFERENCE.SERIAL, 13 digits in all")
    return sgtin(_gtin(match[1], match[2]), unquote(match[3])), len(match[1])


@lru_cache(65_536)
def canonical_id(name: str) -> str:
    """The one link by which a thing is known, whatever name it came by; other texts come back as they are.

    EPC names, patterns and classes become links at id.gs1.org; of links the place, the attributes and all but
    the finest qualifier are dropped. A link with escapes stays, as the vocabulary's reference leaves it.

    Example:
        >>> canonical_id("urn:epc:id:sgtin:4012345.011111.9876")
        'https://id.gs1.org/01/04012345111118/21/9876'
        >>> canonical_id("https://brand.example/gtin/4012345111118/10/L7/21/9876?17=260101")
        'https://id.gs1.org/01/04012345111118/21/9876'
    """
    if name.startswith("urn:epc:"):
        return _link_of_urn(name) or name
    if name.startswith(("http://", "https://")):
        return name if _CANONICAL_ITEM.fullmatch(name) else _link_of_link(name) or name
    return name


_CANONICAL_ITEM = re.compile(rf"{re.escape(CANONICAL)}/01/\d{{14}}/21/[-.\w]{{1,20}}", re.ASCII)
"""Most names are known so at once; the pattern of every link takes ten times as long."""
_SIGNS = r"""["'\-.0-9;-?A-Z_a-z]"""
_KEYS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        code: re.compile(pattern)
        for code, pattern in {
            "00": r"\d{18}",
            "01": r"\d{14}",
            "253": rf"\d{{13}}{_SIGNS}{{0,17}}",
            "255": r"\d{13,25}",
            "401": rf"{_SIGNS}{{0,30}}",
            "402": r"\d{17}",
            "414": r"\d{13}",
            "417": r"\d{13}",
            "8003": rf"\d{{14}}{_SIGNS}{{0,16}}",
            "8004": rf"{_SIGNS}{{0,30}}",
            "8006": r"\d{18}",
            "8010": r"[#\-/0-9A-Z]{0,30}",
            "8017": r"\d{18}",
            "8018": r"\d{18}",
        }.items()
    }
)
_QUALIFIERS: Mapping[str, Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "01": {
            "21": re.compile(f"{_SIGNS}{{0,20}}"),
            "10": re.compile(f"{_SIGNS}{{0,20}}"),
            "235": re.compile(f"{_SIGNS}{{0,28}}"),
        },
        "8006": {"21": re.compile(f"{_SIGNS}{{0,20}}"), "10": re.compile(f"{_SIGNS}{{0,20}}")},
        "414": {"254": re.compile(f"{_SIGNS}{{0,20}}")},
        "8010": {"8011": re.compile(r"\d{0,12}")},
    }
)
_WORDS = {
    "gtin": "01", "itip": "8006", "cpid": "8010", "gln": "414", "party": "417", "gsrnp": "8017",
    "gsrn": "8018", "gcn": "255", "sscc": "00", "gdti": "253", "ginc": "401", "gsin": "402",
    "grai": "8003", "giai": "8004",
}  # fmt: skip
_INNER = {"cpv": "22", "lot": "10", "ser": "21"}
_LINK = re.compile(
    rf"https?://[^?#\n]*?/({'|'.join((*_KEYS, *_WORDS))})/"
    r"(\d{4}[^/?#\n]+)((?:/[^/?#\n]+/[^/?#\n]+)*)/?(?:\?.*)?"
)


def _link_of_link(name: str) -> str:
    match = _LINK.fullmatch(name)
    if match is None:
        return ""
    code, value = _WORDS.get(match[1], match[1]), match[2]
    if code == "01" and len(value) in (8, 12, 13):
        value = value.zfill(14)
    if not _KEYS[code].fullmatch(value):
        return ""
    words = match[3].split("/")[1:]
    pairs = {_INNER.get(word, word): text for word, text in zip(words[::2], words[1::2], strict=True)}
    if code in ("01", "8006"):
        pairs.pop("22", None)
        if "21" in pairs:
            pairs.pop("10", None)
    made = f"{CANONICAL}/{code}/{value}"
    allowed = _QUALIFIERS.get(code, {})
    for inner, text in pairs.items():
        if inner not in allowed or not allowed[inner].fullmatch(text) or len(pairs) > 1:
            return ""
        made += f"/{inner}/{text}"
    return made


# Scheme: the identifier, the digits of prefix and reference together (0 for any), what goes before them, and
# how the serial follows: "" none, "+" directly, else as the value of that identifier.
_SCHEMES: Mapping[str, tuple[str, int, str, str]] = MappingProxyType(
    {
        "id:sgtin": ("01", 13, "", "21"),
        "id:sscc": ("00", 17, "", ""),
        "id:sgln": ("414", 12, "", "254"),
        "id:grai": ("8003", 12, "0", "+"),
        "id:giai": ("8004", 0, "", ""),
        "id:gsrn": ("8018", 17, "", ""),
        "id:gsrnp": ("8017", 17, "", ""),
        "id:gdti": ("253", 12, "", "+"),
        "id:cpi": ("8010", 0, "", "8011"),
        "id:sgcn": ("255", 12, "", "+"),
        "id:ginc": ("401", 0, "", ""),
        "id:gsin": ("402", 16, "", ""),
        "id:itip": ("8006", 13, "", "21"),
        "id:upui": ("01", 13, "", "235"),
        "id:pgln": ("417", 12, "", ""),
        "class:lgtin": ("01", 13, "", "10"),
        "idpat:sgtin": ("01", 13, "", ""),
        "idpat:grai": ("8003", 12, "0", ""),
        "idpat:gdti": ("253", 12, "", ""),
        "idpat:sgcn": ("255", 12, "", ""),
        "idpat:cpi": ("8010", 0, "", ""),
        "idpat:itip": ("8006", 13, "", ""),
        "idpat:upui": ("01", 13, "", ""),
    }
)
_INDICATED = ("01", "00", "8006")
"""Keys whose reference begins with the digit that goes before the company prefix."""
_URN = re.compile(r"urn:epc:((?:id|class|idpat):[a-z]+):(\d{6,12})\.(.*)")
_EPC_SIGNS = re.compile(r"(?:%[2-7][0-9A-Fa-f]|[!'()*+,\-.0-9:;=A-Z_a-z]){1,28}")


def _link_of_urn(name: str) -> str:
    match = _URN.fullmatch(name)
    scheme = _SCHEMES.get(match[1]) if match else None
    if match is None or scheme is None:
        return ""
    code, digits, before, follows = scheme
    prefix, rest = match[2], match[3]
    if match[1].startswith("idpat:"):
        if not rest.endswith(".*"):
            return ""
        rest = rest[:-2]
    if not digits:
        return _open_link(code, prefix, rest, follows)
    reference, _, serial = rest.partition(".")
    if len(prefix) + len(reference) != digits or not (reference.isdigit() or not reference):
        return ""
    whole = reference[:1] + prefix + reference[1:] if code in _INDICATED else before + prefix + reference
    value = f"{whole}{check_digit(whole)}"
    if code == "8006":
        piece, total, serial = (*serial.split(".", 2), "", "")[:3]
        if len(piece) != 2 or len(total) != 2 or not (piece + total).isdigit():
            return ""
        value += piece + total
    return _with_serial(f"{CANONICAL}/{code}/{value}", code, serial, follows)


def _with_serial(made: str, code: str, serial: str, follows: str) -> str:
    if not follows:
        return "" if serial else made
    if not _EPC_SIGNS.fullmatch(serial):
        return ""
    if code == "414" and serial == "0":  # no extension (Tag Data Standard, 6.3.3)
        return made
    serial = serial.translate(_IN_LINKS)
    return made + serial if follows == "+" else f"{made}/{follows}/{serial}"


def _open_link(code: str, prefix: str, rest: str, follows: str) -> str:
    reference, serial = rest, ""
    if follows:
        reference, _, serial = rest.rpartition(".")
        if not serial.isdigit():
            return ""
    if not _EPC_SIGNS.fullmatch(reference):
        return ""
    made = f"{CANONICAL}/{code}/{prefix}{reference.translate(_IN_LINKS)}"
    return f"{made}/{follows}/{serial}" if follows else made


def _split(item: Sgtin, prefix_length: int) -> tuple[str, str]:
    if prefix_length not in _PREFIX_BITS:
        raise _refused(str(prefix_length), "a company prefix has 6 to 12 digits")
    digits = item.gtin
    return digits[1 : 1 + prefix_length], digits[0] + digits[1 + prefix_length : 13]


def _gtin(prefix: str, reference: str) -> str:
    digits = reference[0] + prefix + reference[1:]
    return f"{digits}{check_digit(digits)}"


def _refused(value: str, reason: str) -> ModisteError:
    return ModisteError("MOD-2502", value=value[:80], reason=reason)
