"""Temperature scaling finds the temperature that was put in."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from sklearn.metrics import log_loss

from modiste.garment import ModisteError
from modiste.learning.calibration import LIMITS, temperature_scaling
from modiste.learning.metrics import softmax


def drawn(n=20_000, k=5, temperature=2.5, seed=0):
    """Logits that are `temperature` times too sharp for the labels drawn from them."""
    chance = np.random.default_rng(seed)
    true = 2 * chance.normal(size=(n, k))
    targets = (softmax(true).cumsum(1) > chance.random((n, 1))).argmax(1)
    return temperature * true, targets


@pytest.mark.parametrize("temperature", [0.4, 1.0, 2.5])
def test_it_finds_the_temperature_and_lowers_both_errors(temperature):
    found = temperature_scaling(*drawn(temperature=temperature))
    assert found.temperature == pytest.approx(temperature, rel=0.04)
    assert found.nll_after <= found.nll_before
    assert found.ece_after < 0.012
    assert not found.at_limit


def test_it_agrees_with_a_general_optimiser():
    logits, targets = drawn(n=300)
    best = minimize_scalar(
        lambda t: log_loss(targets, softmax(logits, t), labels=range(5)),
        bounds=(0.1, 10),
        method="bounded",
        options={"xatol": 1e-8},
    )
    assert temperature_scaling(logits, targets).temperature == pytest.approx(best.x, rel=1e-5)


def test_a_faultless_or_hopeless_model_stops_at_the_limit():
    logits = np.eye(3)[[0, 1, 2]]
    assert temperature_scaling(logits, np.array([0, 1, 2])).temperature == LIMITS[0]
    worst = temperature_scaling(logits, np.array([1, 2, 0]))
    assert (worst.temperature, worst.at_limit) == (LIMITS[1], True)


@pytest.mark.parametrize(
    ("logits", "targets", "code"),
    [
        (np.zeros(3), np.zeros(3, int), "MOD-1311"),
        (np.zeros((3, 2)), np.zeros(2, int), "MOD-1311"),
        (np.zeros((0, 2)), np.zeros(0, int), "MOD-1310"),
        (np.array([[0.0, np.nan]]), np.array([0]), "MOD-1312"),
        (np.zeros((1, 2)), np.array([2]), "MOD-1313"),
    ],
)
def test_bad_input_is_refused_by_number(logits, targets, code):
    with pytest.raises(ModisteError) as told:
        temperature_scaling(logits, targets)
    assert told.value.code == code
