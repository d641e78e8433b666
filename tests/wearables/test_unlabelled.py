"""What is shown before labels: hidden spans told, moments found again, nobody held out seen."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from tests.wearables.motions import LABELS, recorded

from modiste.garment import ModisteError
from modiste.learning import load_recipe, shipped_recipes
from modiste.wearables import Bench, Grid, Unlabelled, begun, build_frame_network
from modiste.wearables.frame_network import FrameNetwork
from modiste.wearables.framewise import stretches_of
from modiste.wearables.unlabelled import ALIKE, MASKED, PRETEXTS, UNLABELLED, Alike, Masked, Pretext, shown
from modiste.workspace.plugins import networks

KNOWN = tuple(sorted(set(LABELS)))
RECIPE = load_recipe(shipped_recipes()["wearables-activity"]).with_settings(
    {"train.epochs": "1", "network.width": "16", "train.batch_size": "8"}
)


def _grids(*people: str) -> list[Grid]:
    return [replace(recorded(place, KNOWN), subject=who, name=who) for place, who in enumerate(people)]


def _bench() -> Bench:
    return Bench(RECIPE, KNOWN, networks())


def _module(answers: int) -> FrameNetwork:
    torch.manual_seed(0)
    made = build_frame_network(RECIPE.input, 3, width=16, dropout=0.0)
    assert isinstance(made, FrameNetwork)
    made.answer = torch.nn.Conv1d(16, answers, 1)
    return made


def _series() -> torch.Tensor:
    inputs = stretches_of(_grids("a", "b", "c", "d"), KNOWN, 72).inputs
    return torch.from_numpy(inputs) / torch.tensor([9.8, 9.8, 9.8, 2.0, 2.0, 2.0])


@pytest.mark.parametrize(("objective", "answers"), [(Masked(12), 12), (Alike(8), 8)])
def test_a_network_learns_what_it_is_asked_without_a_label(objective: Masked | Alike, answers: int) -> None:
    module, x = _module(answers).train(), _series()
    none = torch.zeros(len(x), dtype=torch.int64)
    before = objective.judge(module, x, none, False)["loss"].item()
    assert before == objective.judge(module, x, none, False)["loss"].item()
    optimiser = torch.optim.Adam(module.parameters(), 0.01)
    for _ in range(20):
        optimiser.zero_grad()
        loss = objective.loss(module, "", lambda: x + 0.05 * torch.randn_like(x), none)
        loss.backward()
        optimiser.step()
    assert objective.judge(module, x, none, False)["loss"].item() < 0.9 * before
    assert module.head.weight.grad is None  # classes are not learned


def test_moments_that_all_look_alike_are_told_by_luck() -> None:
    x = torch.ones(4, 400, 6)
    loss = Alike(8).judge(_module(8).eval(), x, torch.zeros(4), False)["loss"].item() / 4
    flat = math.log(4 * 4 * 2 - 1)
    assert loss == pytest.approx(flat, rel=0.5)


def test_who_is_held_out_of_a_fit_is_not_shown_to_it() -> None:
    a, b, c, stranger = _grids("a", "b", "c", "stranger")
    made = Unlabelled([a, b, c, stranger], frozenset("abc"))
    assert [grid.subject for grid in made.shown_to([a, b])] == ["a", "b", "stranger"]
    assert [grid.subject for grid in made.shown_to([a, b, c])] == ["a", "b", "c", "stranger"]


@pytest.mark.parametrize("pretext", PRETEXTS)
def test_a_fit_begins_with_what_was_shown_and_goes_on_from_it(tmp_path: Path, pretext: Pretext) -> None:
    grids = _grids("a", "b")
    others = Unlabelled(_grids("x", "y", "z"), frozenset("ab"), 2, pretext)
    begins = shown(_bench(), others, grids, tmp_path / "own" / UNLABELLED)
    assert not hasattr(begins, "answer")
    written = (tmp_path / "own" / UNLABELLED / "weights.safetensors").stat().st_mtime_ns
    bench = begun(_bench(), others)
    made = bench.fit(grids, tmp_path / "own")
    assert (tmp_path / "own" / UNLABELLED / "weights.safetensors").stat().st_mtime_ns == written
    chance = _bench().fit(grids, tmp_path / "chance")
    stem = "members.0.stem.0.weight"
    start, end, other = (each.state_dict()[stem] for each in (begins, made.module, chance.module))
    assert (end - start).norm() < (other - start).norm()
    assert begun(_bench(), others).fit(grids, tmp_path / "own").module.state_dict()[stem].equal(end)
    assert {MASKED, ALIKE} == set(PRETEXTS)


def test_a_network_that_tells_no_frames_is_refused(tmp_path: Path) -> None:
    recipe = load_recipe(shipped_recipes()["wearables-window"])
    others = Unlabelled(_grids("x"), frozenset(), 1)
    with pytest.raises(ModisteError, match="MOD-1326"):
        shown(Bench(recipe, KNOWN, networks()), others, _grids("a"), tmp_path)
