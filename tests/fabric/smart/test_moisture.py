"""Cloth that opens when damp keeps who works drier, and closes again."""

import pytest

from modiste.fabric.comfort.two_node import Climate
from modiste.fabric.smart.moisture import Adapted, Adaptive, adapted

CLOTH = Adaptive(rct=(0.08, 0.06), ret=(30.0, 8.0))
CLIMATE = Climate(24.0, 24.0, 50.0)
MINUTES = [5.0] * 40 + [1.0] * 60


@pytest.fixture(scope="module")
def worn() -> Adapted:
    return adapted(CLOTH, CLIMATE, MINUTES)


def test_it_opens_at_work_and_closes_at_rest(worn: Adapted) -> None:
    assert worn.opening[0] == 0.0
    assert worn.opening[39] > 0.5
    assert worn.opening[-1] < 0.5 * worn.opening.max()
    assert worn.ret[39] < 20.0
    assert ((worn.humidity > 0) & (worn.humidity <= 100)).all()


def test_its_wearer_is_drier_than_in_cloth_that_stays_closed(worn: Adapted) -> None:
    closed = adapted(CLOTH, CLIMATE, MINUTES, is_fixed=True)
    assert (closed.opening == 0).all()
    assert worn.wettedness[39] < closed.wettedness[39]
    assert worn.discomfort[39] < closed.discomfort[39]


def test_a_time_constant_is_one() -> None:
    quick, slow = (
        adapted(Adaptive((0.08, 0.06), (30.0, 8.0), opens=opens), CLIMATE, [6.0] * 20).opening
        for opens in (1.0, 20.0)
    )
    assert quick[15] > slow[15]
