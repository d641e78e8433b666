"""Structured pruning: take whole channels out of a network, leaving a smaller, dense, plain network.

Knows which layers share a channel, found by tracing with torch.fx, and which channels matter least; training
what is left is `fit`'s work (`fit(..., module=pruned)`).
"""

import copy
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import torch
from torch import Tensor, fx, nn
from torch.nn import functional as F

from modiste.garment import ModisteError

Importance = Literal["l2", "gamma", "taylor"]
Layout = Literal["planes", "planes_last", "flat", "flat_last"]
FLOOR = 0.1


@dataclass(frozen=True)
class Cut:
    """Channels that only exist together, and which of them stay.

    `makers` are convolutions and linear layers whose outputs the channels are; `carriers` (norms, depth-wise
    convolutions) pass them on; `readers` take them in, each with the order of its inputs. Names are
    those of the network's modules.
    """

    channels: int
    makers: tuple[str, ...]
    carriers: tuple[str, ...]
    readers: tuple[tuple[str, Layout], ...]
    keep: tuple[int, ...]


def prune(
    module: nn.Module,
    share: float,
    *,
    importance: Importance = "l2",
    batch: tuple[Tensor, Tensor] | None = None,
    scope: Literal["layer", "network"] = "layer",
    multiple: int = 8,
) -> nn.Module:
    """A smaller copy of `module` without the least important `share` of its channels.

    Where a residual addition ties layers together, a channel goes from all of them or none. What goes into
    operations that cannot be followed (recurrent cells, grouped convolutions, parameters used bare) and the
    classes themselves keep every channel.

    Args:
        module: a classifier in plain torch that torch.fx can trace.
        share: of the channels to remove, in (0, 1).
        importance: `l2` norm of the filters, `gamma` the size of BatchNorm's factors (filters where there is
            none), or `taylor`, the squared first-order change of the loss when the channel is
            removed (Molchanov et al., Importance Estimation, CVPR 2019), which needs `batch`.
        batch: normalised inputs `(b, c, h, w)`, or series `(b, steps, c)`, and targets `(b,)` for `taylor`.
        scope: remove the share of each layer, or of the whole network wherever they matter least (at
            least a tenth of each layer stays).
        multiple: what stays is rounded to the nearest multiple of it, as kernels work on blocks of channels.

    Raises:
        ModisteError: MOD-1326 when nothing can be removed or an argument is out of range.
    """
    return shrunk(module, plan(module, share, importance, batch, scope, multiple))


def plan(
    module: nn.Module,
    share: float,
    importance: Importance = "l2",
    batch: tuple[Tensor, Tensor] | None = None,
    scope: Literal["layer", "network"] = "layer",
    multiple: int = 8,
) -> tuple[Cut, ...]:
    """What `prune` would take out, without doing it; the arguments are `prune`'s."""
    if not 0 < share < 1 or multiple < 1:
        raise _refusal(f"a share of {share} in multiples of {multiple}", "Give a share between 0 and 1.")
    if importance == "taylor" and batch is None:
        raise _refusal("importance 'taylor' has no batch to look at", "Give pictures and their targets.")
    groups = _Tracer(module).groups()
    scores = [_scores(module, group, importance, batch) for group in groups]
    if scope == "network" and groups:
        if importance != "taylor":  # norms of different layers have different scales
            scores = [score / score.square().mean().sqrt().clamp_min(1e-12) for score in scores]
        bar = torch.cat(scores).quantile(share).item()
        wanted = [max(int((score > bar).sum()), int(FLOOR * len(score))) for score in scores]
    else:
        wanted = [len(score) - round(share * len(score)) for score in scores]
    cuts: list[Cut] = []
    for group, score, count in zip(groups, scores, wanted, strict=True):
        stay = min(max(round(count / multiple), 1) * multiple, group.channels)
        if stay < group.channels:
            keep = score.topk(stay).indices.sort().values
            cuts.append(
                Cut(
                    group.channels,
                    tuple(group.makers),
                    tuple(group.carriers),
                    tuple(group.readers),
                    tuple(keep.tolist()),
                )
            )
    if not cuts:
        raise _refusal(
            f"no layer of this {type(module).__name__} has channels to spare",
            "Remove a larger share, round to a smaller multiple, or distil a smaller network instead.",
        )
    return tuple(cuts)


