"""Places are kept by name, on both databases."""

from modiste.store import Store, SupplyPlace


def test_a_place_said_again_is_elsewhere(store: Store) -> None:
    mill = SupplyPlace("https://id.gs1.org/414/1", "Mill", "纺纱厂", "spinning_mill", 37.5, 36.9, True)
    store.supply_places.put(mill)
    store.supply_places.put(mill._replace(id="https://id.gs1.org/414/2", name="Dye house"))
    store.supply_places.put(mill._replace(latitude=38.0))
    assert [(each.name, each.latitude) for each in store.supply_places.all()] == [
        ("Dye house", 37.5),
        ("Mill", 38.0),
    ]
