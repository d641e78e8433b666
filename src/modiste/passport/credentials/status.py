"""Status lists: a bit for each credential, published as one credential of its own.

Knows bits. A list is long and mostly zero, so that asking for it tells nobody which credential was meant.
Source: W3C Bitstring Status List v1.0, sections 2.2 and 3.1 to 3.4.
"""

import base64
import gzip
import zlib
from collections.abc import Iterable
from typing import Any, Literal

from modiste.garment import ModisteError

BITS = 131_072
"""The least number of bits of a list."""
MOST_BITS = 8_388_608
Purpose = Literal["revocation", "suspension"]


def encoded(positions: Iterable[int], bits: int = BITS) -> str:
    """A list in text, with these bits set; bit 0 is the first byte's highest."""
    found = bytearray(bits // 8)
    for each in positions:
        found[each >> 3] |= 0x80 >> (each & 7)
    packed = gzip.compress(bytes(found), 9, mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def is_set(text: str, position: int) -> bool:
    """Whether a bit of a list is set.

    Raises:
        ModisteError: MOD-2621 where the list cannot be read, is too short or long, or has no such bit.
    """
    try:
        packed = base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        raw = unpacker.decompress(packed, MOST_BITS // 8 + 1)
    except (ValueError, zlib.error) as error:
        raise _unread(f"it cannot be unpacked: {error}") from None
    if text[:1] != "u" or not unpacker.eof or not BITS <= 8 * len(raw) <= MOST_BITS:
        raise _unread("it has no right length")
    if not 0 <= position < 8 * len(raw):
        raise _unread(f"it has no bit {position}")
    return bool(raw[position >> 3] & 0x80 >> (position & 7))


def status_subject(id_: str, purpose: Purpose, positions: Iterable[int], bits: int = BITS) -> dict[str, Any]:
    """What a status list credential says."""
    return {
        "id": f"{id_}#list",
        "type": "BitstringStatusList",
        "statusPurpose": purpose,
        "encodedList": encoded(positions, bits),
    }


def status_entry(list_id: str, purpose: Purpose, position: int) -> dict[str, Any]:
    """Where a credential says its status stands."""
    return {
        "id": f"{list_id}#{position}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(position),
        "statusListCredential": list_id,
    }


def _unread(reason: str) -> ModisteError:
    return ModisteError("MOD-2621", reason=reason)