def shrunk(module: nn.Module, cuts: tuple[Cut, ...]) -> nn.Module:
    """A copy with the channels of each cut taken out."""
    small = copy.deepcopy(module)
    for cut in cuts:
        keep = torch.tensor(cut.keep)
        for name in (*cut.makers, *cut.carriers):
            _slice(small.get_submodule(name), keep.to(_device(small)), 0)
        for name, layout in cut.readers:
            layer = small.get_submodule(name)
            _slice(layer, _columns(layer, layout, cut.channels, keep).to(_device(small)), 1)
    for layer in small.modules():
        _settle(layer)
    return small


def masked(module: nn.Module, cuts: tuple[Cut, ...]) -> nn.Module:
    """A copy of the old shape in which nothing reads the channels that the cuts take out.

    It computes what the shrunk network computes: the definition that pruning is held to.
    """
    same = copy.deepcopy(module)
    for cut in cuts:
        gone = torch.tensor([c for c in range(cut.channels) if c not in set(cut.keep)])
        for name, layout in cut.readers:
            layer: Any = same.get_submodule(name)
            with torch.no_grad():
                layer.weight[:, _columns(layer, layout, cut.channels, gone)] = 0
    return same


def shape_like(module: nn.Module, tensors: Mapping[str, Tensor]) -> nn.Module:
    """Give a freshly built network the shapes of a pruned one's weights, and load them.

    So a pruned run is opened again from its recipe and its `weights.safetensors`.

    Raises:
        ModisteError: MOD-1326 when the weights are of another network.
    """
    shaped = copy.deepcopy(module)
    for name, value in (*shaped.named_parameters(), *shaped.named_buffers()):
        if name not in tensors or tensors[name].ndim != value.ndim:
            raise _refusal(f"the weights have no fitting '{name}'", "Open them with their own recipe.")
        value.data = tensors[name].to(value.device, value.dtype).clone()
    for layer in shaped.modules():
        _settle(layer)
    return shaped


@dataclass
class _Group:
    """Channels that exist together while the network is being traced; `parent` once they joined others."""

    channels: int
    fixed: bool = False
    makers: list[str] = field(default_factory=list)
    carriers: list[str] = field(default_factory=list)
    readers: list[tuple[str, Layout]] = field(default_factory=list)
    parent: "_Group | None" = None


@dataclass(frozen=True)
class _Flow:
    """What runs along an edge of the traced graph: a group's channels in some order."""

    origin: _Group
    layout: Layout

    @property
    def group(self) -> _Group:
        group = self.origin
        while group.parent is not None:
            group = group.parent
        return group


def _unknown() -> _Flow:
    """Channels of which nothing may be taken."""
    return _Flow(_Group(0, fixed=True), "planes")


_CONVOLUTIONS, _NORMS = (nn.Conv1d, nn.Conv2d), (nn.BatchNorm1d, nn.BatchNorm2d)

