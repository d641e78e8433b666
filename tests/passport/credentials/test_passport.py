from typing import Any

import pytest
from tests.passport.small_issuer import SmallIssuer

from modiste.garment import ModisteError
from modiste.passport.credentials.passport import check_shape


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    previous = {"id": "https://passport.brand.example/passports/0", "sha256": "0" * 64}
    return SmallIssuer(tmp_path_factory.mktemp("issuer")).passport(previous=previous)


def test_a_passport_has_the_members_of_a_credential(made: dict[str, Any]) -> None:
    check_shape(made)
    assert made["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert made["type"][0] == "VerifiableCredential"
    assert made["previousVersion"]["sha256"] == "0" * 64


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"@context": []},
        {"type": ["VerifiableCredential"]},
        {"id": None},
        {"validFrom": 1},
        {"issuer": "did:web:brand.example"},
        {"credentialSubject": {}},
        {"credentialStatus": [{"id": "x"}]},
    ],
)
def test_what_is_no_passport_is_refused(made: dict[str, Any], change: dict[str, Any]) -> None:
    with pytest.raises(ModisteError, match="MOD-2623"):
        check_shape({**made, **change})


@pytest.mark.parametrize("value", [None, [], "x", {}])
def test_what_is_no_object_is_refused(value: Any) -> None:
    with pytest.raises(ModisteError, match="MOD-2623"):
        check_shape(value)
