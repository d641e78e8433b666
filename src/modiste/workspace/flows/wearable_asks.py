"""A model of activities asked about one moment, and made somebody's own.

Knows how a recording and a model are found; both answers are the wearables room's.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from modiste.garment import ModisteError
from modiste.wearables import (
    RATE_HZ,
    STRIDE,
    UNKNOWN,
    Grid,
    Sidecar,
    explain_window,
    open_grids,
    personalised,
    windows_of,
)
from modiste.workspace.flows.models import find_model, open_model

if TYPE_CHECKING:
    from modiste.learning import Served
    from modiste.workspace.shop import Shop


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
    windows = windows_of(grids[names.index(recording)], sidecar.length)
    frame = round(at * RATE_HZ / STRIDE)
    if not 0 <= frame < len(windows):
        last = f"moments to {(len(windows) - 1) * STRIDE / RATE_HZ:.1f} s"
        raise ModisteError("MOD-2911", what="moment", name=f"{at:g} s", known=last)
    why = explain_window(served, windows[frame])
    return {"model": model, "recording": recording, "moment_s": frame * STRIDE / RATE_HZ, **why.to_json()}


def personalise(shop: "Shop", model: str, data: Path, subject: str, minutes: float) -> dict[str, Any]:
    """What a few labelled minutes of a person would make of a model: accuracy on their other recordings.

    The person's first recordings are learned from until there are so many minutes; the rest judges.

    Raises:
        ModisteError: as `explain_moment`, MOD-2911 for a person who is not there, MOD-2920 where their
            recordings are too few to learn from some and judge by others.
    """
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
    told = personalised(served, sidecar.length, own[:count], own[count:])
    return {
        "model": model,
        "subject": subject,
        "minutes": round(float(passed[count - 1]), 3),
        "was_learned_from": subject in sidecar.subjects,
        **told,
    }


def _opened(shop: "Shop", model: str, data: Path) -> tuple["Served", Sidecar, list[Grid]]:
    served = open_model(find_model(shop, model))
    sidecar = Sidecar.read(served.folder)
    grids, _, _ = open_grids(data, sidecar.device, served.labels)
    return served, sidecar, grids
