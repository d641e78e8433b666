"""Models on their way to devices: signed with the shop's key, taken in, and back, by simulated devices.

Knows where the key and the simulated devices lie; packages and slots are the wearables room's.
"""

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.garment import ModisteError
from modiste.passport import kept_key
from modiste.store import write_whole
from modiste.wearables import DeviceModels, signed_update
from modiste.workspace.flows.models import find_model

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

KEY = "models.key"
DEVICES = "simulated-devices"
NOTE = "simulated devices: folders of this shop that do what a gateway would; no device was updated"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def sign_model_update(shop: "Shop", model: str, out: Path) -> dict[str, Any]:
    """Write a model as one file that the shop's key signed; its number is the time in milliseconds.

    Raises:
        ModisteError: MOD-1328 for an unknown model, MOD-1320 to 1327 for one that is not sound, MOD-2960 for
            one that is too large, MOD-2019 where the file cannot be written.
    """
    name, content, number = _signed(shop, model)
    try:
        write_whole(out, content)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ModisteError("MOD-2019", path=out, reason=reason) from None
    return {
        "model": name,
        "number": number,
        "file": str(out),
        "size_bytes": len(content),
        "public_key": kept_key(shop.root / KEY).public_key().public_bytes_raw().hex(),
    }


def device_models(shop: "Shop", device: str) -> DeviceModels:
    """The slots of a simulated device, which knows the shop's public key.

    Raises:
        ModisteError: MOD-2964 for a name that is none.
    """
    if not _NAME.fullmatch(device) or len(device) > 60:
        raise ModisteError("MOD-2964", name=device[:80])
    return DeviceModels(shop.root / DEVICES / device, kept_key(shop.root / KEY).public_key())


def install_model_update(shop: "Shop", device: str, update: Path) -> dict[str, Any]:
    """Hand an update to a simulated device.

    Raises:
        ModisteError: MOD-2960 to 2962 where the device refuses it, MOD-1320 to 1327 where its golden vectors
            do not come out, MOD-2964 for a bad name.
    """
    try:
        content = update.read_bytes()
    except OSError as error:
        raise ModisteError("MOD-2960", reason=(error.strerror or str(error)).lower()) from None
    device_models(shop, device).install(content)
    return _told(shop, device)


def send_model(shop: "Shop", device: str, model: str) -> dict[str, Any]:
    """Sign a model and hand it to a simulated device at once.

    Raises:
        ModisteError: as `sign_model_update` and `install_model_update`.
    """
    slots = device_models(shop, device)
    slots.install(_signed(shop, model)[1])
    return _told(shop, device)


def roll_back_model(shop: "Shop", device: str) -> dict[str, Any]:
    """Have a simulated device go back to the model before.

    Raises:
        ModisteError: MOD-2963 where there is none, MOD-2964 for a bad name.
    """
    device_models(shop, device).roll_back()
    return _told(shop, device)


def list_device_models(shop: "Shop") -> dict[str, Any]:
    """Every simulated device with the model it runs and the one before."""
    folder = shop.root / DEVICES
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return {"items": [_told(shop, name) for name in names], "note": NOTE}


def _signed(shop: "Shop", model: str) -> tuple[str, bytes, int]:
    """A model's name, it as a signed update, and the update's number."""
    entry = find_model(shop, model)
    number = time.time_ns() // 1_000_000
    content = signed_update(entry.folder, number, kept_key(shop.root / KEY))
    return f"{entry.name}@{entry.version}", content, number


def _told(shop: "Shop", device: str) -> dict[str, Any]:
    return {"device": device, "is_simulated": True, **device_models(shop, device).state()}