# Operations that treat every channel by itself and keep their order.
_PASSING_MODULES = (
    nn.ReLU, nn.ReLU6, nn.GELU, nn.SiLU, nn.LeakyReLU, nn.Hardswish, nn.Hardsigmoid, nn.Sigmoid, nn.Tanh,
    nn.MaxPool2d, nn.AvgPool2d, nn.AdaptiveAvgPool2d, nn.AdaptiveMaxPool2d, nn.Dropout, nn.Dropout2d,
    nn.ELU, nn.Identity, nn.MaxPool1d, nn.AvgPool1d, nn.AdaptiveAvgPool1d, nn.AdaptiveMaxPool1d, nn.Dropout1d,
)  # fmt: skip
_PASSING_FUNCTIONS: frozenset[Callable[..., object]] = frozenset((
    F.relu, F.relu6, F.gelu, F.silu, F.leaky_relu, F.hardswish, F.hardsigmoid, F.dropout, F.max_pool2d,
    F.avg_pool2d, F.adaptive_avg_pool2d, F.adaptive_max_pool2d, torch.relu, torch.sigmoid, torch.tanh,
))  # fmt: skip
_PASSING_METHODS = frozenset(("relu", "sigmoid", "tanh", "contiguous", "float", "clamp", "to"))
_TYING = frozenset((torch.add, torch.mul, torch.sub, operator.add, operator.mul, operator.sub, operator.iadd))
_REDUCING = frozenset(("mean", "amax", "sum"))


class _WholeLayers(fx.Tracer):
    """Takes a layer for one step even where a room has its own kind of it (another padding, say)."""

    def is_leaf_module(self, m: nn.Module, module_qualified_name: str) -> bool:
        layer = isinstance(m, (*_CONVOLUTIONS, *_NORMS, nn.Linear))
        return layer or super().is_leaf_module(m, module_qualified_name)


