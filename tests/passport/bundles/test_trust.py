import json
from pathlib import Path
from typing import Any

import pytest
from tests.passport.small_issuer import SmallIssuer

from modiste.garment import ModisteError
from modiste.passport.bundles.trust import read_trust


def test_a_file_of_trust_is_read_as_it_was_written(tmp_path: Path) -> None:
    trust = SmallIssuer(tmp_path).trust()
    assert read_trust(json.dumps(trust.said()).encode()) == trust


@pytest.mark.parametrize(
    "change",
    [
        {"format": "x"},
        {"issuers": [{"did": "brand", "keys": []}]},
        {"issuers": [{"did": "did:web:a", "keys": ["z1"]}]},
        {"issuers": 1},
        {"logs": ["x"]},
        {"witnesses": [1]},
        {"quorum": 3},
        {"quorum": "1"},
        {"quorum": True},
    ],
)
def test_what_is_no_file_of_trust_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    said = {**SmallIssuer(tmp_path).trust().said(), **change}
    with pytest.raises(ModisteError, match="MOD-2625"):
        read_trust(json.dumps(said).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b"1" * 200_000, b"[" * 90_000])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ModisteError, match="MOD-2625"):
        read_trust(data)
