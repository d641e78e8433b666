"""The Gaussian process: exact where it must be, and used only where it wins."""

import numpy as np
import pytest
from tests.fabric.small_cloths import JERSEY, cloth

from modiste.fabric import measured_cloth, predict_rows, rows_of, surrogate
from modiste.fabric.measured.surrogate import features, process
from modiste.garment import ModisteError


def measured(loop: float, tex: float, doi: str, off: float, name: str = "thickness_mm"):
    """A jersey whose value is so many times what physics says."""
    tree = {"knit": {"loop": loop, "yarn": {"tex": tex}}}
    value = off * float(predict_rows(rows_of([cloth(tree)]), [name])[name][0])
    told = {"doi": doi, "method": "ISO 5084", "uncertainty_pct": 5, "values": {name: value}}
    return measured_cloth({**tree, **told})


def jerseys(off_of):
    return [
        measured(loop, tex, f"10.1000/{source}", off_of(loop, tex, source))
        for source in "abc"
        for loop, tex in ((2.6, 16.0), (2.9, 20.0), (3.3, 25.0), (3.6, 28.0))
    ]


def test_the_process_goes_through_what_it_saw_and_doubts_elsewhere() -> None:
    points = np.linspace(-1, 1, 9)[:, None]
    fitted = process(points, np.sin(2 * points[:, 0]))
    mean, spread = fitted.at(np.array([[0.1], [8.0]]))
    assert mean[0] == pytest.approx(np.sin(0.2), abs=0.03)
    assert spread[1] > 3 * spread[0]
    assert abs(mean[1]) < 0.1


def test_it_agrees_with_the_textbook() -> None:
    """K⁻¹y by the covariance itself (Rasmussen and Williams, equations 2.23 to 2.24)."""
    points, values = np.array([[0.0], [1.0], [2.5]]), np.array([0.3, -0.2, 0.4])
    fitted = process(points, values)
    kernel = lambda one, other: fitted.signal**2 * np.exp(-0.5 * (one - other.T) ** 2 / fitted.length**2)  # noqa: E731
    covariance = kernel(points, points) + fitted.noise**2 * np.eye(3)
    there = np.array([[0.7]])
    mean, spread = fitted.at(there)
    assert mean[0] == pytest.approx((kernel(there, points) @ np.linalg.solve(covariance, values)).item())
    variance = fitted.signal**2 - kernel(there, points) @ np.linalg.solve(covariance, kernel(points, there))
    assert spread[0] ** 2 == pytest.approx(variance.item() + fitted.noise**2)


def test_what_was_measured_poorly_is_believed_less() -> None:
    points, values = np.array([[0.0], [0.05]]), np.array([0.5, -0.5])
    here = np.array([[0.02]])
    assert process(points, values, np.array([0.01, 1.0])).at(here)[0][0] > 0.1
    assert process(points, values, np.array([1.0, 0.01])).at(here)[0][0] < -0.1


def test_an_error_that_all_sources_share_is_corrected() -> None:
    learned = surrogate(jerseys(lambda loop, tex, _: 1.3), "thickness_mm")
    assert learned.wins and learned.sources == 3
    assert learned.corrected_error < learned.physics_error / 3
    spec = cloth(JERSEY)
    plain = predict_rows(rows_of([spec]), ["thickness_mm"])["thickness_mm"][0]
    value, low, high = learned.corrected(spec)
    assert value == pytest.approx(1.3 * plain, rel=0.05)
    assert low < value < high


def test_sources_that_contradict_one_another_teach_nothing() -> None:
    learned = surrogate(
        jerseys(lambda loop, tex, source: {"a": 0.5, "b": 1.0, "c": 2.0}[source]), "thickness_mm"
    )
    assert not learned.wins
    plain = predict_rows(rows_of([cloth(JERSEY)]), ["thickness_mm"])["thickness_mm"][0]
    assert learned.corrected(cloth(JERSEY))[0] == plain


def test_one_source_proves_nothing() -> None:
    learned = surrogate([each for each in jerseys(lambda *_: 1.3) if each.doi.endswith("a")], "thickness_mm")
    assert (learned.sources, learned.wins, learned.corrected_error) == (1, False, float("inf"))
    with pytest.raises(ModisteError, match="MOD-2810"):
        surrogate([], "thickness_mm")


def test_features_tell_cloths_apart() -> None:
    rows = rows_of([cloth(JERSEY), cloth(JERSEY, blend="PES")])
    assert features(rows).shape == (2, 8)
    assert not np.allclose(*features(rows))
