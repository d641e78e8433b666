"""An objective gives each player its loss and judges a batch as the name says."""

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from modiste.garment import ModisteError
from modiste.learning import NETWORKS, Distilled, InputSpec, Part, build_network
from modiste.learning.networks.gan import Gan
from modiste.learning.objectives import (
    Contrastive,
    FlowMatching,
    Relativistic,
    Supervised,
    Variational,
    build_objective,
    pasted,
)

X = torch.randn(6, 1, 8, 8, generator=torch.Generator().manual_seed(0))
Y = torch.arange(6) % 3
SPEC = InputSpec(height=8, width=8)


def _network(name: str = "cnn", **params: object) -> nn.Module:
    torch.manual_seed(0)
    return build_network(Part.model_validate({"name": name, **params}), SPEC, 3, NETWORKS).eval()


def test_supervised_is_its_criterion_on_the_view() -> None:
    network = _network()
    loss = Supervised(F.cross_entropy).loss(network, "", lambda: X, Y)
    assert loss.item() == pytest.approx(F.cross_entropy(network(X), Y).item())


def test_mixup_blends_a_picture_with_its_neighbour_and_its_loss_alike() -> None:
    network = _network()
    torch.manual_seed(3)
    loss = Supervised(F.cross_entropy, mixup=0.5).loss(network, "", lambda: X, Y)
    torch.manual_seed(3)
    share = float(torch.distributions.Beta(0.5, 0.5).sample())
    logits = network(share * X + (1 - share) * X.roll(1, 0))
    expected = share * F.cross_entropy(logits, Y) + (1 - share) * F.cross_entropy(logits, Y.roll(1))
    assert loss.item() == pytest.approx(expected.item())


def test_judging_sums_loss_and_hits_and_averages_mirror_images() -> None:
    network = _network()
    plain = Supervised(F.cross_entropy).judge(network, X, Y, mirror=False)
    assert plain["accuracy"].item() == (network(X).argmax(1) == Y).sum().item()
    both = Supervised(F.cross_entropy).judge(network, X, Y, mirror=True)
    mean = (network(X) + network(X.flip(-1))) / 2
    assert both["loss"].item() == pytest.approx(F.cross_entropy(mean, Y, reduction="sum").item())


def test_a_student_that_is_its_teacher_has_only_the_hard_loss_left() -> None:
    network = _network()
    loss = Distilled((network,), temperature=3.0, weight=0.8).loss(network, "", lambda: X, Y)
    assert loss.item() == pytest.approx(0.2 * F.cross_entropy(network(X), Y).item(), rel=1e-4)


def test_teachers_are_averaged_with_their_mirror_images_and_not_trained() -> None:
    teachers = (_network(), _network("resnet", widths=[4], blocks=[1], strides=[1]))
    student = _network("compact", widths=[4])
    loss = Distilled(teachers, weight=1.0, mirror=True).loss(student, "", lambda: X, Y)
    loss.backward()
    assert all(p.grad is None for teacher in teachers for p in teacher.parameters())
    assert all(p.grad is not None for p in student.parameters())


def test_the_contrastive_probe_does_not_move_the_trunk() -> None:
    network = _network("encoder", widths=[4, 8], blocks=[1, 1])
    views = iter((X, X.flip(-1)))
    Contrastive().loss(network, "", lambda: next(views), Y).backward()
    assert network.head.weight.grad is not None
    trunk = network.trunk.stem.weight.grad
    network.zero_grad()
    views = iter((X, X.flip(-1)))
    Contrastive().loss(network, "", lambda: next(views), Y.roll(1)).backward()
    torch.testing.assert_close(network.trunk.stem.weight.grad, trunk)


def test_each_side_of_a_gan_pulls_its_own_way() -> None:
    pair = _network("gan", widths=[8, 4], latent=4)
    objective = Relativistic()
    torch.manual_seed(0)
    objective.loss(pair, "discriminator.", X.tanh, Y).backward()
    assert all(p.grad is None for p in pair.generator.parameters())
    pair.zero_grad(set_to_none=True)
    objective.loss(pair, "generator.", X.tanh, Y).backward()
    assert all(p.grad is not None for p in pair.generator.parameters())
    assert objective.judge(pair, X, Y, mirror=False)["loss"] > 0
    assert all(p.requires_grad for p in pair.parameters())


def test_penalties_on_a_share_of_the_batch_have_the_same_mean() -> None:
    pair = _network("gan", widths=[8, 4], latent=4)
    losses = []
    for penalised in (1.0, 0.5):
        torch.manual_seed(0)
        objective = Relativistic(gamma=50.0, penalised=penalised)
        losses.append(objective.loss(pair, "discriminator.", X.repeat(8, 1, 1, 1).tanh, Y.repeat(8)).item())
    assert losses[0] == pytest.approx(losses[1], rel=0.5)