class _Tracer:
    """Follows channels through a network's traced graph."""

    def __init__(self, module: nn.Module) -> None:
        self.module = module
        self.flows: dict[fx.Node, _Flow] = {}
        self.seen: list[_Group] = []
        self.visits: dict[str, int] = {}

    def groups(self) -> list[_Group]:
        """Every group from which channels can be taken, in the order of the network."""
        try:
            graph = _WholeLayers().trace(self.module)
        except Exception as error:  # whatever a network's own control flow raises when traced
            raise _refusal(
                f"torch.fx cannot trace {type(self.module).__name__} ({error})", "Distil instead."
            ) from None
        for node in graph.nodes:
            flow = self._follow(node)
            if flow is not None:
                self.flows[node] = flow
        self._fix_what_the_trace_missed()
        roots = [group for group in self.seen if group.parent is None]
        return [g for g in roots if g.makers and g.readers and not g.fixed]

    def _follow(self, node: fx.Node) -> _Flow | None:  # noqa: PLR0911, PLR0912 - one way out an operation
        inputs = [self.flows[source] for source in node.all_input_nodes if source in self.flows]
        if node.op == "placeholder":
            return _unknown()
        if node.op == "get_attr":
            owner = str(node.target).rpartition(".")[0]
            self.visits[owner] = self.visits.get(owner, 0) + 1
        if node.op == "call_module" and isinstance(
            self.module.get_submodule(str(node.target)), _CONVOLUTIONS
        ):
            # Whatever came before, what a convolution makes can be followed again.
            return self._through_module(str(node.target), (inputs or [_unknown()])[0])
        if node.op == "output" or not inputs:
            self._fix(inputs)
            return None
        first = inputs[0]
        if node.op == "call_module":
            return self._through_module(str(node.target), first)
        if node.target is getattr and node.args[1] == "shape":
            return None  # a number, and no reader
        name = node.target if node.op == "call_method" else getattr(node.target, "__name__", "")
        tensors = len(node.all_input_nodes)
        if node.target is operator.getitem or node.target is torch.cat:
            return self._taken(node, inputs)
        if node.target in _TYING and tensors == len(inputs):
            return self._tie(inputs)
        if tensors == 1:
            if node.target in _PASSING_FUNCTIONS or (node.op == "call_method" and name in _PASSING_METHODS):
                return first
            if (
                name in _REDUCING
                and first.layout == "planes"
                and _argument(node, 1, "dim") in _spaces(first, self.module)
            ):
                return first if _argument(node, 2, "keepdim") else _Flow(first.group, "flat")
            if name == "flatten" and _argument(node, 1, "start_dim") == 1:
                flat: dict[Layout, Layout] = {"planes": "flat", "planes_last": "flat_last"}
                return _Flow(first.group, flat.get(first.layout, first.layout))
            if name == "permute" and first.layout == "planes" and _dims(node) == (0, 2, 3, 1):
                return _Flow(first.group, "planes_last")
        self._fix(inputs)
        return None

    def _taken(self, node: fx.Node, inputs: list[_Flow]) -> _Flow | None:
        """One moment of a series, or what is put beside nothing else."""
        if node.target is torch.cat and len(inputs) == len(node.all_input_nodes) == 1:
            return inputs[0]
        if node.target is operator.getitem and _is_one_moment(node, inputs[0], self.module):
            return _Flow(inputs[0].group, "flat")
        self._fix(inputs)
        return None

    def _through_module(self, name: str, flow: _Flow) -> _Flow | None:
        layer = self.module.get_submodule(name)
        self.visits[name] = self.visits.get(name, 0) + 1
        planes = flow.layout == "planes"
        if isinstance(layer, _CONVOLUTIONS) and planes and layer.groups == 1:
            flow.group.readers.append((name, flow.layout))
            return self._new(name, layer.out_channels, "planes")
        depthwise = (
            isinstance(layer, _CONVOLUTIONS) and layer.groups == layer.in_channels == layer.out_channels
        )
        if (depthwise or isinstance(layer, _NORMS)) and planes:
            flow.group.carriers.append(name)
            return flow
        if isinstance(layer, nn.Linear) and flow.layout in ("flat", "flat_last"):
            flow.group.readers.append((name, flow.layout))
            return self._new(name, layer.out_features, "flat")
        if isinstance(layer, nn.Flatten) and layer.start_dim == 1 and planes:
            return _Flow(flow.group, "flat")
        if isinstance(layer, _PASSING_MODULES):
            return flow
        self._fix([flow])
        return None

    def _new(self, maker: str, channels: int, layout: Layout) -> _Flow:
        group = _Group(channels, makers=[maker])
        self.seen.append(group)
        return _Flow(group, layout)

    def _tie(self, flows: list[_Flow]) -> _Flow | None:
        if len({flow.layout for flow in flows}) > 1 or len({flow.group.channels for flow in flows}) > 1:
            self._fix(flows)
            return None
        root = flows[0].group
        for flow in flows[1:]:
            other = flow.group
            if other is not root:
                root.fixed |= other.fixed
                root.makers += other.makers
                root.carriers += other.carriers
                root.readers += other.readers
                other.parent = root
        return flows[0]

    def _fix(self, flows: list[_Flow]) -> None:
        for flow in flows:
            flow.group.fixed = True

    def _fix_what_the_trace_missed(self) -> None:
        """A layer used twice, or one that other methods use, may have readers that the trace did not show."""
        own = {
            n for n, m in self.module.named_modules() if next(m.parameters(recurse=False), None) is not None
        }
        hidden = own - self.visits.keys()
        for group in self.seen:
            names = (*group.makers, *group.carriers, *(name for name, _ in group.readers))
            group.fixed |= any(self.visits[name] > 1 for name in names)
            # Whatever is hidden most likely reads the features, which the last layer reads too.
            group.fixed |= bool(hidden) and any(
                isinstance(self.module.get_submodule(name), nn.Linear) for name, _ in group.readers
            )


def _is_series(flow: _Flow, module: nn.Module) -> bool:
    return any(isinstance(module.get_submodule(name), nn.Conv1d) for name in flow.group.makers)


def _spaces(flow: _Flow, module: nn.Module) -> tuple[object, ...]:
    """How a mean over all that is not batch or channel may be written."""
    return (2, -1, (2,), [2]) if _is_series(flow, module) else ((2, 3), [2, 3])


def _is_one_moment(node: fx.Node, flow: _Flow, module: nn.Module) -> bool:
    """Whether `x[:, :, moment]` is taken of a series."""
    index: Any = node.args[1]
    every = slice(None)
    shaped = isinstance(index, tuple) and len(index) == 3 and index[:2] == (every, every)
    return shaped and not isinstance(index[2], slice) and flow.layout == "planes" and _is_series(flow, module)


