"""Credentials of which a holder shows a part: SD-JWT, signed by Ed25519.

Knows one form: top-level claims that are hidden one by one, no key of the holder's, no nested digests. What
is claimed is handed in.
Source: RFC 9901, sections 4 and 7.1; SD-JWT VC (`dc+sd-jwt`); RFC 8037 (EdDSA).
"""

import base64
import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from modiste.garment import ModisteError

TYPE = "dc+sd-jwt"
MOST_BYTES = 256_000
MOST_CLAIMS = 500
_SALT_BYTES = 16
_RESERVED = frozenset(("_sd", "_sd_alg", "..."))


@dataclass(frozen=True)
class OpenedJwt:
    """What a token says to whoever was shown it.

    Attributes:
        method: The address of the key that signed.
        claims: What is open, and what was shown of the rest.
        hidden: How many claims were not shown.
    """

    method: str
    claims: Mapping[str, Any]
    hidden: int


def signed_jwt(
    claims: Mapping[str, Any], hidden: Mapping[str, Any], key: Ed25519PrivateKey, method: str
) -> str:
    """A token with every hidden claim beside it.

    Args:
        claims: What everybody who has it sees.
        hidden: What can be left out, claim by claim.
        key: The issuer's.
        method: The key's address.
    """
    disclosures = [
        _text(orjson.dumps([_text(secrets.token_bytes(_SALT_BYTES)), name, value]))
        for name, value in hidden.items()
    ]
    payload = {**claims, "_sd": sorted(map(_digest, disclosures)), "_sd_alg": "sha-256"}
    head = {"alg": "EdDSA", "kid": method, "typ": TYPE}
    said = f"{_text(orjson.dumps(head))}.{_text(orjson.dumps(payload))}"
    token = f"{said}.{_text(key.sign(said.encode()))}"
    return "~".join((token, *disclosures, ""))


def shown_part(token: str, names: Iterable[str]) -> str:
    """The token with only these hidden claims beside it.

    Raises:
        ModisteError: MOD-2631 for what is no token, or has no such claim.
    """
    jwt, *disclosures, _ = _parts(token)
    named = {_disclosed(each)[0]: each for each in disclosures}
    wanted = list(dict.fromkeys(names))
    missing = [each for each in wanted if each not in named]
    if missing:
        raise _not_one(f"it hides no claim {missing[0][:60]!r}")
    return "~".join((jwt, *(named[each] for each in wanted), ""))


def opened_jwt(token: str, key_of: Callable[[str], Ed25519PublicKey], now: datetime) -> OpenedJwt:
    """What a token says, its signature, digests and dates looked at.

    Args:
        token: As it was shown.
        key_of: The key of an address; raises where it knows none.
        now: The verifier's clock.

    Raises:
        ModisteError: MOD-2631 for what is no token, was not signed so, shows what the issuer did not hide,
            shows it twice, or is out of its time.
    """
    jwt, *disclosures, _ = _parts(token)
    head_text, _, rest = jwt.partition(".")
    payload_text, _, proof_text = rest.partition(".")
    head, payload = _object(head_text), _object(payload_text)
    if head.get("alg") != "EdDSA" or head.get("typ") != TYPE or not isinstance(head.get("kid"), str):
        raise _not_one("its head is another")
    try:
        key_of(head["kid"]).verify(_bytes(proof_text), f"{head_text}.{payload_text}".encode())
    except InvalidSignature:
        raise _not_one("its signature is not of these words") from None
    digests = payload.pop("_sd", None)
    if payload.pop("_sd_alg", None) != "sha-256" or not isinstance(digests, list):
        raise _not_one("it hides claims in another way")
    if len(set(digests)) != len(digests) or len(digests) > MOST_CLAIMS:
        raise _not_one("it hides too many claims, or one twice")
    left = set(digests)
    for each in disclosures:
        name, value = _disclosed(each)
        if _digest(each) not in left:
            raise _not_one(f"{name[:60]!r} was not hidden in it, or is shown twice")
        if name in payload or name in _RESERVED:
            raise _not_one(f"{name[:60]!r} is said twice")
        left.discard(_digest(each))
        payload[name] = value
    for name, is_right in (("nbf", now.timestamp().__ge__), ("exp", now.timestamp().__lt__)):
        if name in payload and not (isinstance(payload[name], int) and is_right(payload[name]) is True):
            raise _not_one("it is out of its time")
    return OpenedJwt(head["kid"], payload, len(left))


def _parts(token: str) -> list[str]:
    parts = token.strip().split("~")
    is_one = len(token) <= MOST_BYTES and len(parts) >= 2 and parts[-1] == "" and parts[0].count(".") == 2
    if not is_one or len(parts) > MOST_CLAIMS + 2:
        raise _not_one("it does not look like one")
    return parts


def _disclosed(text: str) -> tuple[str, Any]:
    found = _loads(text)
    if not (isinstance(found, list) and len(found) == 3 and all(isinstance(each, str) for each in found[:2])):
        raise _not_one("a claim beside it is none")
    return found[1], found[2]


def _object(text: str) -> dict[str, Any]:
    found = _loads(text)
    if not isinstance(found, dict):
        raise _not_one("a part of it is no object")
    return found


def _loads(text: str) -> Any:
    try:
        return orjson.loads(_bytes(text))
    except orjson.JSONDecodeError:
        raise _not_one("a part of it is no JSON") from None


def _digest(disclosure: str) -> str:
    return _text(hashlib.sha256(disclosure.encode()).digest())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raw = b""
    if not raw or _text(raw) != text:
        raise _not_one("a part of it is no base64url")
    return raw


def _not_one(reason: str) -> ModisteError:
    return ModisteError("MOD-2631", reason=reason)
