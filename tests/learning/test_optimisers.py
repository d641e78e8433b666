"""Optimisers descend, decay matrices only, and heed rates, frozen parts and players."""

import pytest
import torch
from torch import nn

from modiste.garment import ModisteError
from modiste.learning import Part
from modiste.learning.optimisers import OPTIMISERS, build_optimisers, orthogonal, set_rate


def _network() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Conv2d(2, 4, 3), nn.BatchNorm2d(4), nn.Flatten(), nn.Linear(4 * 4, 3))


def _part(**params: object) -> Part:
    return Part.model_validate({"name": "sgd", **params})


@pytest.mark.parametrize("name", sorted(OPTIMISERS))
def test_every_optimiser_makes_the_loss_fall(name: str) -> None:
    network = _network()
    x, y = torch.randn(16, 2, 4, 4), torch.arange(16) % 3
    optimisers = build_optimisers(_part(name=name, learning_rate=0.02), network)
    set_rate(optimisers, 1.0)
    losses = []
    for _ in range(30):
        loss = nn.functional.cross_entropy(network(x), y)
        network.zero_grad()
        loss.backward()
        for optimiser in optimisers:
            optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0] * 0.7


def test_decay_touches_matrices_and_spares_vectors() -> None:
    groups = build_optimisers(_part(weight_decay=0.1), _network())[0].param_groups
    for group in groups:
        for parameter in group["params"]:
            assert group["weight_decay"] == (0.1 if parameter.ndim > 1 else 0.0)


def test_the_longest_prefix_sets_a_parts_rate_and_the_schedule_scales_it() -> None:
    network = _network()
    optimisers = build_optimisers(_part(learning_rate=0.1, rates={"": 1.0, "3.": 10.0}), network)
    set_rate(optimisers, 0.5)
    rates = {
        id(parameter): group["lr"]
        for optimiser in optimisers
        for group in optimiser.param_groups
        for parameter in group["params"]
    }
    assert rates[id(network[3].weight)] == pytest.approx(0.5)
    assert rates[id(network[0].weight)] == pytest.approx(0.05)


def test_frozen_parts_are_not_trained() -> None:
    network = _network()
    optimisers = build_optimisers(_part(frozen=["0.", "1."]), network)
    trained = {id(p) for o in optimisers for g in o.param_groups for p in g["params"]}
    assert trained == {id(network[3].weight), id(network[3].bias)}
    assert not network[0].weight.requires_grad


def test_a_player_moves_only_its_own_parameters() -> None:
    trained = [
        p for o in build_optimisers(_part(), _network(), "3.") for g in o.param_groups for p in g["params"]
    ]
    assert len(trained) == 2


def test_muon_gives_filters_to_itself_and_the_rest_to_sgd() -> None:
    muon, sgd = build_optimisers(_part(name="muon", learning_rate=0.1, sgd_rate=0.5), _network())
    assert [p.ndim for g in muon.param_groups for p in g["params"]] == [4]
    assert {p.ndim for g in sgd.param_groups for p in g["params"]} == {1, 2}
    assert {g["rate"] for g in sgd.param_groups} == {0.05}


@pytest.mark.parametrize("shape", [(8, 30), (30, 8), (8, 8)])
def test_orthogonal_pushes_singular_values_towards_one(shape: tuple[int, int]) -> None:
    matrix = torch.randn(shape, generator=torch.Generator().manual_seed(0))
    before = torch.linalg.svdvals(matrix / matrix.norm())
    after = torch.linalg.svdvals(orthogonal(matrix, 5))
    assert after.min() > 0.6
    assert after.max() < 1.3
    assert before.min() < 0.3


def test_unknown_names_and_parameters_are_refused() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1302.*adamw"):
        build_optimisers(_part(name="adm"), _network())
    with pytest.raises(ModisteError, match=r"MOD-1303.*momentum"):
        build_optimisers(_part(momentun=0.9), _network())
