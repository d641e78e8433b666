"""A garment on somebody's photograph: photo bytes in, a marked picture and what is said of it out, in memory.

Knows where cut, size and look come from and how an answer reads; dressing is the try-on's, a garment known by
its picture alone `photo_garments`'. Nothing is kept: neither photos nor measures.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste import tailoring, tryon
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.store import write_whole
from modiste.workspace.flows.ar_package import appearance_for
from modiste.workspace.flows.fitting import cut_named, fabric_of, middle_size, read_pattern, sizes_of
from modiste.workspace.flows.photo_garments import (
    NOT_TOLD,
    PHOTO,
    PhotoGarment,
    photo_garment_of,
    read_photo_garment,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from modiste.tailoring import Lay
    from modiste.tryon import Painter, PaintWish
    from modiste.workspace.shop import Shop

_DRESSED = 0.4
"""The share of the work that is done when a network begins to paint."""
METHOD = (
    "the body of these measures stood as in the photo; the size's pattern draped on it, drawn with the "
    "photo's camera in an estimated light; a synthetic picture, no measured fit"
)


@dataclass(frozen=True, eq=False)
class PhotoTryOn:
    """The answer: `told` as plain values; `png` the marked picture; `refused`, why there is none."""

    told: dict[str, Any]
    png: bytes = b""
    refused: ModisteError | None = None


@dataclass(frozen=True)
class PhotoWish:
    """What is tried on.

    Attributes:
        garment: A garment's id or a program; what it is called where a pattern or a photo of it is given.
        measures: The wearer's, in centimetres.
        size: By default the chart's middle one, or the pattern's.
        chart: By default the garment's own.
        pattern: A pattern file instead.
        painter: A network that paints the garment anew in the silhouette of its size.
        picture: A picture of the garment laid flat, for the network; by default its own drape.
        shown: A picture of the garment, where nothing else is known of it: what it is called, and its bytes.
        shown_size: The size in that picture.
        stated: Finished measures of the garment in that picture, in centimetres.
    """

    garment: str
    measures: Mapping[str, float | str]
    size: str = ""
    chart: str = ""
    pattern: Path | None = None
    painter: "Painter | None" = None
    picture: bytes = b""
    shown: tuple[str, bytes] | None = None
    shown_size: str = ""
    stated: Mapping[str, float] = field(default_factory=dict)


def try_on_photo(
    shop: "Shop | None",
    photo: bytes,
    wish: PhotoWish,
    *,
    name: str = "the photo",
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> PhotoTryOn:
    """Put a garment on the person in a photo, or say why that cannot be and how to retake it.

    Args:
        shop: Whose garments are meant.
        photo: The file's bytes.
        wish: What is tried on.
        name: What errors call the photo.
        progress: Told each step.
        should_stop: Asked between steps and while the cloth falls.

    Raises:
        ModisteError: MOD-12xx for a file that is no photo, MOD-15xx for measures and cloth, MOD-2012 for an
            unknown size, MOD-2030 for an unknown garment, MOD-3001 to MOD-3004 where networks are missing. A
            photo that will not do is no error: it is the answer.
    """
    begun = time.perf_counter()

    def told(step: str, share: float) -> bool:
        progress(Event("step", round(100 * share), 100, step))
        return not should_stop()

    progress(Event("start", 0, 100, "photo"))
    said: dict[str, Any] = {"status": "ok", "reason": "", "garment": wish.garment, "size": wish.size}
    try:
        known, wanted = _wanted(wish, shop, told)
    except ModisteError as error:
        if wish.shown is None or error.code not in NOT_TOLD:
            raise
        said |= {"of": "garment", "basis": PHOTO, "estimated": True, **_why(error)}
        said |= {"seconds": round(time.perf_counter() - begun, 2), "quality": asdict(tryon.Quality())}
        progress(Event("done", 100, 100, "refused"))
        return PhotoTryOn(said | {"method": METHOD}, refused=error)
    said |= known
    pattern = wanted.pattern
    try:
        flat = _flat(wish) if wish.painter is not None else None
        share = 1.0 if wish.painter is None else _DRESSED
        made = tryon.dress(
            tryon.opened_photo(photo, name).pixels, wanted, lambda step, done: told(step, share * done)
        )
    except tryon.Refused as refused:
        said |= _why(refused) | {"seconds": round(time.perf_counter() - begun, 2)}
        progress(Event("done", 100, 100, "refused"))
        return PhotoTryOn(said | {"quality": asdict(refused.quality), "method": METHOD}, refused=refused)
    said |= {
        "seconds": round(time.perf_counter() - begun, 2),
        "quality": asdict(made.quality),
        "width": made.pixels.shape[1],
        "height": made.pixels.shape[0],
        "filled": round(made.filled, 4),
        "body": {name: round(value, 1) for name, value in made.body.figure.measures.items()},
        "digital_source_type": "compositeSynthetic",
        "method": METHOD,
    }
    if wish.painter is not None:
        asked = tryon.paint_wish(made, tryon.zones_of(pattern), flat)
        return _painted(asked, wish.painter, said, told, begun)
    progress(Event("done", 100, 100, f"{said['seconds']} s"))
    return PhotoTryOn(said, tryon.marked_png(made.pixels, estimated=said["estimated"]))


def _flat(wish: PhotoWish) -> "NDArray[np.uint8] | None":
    """The garment laid flat, for a network; None where its drape must do."""
    data = wish.picture or (wish.shown[1] if wish.shown else b"")
    return tryon.opened_photo(data, "the garment's picture").pixels if data else None


def _wanted(
    wish: PhotoWish, shop: "Shop | None", told: Callable[[str, float], bool]
) -> tuple[dict[str, Any], "tryon.Wanted"]:
    """What is put on, and what is said of it."""
    seen: PhotoGarment | None = None
    if wish.shown is not None:
        told("garment", 0.01)
        name, data = wish.shown
        seen = read_photo_garment(data, name, chart=wish.chart, size=wish.shown_size, stated=wish.stated)
    elif wish.pattern is None:
        seen = photo_garment_of(shop, wish.garment, wish.chart)
    lays: Mapping[str, Lay] = {}
    more: dict[str, Any] = {}
    if seen is not None:
        cut, size = seen.cut, wish.size or middle_size(seen.cut)
        pattern = seen.pattern(size)
        printed = seen.printed(pattern)
        look, lays = printed.look, printed.lays
        more = {
            "read": {
                **seen.told(),
                "print": "plain" if printed.is_plain else "laid",
                "colour": printed.colour,
            }
        }
    elif wish.pattern is not None:
        cut, patterns = read_pattern(wish.pattern, wish.chart)
        size = wish.size or next(iter(patterns))
        if size not in patterns:
            raise ModisteError("MOD-2012", kind="Size", name=size, known=", ".join(patterns))
        pattern, look = patterns[size], appearance_for(shop, cut)
    else:
        cut = cut_named(wish.garment, shop, wish.chart)
        size = wish.size or middle_size(cut)
        pattern, look = sizes_of(cut, [size])[size], appearance_for(shop, cut)
    people = tailoring.size_chart(cut.chart).people
    basis = PHOTO if seen is not None else cut.basis
    said = {
        "garment": wish.garment or cut.id,
        "program": cut.program,
        "size": size,
        "basis": basis,
        "estimated": basis != "pattern",
        "people": people,
    }
    wanted = tryon.Wanted(
        pattern=pattern,
        size=size,
        fabric=fabric_of(cut),
        look=look,
        measures=wish.measures,
        people=people,
        lays=lays,
    )
    return said | more, wanted


def _painted(
    asked: "PaintWish",
    painter: "Painter",
    said: dict[str, Any],
    told: Callable[[str, float], bool],
    begun: float,
) -> PhotoTryOn:
    """The same with the garment painted anew, and how that may be used."""
    pixels = tryon.painted(painter, asked, lambda share: told("paint", _DRESSED + (1 - _DRESSED) * share))
    told("paint", 1.0)
    licence = painter.licence
    more = {
        "seconds": round(time.perf_counter() - begun, 2),
        "painted_by": painter.name,
        "licence": licence.name,
        "licence_told_by": licence.told_by,
        "non_commercial_acknowledged": licence.acknowledged,
        "digital_source_type": "compositeWithTrainedAlgorithmicMedia",
        "method": f"{METHOD}; painted anew by {painter.name} in that silhouette",
    }
    png = tryon.marked_png(pixels, system=painter.name, terms=licence.terms, estimated=said["estimated"])
    return PhotoTryOn(said | more, png)


def _why(error: ModisteError) -> dict[str, Any]:
    return {"status": "refused", "code": error.code, "reason": error.detail, "retake": error.remedy}


def write_photo_try_on(made: PhotoTryOn, out: Path) -> dict[str, Any]:
    """Write the picture, where there is one; the answer with its file."""
    if made.refused is not None:
        return made.told
    out.parent.mkdir(parents=True, exist_ok=True)
    write_whole(out, made.png)
    return {**made.told, "file": str(out)}


def fetch_networks() -> dict[str, Any]:
    """Fetch the networks that find a person in a photo, once.

    Raises:
        ModisteError: MOD-3002 or MOD-3003 where that fails.
    """
    had = tryon.networks_fetched()
    return {"folder": str(tryon.fetch_networks()), "fetched": not had}


def example_file() -> Path | None:
    """The examples' synthetic person, where this is a checkout."""
    path = Path(tryon.__file__).resolve().parents[3] / "examples" / "tryon" / "front.png"
    return path if path.is_file() else None
