"""`modiste keys`: a key made here opens the API, is listed without its secret, and ends when revoked."""

from pathlib import Path
from typing import Any

from modiste.api.access import hash_key
from modiste.workspace import open_shop


def test_a_key_is_made_listed_and_revoked(modiste: Any, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    made = modiste(
        "keys", "add", "till", "--scope", "garments:read", "--scope", "jobs:read", "--shop", shop, "--json"
    )
    assert made.code == 0
    assert made.json["scopes"] == ["garments:read", "jobs:read"]
    with open_shop(shop) as opened:
        key = opened.store.keys.find(hash_key(made.json["secret"]))
        assert key is not None
        assert (key.id, key.name) == (made.json["id"], "till")
    listed = modiste("keys", "--shop", shop, "--json")
    assert [row["id"] for row in listed.json] == [made.json["id"]]
    assert made.json["secret"] not in listed.out + modiste("keys", "list", "--shop", shop).out
    assert modiste("keys", "revoke", made.json["id"], "--shop", shop).code == 0
    assert modiste("keys", "list", "--shop", shop, "--json").json == []
    assert modiste("keys", "revoke", made.json["id"], "--shop", shop).refused("MOD-1103")


def test_only_the_secret_is_on_stdout_and_by_default_a_key_reads(modiste: Any, tmp_path: Path) -> None:
    said = modiste("keys", "add", "board", "--shop", tmp_path / "shop")
    assert said.out.strip().startswith("mod_")
    assert len(said.out.split()) == 1
    (row,) = modiste("keys", "list", "--shop", tmp_path / "shop", "--json").json
    assert all(scope.endswith(":read") for scope in row["scopes"])
    assert len(row["scopes"]) >= 4


def test_a_key_that_cannot_be_made_is_misuse_and_makes_nothing(modiste: Any, tmp_path: Path) -> None:
    for words in (("x", "--scope", "everything"), ("",), ("a\nb",), ("x" * 101,)):
        said = modiste("keys", "add", *words, "--shop", tmp_path / "shop")
        assert said.code == 2
        assert said.refused("MOD-2101")
    assert not (tmp_path / "shop").exists()
