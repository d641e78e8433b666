"""What a worn device reported to the shop becomes a set of recordings."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from tests.workspace.flows.test_supply_insight import BEGINS, tell

from modiste.garment import ModisteError
from modiste.supply.intake.smoothing import moment
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows.wearable_readings import files_of_device

QUANTITIES = {f"https://example.org/acceleration-{axis}": f"a{axis}" for axis in "xyz"}


def _told(shop: Shop, count: int) -> None:
    """20 readings a second of a band that swings, in g."""
    rows = [
        {
            "sensorMetadata": {"time": moment(BEGINS + 50 * row), "deviceID": "urn:modiste:device:band-1"},
            "sensorReport": [
                {"type": name, "value": float(np.sin(row / 3 + turn)), "uom": "[g]"}
                for turn, name in enumerate(QUANTITIES)
            ],
        }
        for row in range(count)
    ]
    about = {"type": "ObjectEvent", "eventTime": moment(BEGINS), "eventTimeZoneOffset": "+00:00"}
    more = {"action": "OBSERVE", "bizStep": "sensor_reporting", "epcList": [], "sensorElementList": rows}
    tell(shop, [{**about, **more}])


def test_readings_of_a_device_become_a_set(empty_shop: Path, tmp_path: Path) -> None:
    with open_shop(shutil.copytree(empty_shop, tmp_path / "shop")) as shop:
        _told(shop, 100)
        report = shop.recordings.take_readings("band-1", QUANTITIES, "band")
        (own,) = report.examined
        assert own.recording.subject == "band-1"
        assert own.recording.values[:, 0] == pytest.approx(9.80665 * np.sin(np.arange(100) / 3))
        assert own.recording.clock.rate_hz == pytest.approx(20)
        with pytest.raises(ModisteError, match="MOD-2903"):
            files_of_device(shop, "band-2", QUANTITIES)
