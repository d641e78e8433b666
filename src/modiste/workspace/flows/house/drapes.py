"""Drapes of the house's garments on many bodies, kept on disk as numbers.

Knows which size a garment is cut in, who wears it and how a drape is found again; draping is tailoring's.
"""

import io
import zipfile
from pathlib import Path

import numpy as np

from modiste import tailoring
from modiste.garment import ModisteError
from modiste.store import write_whole
from modiste.tailoring import Drape, Figure, Pattern, Studio
from modiste.workspace.flows.house.plan import Planned

EDGE = 0.016
"""Metres between vertices: enough for small pictures, and seconds where the finest takes many."""
_VARIED = {"height": 5.0, "bust": 2.5, "waist": 3.0, "hip": 2.5}
"""Deviations, in centimetres, of who wears a size from the chart's body."""
_TRIES = 4
_KEPT = ("places", "flat", "clearance", "stretch", "numbers")


def kept_studio(
    garment: Planned, chance: np.random.Generator, folder: Path | None = None, edge: float = EDGE
) -> tuple[Studio, str]:
    """A garment in one of its sizes, draped on a body that wears it, laid flat too; and the size's name.

    Args:
        garment: As planned.
        chance: Draws the size and the body.
        folder: Where its numbers are kept, as npz without pickle; a damaged file is made again, one that says
            that it stays on nobody is believed.
        edge: Metres between vertices; in a folder, that of all its drapes.

    Raises:
        ModisteError: MOD-1560 to 1562 where it stays on none of them, MOD-2041 where it cannot be kept.
    """
    size = garment.sizes[int(chance.integers(len(garment.sizes)))]
    pattern = tailoring.draft_size(garment.program, garment.chart, size, garment.options)
    moves = chance.normal(size=(_TRIES, len(_VARIED)))
    path = None if folder is None else folder / f"{garment.id}-{garment.seed:08x}-{size}.npz"
    lost = None if path is None else path.with_suffix(".lost")
    if lost is not None and lost.is_file():
        raise ModisteError("MOD-1562", edge=f"{edge * 1000:.0f}")
    if path is not None and path.is_file():
        found = _read(path, pattern, garment, size, moves, edge)
        if found is not None:
            return found, size
    failed: ModisteError | None = None
    hangs = tailoring.house_fabric(garment.cloth).hangs
    for number in range(_TRIES + 1):
        try:
            figure = _wearer(garment, size, moves, number)
            drape = tailoring.drape_garment(pattern, figure, hangs, edge=edge)
            studio = Studio(drape)
            flat = studio.flat
        except ModisteError as error:
            if error.code not in ("MOD-1504", "MOD-1560", "MOD-1561", "MOD-1562"):
                raise
            failed = error if error.code != "MOD-1504" else failed
            continue
        if drape.stays:
            if path is not None:
                _write(path, drape, flat, number)
            return studio, size
    if lost is not None:
        _kept(lost, b"it stays on none of the bodies it was tried on\n")
    raise failed or ModisteError("MOD-1562", edge=f"{edge * 1000:.0f}")


def _wearer(garment: Planned, size: str, moves: np.ndarray, number: int) -> Figure:
    """The body of one try: drawn around the size's own; the last is that itself."""
    chart = tailoring.size_chart(garment.chart)
    body = tailoring.chart_size(chart, size)
    move = moves[number] if number < len(moves) else np.zeros(len(_VARIED))
    wanted = {
        name: float(body[name] + by * np.clip(step, -2, 2))
        for (name, by), step in zip(_VARIED.items(), move, strict=True)
    }
    return tailoring.posed(tailoring.solve_body(wanted, chart.people), "down")


def _write(path: Path, drape: Drape, flat: np.ndarray, number: int) -> None:
    made = io.BytesIO()
    np.savez_compressed(
        made,
        places=drape.places,
        flat=flat,
        clearance=drape.clearance,
        stretch=drape.stretch,
        numbers=np.array(
            [number, drape.residual, drape.speed, drape.depth, drape.slip, drape.stays, drape.seconds]
        ),
    )
    _kept(path, made.getvalue())


def _kept(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data)
    except OSError as error:
        raise ModisteError("MOD-2041", path=path, reason=(error.strerror or str(error)).lower()) from None


def _read(
    path: Path, pattern: Pattern, garment: Planned, size: str, moves: np.ndarray, edge: float
) -> Studio | None:
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
            places, flat, clearance, stretch, numbers = (kept[name] for name in _KEPT)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, EOFError):
        return None
    cloth = tailoring.cut(pattern, edge)
    if places.shape != (cloth.count, 3) or flat.shape != places.shape or numbers.shape != (7,):
        return None
    if len(stretch) != len(cloth.faces) or not (np.isfinite(places).all() and np.isfinite(flat).all()):
        return None
    number, residual, speed, depth, slip, stays, seconds = numbers.tolist()
    drape = Drape(
        cloth=cloth,
        figure=_wearer(garment, size, moves, int(number)),
        fabric=tailoring.FABRICS[tailoring.house_fabric(garment.cloth).hangs],
        places=places,
        clearance=clearance,
        stretch=stretch,
        residual=residual,
        speed=speed,
        depth=depth,
        slip=slip,
        stays=bool(stays),
        seconds=seconds,
    )
    return Studio(drape, flat)
