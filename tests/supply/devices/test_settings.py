"""What a device lets itself be set to: within its bounds, by newer orders of its own epoch, by the house."""

from pathlib import Path

import pytest
from tests.supply.devices.test_sender import READING, TestLink, messages

from modiste.supply import SETTING, DeviceClient, Outbox, Receipt, Sensed, Settable, SettingOrder, issue
from modiste.supply.devices.envelope import seal_receipt, seal_settings

HOUSE = b"h" * 32
BOUNDS = {"every_ms": Settable(1000, 3_600_000, "C26")}


class Device:
    """A device with what it was set to."""

    def __init__(self, folder: Path) -> None:
        _, self.key = issue("press-07", "sensor", HOUSE, 0)
        self.folder, self.link = folder, TestLink()
        self.begin()

    def begin(self) -> None:
        self.set: list[tuple[str, float]] = []
        self.client = DeviceClient(
            Outbox(self.folder, "press-07"),
            self.key,
            self.link,
            clock=lambda: 100,
            bounds=BOUNDS,
            on_settings=lambda *one: self.set.append(one),
        )

    def said(self) -> list[Sensed]:
        key = self.key.sealing_key()
        return [one for sealed in self.link.sent for each in messages(sealed, key) for one in each.sensed]

    def told(self, epoch: int, number: int, value: float, name: str = "every_ms") -> bytes:
        order = SettingOrder("press-07", epoch, number, {name: value})
        sealed = seal_settings(order, self.key.key, self.key.receipt_key())
        self.link.told(sealed)
        return sealed


@pytest.fixture
def device(tmp_path: Path) -> Device:
    return Device(tmp_path)


def test_an_order_is_taken_once_within_bounds_and_told_as_a_reading(device: Device) -> None:
    first = device.told(1, 1, 60_000)
    device.told(1, 2, 86_400_000)
    assert device.set == [("every_ms", 60_000), ("every_ms", 3_600_000)]
    assert device.client.pump() == 2
    assert [(one.quantity, one.value, one.unit) for one in device.said()] == [
        (f"{SETTING}every_ms", 60_000, "C26"),
        (f"{SETTING}every_ms", 3_600_000, "C26"),
    ]
    device.link.told(first)
    assert len(device.set) == 2
    device.client.close()
    device.begin()
    assert device.set == [("every_ms", 3_600_000)]
    device.link.told(first)
    assert len(device.set) == 1


def test_another_epochs_another_settings_and_a_forged_order_set_nothing(device: Device) -> None:
    device.told(2, 1, 60_000)
    device.told(1, 1, 60_000, "Temperature")
    order = SettingOrder("press-07", 1, 9, {"every_ms": 1})
    device.link.told(seal_settings(order, device.key.key, device.key.sealing_key()))
    device.link.told(seal_settings(order, device.key.key, device.key.receipt_key())[:-1] + b" ")
    assert device.set == [] and device.client.outbox.waiting == 0


def test_receipts_are_told_from_orders(device: Device) -> None:
    device.client.say(READING)
    device.client.pump()
    device.link.told(seal_receipt(Receipt("press-07", 1, 1), device.key.key, device.key.receipt_key()))
    assert device.client.receipted == 1 and device.set == []
