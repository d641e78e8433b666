"""A shop's own salt, under which customers become pseudonyms: made once, beside the database, never in it.

Knows one file. Whoever copies the database alone cannot tell who a pseudonym is; whoever destroys the file
has made every pseudonym anonymous.
"""

import secrets
from pathlib import Path

from modiste.garment import ModisteError
from modiste.store.files import telling, write_whole
from modiste.store.locks import exclusive

FILE = "people.salt"
_BYTES = 32


def salt_of(root: Path) -> bytes:
    """The salt of the shop in `root`, made where there is none; readable by its owner only.

    Raises:
        ModisteError: MOD-1110 when the file cannot be read or written, MOD-1101 when it is cut short: another
            salt in its place would give every customer a second pseudonym.
    """
    path = root / FILE
    with telling(path), exclusive(root / f".{FILE}.lock"):
        if not path.exists():
            write_whole(path, secrets.token_bytes(_BYTES), 0o600)
        salt = path.read_bytes()
    if len(salt) != _BYTES:
        raise ModisteError("MOD-1101", path=path, reason="the salt of its pseudonyms is damaged")
    return salt
