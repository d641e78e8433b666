"""The training loop: plain torch, deterministic from its seeds, resumable after a kill at any moment.

Knows steps, epochs, averages and checkpoints; the mathematics of a step is an objective's, the data's origin
a room's, and what a finished model is worth is told by `evaluate`.
"""

import copy
import json
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.garment import ModisteError
from modiste.learning.augment import Dice, augmentation
from modiste.learning.checkpoint import (
    optimiser_tensors,
    read_tensors,
    restore_optimisers,
    write_tensors,
    write_text,
)
from modiste.learning.data import Examples
from modiste.learning.distributed import World, join
from modiste.learning.networks import Builder, build_network
from modiste.learning.objectives import Objective, build_objective
from modiste.learning.optimisers import build_optimisers, set_rate
from modiste.learning.progress import Event, Progress, silent
from modiste.learning.recipe import InputSpec, Recipe
from modiste.learning.schedules import build_schedule

EVALUATION_BATCH = 256
STEP_REPORT_SECONDS = 0.25


@dataclass(frozen=True)
class Fit:
    """A finished (or stopped) run: where it lies, its history a row an epoch, and its chosen network."""

    out: Path
    history: tuple[Mapping[str, float], ...]
    best_epoch: int
    seconds: float
    stopped: bool
    module: nn.Module


@dataclass
class _Run:
    """What changes while training; everything here is in the checkpoint."""

    epoch: int = 0
    step: int = 0
    loss_sum: float = 0.0
    best_epoch: int = -1
    best_value: float = math.nan
    seconds: float = 0.0
    history: list[dict[str, float]] = field(default_factory=list)


