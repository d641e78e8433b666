"""A model of windows in each form it can be written in: how large it is, and how long a window takes.

Knows what is measured here and what is estimated of others' processors; forms are learning's and the room's.
"""

import statistics
import time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.garment import ModisteError
from modiste.learning import Served, read_golden
from modiste.wearables import ASSUMPTIONS, CYCLES_A_MAC, seconds_a_window
from modiste.workspace.flows.models import CARD, find_model
from modiste.workspace.plugins import exporters

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

MEGAHERTZ = 64
"""Of the microcontroller that is assumed where no chip was run."""
_WARM_UP, _ROUNDS = 3, 15


def model_formats(shop: "Shop | None", model: str) -> list[dict[str, Any]]:
    """A model's own ONNX and its LiteRT, timed here on one thread, and its C, for which a time is estimated.

    A form that the network has not tells why (`refused`) in place of numbers.

    Raises:
        ModisteError: MOD-1328 for an unknown model, MOD-1320 to 1327 for one that is not sound.
    """
    folder = find_model(shop, model).folder
    return [dict(row) for row in _measured(folder, (folder / CARD).stat().st_mtime_ns)]


@lru_cache(maxsize=16)
def _measured(folder: Path, _stamp: int) -> tuple[dict[str, Any], ...]:
    """Kept: a model does not change, and its C takes a second to make."""
    return (_onnx(folder), _litert(folder), _c(folder))


def _onnx(folder: Path) -> dict[str, Any]:
    served = Served.load(folder)
    windows, _ = read_golden(folder, served.card)
    taken = []
    for turn in range(_WARM_UP + _ROUNDS):
        start = time.thread_time()
        served.predict(windows[:1])
        if turn >= _WARM_UP:
            taken.append((time.thread_time() - start) * 1000)
    size = sum((folder / name).stat().st_size for name in (CARD, *served.card.files))
    middle = statistics.median(taken)
    return _row("onnx", served.card.precision, "measured", size_bytes=size, ms_low=middle, ms_high=middle)


def _litert(folder: Path) -> dict[str, Any]:
    try:
        files, notes = exporters().pick("tflite")(folder, ())
        content = files["model.tflite"]
        taken = 1000 * seconds_a_window(content)
    except ModisteError as error:
        return _row("tflite", "int8", "measured", refused=f"{error.code}: {error.detail}")
    found = {name: notes[name] for name in ("macs", "golden_difference")}
    return _row("tflite", "int8", "measured", size_bytes=len(content), ms_low=taken, ms_high=taken, **found)


def _c(folder: Path) -> dict[str, Any]:
    try:
        _, notes = exporters().pick("c")(folder, ())
    except ModisteError as error:
        return _row("c", "int8", "estimated", refused=f"{error.code}: {error.detail}")
    low, high = (notes["macs"] * cycles / (MEGAHERTZ * 1000) for cycles in CYCLES_A_MAC)
    return _row(
        "c",
        "int8",
        "estimated",
        size_bytes=notes["constant_bytes"],
        ram_bytes=notes["ram_bytes"],
        macs=notes["macs"],
        ms_low=low,
        ms_high=high,
        energy_uj=notes["energy_uj"],
        golden_difference=notes["golden_difference"],
        assumed=f"{MEGAHERTZ} MHz assumed; {notes['assumed']}",
        assumptions={"megahertz": MEGAHERTZ, **ASSUMPTIONS},
    )


def _row(form: str, precision: str, how: str, **found: Any) -> dict[str, Any]:
    empty = ("size_bytes", "ram_bytes", "macs", "ms_low", "ms_high", "energy_uj", "golden_difference")
    row = {"format": form, "precision": precision, "how": how, **dict.fromkeys(empty), "assumed": ""}
    return row | {"assumptions": None, "refused": None} | found
