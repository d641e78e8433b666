"""How a shop's keys are kept: which there are, who may read them, under a passphrase or not.

Knows the shop's files of keys; how a key is sealed is the passport room's. No private part is shown.
"""

import os
from typing import TYPE_CHECKING, Any

from modiste.passport import PASSPHRASE, PASSPHRASE_FILE, Wallet, key_file, seal_key
from modiste.workspace.flows.passport_log import LOG_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from modiste.workspace.shop import Shop


def passport_keys(shop: "Shop") -> dict[str, Any]:
    """The keys of a shop's passports, and the history of the issuer's in the log."""
    log, found = shop.passports.log, list[dict[str, Any]]()
    for what, path in _files(shop):
        kept = key_file(path)
        if kept is None:
            continue
        found.append(
            {
                "what": what,
                "public": _public(shop, what, path),
                "file": str(path.relative_to(shop.root)),
                "mode": f"{kept.mode:04o}",
                "is_sealed": kept.is_sealed,
            }
        )
    return {
        "keys": found,
        "passphrase": bool(os.environ.get(PASSPHRASE) or os.environ.get(PASSPHRASE_FILE)),
        "history": [{"entry": index, **vars(each)} for index, each in log.keys().items()],
    }


def seal_passport_keys(shop: "Shop", *, is_sealed: bool) -> int:
    """Keep every key under the passphrase of the environment, or under none; returns how many there are.

    Raises:
        ModisteError: MOD-2602 where no passphrase is named, or another than a key was kept under.
    """
    there = [path for _, path in _files(shop) if path.exists()]
    for path in there:
        seal_key(path, is_sealed=is_sealed)
    return len(there)


def _files(shop: "Shop") -> list[tuple[str, "Path"]]:
    folder = shop.root / LOG_FOLDER
    own = [(what, folder / "keys" / f"{what}.key") for what in ("issuer", "log", "anchor")]
    return own + [("witness", path) for path in sorted(folder.glob("witness-*/witness.key"))]


def _public(shop: "Shop", what: str, path: "Path") -> str:
    log = shop.passports.log
    if what == "issuer":
        return log.method
    if what == "log":
        return str(log.log.key)
    if what == "anchor":
        return f"0x{Wallet.kept(path).address.hex()}"
    return next((str(each) for each in log.own_witness_keys if each.name.endswith(path.parent.name)), "")
