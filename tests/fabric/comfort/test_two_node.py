"""Our vectorised two-node body against pythermalcomfort's, with a vapour path of its own."""

import numpy as np
import pytest

from modiste.fabric.comfort.two_node import CLO, LEWIS, Climate, two_node

THEIRS = {
    "skin_c": "t_skin",
    "core_c": "t_core",
    "blood": "m_bl",
    "wettedness": "w",
    "sweat": "m_rsw",
    "dry": "q_sensible",
    "evaporated": "e_skin",
    "sensation": "t_sens",
    "discomfort": "disc",
}


def test_it_is_gagges_body_over_climates_activities_and_clothing() -> None:
    from pythermalcomfort.models import two_nodes_gagge

    chance = np.random.default_rng(13)
    clo = np.where(np.arange(200) < 20, 0.0, chance.uniform(0, 3, 200))
    air = chance.uniform(-10, 42, 200)
    radiant = air + chance.uniform(-5, 15, 200)
    humidity, wind, met = (
        chance.uniform(low, high, 200) for low, high in ((10.0, 95.0), (0.05, 3.0), (0.8, 6.0))
    )
    ours = two_node(
        clo * CLO, clo * CLO / (LEWIS * 0.45), Climate(air, radiant, humidity, wind), met, minutes=59
    )
    theirs = two_nodes_gagge(air, radiant, wind, humidity, met, clo, round_output=False)
    for name, their_name in THEIRS.items():
        np.testing.assert_allclose(getattr(ours, name), getattr(theirs, their_name), atol=1e-4, err_msg=name)


def test_cloth_that_lets_vapour_through_keeps_a_worker_drier() -> None:
    body = two_node([0.1, 0.1], [5.0, 40.0], Climate(28.0, 28.0, 60.0), 3.0)
    assert body.wettedness[0] < body.wettedness[1]
    assert body.skin_c[0] < body.skin_c[1]


def test_minutes_one_by_one_are_the_same_as_together() -> None:
    climate = Climate(5.0, 5.0, 50.0, 2.0)
    together = two_node(0.2, 30.0, climate, 1.5, minutes=20)
    body = two_node(0.2, 30.0, climate, 1.5, minutes=1)
    for _ in range(19):
        body = two_node(0.2, 30.0, climate, 1.5, minutes=1, start=body)
    assert float(body.skin_c) == pytest.approx(float(together.skin_c), abs=1e-3)
    assert float(body.discomfort) == pytest.approx(float(together.discomfort), abs=1e-3)