def fit(
    recipe: Recipe,
    train: Examples,
    validation: Examples | None,
    *,
    builders: Mapping[str, Builder],
    out: Path,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
    objective: Objective | None = None,
    module: nn.Module | None = None,
) -> Fit:
    """Train the recipe's network, or go on where an earlier call with the same `out` was cut off.

    The same recipe, data and number of threads give the same weights, killed and resumed or not. Under
    torchrun each process takes its part of every batch. Writes `weights.safetensors`, `recipe.toml` and
    `history.json` to `out`, each whole or not at all.

    Args:
        recipe: what to train and how.
        train: the examples to learn from.
        validation: the examples to choose by; None keeps the last epoch.
        builders: networks by the name a recipe uses.
        out: the run's folder; it is made.
        progress: told about every epoch and, a few times a second, steps.
        should_stop: asked at every step; True writes a checkpoint and returns early.
        objective: overrides the recipe's loss (distillation needs teachers a recipe cannot hold).
        module: trains this network (a pruned one) instead of building the recipe's.

    Raises:
        ModisteError: MOD-1304 with too little data, MOD-1305 when `out` belongs to another run,
            MOD-1306 when the loss is no longer a number.
    """
    if len(train) < 2 or len(train.labels) < 2:
        raise ModisteError("MOD-1304", count=len(train), classes=len(train.labels))
    world = join()
    torch.set_num_threads(recipe.train.threads)
    torch.manual_seed(recipe.train.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = module or build_network(recipe.network, recipe.input, len(train.labels), builders)
    network = network.to(device).to(memory_format=torch.channels_last)  # type: ignore[call-overload] # torch's stub lacks it
    loop = _Loop(recipe, network, objective or build_objective(recipe.loss), world, device)
    identity = _identity(recipe, train, validation)
    out.mkdir(parents=True, exist_ok=True)
    if world.is_first:
        write_text(out / "recipe.toml", recipe.to_toml())
    run = loop.resume(out, identity)
    chosen = loop.train(run, train, validation, out, identity, progress, should_stop)
    world.any(False)  # all have read what the first takes away now
    if not chosen.stopped and world.is_first:
        write_tensors(out / "weights.safetensors", dict(chosen.module.state_dict()), {"recipe": recipe.hash})
        write_text(out / "history.json", json.dumps([dict(row) for row in chosen.history], indent=1))
        (out / "checkpoint.safetensors").unlink(missing_ok=True)
        (out / "best.safetensors").unlink(missing_ok=True)
    return chosen


def normalise(x: Tensor, spec: InputSpec, size: int | None = None) -> Tensor:
    """What the network is given: `(x / 255 - mean) / std` for uint8 images, `(x - mean) / std` for series.

    Images of another size are resized (bilinear, antialiased) to the recipe's, or to `size` squared.
    """
    wanted = (size, size) if size else (spec.height, spec.width)
    if spec.kind == "image" and tuple(x.shape[-2:]) != wanted:
        x = F.interpolate(x.float(), wanted, mode="bilinear", antialias=True)
    shape = (1, -1, 1, 1) if spec.kind == "image" else (1, 1, -1)
    scale = 255.0 if spec.kind == "image" else 1.0
    mean = torch.tensor(spec.mean, device=x.device).view(shape) * scale
    std = torch.tensor(spec.std, device=x.device).view(shape) * scale
    normal = (x.float() - mean) / std
    return normal.contiguous(memory_format=torch.channels_last) if normal.ndim == 4 else normal


def logits_of(
    network: nn.Module, recipe: Recipe, examples: Examples, batch: int = EVALUATION_BATCH
) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Logits `(n, classes)` in float32, the mean of both mirror images where the recipe says so."""
    was_training = network.training
    network.eval()
    device = next((parameter.device for parameter in network.parameters()), torch.device("cpu"))
    rows: list[Tensor] = []
    with torch.inference_mode():
        for start in range(0, len(examples), batch):
            taken = examples.take(np.arange(start, min(start + batch, len(examples))))
            x = normalise(torch.from_numpy(np.ascontiguousarray(taken)).to(device), recipe.input)
            logits = network(x).float()
            if recipe.input.mirror:
                logits = (logits + network(x.flip(-1)).float()) / 2
            rows.append(logits.cpu())
    network.train(was_training)
    if not rows:
        return np.empty((0, len(examples.labels)), dtype=np.float32)
    made: np.ndarray[Any, np.dtype[np.float32]] = torch.cat(rows).numpy()
    return made


def load_weights(network: nn.Module, path: Path) -> nn.Module:
    """Put the weights a run wrote into a network built from the same recipe."""
    tensors, _ = read_tensors(path)
    network.load_state_dict(tensors)
    return network.eval()


class _Loop:
    """The moving parts of one run: network, its running average, optimisers, augmentation."""

    def __init__(
        self, recipe: Recipe, network: nn.Module, objective: Objective, world: World, device: torch.device
    ) -> None:
        self.recipe, self.network, self.objective = recipe, network, objective
        self.world, self.device = world, device
        self.average = copy.deepcopy(network) if recipe.train.ema else network
        self.optimisers = {
            player: build_optimisers(recipe.optimiser, network, player) for player in objective.players
        }
        self.schedule = build_schedule(recipe.schedule)
        self.augment = augmentation(recipe.augment)
        self.precision = _precision(recipe, device)
        self.frozen = [m for m in network.modules() if _is_frozen(m)]

    @property
    def flat_optimisers(self) -> list[torch.optim.Optimizer]:
        return [optimiser for group in self.optimisers.values() for optimiser in group]

    def train(
        self,
        run: _Run,
        train: Examples,
        validation: Examples | None,
        out: Path,
        identity: str,
        progress: Progress,
        should_stop: Callable[[], bool],
    ) -> Fit:
        spec = self.recipe.train
        batch = min(spec.batch_size, len(train)) // self.world.size * self.world.size
        steps = len(train) // batch
        total = spec.epochs * steps
        tell = progress if self.world.is_first else silent
        tell(Event("start", run.epoch * steps + run.step, total, self.recipe.name))
        targets = torch.tensor(train.targets)
        resumed_at = time.monotonic() - run.seconds
        saved = told = time.monotonic()
        while run.epoch < spec.epochs and not self._is_patience_spent(run):
            order = np.random.default_rng((spec.seed, run.epoch)).permutation(len(train))
            self._train_mode()
            while run.step < steps:
                done = run.epoch * steps + run.step
                indices = order[run.step * batch : (run.step + 1) * batch]
                loss = self._step(done, done / total, train, targets, indices)
                if not math.isfinite(loss):
                    raise ModisteError("MOD-1306", loss=loss, step=done)
                run.loss_sum += loss
                run.step += 1
                run.seconds = time.monotonic() - resumed_at
                now = time.monotonic()
                if now - told > STEP_REPORT_SECONDS:
                    told = now
                    values = {"loss": loss, "examples_per_s": (done + 1) * batch / max(run.seconds, 1e-9)}
                    tell(Event("step", done + 1, total, f"epoch {run.epoch + 1}/{spec.epochs}", values))
                if self.world.size == 1 and should_stop():
                    self._save(out, identity, run)
                    return self._finish(run, out, stopped=True)
                if now - saved > spec.checkpoint_seconds:
                    saved = now
                    self._save(out, identity, run)
            self._close_epoch(run, steps, validation, out)
            tell(Event("epoch", run.epoch * steps, total, f"epoch {run.epoch}", run.history[-1]))
            if self.world.any(should_stop()):
                self._save(out, identity, run)
                return self._finish(run, out, stopped=True)
        run.seconds = time.monotonic() - resumed_at
        fit = self._finish(run, out, stopped=False)
        tell(Event("done", total, total, self.recipe.name, run.history[-1] if run.history else {}))
        return fit

    def _step(
        self, done: int, moment: float, train: Examples, targets: Tensor, indices: np.ndarray[Any, Any]
    ) -> float:
        """One step of every player on one global batch; returns the mean loss over processes and players."""
        # Everything random in a step follows from the seed and the step's number, so a resumed run and an
        # unbroken one, and one process and many, draw the same.
        seed = self.recipe.train.seed * 1_000_003 + done
        torch.manual_seed(seed)
        part = self.world.part(len(indices))
        dice = Dice(torch.Generator().manual_seed(seed), len(indices), part)
        mine = np.ascontiguousarray(indices[part])
        raw = torch.from_numpy(train.take(mine))
        labels = targets[torch.from_numpy(mine)].to(self.device)
        set_rate(self.flat_optimisers, self.schedule(moment))
        losses = torch.zeros(())
        for player, optimisers in self.optimisers.items():
            with self.precision():
                loss = self.objective.loss(self.network, player, lambda: self._view(raw, dice), labels)
            for optimiser in optimisers:
                optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call] # torch leaves backward untyped
            moving = [p for o in optimisers for group in o.param_groups for p in group["params"]]
            self.world.average_gradients(moving)
            if self.recipe.train.clip:
                nn.utils.clip_grad_norm_(moving, self.recipe.train.clip)
            for optimiser in optimisers:
                optimiser.step()
            losses += loss.detach().float().cpu() / len(self.optimisers)
        self._move_average(done + 1)
        return self.world.total(losses).item() / self.world.size

    def _view(self, raw: Tensor, dice: Dice) -> Tensor:
        size = self.recipe.train.size or None
        return normalise(self.augment(raw, dice), self.recipe.input, size).to(self.device)

    def _move_average(self, done: int) -> None:
        if self.average is self.network:
            return
        # The average forgets its random start quickly: decay (1 + t) / (10 + t) until it reaches its own.
        decay = min(self.recipe.train.ema, (1 + done) / (10 + done))
        with torch.no_grad():
            pairs = list(
                zip(self.average.state_dict().values(), self.network.state_dict().values(), strict=True)
            )
            floats = [(a, n) for a, n in pairs if a.dtype.is_floating_point]
            torch._foreach_lerp_([a for a, _ in floats], [n for _, n in floats], 1 - decay)
            for average, now in pairs:
                if not average.dtype.is_floating_point:
                    average.copy_(now)

    def _close_epoch(self, run: _Run, steps: int, validation: Examples | None, out: Path) -> None:
        row = {"epoch": float(run.epoch + 1), "loss": run.loss_sum / steps, "seconds": run.seconds}
        if validation is not None and len(validation):
            row |= {f"validation_{name}": value for name, value in self._judge(validation).items()}
        run.epoch, run.step, run.loss_sum = run.epoch + 1, 0, 0.0
        name, higher = self.objective.best
        value = row.get(f"validation_{name}", math.nan)
        better = math.isnan(run.best_value) or (value > run.best_value if higher else value < run.best_value)
        if better and self.recipe.train.keep == "best" and not math.isnan(value):
            run.best_epoch, run.best_value = run.epoch, value
            if self.world.is_first:
                write_tensors(out / "best.safetensors", dict(self.average.state_dict()), {"epoch": run.epoch})
        run.history.append(row)

    @torch.inference_mode()
    def _judge(self, validation: Examples) -> dict[str, float]:
        self.average.eval()
        sums: dict[str, float] = {}
        targets = torch.tensor(validation.targets)
        for start in range(0, len(validation), EVALUATION_BATCH):
            rows = np.arange(start, min(start + EVALUATION_BATCH, len(validation)))
            x = normalise(torch.from_numpy(validation.take(rows)), self.recipe.input).to(self.device)
            labels = targets[rows[0] : rows[-1] + 1].to(self.device)
            with self.precision():
                judged = self.objective.judge(self.average, x, labels, self.recipe.input.mirror)
            for name, value in judged.items():
                sums[name] = sums.get(name, 0.0) + value.item()
        return {name: value / len(validation) for name, value in sums.items()}

    def _train_mode(self) -> None:
        self.network.train()
        for module in self.frozen:
            module.eval()

    def _is_patience_spent(self, run: _Run) -> bool:
        patience = self.recipe.train.patience
        return bool(patience and run.best_epoch > 0 and run.epoch - run.best_epoch >= patience)

    def _save(self, out: Path, identity: str, run: _Run) -> None:
        if not self.world.is_first:
            return
        tensors = {f"network.{name}": value for name, value in self.network.state_dict().items()}
        if self.average is not self.network:
            tensors |= {f"average.{name}": value for name, value in self.average.state_dict().items()}
        tensors |= optimiser_tensors(self.flat_optimisers)
        write_tensors(out / "checkpoint.safetensors", tensors, {"identity": identity, **vars(run)})

    def resume(self, out: Path, identity: str) -> _Run:
        """Take up the checkpoint in `out`, when there is one, in every process alike."""
        path = out / "checkpoint.safetensors"
        if not path.exists():
            return _Run()
        try:
            tensors, note = read_tensors(path)
        except ValueError:
            raise ModisteError("MOD-1305", path=path, what="the file's format") from None
        if note.pop("identity") != identity:
            raise ModisteError("MOD-1305", path=path, what="its recipe or its data")
        for prefix, network in (("network.", self.network), ("average.", self.average)):
            state = {
                name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)
            }
            if state:
                network.load_state_dict(state)
        restore_optimisers(self.flat_optimisers, tensors)
        return _Run(**note)

    def _finish(self, run: _Run, out: Path, *, stopped: bool) -> Fit:
        chosen = self.average
        best = out / "best.safetensors"
        if not stopped and run.best_epoch > 0 and best.exists():
            tensors, _ = read_tensors(best)
            chosen.load_state_dict(tensors)
        chosen.eval()
        return Fit(out, tuple(run.history), run.best_epoch, run.seconds, stopped, chosen)


def _identity(recipe: Recipe, train: Examples, validation: Examples | None) -> str:
    return f"{recipe.hash}:{train.hash}:{validation.hash if validation is not None else ''}"


def _precision(recipe: Recipe, device: torch.device) -> Callable[[], torch.autocast]:
    wanted = recipe.train.precision
    native = device.type == "cuda" or torch.ops.mkldnn._is_mkldnn_bf16_supported()
    use = wanted == "bfloat16" or (wanted == "auto" and native)
    return lambda: torch.autocast(device.type, torch.bfloat16, enabled=use)


def _is_frozen(module: nn.Module) -> bool:
    parameters = list(module.parameters())
    return bool(parameters) and not any(parameter.requires_grad for parameter in parameters)
