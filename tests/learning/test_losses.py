"""Losses agree with their formulas."""

import math

import pytest
import torch
from torch.nn import functional as F

from modiste.learning.losses import (
    LOSSES,
    binary_cross_entropy,
    contrastive,
    cross_entropy,
    distillation,
    focal,
    mse,
)

LOGITS = torch.tensor([[2.0, 0.0, -1.0], [0.5, 0.5, 0.5]])
TARGETS = torch.tensor([0, 2])


def test_cross_entropy_is_minus_log_probability() -> None:
    p = LOGITS.softmax(1)
    expected = -(p[0, 0].log() + p[1, 2].log()) / 2
    assert cross_entropy(LOGITS, TARGETS) == pytest.approx(expected.item())


def test_label_smoothing_moves_mass_to_every_class() -> None:
    log_p = LOGITS.log_softmax(1)
    soft = F.one_hot(TARGETS, 3) * 0.7 + 0.1
    expected = -(soft * log_p).sum(1).mean()
    assert cross_entropy(LOGITS, TARGETS, label_smoothing=0.3) == pytest.approx(expected.item())


def test_mse_is_the_mean_squared_distance_from_one_hot() -> None:
    expected = ((LOGITS.softmax(1) - F.one_hot(TARGETS, 3)) ** 2).mean()
    assert mse(LOGITS, TARGETS) == pytest.approx(expected.item())


def test_focal_without_focus_is_cross_entropy_and_with_it_is_less() -> None:
    plain = cross_entropy(LOGITS, TARGETS).item()
    assert focal(LOGITS, TARGETS, gamma=0.0) == pytest.approx(plain)
    assert focal(LOGITS, TARGETS, gamma=2.0) < plain


def test_binary_cross_entropy_of_no_knowledge_is_log_two() -> None:
    assert binary_cross_entropy(torch.zeros(2, 3), TARGETS) == pytest.approx(math.log(2))


def test_contrastive_loss_is_small_when_views_agree_and_log_of_rivals_when_all_are_alike() -> None:
    apart = torch.eye(8)
    assert contrastive(apart, apart, temperature=0.05) < 1e-6
    alike = torch.ones(8, 4)
    assert contrastive(alike, alike) == pytest.approx(math.log(15), rel=1e-4)


def test_distillation_vanishes_at_the_teacher_and_matches_the_divergence_elsewhere() -> None:
    teacher = LOGITS * 2 - 1
    assert distillation(teacher, teacher, temperature=3.0) == pytest.approx(0.0, abs=1e-6)
    p, q = (teacher / 2).softmax(1), (LOGITS / 2).softmax(1)
    expected = (p * (p / q).log()).sum(1).mean() * 4
    assert distillation(LOGITS, teacher, temperature=2.0) == pytest.approx(expected.item(), rel=1e-5)


@pytest.mark.parametrize("name", sorted(LOSSES))
def test_following_the_gradient_of_any_loss_makes_the_target_likelier(name: str) -> None:
    logits = LOGITS.clone().requires_grad_()
    LOSSES[name](logits, TARGETS).backward()
    assert logits.grad is not None
    moved = (logits - 0.1 * logits.grad).detach()
    before = LOGITS.softmax(1)[torch.arange(2), TARGETS]
    after = moved.softmax(1)[torch.arange(2), TARGETS]
    assert (after > before).all()
