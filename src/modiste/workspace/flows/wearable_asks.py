"""A model of activities asked about recordings: each second, why one of them, and made somebody's own.

Knows how a recording and a model are found; the answers are the wearables room's.
"""

import math
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from modiste.garment import ModisteError
from modiste.wearables import (
    RATE_HZ,
    STRIDE,
    UNKNOWN,
    Grid,
    Recording,
    Sidecar,
    examine,
    explain_window,
    gridded,
    open_grids,
    personalised,
    tell,
    windows_of,
    with_own_head,
)
from modiste.workspace.flows.life_cycle import checked_name
from modiste.workspace.flows.models import find_model, open_model

if TYPE_CHECKING:
    from modiste.learning import Served
    from modiste.workspace.shop import Shop

_HALF = STRIDE / RATE_HZ / 2
"""Seconds to the nearest frame: what an even clock may shift the beginning of a stretch by."""


def called_seconds(shop: "Shop", model: str, recording: Recording) -> dict[str, Any]:
    """What a model says of every whole second of a recording, the order of activities put to it.

    Each second knows the whole stretch it lies in, later samples too; seconds of stretches that are set aside
    are left out.

    Raises:
        ModisteError: MOD-1328 and 2923 for the model, MOD-2924 where the model reads other axes.
    """
    served, sidecar = served_for(shop, model, recording)
    rows = []
    for start, part in _stretches(recording):
        made = tell(served, gridded(part, served.labels), sidecar)
        for second in range(math.ceil(start - _HALF), math.floor(start + part.seconds) + 1):
            frame = min(max(round((second - start) * RATE_HZ / STRIDE), 0), len(made.whole) - 1)
            chances = made.whole[frame]
            best = int(chances.argmax())
            rows.append(
                {
                    "at_s": float(second),
                    "label": served.labels[best],
                    "confidence": round(float(chances[best]), 4),
                    "is_unknown": bool(made.own[frame].max() < sidecar.doubt),
                    "true_label": str(recording.label_at(np.array([float(second)]))[0]),
                }
            )
    scored = [row for row in rows if row["true_label"] in served.labels]
    right = sum(row["label"] == row["true_label"] for row in scored)
    return {
        "model": model,
        "recording": recording.name,
        "was_learned_from": recording.subject in sidecar.subjects,
        "n": len(scored),
        "accuracy": right / len(scored) if scored else None,
        "seconds": rows,
    }


def why_second(shop: "Shop", model: str, recording: Recording, at: float) -> dict[str, Any]:
    """Which channel and when made a model's call about a moment of one recording.

    Raises:
        ModisteError: as `called_seconds`, MOD-2911 for a moment that lies in no good stretch.
    """
    served, sidecar = served_for(shop, model, recording)
    for start, part in _stretches(recording):
        if start - _HALF <= at <= start + part.seconds:
            told = _why(served, sidecar, gridded(part, served.labels), max(at - start, 0.0))
            return {"model": model, "recording": recording.name, **told, "moment_s": told["moment_s"] + start}
    raise ModisteError(
        "MOD-2911", what="moment", name=f"{at:g} s", known="moments of stretches that are good"
    )


def explain_moment(shop: "Shop", model: str, data: Path, recording: str, at: float) -> dict[str, Any]:
    """Which channel and when made a model's call about a moment of a recording.

    Args:
        shop: whose models are meant.
        model: a model of activities.
        data: the folder of the recording.
        recording: its name.
        at: seconds from its first sample.

    Raises:
        ModisteError: MOD-1328 and 2923 for the model, MOD-2900 to 2920 for the data, MOD-2911 where there is
            no such recording or moment.
    """
    served, sidecar, grids = _opened(shop, model, data)
    names = [grid.name for grid in grids]
    if recording not in names:
        known = f"{', '.join(names[:5])}, ..."
        raise ModisteError("MOD-2911", what="recording", name=recording, known=known)
    told = _why(served, sidecar, grids[names.index(recording)], at)
    return {"model": model, "recording": recording, **told}


def personalise(
    shop: "Shop", model: str, data: Path, subject: str, minutes: float, out: str = ""
) -> dict[str, Any]:
    """What a few labelled minutes of a person would make of a model: accuracy on their other recordings.

    The person's first recordings are learned from until there are so many minutes; the rest judges. With a
    name in `out` the model that was judged is kept under it, as any other.

    Raises:
        ModisteError: as `explain_moment`, MOD-2911 for a person who is not there, MOD-2920 where their
            recordings are too few to learn from some and judge by others, MOD-2015 for a bad name, MOD-1326
            for a model that cannot be kept so, as an int8 one.
    """
    if out:
        checked_name(out)
    served, sidecar, grids = _opened(shop, model, data)
    own = [grid for grid in grids if grid.subject == subject and (grid.frames != UNKNOWN).any()]
    if not own:
        known = ", ".join(sorted({grid.subject for grid in grids}))
        raise ModisteError("MOD-2911", what="person", name=subject, known=known)
    passed = np.cumsum([len(grid.values) / RATE_HZ / 60 for grid in own])
    count = int(np.searchsorted(passed, minutes)) + 1
    if count >= len(own):
        reason = f"{subject} has {passed[-1]:.1f} minutes in {len(own)} recordings, and some must judge"
        raise ModisteError("MOD-2920", path=data, reason=reason)
    correction, told = personalised(served, sidecar.length, own[:count], own[count:])
    kept = None
    if out:
        with tempfile.TemporaryDirectory(prefix="modiste-") as place:
            folder = with_own_head(served.folder, correction, out, subject, Path(place) / "own")
            entry = shop.registry.register(folder, out)
        kept = f"{entry.name}@{entry.version}"
    return {
        "model": model,
        "subject": subject,
        "minutes": round(float(passed[count - 1]), 3),
        "was_learned_from": subject in sidecar.subjects,
        "kept_as": kept,
        **told,
    }


def _why(served: "Served", sidecar: Sidecar, grid: Grid, at: float) -> dict[str, Any]:
    windows = windows_of(grid, sidecar.length)
    frame = round(at * RATE_HZ / STRIDE)
    if not 0 <= frame < len(windows):
        last = f"moments to {(len(windows) - 1) * STRIDE / RATE_HZ:.1f} s"
        raise ModisteError("MOD-2911", what="moment", name=f"{at:g} s", known=last)
    return {"moment_s": frame * STRIDE / RATE_HZ, **explain_window(served, windows[frame]).to_json()}


def _stretches(recording: Recording) -> list[tuple[float, Recording]]:
    """The good stretches of a recording, each with the second at which it begins."""
    found = examine(recording)
    return [
        (float(recording.times[start]), part)
        for (start, _), part in zip(found.stretches, found.parts(), strict=True)
    ]


def served_for(shop: "Shop", model: str, recording: Recording) -> tuple["Served", Sidecar]:
    """A model of activities that can be asked about a recording, opened, and what stands beside it.

    Raises:
        ModisteError: MOD-1328 and 2923 for the model, MOD-2924 where it reads other axes.
    """
    served = open_model(find_model(shop, model))
    sidecar = Sidecar.read(served.folder)
    axes, wanted = recording.values.shape[1], served.card.input.channels
    if axes != wanted:
        raise ModisteError("MOD-2924", model=model[:100], wanted=wanted, name=recording.name, axes=axes)
    return served, sidecar


def _opened(shop: "Shop", model: str, data: Path) -> tuple["Served", Sidecar, list[Grid]]:
    served = open_model(find_model(shop, model))
    sidecar = Sidecar.read(served.folder)
    grids, _, _ = open_grids(data, sidecar.device, served.labels)
    return served, sidecar, grids