def test_a_flow_is_told_the_wish_of_most_pictures_and_judged_alike_every_time() -> None:
    field = _network("flow", widths=[4, 4], blocks=[1, 1])
    torch.nn.init.normal_(field.paint.weight)
    for block in (*field.down[0], *field.up[0]):
        torch.nn.init.normal_(block.tell.weight)
        torch.nn.init.normal_(block.conv2.weight)
    torch.manual_seed(0)
    FlowMatching(dropped=1.0).loss(field, "", X.tanh, Y).backward()
    assert not field.label.weight.grad.any()
    FlowMatching(dropped=0.0).loss(field, "", X.tanh, Y).backward()
    assert field.label.weight.grad.any()
    first, second = (FlowMatching().judge(field, X, Y, mirror=False)["loss"] for _ in range(2))
    assert first == second


def test_a_variational_pair_reads_no_more_than_helps_and_minds_outlines_more_where_told() -> None:
    pair = _network("vae", widths=[8, 4], reader=[8, 4], latent=3)
    objective = Variational()
    objective.loss(pair, "", X.tanh, Y).backward()
    assert all(parameter.grad is not None for parameter in pair.parameters())
    judged = [objective.judge(pair, X, Y, mirror=False) for _ in range(2)]
    assert judged[0]["loss"] == judged[1]["loss"] > 0
    assert judged[0]["error"] == Variational(noise=9.0).judge(pair, X, Y, mirror=False)["error"]
    middle = torch.zeros_like(X)
    plain, keen = (Variational(focus=focus)._error(middle + 0.1, middle) for focus in (0.0, 3.0))
    torch.testing.assert_close(keen, 4 * plain)
    torch.testing.assert_close(Variational(focus=3.0)._error(middle + 0.9, middle + 1), plain)


def test_names_and_parameters_of_a_recipe_become_objectives_or_are_refused() -> None:
    assert isinstance(build_objective(Part(name="contrastive")), Contrastive)
    mixed = build_objective(Part.model_validate({"name": "mse", "mixup": 0.1}))
    assert isinstance(mixed, Supervised)
    assert mixed.mixup == 0.1
    with pytest.raises(ModisteError, match=r"MOD-1302.*cross_entropy.*relativistic"):
        build_objective(Part(name="hinge"))
    for bad in ({"name": "mse", "gamma": 1.0}, {"name": "relativistic", "players": ["x"]}):
        with pytest.raises(ModisteError, match="MOD-1303"):
            build_objective(Part.model_validate(bad))


def test_cutmix_pastes_the_next_picture_and_weighs_by_area() -> None:
    torch.manual_seed(0)
    view = torch.arange(4.0).view(4, 1, 1, 1).expand(4, 1, 20, 30).contiguous()
    for share in (0.0, 0.3, 0.9, 1.0):
        made, left = pasted(view, share)
        own = (made == view).float().mean((1, 2, 3))
        assert torch.allclose(own, torch.full((4,), left), atol=1e-6)
        assert left >= share - 0.06  # an edge can only make the rectangle smaller
        assert ((made == view) | (made == view.roll(1, 0))).all()
    assert pasted(view, 1.0)[1] == 1.0


def test_a_recipe_asks_for_cutmix_in_its_loss() -> None:
    objective = build_objective(Part(name="cross_entropy", cutmix=1.0))
    assert isinstance(objective, Supervised)
    assert (objective.cutmix, objective.mixup) == (1.0, 0.0)
    module = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(48, 3))
    loss = objective.loss(module, "", lambda: torch.rand(6, 3, 4, 4), torch.tensor([0, 1, 2, 0, 1, 2]))
    assert loss.isfinite()
    assert loss.requires_grad


def test_exact_penalties_are_the_squared_slopes_of_the_judge() -> None:
    pair = _network("gan", widths=[8, 4], latent=4)
    assert isinstance(pair, Gan)

    def told(gamma: float) -> torch.Tensor:
        torch.manual_seed(1)
        return Relativistic(gamma, step=0.0, penalised=0.5).loss(pair, "discriminator.", lambda: X, Y)

    torch.manual_seed(1)
    made = pair(torch.randn(6, 4), Y).detach()
    both = torch.cat((X[:3], made[:3])).requires_grad_()
    (slope,) = torch.autograd.grad(pair.discriminator(both, Y[:3].repeat(2)).sum(), both)
    steep = slope.square().sum((1, 2, 3)).mean()
    assert torch.allclose(told(2.0) - told(0.0), 2 * steep, rtol=1e-3, atol=1e-6)
    told(2.0).backward()
    moved = [each.grad for each in pair.discriminator.parameters() if each.grad is not None]
    assert moved
    assert all(each.isfinite().all() for each in moved)
