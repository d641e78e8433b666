"""Whom a verifier trusts: issuers, logs and witnesses, from a file of its own.

Knows the file. What a bundle says of itself proves only that it is of one piece; who the issuer is, a
verifier must know from elsewhere.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modiste.garment import ModisteError
from modiste.passport.keys import public_of
from modiste.passport.log.notes import NoteKey, read_key

FORMAT = "modiste.passport.trust.1"
MOST_BYTES = 100_000


@dataclass(frozen=True)
class Trust:
    """What a verifier knows.

    Attributes:
        issuers: By did, the keys that it once had from the issuer.
        logs: The logs' keys, by their name.
        witnesses: The witnesses' keys.
        quorum: How many of them must have signed.
    """

    issuers: Mapping[str, frozenset[str]]
    logs: Mapping[str, NoteKey]
    witnesses: tuple[NoteKey, ...]
    quorum: int

    def said(self) -> dict[str, Any]:
        """As the file has it."""
        return {
            "format": FORMAT,
            "issuers": [{"did": did, "keys": sorted(keys)} for did, keys in sorted(self.issuers.items())],
            "logs": [str(each) for each in self.logs.values()],
            "witnesses": [str(each) for each in self.witnesses],
            "quorum": self.quorum,
        }


def read_trust(data: bytes) -> Trust:
    """Whom a file trusts.

    Raises:
        ModisteError: MOD-2625 where it is no such file.
    """
    try:
        said = json.loads(data[:MOST_BYTES])
        if said["format"] != FORMAT or len(data) > MOST_BYTES:
            raise ValueError("it is of another format")
        issuers = {_did(each["did"]): frozenset(map(_key, each["keys"])) for each in said["issuers"]}
        logs = [read_key(each) for each in said["logs"]]
        witnesses = tuple(read_key(each) for each in said["witnesses"])
        quorum = said["quorum"]
        if type(quorum) is not int or not 0 <= quorum <= len(witnesses):
            raise ValueError("the quorum is more than there are witnesses")
    except ModisteError as error:
        raise ModisteError("MOD-2625", reason=error.detail.rstrip(".")) from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ModisteError("MOD-2625", reason=f"{error}".rstrip(".")[:200]) from None
    return Trust(issuers, {each.name: each for each in logs}, witnesses, quorum)


def _did(text: str) -> str:
    if not text.startswith("did:"):
        raise ValueError(f"{text[:60]!r} is no did")
    return text


def _key(text: str) -> str:
    public_of(text)
    return text