def _scores(
    module: nn.Module, group: _Group, importance: Importance, batch: tuple[Tensor, Tensor] | None
) -> Tensor:
    """How much each of a group's channels matters, `(channels,)`."""
    if importance == "taylor" and batch is not None:
        return _taylor(module, group, *batch)
    norms = [module.get_submodule(name) for name in group.carriers]
    gammas = [m.weight.detach().abs() for m in norms if isinstance(m, _NORMS) and m.affine]
    if importance == "gamma" and gammas:
        return torch.stack(gammas).sum(0)
    makers: list[Any] = [module.get_submodule(name) for name in group.makers]
    return torch.stack([m.weight.detach().flatten(1).square().sum(1) for m in makers]).sum(0).sqrt()


def _taylor(module: nn.Module, group: _Group, inputs: Tensor, targets: Tensor) -> Tensor:
    """Squared first-order change of the loss when what reads a channel reads zero instead."""
    was_training = module.training
    module.eval()
    readers: list[Any] = [module.get_submodule(name) for name, _ in group.readers]
    weights = [reader.weight for reader in readers]
    total = torch.zeros(group.channels, device=weights[0].device)
    for part, labels in zip(torch.split(inputs, 32), torch.split(targets, 32), strict=True):
        loss = F.cross_entropy(module(part), labels)
        gradients = torch.autograd.grad(loss, weights)
        change = torch.zeros_like(total)
        for (_, layout), weight, gradient in zip(group.readers, weights, gradients, strict=True):
            product = (weight * gradient).detach()
            per_input = product.sum((0, *range(2, product.ndim)))
            by_channel = per_input.view(-1, group.channels) if layout == "flat_last" else None
            change += per_input.view(group.channels, -1).sum(1) if by_channel is None else by_channel.sum(0)
        total += change.square()
    module.train(was_training)
    return total


def _columns(layer: nn.Module, layout: Layout, channels: int, chosen: Tensor) -> Tensor:
    """The input columns of a reader that belong to the chosen channels."""
    if not isinstance(layer, nn.Linear):
        return chosen
    every = torch.arange(layer.weight.shape[1])
    by_channel = every.view(-1, channels).T if layout == "flat_last" else every.view(channels, -1)
    return by_channel[chosen].flatten().sort().values


def _slice(layer: Any, keep: Tensor, axis: int) -> None:
    names = ("weight", "bias", "running_mean", "running_var") if axis == 0 else ("weight",)
    for name in names:
        value = getattr(layer, name, None)
        if value is not None:
            value.data = value.data.index_select(axis, keep).contiguous()


def _settle(layer: nn.Module) -> None:
    """Make a layer's own record of its sizes agree with its weights."""
    if isinstance(layer, _CONVOLUTIONS):
        outputs, inputs = layer.weight.shape[:2]
        if layer.groups > 1 and inputs == 1:
            layer.groups = outputs
        layer.out_channels, layer.in_channels = outputs, inputs * layer.groups
    elif isinstance(layer, nn.Linear):
        layer.out_features, layer.in_features = layer.weight.shape
    elif isinstance(layer, _NORMS) and layer.running_mean is not None:
        layer.num_features = len(layer.running_mean)


def _argument(node: fx.Node, position: int, name: str) -> object:
    return node.args[position] if len(node.args) > position else node.kwargs.get(name)


def _dims(node: fx.Node) -> tuple[object, ...]:
    dims = node.args[1:]
    return tuple(dims[0]) if len(dims) == 1 and isinstance(dims[0], list | tuple) else tuple(dims)


def _device(module: nn.Module) -> torch.device:
    return next(module.parameters()).device


def _refusal(reason: str, remedy: str) -> ModisteError:
    return ModisteError("MOD-1326", what="Pruning", reason=reason, remedy=remedy)
