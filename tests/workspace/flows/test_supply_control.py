"""Control of a simulated fleet: proposed from its readings, set once approved, taken back."""

from collections.abc import Iterator

import pytest

from modiste.garment import ModisteError
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import simulate


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_shop(tmp_path_factory.mktemp("control") / "shop") as opened:
        simulate(opened, 6, 0, 9)
        yield opened


def test_what_is_approved_is_set_and_taken_back(shop: Shop) -> None:
    made = shop.control.propose("sim-hall-1", who="ann", tolerance=0.6)
    assert made.was == 900_000 < made.value and made.said["quantity"] == "Temperature"
    assert shop.control.settings() == []
    at = shop.control.approve(made.id, "bob", "Saves the battery.").decided_at
    assert shop.control.settings("sim-hall-1") == [("sim-hall-1", "every_ms", made.value, at)]
    with pytest.raises(ModisteError, match="MOD-2553"):
        shop.control.refuse(made.id, "bob")
    shop.control.reverse(made.id, "ann")
    assert [row[2] for row in shop.control.settings()] == [900_000]
    assert shop.control.orders() == {"sim-hall-1": (2, {"every_ms": 900_000})}
    assert simulate(shop, 6, 2.5, 9).lost == 0
    value, since = shop.control.taken()["sim-hall-1", "every_ms"]
    assert value == 900_000 and since > at


def test_a_bath_and_a_container_have_proposals_and_what_allows_none_is_told(shop: Shop) -> None:
    bath = shop.control.propose("sim-jet-1", "Temperature", "ann", low=90, high=98)
    assert bath.value == 90 and 0 < bath.said["gain_low"] <= bath.said["gain_high"]
    assert shop.control.refuse(bath.id, "bob").state == "refused"
    box = shop.control.propose("sim-tracker-1", quantity="RelativeHumidity", tolerance=5.0)
    assert [each.device for each in shop.control.listing(state="proposed")] == [box.device]
    for device, name in (("sim-jet-1", "Temperature"), ("sim-frame-1", "every_ms")):
        with pytest.raises(ModisteError, match="MOD-2552"):
            shop.control.propose(device, name, quantity="Power", tolerance=0.0)
    with pytest.raises(ModisteError, match="MOD-1103"):
        shop.control.propose("nobody")
