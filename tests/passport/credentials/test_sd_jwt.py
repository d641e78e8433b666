from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from modiste.garment import ModisteError
from modiste.passport.credentials.sd_jwt import OpenedJwt, _digest, opened_jwt, shown_part, signed_jwt

KEY = Ed25519PrivateKey.from_private_bytes(b"i" * 32)
METHOD = "did:web:brand.example#z6Mk"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
AT = int(NOW.timestamp())
CLAIMS = {"iss": "did:web:brand.example", "nbf": AT - 10, "exp": AT + 10}
HIDDEN = {"origin.spinning.facility": {"gln": "4012345000016"}, "substances": ["none"], "weight": "212"}
TOKEN = signed_jwt(CLAIMS, HIDDEN, KEY, METHOD)


def opened(token: str, now: datetime = NOW) -> OpenedJwt:
    def key_of(method: str) -> Ed25519PublicKey:
        if method != METHOD:
            raise ModisteError("MOD-2631", reason="it is another's")
        return KEY.public_key()

    return opened_jwt(token, key_of, now)


def test_the_digest_of_rfc_9901s_example_is_reproduced() -> None:
    # RFC 9901, section 5.1: the claim given_name of John
    disclosure = "WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd"
    assert _digest(disclosure) == "jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4"


def test_who_has_it_whole_sees_all_and_others_what_they_are_shown() -> None:
    assert opened(TOKEN) == OpenedJwt(METHOD, {**CLAIMS, **HIDDEN}, 0)
    part = shown_part(TOKEN, ["weight"])
    assert opened(part) == OpenedJwt(METHOD, {**CLAIMS, "weight": "212"}, 2)
    assert opened(shown_part(TOKEN, [])) == OpenedJwt(METHOD, CLAIMS, 3)
    assert "4012345000016" not in part
    with pytest.raises(ModisteError, match="MOD-2631"):
        shown_part(part, ["substances"])


def test_a_claim_of_another_token_or_shown_twice_is_refused() -> None:
    other = signed_jwt(CLAIMS, {"weight": "1"}, KEY, METHOD).split("~")[1]
    jwt, first, *rest = TOKEN.split("~")
    for parts in ((jwt, other, ""), (jwt, first, first, "")):
        with pytest.raises(ModisteError, match="MOD-2631"):
            opened("~".join(parts))
    assert rest


@pytest.mark.parametrize("seconds", [-11, 10])
def test_it_has_its_time(seconds: int) -> None:
    with pytest.raises(ModisteError, match="MOD-2631"):
        opened(TOKEN, datetime.fromtimestamp(AT + seconds, UTC))


def test_a_claim_that_is_open_already_is_not_shown_again() -> None:
    token = signed_jwt(CLAIMS, {"iss": "did:web:thief.example"}, KEY, METHOD)
    with pytest.raises(ModisteError, match="MOD-2631"):
        opened(token)


def test_every_flipped_letter_is_refused() -> None:
    refused = 0
    for at in range(0, len(TOKEN), 3):
        letter = "A" if TOKEN[at] != "A" else "B"
        with pytest.raises(ModisteError, match="MOD-2631"):
            opened(TOKEN[:at] + letter + TOKEN[at + 1 :])
        refused += 1
    print(f"{refused} flipped letters refused")


@pytest.mark.parametrize(
    "token", ["", "~", "a.b.c~", "a.b~", TOKEN[:-1], TOKEN + "x", "a.b.c" + "~x" * 600 + "~"]
)
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2631"):
        opened(token)
