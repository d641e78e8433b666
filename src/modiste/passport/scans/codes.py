"""Codes under a scratch-off: random, forgiving to type, kept as a keyed hash only.

Knows Crockford's base32 with its check symbol (crockford.com/base32.html); who claims what is the store's.
"""

import hashlib
import hmac
import secrets

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = SIGNS + "*~$=U"
BITS = 65
_LENGTH = BITS // 5
_GROUP = 7
_READ = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_code() -> str:
    """A code of 65 random bits as it is printed: 13 signs and one that checks them, in two groups.

    Example:
        >>> len(new_code())
        15
    """
    while True:
        number = secrets.randbits(BITS)
        check = CHECKS[number % 37]
        if check in SIGNS:  # no code that ends in a sign which a phone hides
            signs = "".join(SIGNS[number >> 5 * turn & 31] for turn in reversed(range(_LENGTH))) + check
            return f"{signs[:_GROUP]}-{signs[_GROUP:]}"


def plain_code(typed: str) -> str:
    """What was typed, as it was printed without its hyphen: in capitals, O read as 0, I and L as 1.

    Returns:
        The 14 signs, or "" for what cannot be a code: another length, another sign, a typing error.

    Example:
        >>> plain_code("oooooo0-ooooool1"), plain_code("0000000-0000002")
        ('', '')
        >>> plain_code("o000000-00000ll")
        '00000000000011'
    """
    signs = typed.strip().upper().translate(_READ) if len(typed) <= 40 else ""
    if len(signs) != _LENGTH + 1 or any(each not in SIGNS for each in signs[:-1]):
        return ""
    number = 0
    for each in signs[:-1]:
        number = number << 5 | SIGNS.index(each)
    return signs if CHECKS[number % 37] == signs[-1] else ""


def code_digest(key: bytes, item: str, plain: str) -> bytes:
    """What is kept of a code: HMAC-SHA-256 under the shop's key, over the item and the code.

    Args:
        key: The shop's secret.
        item: The item's canonical Digital Link.
        plain: As `plain_code` gives it.
    """
    return hmac.new(key, b"code\0" + item.encode() + b"\0" + plain.encode(), hashlib.sha256).digest()
