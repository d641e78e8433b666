"""A device takes the house's newer models only, unchanged and right on golden vectors, and can go back."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from modiste.garment import ModisteError
from modiste.wearables import DeviceModels, opened_update, signed_update

from .small_motion import motions

HOUSE = Ed25519PrivateKey.from_private_bytes(bytes(32))


@pytest.fixture
def device(tmp_path: Path) -> DeviceModels:
    return DeviceModels(tmp_path / "band-1", HOUSE.public_key())


def repacked(update: bytes, **changed: bytes | None) -> bytes:
    """The update with some files replaced, or left out where None."""
    with zipfile.ZipFile(io.BytesIO(update)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    files |= {name.replace("__", "."): data for name, data in changed.items()}  # type: ignore[arg-type]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in files.items():
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()


def test_an_update_is_taken_and_the_one_before_comes_back(
    model: Path, frames: Path, device: DeviceModels
) -> None:
    device.install(signed_update(model, 1, HOUSE))
    device.install(signed_update(frames, 2, HOUSE))
    assert device.state()["previous"]["number"] == 1
    shown = list(motions(3))
    new = device.served().predict(shown)
    assert device.roll_back()["current"]["number"] == 1
    assert np.abs(device.served().predict(shown) - new).max() > 0
    with pytest.raises(ModisteError, match="MOD-2963"):
        device.roll_back()
    with pytest.raises(ModisteError, match="MOD-2962"):
        device.install(signed_update(frames, 2, HOUSE))
    assert device.install(signed_update(frames, 3, HOUSE)).number == 3


def test_what_another_key_signed_is_refused(model: Path, device: DeviceModels) -> None:
    with pytest.raises(ModisteError, match="MOD-2961"):
        device.install(signed_update(model, 1, Ed25519PrivateKey.generate()))
    assert device.state()["current"] is None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"model__onnx": b"other"}, "MOD-2961"),
        ({"golden__npz": None}, "MOD-2961"),
        ({"more__txt": b"more"}, "MOD-2961"),
        ({"manifest__json": b"{}"}, "MOD-2961"),
        ({"signature": None}, "MOD-2960"),
    ],
)
def test_a_changed_update_is_refused(
    changed: dict[str, bytes | None], code: str, model: Path, device: DeviceModels
) -> None:
    with pytest.raises(ModisteError, match=code):
        device.install(repacked(signed_update(model, 1, HOUSE), **changed))
    assert not device.root.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", bytes(100)])
def test_what_is_no_update_is_refused(content: bytes, device: DeviceModels) -> None:
    with pytest.raises(ModisteError, match="MOD-2960"):
        device.install(content)


def test_a_device_without_a_model_says_so(device: DeviceModels) -> None:
    with pytest.raises(ModisteError, match="MOD-2963"):
        device.served()


def test_a_flipped_byte_anywhere_is_refused_or_changes_nothing(model: Path, device: DeviceModels) -> None:
    whole = signed_update(model, 1, HOUSE)
    for place in range(0, len(whole), max(len(whole) // 150, 1)):
        flipped = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        try:
            opened = opened_update(flipped, device.key)
        except ModisteError as error:
            assert error.code in ("MOD-2960", "MOD-2961")
        else:  # a stamp of the package that nobody reads
            assert opened == opened_update(whole, device.key)
