"""What is sewn along edges: a hem's rows and fold, a collar's one row and its edge."""

import numpy as np

from modiste import tailoring
from modiste.tailoring.drape.cloth import cut
from modiste.tailoring.render.hems import collar_of, hemmed

HEM = np.linspace(0, 0.04, 401, dtype=np.float32)


def drawn(*, collar: bool, metres: float = 0.0005) -> np.ndarray:
    return hemmed(np.ones((len(HEM), 3), np.float32), HEM, np.full(len(HEM), collar), metres)[:, 0]


def darkest(row: np.ndarray, low: float, high: float) -> float:
    within = (low <= HEM) & (high >= HEM)
    return float(HEM[within][row[within].argmin()])


def test_a_hem_has_two_rows_of_stitches_and_a_collar_one_near_its_edge() -> None:
    hem, collar = drawn(collar=False), drawn(collar=True)
    assert abs(darkest(hem, 0.016, 0.020) - 0.018) < 3e-4
    assert abs(darkest(hem, 0.0225, 0.026) - 0.0235) < 3e-4
    assert (hem[HEM < 0.005] > 0.999).all()
    assert abs(darkest(collar, 0.004, 0.008) - 0.0055) < 3e-4
    assert collar[0] < 0.6 and (collar[HEM > 0.01] > 0.999).all()


def test_stitches_fade_with_distance_and_an_edge_stays_as_dark_as_it_is_wide() -> None:
    far = drawn(collar=True, metres=0.005)
    assert far[np.abs(HEM - 0.0055).argmin()] > drawn(collar=True)[np.abs(HEM - 0.0055).argmin()]
    assert 0.6 < far[0] < 0.95


def test_the_collar_is_found_by_its_panel() -> None:
    shirt = cut(tailoring.draft_size("shirt", "women", "40"), 0.03).panels
    assert shirt[collar_of(shirt)].name == "collar"
    assert collar_of([panel for panel in shirt if panel.name != "collar"]) == -1
