"""What of a passport is not for everybody: a token for those with an interest, who may show a part of it.

Knows which fields go into it and how it hangs on the passport in force; the token itself is the passport
room's, whom a verifier trusts its `Trust`.
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from modiste.garment import ModisteError
from modiste.passport import AUDIENCES, Trust, key_at, opened_jwt, shown_part, signed_jwt
from modiste.workspace.flows.passport_facts import ShopPassportFacts

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

DAYS = 90
_DAY = 86_400


def restricted_token(
    shop: "Shop",
    item: str,
    audience: str,
    only: Sequence[str] = (),
    clock: Callable[[], float] = time.time,
) -> str:
    """A token of the fields that an audience sees beyond the public ones, valid 90 days.

    Args:
        shop: Whose.
        item: By any of its names.
        audience: `legitimate_interest` or `authority`.
        only: Of these fields alone; every one otherwise.
        clock: Seconds since 1970.

    Raises:
        ModisteError: MOD-1103 where the item has no passport, MOD-2101 for another audience, MOD-2627 where
            the passport was revoked, MOD-2631 for a field that is not in it.
    """
    if audience not in AUDIENCES[1:]:
        raise ModisteError("MOD-2101", reason=f"{audience[:30]!r} is none of {', '.join(AUDIENCES[1:])}")
    kept = shop.passports.newest(item)
    if kept.state != "issued":
        raise ModisteError(
            "MOD-2627", item=kept.item, at=datetime.fromtimestamp(kept.ended_at / 1000, UTC).date()
        )
    content, seen = ShopPassportFacts(shop).content(kept.item), AUDIENCES[: AUDIENCES.index(audience) + 1]
    hidden = {
        id_: each.said()
        for id_, each in content.fields.items()
        if each.audience in seen and each.audience != "public"
    }
    now = int(clock())
    claims = {
        "iss": shop.passports.log.did,
        "sub": kept.item,
        "vct": f"urn:modiste:passport:{content.profile.id}",
        "nbf": now,
        "exp": now + DAYS * _DAY,
        "passport": {"id": orjson.loads(kept.body)["id"], "sha256": hashlib.sha256(kept.body).hexdigest()},
    }
    token = signed_jwt(claims, hidden, shop.passports.log.key, shop.passports.log.method)
    return shown_part(token, only) if only else token


def read_restricted(token: str, trust: Trust, now: datetime) -> dict[str, Any]:
    """What a token says, once a key that is trusted has signed it.

    Raises:
        ModisteError: MOD-2631 where it does not hold, or nobody trusts its key.
    """

    def key_of(method: str) -> Ed25519PublicKey:
        did, _, key = method.partition("#")
        if key not in trust.issuers.get(did, ()):
            raise ModisteError("MOD-2631", reason=f"nobody who is trusted has the key of {did[:80]}")
        return key_at(method, did)

    found = opened_jwt(token, key_of, now)
    if found.claims.get("iss") != found.method.partition("#")[0]:
        raise ModisteError("MOD-2631", reason="another than its issuer signed it")
    return {"claims": dict(found.claims), "hidden": found.hidden}
