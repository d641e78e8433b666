"""A garment for augmented reality: its cut draped on a body, in its own cloth, as files.

Knows the order of work and how a garment looks; cloth and files are tailoring's, the package is ar's, keeping
it is `ar_shelf`'s.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from modiste import tailoring
from modiste.ar import Package as ArPackage
from modiste.ar import packaged
from modiste.ar import write_package as write_ar_package
from modiste.garment import Colourway, Cut, Garment, Image, ModisteError
from modiste.learning import Event, Progress, silent
from modiste.workspace.flows.fitting import fabric_name, middle_size, size_names, sizes_of

if TYPE_CHECKING:
    from modiste.tailoring import Appearance, HouseFabric, Print
    from modiste.workspace.shop import Shop

__all__ = [
    "ArPackage",
    "Look",
    "appearance_for",
    "house_fabric_of",
    "look_of",
    "make_ar_package",
    "titles_of",
    "write_ar_package",
]

_UNDYED = "#2c3f63"
"""Where nothing says what colour a garment has."""
_HOUSE = "modiste.house"
_MAIN = ("height", "bust", "waist", "hip")


@dataclass(frozen=True)
class Look:
    """How a garment looks, as far as is known.

    Attributes:
        cloth: A house fabric, or "".
        dyed: Its colour or print, or None.
        seed: Of the yarn's unevenness.
    """

    cloth: str = ""
    dyed: "Print | None" = None
    seed: int = 0

    def wanted(self, cloth: str, colour: str) -> "Look":
        """The same in another cloth or another dye; a print keeps its ink on another ground.

        Raises:
            ModisteError: MOD-1586 for an unknown cloth, MOD-1587 for what is no colour.
        """
        if cloth:
            tailoring.house_fabric(cloth)
        dyed = self.dyed
        if colour and (dyed is None or isinstance(dyed, tailoring.Solid)):
            dyed = tailoring.Solid(colour)
        elif colour and isinstance(dyed, tailoring.Stripe | tailoring.Check | tailoring.Dot):
            dyed = replace(dyed, ground=colour)
        return Look(cloth or self.cloth, dyed, self.seed)

    def appearance(self, cut: Cut) -> "Appearance":
        """What the cloth of a cut looks like so; what nobody says is a dark blue."""
        fabric = house_fabric_of(cut, self.cloth)
        return tailoring.appearance_of(fabric, self.dyed or tailoring.Solid(_UNDYED), self.seed)


UNKNOWN = Look()


def make_ar_package(
    cut: Cut,
    *,
    title: str = "",
    title_zh: str = "",
    size: str = "",
    wearer: str = "",
    look: Look = UNKNOWN,
    body: bool = True,
    licence: str = "",
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> ArPackage:
    """A garment's package for augmented reality.

    Args:
        cut: How it is cut.
        title: What the page calls it; by default the cut's name.
        title_zh: What it calls it in Chinese.
        size: By default the middle one.
        wearer: The size whose body wears it; by default its own.
        look: Its cloth and colour; by default one that hangs as the cut's fabric does, in a dark blue.
        body: Whether the body that wears it is shown.
        licence: Under what the files may be used.
        progress: Told how far it is.
        should_stop: Whether it is given up.

    Raises:
        ModisteError: MOD-2012 for a size it is not made in, MOD-15xx for a cloth, a colour or a drape that
            cannot be, MOD-1564 when it was stopped, MOD-1590 where it would be too heavy.
    """
    progress(Event("start", 0, 100, "body"))
    size, wearer = sizes_worn(cut, size, wearer)
    fabric = house_fabric_of(cut, look.cloth)
    appearance = look.appearance(cut)
    patterns = sizes_of(cut, list(dict.fromkeys([size, wearer])))
    # A chart's lesser lengths may be at odds with each other; the body has its own for these.
    main = {name: value for name, value in patterns[wearer].body.items() if name in _MAIN}
    figure = tailoring.solve_body(main, tailoring.size_chart(cut.chart).people)

    def told(share: float) -> bool:
        progress(Event("step", round(5 + 85 * share), 100, "drape"))
        return not should_stop()

    draped = tailoring.drape_garment(patterns[size], figure, fabric.hangs, progress=told)
    scene = tailoring.Scene(kind="mannequin" if body else "ghost", azimuth=35)
    poster = tailoring.png_of(tailoring.photograph(draped, appearance, scene).pixels)
    dyed = look.dyed or tailoring.Solid(_UNDYED)
    labels = {
        "garment": cut.id,
        "program": cut.program,
        "chart": cut.chart,
        "size": size,
        "wearer": wearer,
        "sizes": size_names(cut),
        "cut_basis": cut.basis,
        "cloth": fabric.fabric.id,
        "composition": dict(fabric.fabric.composition),
        **_told_of(dyed),
        "body": "shown: Modiste's average of MakeHuman shapes, CC0-1.0" if body else "not shown",
        "drape": {"solver_residual": round(draped.residual, 4), "stays": bool(draped.stays)},
    }
    made = packaged(
        title or cut.id,
        tailoring.garment_glb(draped, appearance, body=body),
        tailoring.garment_usdz(draped, appearance, body=body),
        poster,
        labels,
        licence,
        title_zh,
        tailoring.mirror_glb(draped, appearance),
    )
    progress(Event("done", 100, 100, f"{sum(map(len, made.files.values())) / 1e6:.1f} MB"))
    return made


def sizes_worn(cut: Cut, size: str, wearer: str) -> tuple[str, str]:
    """The size of a garment and that of its body; "" is the middle one, and its own.

    Raises:
        ModisteError: MOD-2012 for a size it is not made in.
    """
    size = size or middle_size(cut)
    wearer = wearer or size
    for name in (size, wearer):
        if name not in size_names(cut):
            raise ModisteError("MOD-2012", kind="Size", name=name, known=", ".join(size_names(cut)))
    return size, wearer


def look_of(shop: "Shop | None", garment_id: str) -> Look:
    """The cloth and colour of a garment as its first picture shows it; the print too in a house."""
    found = shop.store.rows.find(Garment, [garment_id]) if shop is not None else {}
    if shop is None or not found:
        return UNKNOWN
    pictures = shop.store.rows.page(Image, limit=1, where={"garment_id": garment_id}).items
    ways = list(shop.store.rows.page(Colourway, where={"garment_id": garment_id}).items)
    shown = [each for each in ways if pictures and each.id == pictures[0].colourway_id]
    if found[garment_id].source == _HOUSE:
        planned = _of_the_house(shop, garment_id, [each.id for each in (*shown, *ways)])
        if planned is not None:
            return planned
    cloth = found[garment_id].attributes.get("cloth", "")
    colours = [each.colour_hex for each in (*shown, *ways) if each.colour_hex]
    return Look(
        cloth if cloth in tailoring.HOUSE_FABRICS else "", tailoring.Solid(colours[0]) if colours else None
    )


def appearance_for(shop: "Shop | None", cut: Cut) -> "Appearance":
    """What a cut's cloth looks like: a garment's own, unless it is tried on in one that hangs otherwise."""
    look = look_of(shop, cut.id)
    if look.cloth and tailoring.house_fabric(look.cloth).hangs != fabric_name(cut):
        look = replace(look, cloth="")
    return look.appearance(cut)


def titles_of(shop: "Shop | None", garment_id: str) -> tuple[str, str]:
    """What a garment is called, and what in Chinese; "" where that is unknown."""
    found = shop.store.rows.find(Garment, [garment_id]) if shop is not None else {}
    garment = found.get(garment_id)
    return (garment.name, garment.attributes.get("name_zh", "")) if garment else ("", "")


def _of_the_house(shop: "Shop", garment_id: str, ways: list[str]) -> Look | None:
    """A generated garment as planned: the very cloth of its photographs. None where no plan is kept."""
    from modiste.workspace.flows.house import dyed_of, read_truth  # noqa: PLC0415 - heavy, and seldom wanted

    try:
        planned = read_truth(shop.root, garment_id)["garment"]
    except ModisteError:
        return None
    colourings = {f"{garment_id}-{each['id']}": each["colours"] for each in planned["colourings"]}
    first = next((colourings[each] for each in ways if each in colourings), None)
    if first is None:
        return None
    return Look(planned["cloth"], dyed_of(planned["print"], first, planned["repeat"]), planned["seed"])


def _told_of(dyed: "Print") -> dict[str, object]:
    """A colour or print in the manifest's words; a repeat in centimetres."""
    if isinstance(dyed, tailoring.Solid):
        return {"print": "solid", "colour": dyed.colour}
    upright = isinstance(dyed, tailoring.Stripe) and dyed.upright
    return {
        "print": "pinstripe" if upright else type(dyed).__name__.lower(),
        "colour": dyed.ground,
        "ink": dyed.ink,
        "repeat_cm": dyed.period,
        "width_cm": dyed.width,
    }


def house_fabric_of(cut: Cut, cloth: str = "") -> "HouseFabric":
    """The cloth of a name, or the first that hangs as the cut's fabric does.

    Raises:
        ModisteError: MOD-1586 for another name.
    """
    if cloth:
        return tailoring.house_fabric(cloth)
    hangs = fabric_name(cut)
    return next(
        (each for each in tailoring.HOUSE_FABRICS.values() if each.hangs == hangs),
        tailoring.HOUSE_FABRICS["twill"],
    )
