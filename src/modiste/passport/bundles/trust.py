"""Whom a verifier trusts: issuers, logs and witnesses, from a file of its own.

Knows the file. What a bundle says of itself proves only that it is of one piece; who the issuer is, a
verifier must know from elsewhere.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
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
        signers: By did, the keys of suppliers.
    """

    issuers: Mapping[str, frozenset[str]]
    logs: Mapping[str, NoteKey]
    witnesses: tuple[NoteKey, ...]
    quorum: int
    signers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def said(self) -> dict[str, Any]:
        """As the file has it."""
        signers = {"signers": _listed(self.signers)} if self.signers else {}
        return {
            "format": FORMAT,
            "issuers": _listed(self.issuers),
            "logs": [str(each) for each in self.logs.values()],
            "witnesses": [str(each) for each in self.witnesses],
            "quorum": self.quorum,
            **signers,
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
        issuers, signers = _keys(said["issuers"]), _keys(said.get("signers", []))
        logs = [read_key(each) for each in said["logs"]]
        witnesses = tuple(read_key(each) for each in said["witnesses"])
        quorum = said["quorum"]
        if type(quorum) is not int or not 0 <= quorum <= len(witnesses):
            raise ValueError("the quorum is more than there are witnesses")
    except ModisteError as error:
        raise ModisteError("MOD-2625", reason=error.detail.rstrip(".")) from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ModisteError("MOD-2625", reason=f"{error}".rstrip(".")[:200]) from None
    return Trust(issuers, {each.name: each for each in logs}, witnesses, quorum, signers)


def _listed(keys: Mapping[str, frozenset[str]]) -> list[dict[str, Any]]:
    return [{"did": did, "keys": sorted(each)} for did, each in sorted(keys.items())]


def _keys(said: Any) -> dict[str, frozenset[str]]:
    return {_did(each["did"]): frozenset(map(_key, each["keys"])) for each in said}


def _did(text: str) -> str:
    if not text.startswith("did:"):
        raise ValueError(f"{text[:60]!r} is no did")
    return text


def _key(text: str) -> str:
    public_of(text)
    return text
